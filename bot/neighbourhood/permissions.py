"""Who may do what: the one table. What stands in it nowhere is permitted to nobody.

A conversation names its action (`@conversation(action=…)`); buttons that do something by themselves, and work that is
done later, are looked up here by name. Roles count in the neighbourhood of a conversation, and nowhere else.
"""

from collections.abc import Collection

from bot.neighbourhood.roles import ADMIN, CARRIER, FACILITATOR, INVITED, JUROR, ORGANISER, PARTNER, RESIDENT

# Who did not agree (yet) to the use of their data.
STRANGER = "stranger"
EVERY_ROLE = frozenset({RESIDENT, *INVITED})

COME_IN = "come-in"
TAKE_PART = "take-part"
EXPORT = "export"
EXPORT_IDENTIFIED = "export-identified"
HOST_TABLES = "host-tables"
ORGANISE_MEETINGS = "organise-meetings"
REVIEW = "review"
REMOVE_WORDS = "remove-words"
MANAGE = "manage"
APPOINT_HELPERS = "appoint-helpers"
APPOINT_STAFF = "appoint-staff"
BY_ITSELF = "by-itself"

PERMISSIONS: dict[str, frozenset[str]] = {
    COME_IN: EVERY_ROLE | {STRANGER},
    TAKE_PART: EVERY_ROLE,
    EXPORT: frozenset({FACILITATOR, ADMIN}),
    EXPORT_IDENTIFIED: frozenset({FACILITATOR, ADMIN}),
    HOST_TABLES: frozenset({CARRIER, ORGANISER, FACILITATOR, ADMIN}),
    ORGANISE_MEETINGS: frozenset({ORGANISER, FACILITATOR, ADMIN}),
    REVIEW: frozenset({FACILITATOR, ADMIN}),
    REMOVE_WORDS: frozenset({FACILITATOR, ADMIN}),
    MANAGE: frozenset({ORGANISER, ADMIN}),
    APPOINT_HELPERS: frozenset({ORGANISER, ADMIN}),
    APPOINT_STAFF: frozenset({ADMIN}),
    BY_ITSELF: frozenset(),
}

# Buttons that do something by themselves. What they start or go on with is looked up as well.
BUTTONS: dict[str, str] = {
    "start": COME_IN,
    "nothing": COME_IN,
    "later": COME_IN,
    "resume": COME_IN,
    "answer": COME_IN,
    "use": COME_IN,
}

# Work that is done later, by the kind of its due row.
WORK: dict[str, str] = {
    "nudge": COME_IN,
    "again": COME_IN,
    "photo": TAKE_PART,
    "export": EXPORT,
    "file": COME_IN,
    "pass-on": COME_IN,
    "erase": COME_IN,
    "roles": MANAGE,
    "tell": TAKE_PART,
    "seats": TAKE_PART,
    "calendar": TAKE_PART,
    "poster": ORGANISE_MEETINGS,
    "wipe": BY_ITSELF,
    "backup": BY_ITSELF,
    "retention": BY_ITSELF,
}

# Which action it is to give somebody this role, or to take it away.
APPOINTING: dict[str, str] = {
    CARRIER: APPOINT_HELPERS,
    JUROR: APPOINT_HELPERS,
    PARTNER: APPOINT_HELPERS,
    ORGANISER: APPOINT_STAFF,
    FACILITATOR: APPOINT_STAFF,
    ADMIN: APPOINT_STAFF,
}


def may(roles: Collection[str], action: str) -> bool:
    """Whether one of these roles (or `STRANGER`) permits the action; an action that is not in the table never is."""
    return not PERMISSIONS.get(action, frozenset()).isdisjoint(roles)
