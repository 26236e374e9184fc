"""The tables. Their names are the glossary's; a change here needs a migration (see `docs/architecture.md`)."""

from bot.store.tables.audit import audit, audit_end
from bot.store.tables.base import metadata
from bot.store.tables.collected import clearing, idea, photo, survey, survey_version, total
from bot.store.tables.gatherings import attendance, enquiry, feed, meeting, meeting_table, note, seat, task, told
from bot.store.tables.places import attempt, consent, invite, membership, meta, neighbourhood, removal, resident
from bot.store.tables.talk import answer, conversation, heard, prompt
from bot.store.tables.work import delivery, due, instance, set_aside

__all__ = [
    "answer",
    "attempt",
    "attendance",
    "audit",
    "audit_end",
    "clearing",
    "consent",
    "conversation",
    "delivery",
    "due",
    "enquiry",
    "feed",
    "heard",
    "idea",
    "instance",
    "invite",
    "meeting",
    "meeting_table",
    "membership",
    "meta",
    "metadata",
    "neighbourhood",
    "note",
    "photo",
    "prompt",
    "removal",
    "resident",
    "seat",
    "set_aside",
    "survey",
    "survey_version",
    "task",
    "told",
    "total",
]
