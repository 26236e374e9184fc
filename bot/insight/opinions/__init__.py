"""Opinion groups: who votes alike, what each group stands for, and what all share (`docs/insight.md`)."""

from bot.insight.opinions.groups import Opinions, Silence, find_opinions
from bot.insight.opinions.votes import Votes

__all__ = ["Opinions", "Silence", "Votes", "find_opinions"]
