"""What a person can give as an answer, without a word about the messenger it came through."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button with this key; `on` tells a toggle which way it should stand, whatever it stood at before."""

    key: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class Finished:
    """*Done* was tapped below toggles or photos."""


@dataclass(frozen=True, slots=True)
class Wrote:
    """A cleaned text."""

    text: str


@dataclass(frozen=True, slots=True)
class Pointed:
    """A place on the map, in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Photographed:
    """A picture of `size` bytes: `file` fetches it, `unique` recognises it; `album` joins pictures sent together."""

    file: str
    unique: str
    caption: str = ""
    album: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class SentOther:
    """Something no question can use: a sticker, a voice message, a poll. `what` is the messenger's word for it."""

    what: str = field(default="")


Input = Tapped | Finished | Wrote | Pointed | Photographed | SentOther
