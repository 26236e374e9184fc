"""A place: shared from the phone, or typed as an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.language import Text, _
from bot.neighbourhood.inputs import Input, Pointed, SentOther, Wrote
from bot.neighbourhood.places import roughly
from bot.neighbourhood.question import Answered, Outcome, Question, Refused, Shade, Value, refuse_other
from bot.neighbourhood.widgets import Share

LONGEST_ADDRESS = 200


@dataclass(frozen=True)
class Place(Question):
    """A place. The value is `{latitude, longitude}` in degrees (WGS 84), or `{address}` as it was typed."""

    help: Text = ""
    optional: bool = False

    kind: ClassVar[str] = "place"

    @property
    def hint(self) -> Text:
        return self.help or _("Type the street or a spot everybody knows. Are you there now? Use the button below.")

    def widget(self, draft: Value) -> Share:
        return Share("location")

    def take(self, given: Input, draft: Value) -> Outcome:
        if isinstance(given, Pointed):
            return Answered({"latitude": round(given.latitude, 6), "longitude": round(given.longitude, 6)})
        if isinstance(given, SentOther):
            return refuse_other(given)
        if isinstance(given, Wrote) and len(given.text) <= LONGEST_ADDRESS and any(map(str.isalnum, given.text)):
            return Answered({"address": given.text})
        return Refused(_("Please type a street or a spot in a few words, or share where you are now."))

    def fits(self, value: Value) -> bool:
        return isinstance(value, dict) and ("address" in value or {"latitude", "longitude"} <= value.keys())

    def label(self, value: Value) -> Text:
        return value["address"] if "address" in value else _("📍 the place you shared")

    def plain(self, value: Value) -> str:
        # XLSForm's geopoint: latitude and longitude with a space between.
        return str(value["address"]) if "address" in value else f"{value['latitude']} {value['longitude']}"

    def shades(self, value: Value) -> tuple[Shade, ...]:
        """The square of about a kilometre it is in; of a place that was typed nothing: who knows what it says?"""
        if "address" in value:
            return ()
        where = " ".join(str(degrees) for degrees in roughly(value["latitude"], value["longitude"]))
        return ((where, where),)

    @classmethod
    def define(cls, key: str, text: Text, definition: Mapping[str, Any]) -> "Place":
        return cls(key, text, help=definition.get("hint", ""), optional=definition.get("optional", False))
