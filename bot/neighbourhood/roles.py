"""Roles: what someone is in a neighbourhood."""

from bot.language import Text, _

RESIDENT = "resident"
CARRIER = "carrier"
JUROR = "juror"
PARTNER = "partner"
ORGANISER = "organiser"
FACILITATOR = "facilitator"
ADMIN = "admin"

INVITED = (ORGANISER, FACILITATOR, JUROR, CARRIER, PARTNER, ADMIN)
STAFF = frozenset({ORGANISER, FACILITATOR, ADMIN})

NAMES: dict[str, Text] = {
    RESIDENT: _("resident"),
    CARRIER: _("carrier"),
    JUROR: _("juror"),
    PARTNER: _("partner"),
    ORGANISER: _("organiser"),
    FACILITATOR: _("facilitator"),
    ADMIN: _("administrator"),
}
