"""What happens around meetings by itself: people are told things, and seats that come free are offered."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from bot.channel.outbox import Outbox
from bot.clock.nearest import Nearest
from bot.clock.papers import CalendarFiles, Posters
from bot.dialogue.chat import Start
from bot.dialogue.desk import Desk
from bot.neighbourhood.meetings.telling import TELLINGS, stands
from bot.store import Books, Resident, Store
from bot.store.records import Due

PORTION = 50  # people told in one transaction: a kill leaves at most these unknown


class Tellings:
    """Carries out due rows of kind `tell`: reminders, and everything else that an audience is told of a meeting."""

    def __init__(self, desk: Desk, outbox: Outbox) -> None:
        self._desk = desk
        self._outbox = outbox
        self._nearest = Nearest()

    async def __call__(self, due: Due) -> None:
        """Tell the audience, portion by portion; begun anew, it goes on with who has not heard it yet."""

        async def listeners(books: Books) -> Sequence[tuple[Resident, Start, int]]:
            meeting = await books.meetings.get(due.payload["meeting"])
            now = self._desk.now()
            claimed = await books.tellings.holds(due)
            if not claimed or meeting is None or not stands(meeting, due.payload, now, now.tzinfo):
                return []
            start = Start("", TELLINGS[due.payload["what"]].script, due.payload)
            found = await books.tellings.claim(meeting, due.payload, PORTION)
            portions.append(len(found))
            return [(one, start, meeting.neighbourhood_id) for one in found]

        portions = [PORTION]
        while portions and portions.pop() == PORTION:
            # Of all that is to be told at this moment, what is nearest goes first, also when it came later.
            async with self._nearest.turn(due.payload["starts"]):
                self._outbox.post(await self._desk.announce(listeners))
                await self._outbox.room_for_bulk()


class SeatOffers:
    """Carries out due rows of kind `seats`: offers lapse, and what is free is offered to who waits."""

    def __init__(self, desk: Desk, outbox: Outbox) -> None:
        self._desk = desk
        self._outbox = outbox

    async def __call__(self, due: Due) -> None:
        """Look at the seats of this meeting; what is offered is committed with its message."""

        async def listeners(books: Books) -> Sequence[tuple[Resident, Start, int]]:
            meeting = await books.meetings.lock(due.payload["meeting"])
            if meeting is None or not await books.tellings.use_up(due):
                return []
            called = await books.seats.settle(meeting, await books.tables.of(meeting.id), self._desk.now())
            people = {one.id: one for one in await books.tellings.people({one.resident_id for one in called})}
            about = [Start("", "meeting-seat", {"meeting": meeting.id, **one._asdict()}) for one in called]
            there = meeting.neighbourhood_id
            return [(people[one.resident_id], start, there) for one, start in zip(called, about, strict=True)]

        self._outbox.post(await self._desk.announce(listeners))


def around_meetings(
    store: Store, desk: Desk, outbox: Outbox, directory: Path
) -> dict[str, Callable[[Due], Awaitable[None]]]:
    """The handlers of all that happens around meetings by itself; files are made in this directory."""
    return {
        "tell": Tellings(desk, outbox),
        "seats": SeatOffers(desk, outbox),
        "calendar": CalendarFiles(store, desk, outbox, directory),
        "poster": Posters(store, desk, outbox, directory),
    }
