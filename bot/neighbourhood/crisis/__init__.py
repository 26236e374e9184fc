"""Crisis: words that say someone may be in danger, and the static card with the numbers to call."""

from bot.neighbourhood.crisis.card import card, review_due
from bot.neighbourhood.crisis.detect import detect
from bot.neighbourhood.crisis.sign import Kind, Sign

__all__ = ["Kind", "Sign", "card", "detect", "review_due"]
