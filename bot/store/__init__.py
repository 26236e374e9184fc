"""The only place that knows SQLAlchemy: tables, books (one unit of work), migrations."""

from bot.store.books import Books
from bot.store.lease import LeaseLost
from bot.store.records import Answer, Conversation, Prompt, Resident
from bot.store.schema import upgrade as migrate
from bot.store.store import Store, is_lasting, trouble_of

__all__ = [
    "Answer",
    "Books",
    "Conversation",
    "LeaseLost",
    "Prompt",
    "Resident",
    "Store",
    "is_lasting",
    "migrate",
    "trouble_of",
]
