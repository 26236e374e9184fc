"""Conversations of Polis: reading their exports. FIELD of the format: polis-export/1, and the older ones before it."""

from bot.exchange.polis.conversation import Conversation
from bot.exchange.polis.reading import read_conversation

__all__ = ["Conversation", "read_conversation"]
