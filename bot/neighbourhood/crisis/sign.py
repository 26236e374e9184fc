"""What a text can be a sign of."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The four sorts of crisis, the most urgent first."""

    DANGER = "danger"
    SUICIDE = "suicide"
    VIOLENCE = "violence"
    WORRY = "worry"


@dataclass(frozen=True, slots=True)
class Sign:
    """What was seen in a text. `phrase` is the line of words.toml that fitted: no word of the resident."""

    kind: Kind
    phrase: str
