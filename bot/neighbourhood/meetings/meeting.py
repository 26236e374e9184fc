"""A meeting and what belongs to it, as values."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.language import PerLanguage, Text, _
from bot.neighbourhood.meetings.reminders import DEFAULT
from bot.neighbourhood.widgets import Option

CAFE, STAMTAFEL, JOURNEY, OTHER = "cafe", "stamtafel", "journey", "other"
KINDS = (
    Option(CAFE, _("☕ Café")),
    Option(STAMTAFEL, _("🪑 Stamtafel evening")),
    Option(JOURNEY, _("🚌 Journey")),
    Option(OTHER, _("📅 Something else")),
)
ICONS = {CAFE: "☕", STAMTAFEL: "🪑", JOURNEY: "🚌", OTHER: "📅"}

PLANNED, CANCELLED, CLOSED = "planned", "cancelled", "closed"
YES, MAYBE, NO = "yes", "maybe", "no"
HELPS = (
    Option("bring", _("🧁 Bring something")),
    Option("set-up", _("🪑 Set up and tidy up")),
    Option("interpret", _("🗣 Interpret")),
)
POINT, COMMITMENT = "point", "commitment"
# Who walks in early is welcome; who scans the poster at home the day after was not there.
DOOR_OPENS, DOOR_CLOSES = timedelta(hours=1), timedelta(hours=2)
LONGEST_TITLE, LONGEST_TEXT, LONGEST_ADDRESS = 80, 1000, 200  # characters
MOST_PEOPLE, MOST_GUESTS = 5000, 10


@dataclass(frozen=True, slots=True)
class Brief:
    """What an organiser says of a meeting when it is made. Texts are per language; `capacity` None is no limit."""

    kind: str
    title: dict[str, str]
    starts: datetime
    ends: datetime
    address: str
    capacity: int | None = None
    text: dict[str, str] = field(default_factory=dict)
    access: dict[str, str] = field(default_factory=dict)
    latitude: float | None = None
    longitude: float | None = None
    most_guests: int = 3
    reminders: tuple[int, ...] = DEFAULT
    survey_id: int | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A gathering that people are invited to.

    `starts` and `ends` are moments (UTC). `most_guests` is how many one person may bring, `reminders` are minutes
    before the start, `moves` counts how often it was moved, `calls` the last rounds for free seats, `door` is the code
    on the poster. `outcome` is what came of it, in the words of the organiser.
    """

    id: int
    neighbourhood_id: int
    organiser_id: int | None
    kind: str
    title: dict[str, str]
    text: dict[str, str]
    access: dict[str, str]
    starts: datetime
    ends: datetime
    address: str
    latitude: float | None
    longitude: float | None
    capacity: int | None
    most_guests: int
    reminders: list[int]
    survey_id: int | None
    state: str
    moves: int
    calls: int
    door: str
    walk_ins: int
    organisations: str
    decisions: list[str]
    outcome: dict[str, str]

    @property
    def name(self) -> Text:
        """Its title in the reader's language."""
        return PerLanguage(self.title)

    def expects(self, now: datetime) -> bool:
        """Whether people can still say that they come."""
        return self.state == PLANNED and now < self.ends

    def door_is_open(self, now: datetime) -> bool:
        """Whether people can check in."""
        return self.state == PLANNED and self.starts - DOOR_OPENS <= now < self.ends + DOOR_CLOSES

    def untold(self, languages: tuple[str, ...]) -> list[str]:
        """The languages of the neighbourhood in which its title or its text is missing."""
        told = [texts for texts in (self.title, self.text, self.access) if texts]
        return [code for code in languages if any(not texts.get(code) for texts in told)]

    def again(self, starts: datetime) -> Brief:
        """The same meeting at another time."""
        return Brief(
            kind=self.kind,
            title=self.title,
            starts=starts,
            ends=starts + (self.ends - self.starts),
            address=self.address,
            capacity=self.capacity,
            text=self.text,
            access=self.access,
            latitude=self.latitude,
            longitude=self.longitude,
            most_guests=self.most_guests,
            reminders=tuple(self.reminders),
            survey_id=self.survey_id,
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A stamtafel: a theme table with a host and, perhaps, a limited number of seats."""

    id: int
    meeting_id: int
    theme: dict[str, str]
    seats: int | None
    host_id: int | None
    host: str

    @property
    def name(self) -> Text:
        """Its theme in the reader's language."""
        return PerLanguage(self.theme)


@dataclass(frozen=True, slots=True)
class Attendance:
    """Whether a resident comes: `answer` yes, maybe or no; `came` is the moment of checking in."""

    meeting_id: int
    resident_id: int
    answer: str
    guests: int = 0
    name: str = ""
    helps: tuple[str, ...] = ()
    came: datetime | None = None

    @property
    def party(self) -> int:
        """How many seats they need."""
        return 1 + self.guests


@dataclass(frozen=True, slots=True)
class Note:
    """A point that was made at a table, or a commitment: who said they would do what."""

    id: int
    meeting_id: int
    table_id: int | None
    kind: str
    text: str
    idea_id: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a meeting stands, in people: guests count as people, `waiting` are those without a seat (yet)."""

    yes: int = 0
    maybe: int = 0
    no: int = 0
    waiting: int = 0
    taken: int = 0
    came: int = 0
    helps: dict[str, int] = field(default_factory=dict)

    def room(self, capacity: int | None) -> int | None:
        """How many seats are free; None when there is no limit."""
        return None if capacity is None else max(capacity - self.taken, 0)


def texts(given: dict[str, Any] | None) -> Text:
    """A text per language; nothing when it was not given."""
    return PerLanguage(given) if given else ""
