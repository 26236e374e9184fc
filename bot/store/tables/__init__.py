"""The tables. Their names are the glossary's; a change here needs a migration (see `docs/architecture.md`)."""

from bot.store.tables.base import metadata
from bot.store.tables.collected import idea, photo, survey, survey_version, total
from bot.store.tables.places import consent, invite, membership, meta, neighbourhood, removal, resident
from bot.store.tables.talk import answer, conversation, heard, prompt
from bot.store.tables.work import delivery, due, set_aside

__all__ = [
    "answer",
    "consent",
    "conversation",
    "delivery",
    "due",
    "heard",
    "idea",
    "invite",
    "membership",
    "meta",
    "metadata",
    "neighbourhood",
    "photo",
    "prompt",
    "removal",
    "resident",
    "set_aside",
    "survey",
    "survey_version",
    "total",
]
