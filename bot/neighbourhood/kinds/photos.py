"""One photo or several, an album included."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.language import Text, _, _n
from bot.neighbourhood.inputs import Finished, Input, Photographed, SentOther
from bot.neighbourhood.question import Answered, Outcome, Partly, Question, Refused, Shade, Value
from bot.neighbourhood.widgets import Pictures


@dataclass(frozen=True)
class Photos(Question):
    """At least `least` and at most `most` photos.

    The value is a list of `{file, unique, size}`: `file` fetches it from the messenger, `unique` recognises it, `size`
    is in bytes; `album` names the pictures that were sent together.
    One photo of one answers at once; with more, *done* ends it.
    """

    least: int = 1
    most: int = 1
    hint: Text = ""
    optional: bool = False

    kind: ClassVar[str] = "photos"

    def widget(self, draft: Value) -> Pictures:
        received = len(draft or ())
        return Pictures(received, self.most, ready=received >= max(self.least, 1))

    def take(self, given: Input, draft: Value) -> Outcome:
        so_far = list(draft or ())
        if isinstance(given, Photographed):
            return self._add(given, so_far)
        if isinstance(given, Finished) and len(so_far) >= self.least:
            return Answered(so_far)
        if isinstance(given, Finished):
            few = _n("Please send at least {count} photo.", "Please send at least {count} photos.", self.least)
            return Refused(few)
        if isinstance(given, SentOther) and given.what == "document":
            return Refused(_("I cannot use that file. Please send a photo with the paper clip 📎: JPEG, PNG or WebP."))
        return Refused(_("Please send a photo with the paper clip 📎."))

    def _add(self, given: Photographed, so_far: list[dict[str, Any]]) -> Outcome:
        if all(photo["unique"] != given.unique for photo in so_far):
            if len(so_far) >= self.most:
                return Refused(_n("{count} photo is enough.", "{count} photos are enough.", self.most))
            so_far = [*so_far, _entry(given)]
        return Answered(so_far) if self.most == 1 else Partly(so_far)

    def fits(self, value: Value) -> bool:
        known = isinstance(value, list) and all("unique" in photo for photo in value)
        return known and self.least <= len(value) <= self.most

    def label(self, value: Value) -> Text:
        return _n("{count} photo", "{count} photos", len(value))

    def plain(self, value: Value) -> str:
        return " ".join(photo["unique"] for photo in value)

    def shades(self, value: Value) -> tuple[Shade, ...]:
        return ((len(value), self.label(value)),)

    @classmethod
    def define(cls, key: str, text: Text, definition: Mapping[str, Any]) -> "Photos":
        return cls(
            key,
            text,
            least=definition.get("least", 1),
            most=definition.get("most", 1),
            hint=definition.get("hint", ""),
            optional=definition.get("optional", False),
        )


def _entry(given: Photographed) -> dict[str, Any]:
    entry: dict[str, Any] = {"file": given.file, "unique": given.unique, "size": given.size}
    return {**entry, "album": given.album} if given.album else entry
