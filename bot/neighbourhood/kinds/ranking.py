"""Put in order: tap what comes first, then second, and so on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.language import Joined, Text, _
from bot.neighbourhood.inputs import Finished, Input, Tapped
from bot.neighbourhood.kinds.choice import defined_options, label_of
from bot.neighbourhood.kinds.choices import Choices
from bot.neighbourhood.question import Outcome, Partly, Shade, Value


@dataclass(frozen=True)
class Ranking(Choices):
    """The options in the order of importance. The value is the list of keys, the most important first."""

    kind: ClassVar[str] = "ranking"
    ordered: ClassVar[bool] = True

    def take(self, given: Input, draft: Value) -> Outcome:
        outcome = super().take(given, draft)
        # The last place is no choice: it is filled in as soon as one option is left.
        if isinstance(given, Tapped) and isinstance(outcome, Partly) and len(outcome.draft) == len(self.options) - 1:
            rest = [option.key for option in self.options if option.key not in outcome.draft]
            return Partly(outcome.draft + rest if given.on else outcome.draft)
        return super().take(Finished(), draft) if isinstance(given, Finished) else outcome

    def _arranged(self, chosen: list[str]) -> list[str]:
        return chosen

    def label(self, value: Value) -> Text:
        places = (Joined((f"{place}.", label_of(self.options, key)), " ") for place, key in enumerate(value, 1))
        return Joined(tuple(places), "  ") if value else _("none")

    def parts(self, value: Value) -> Sequence[Value]:
        return (value,)

    def shades(self, value: Value) -> tuple[Shade, ...]:
        """The whole order, else only what stands first."""
        return tuple((self.plain(some), self.label(some)) for some in (value, value[:1]))

    @classmethod
    def define(cls, key: str, text: Text, definition: Mapping[str, Any]) -> "Ranking":
        options = defined_options(definition)
        return cls(
            key,
            text,
            options,
            least=definition.get("least", len(options)),
            most=definition.get("most", len(options)),
            hint=definition.get("hint", ""),
            optional=definition.get("optional", False),
        )
