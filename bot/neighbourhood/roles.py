"""Roles: what someone is in a neighbourhood."""

from bot.language import Text, _

RESIDENT = "resident"
CARRIER = "carrier"
JUROR = "juror"
PARTNER = "partner"
ORGANISER = "organiser"
FACILITATOR = "facilitator"
ADMIN = "admin"

# Of the name by which others with a role know somebody; in characters.
LONGEST_NAME = 60

INVITED = (ORGANISER, FACILITATOR, JUROR, CARRIER, PARTNER, ADMIN)

NAMES: dict[str, Text] = {
    RESIDENT: _("resident"),
    CARRIER: _("carrier"),
    JUROR: _("juror"),
    PARTNER: _("partner"),
    ORGANISER: _("organiser"),
    FACILITATOR: _("facilitator"),
    ADMIN: _("administrator"),
}
