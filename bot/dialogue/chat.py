"""The chat as a script sees it: it asks, it says, it stores. What is on the screen, and when, is not its business."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.dialogue.confirm import Confirm
from bot.dialogue.permitted import NotPermitted
from bot.dialogue.sure import steps
from bot.language import Joined, Text, _, paragraphs, translator
from bot.neighbourhood.links import Link, address
from bot.neighbourhood.permissions import PERMISSIONS, WORK
from bot.neighbourhood.places import Neighbourhood
from bot.neighbourhood.question import Question, Value
from bot.store import Books, Conversation, Resident
from bot.store.ids import new_id

if TYPE_CHECKING:
    from bot.dialogue.replay import Replay

Check = Callable[[Value], Text | None]


@dataclass(frozen=True, slots=True)
class Start:
    """A button that starts a script, at any time and any number of times."""

    label: Text
    script: str
    arguments: dict[str, Any] | None = None
    subject: int | None = None

    def asks_for(self, running: dict[str, Any]) -> bool:
        """Whether a conversation with these arguments is what it starts; what was `given` in that one is its own."""
        asked = self.arguments or {}
        return running == asked or {name: value for name, value in running.items() if name != "given"} == asked


@dataclass(frozen=True, slots=True)
class Spoken:
    """Something a script said: words, and buttons that start other scripts.

    With `in_place` it takes the place of the message whose button started the script; a `pin` is a place on the map.
    """

    text: Text
    title: Text = ""
    starts: tuple[Start, ...] = ()
    columns: int = 1
    in_place: bool = False
    pin: tuple[float, float] | None = None


class Chat:
    """One running conversation with one resident."""

    def __init__(self, replay: "Replay", scope: str = "") -> None:
        self._replay = replay
        self._scope = scope

    @property
    def books(self) -> Books:
        """What can be read and stored."""
        return self._replay.books

    @property
    def talk(self) -> Conversation:
        """The conversation itself; work behind the last question is keyed by it, so doing it twice is doing it once."""
        return self._replay.talk

    @property
    def resident(self) -> Resident:
        """Who is talking."""
        return self._replay.resident

    @property
    def arguments(self) -> dict[str, Any]:
        """What the conversation was started with."""
        return self.talk.arguments

    @property
    def now(self) -> datetime:
        """The moment of this turn, in the time zone of the bot."""
        return self._replay.now

    @property
    def correcting(self) -> bool:
        """Whether this runs again because an answer was changed after the end."""
        return self._replay.correcting

    async def neighbourhood(self) -> Neighbourhood:
        """The neighbourhood this conversation belongs to."""
        number = self.talk.neighbourhood_id or self.resident.neighbourhood_id
        found = await self.books.neighbourhoods.get(number) if number else None
        if found is None:
            raise LookupError("the conversation has no neighbourhood")
        return found

    async def may(self, action: str) -> bool:
        """Whether the resident may do this in the neighbourhood of this conversation (see `permissions`)."""
        place = self.talk.neighbourhood_id or self.resident.neighbourhood_id
        return await self.books.people.may(self.resident, action, place)

    @property
    def fresh(self) -> bool:
        """Whether the script came here just now: not when it runs again over what was answered in earlier turns."""
        return self._replay.fresh

    def just_answered(self, key: str) -> bool:
        """Whether this question was answered in this very turn; for what must be done once and can be undone later."""
        return self._replay.newest == self._scope + key

    def called(self, title: Text) -> None:
        """What this conversation is called when the resident is reminded of it; its script's `about` otherwise."""
        self._replay.title = title

    def settled(self) -> None:
        """What was answered so far is done with: there is no way back to it."""
        self._replay.path.clear()

    def scope(self, name: object) -> "Chat":
        """The same chat with keys of its own, for the questions of one round of a loop."""
        return Chat(self._replay, f"{self._scope}{name}/")

    def steps(self, count: int) -> None:
        """How many questions there will be, as far as is known now: shown as "3 of 6"."""
        self._replay.steps = count

    async def ask(self, question: Question, check: Check | None = None) -> Value:
        """The answer to the question; None when it was skipped. `check` gives a reason to ask again.

        A question that is not answered yet ends the turn here, so nothing may stand around it that must be undone.
        """
        return await self._replay.ask(self._scope + question.key, question, check)

    async def say(
        self,
        *parts: Text,
        title: Text = "",
        starts: tuple[Start, ...] = (),
        columns: int = 1,
        in_place: bool = False,
    ) -> None:
        """Say something. It goes out once: when what stands before it was answered just now.

        With `in_place` it takes the place of the message whose button started this script, when there is one.
        """
        self._replay.say(Spoken(paragraphs(*parts), title, starts, columns, in_place))

    async def point(self, title: Text, address: Text, latitude: float, longitude: float) -> None:
        """Show a place on the map, in degrees (WGS 84); it goes out once, like what is said."""
        self._replay.say(Spoken(address, title, pin=(latitude, longitude)))

    async def once(self, key: str, read: Callable[[], Awaitable[Any]]) -> Any:
        """What `read` gives (JSON), read once and kept until an earlier answer changes."""
        return await self._replay.once(self._scope + key, read)

    async def confirm(
        self, title: Text = "", *, yes: Text = "", key: str = "confirm", body: Text | None = None
    ) -> bool:
        """Show what was answered and ask whether it is right; every answer can still be changed from here."""
        shown = self.summary() if body is None else body
        question = Confirm(key, title or _("Is this right?"), shown, yes or _("✅ Yes, that is right"))
        return bool(await self.ask(question))

    async def sure(self, what: Text, people: int, yes: Text, do: Callable[[], Awaitable[None]]) -> bool:
        """Ask twice before doing something that concerns so many people; then `do` it, once. Whether it was wanted.

        When they are more or fewer by the time of the answer, it is asked again. Afterwards there is no way back.
        """
        asked = steps(what, people, yes, done=self.correcting)
        for step in asked:
            if not (await self.ask(step))["sure"]:
                self.settled()
                return False
        if self.just_answered(asked[-1].key):
            await do()
        self.settled()
        return True

    async def address(self, link: Link) -> str:
        """The address of a link that opens this bot."""
        return address(await self.books.identity.name(), link)

    def summary(self) -> Text:
        """The questions answered so far with their answers."""
        return Joined(tuple(step.line() for step in self._replay.path), "\n\n")

    def change_resident(self, **changes: object) -> None:
        """Change something of the resident, such as their language; the rest of the turn speaks it already."""
        self._replay.change_resident(**changes)

    def refresh_commands(self) -> None:
        """Set the commands menu of this chat again: its language or the resident's roles changed."""
        self._replay.refresh_commands = True

    def then(self, script: str, arguments: dict[str, Any] | None = None, subject: int | None = None) -> None:
        """Go on with another conversation when this one ends."""
        self._replay.next = Start("", script, arguments, subject)

    def leave(self) -> None:
        """End here and leave the conversation as it is: nothing of it is finished, changed or dropped."""
        self._replay.left = True

    def forget(self) -> None:
        """The resident's rows were taken away: nothing of this turn is stored, its words still go out."""
        self._replay.forgotten = True

    def job(self, kind: str, payload: dict[str, Any]) -> None:
        """Long work for the worker, planned once; its progress is shown in a message of its own."""
        if not self._permitted(kind):
            return
        name = f"{kind}:{self.talk.id}"
        self.books.dues.plan(kind, name, self.now, {**payload, "talk": self.talk.id}, self.resident.id)

    def tell(self, other: Resident, *parts: Text) -> None:
        """Tell somebody else something, once; who stopped or blocked the bot hears nothing."""
        if self._permitted("pass-on") and other.state == "active":
            text = translator(other.language)(paragraphs(*parts))
            payload = {"chat": other.chat, "text": text}
            self.books.dues.plan("pass-on", f"pass-on:{new_id()}", self.now, payload, other.id)

    def send(self, name: str, content: Any) -> None:
        """Send this content (JSON) as a file, once; `name` is that of the file, without a suffix."""
        if not self._permitted("file"):
            return
        payload = {"name": name, "content": content, "chat": self.resident.chat}
        number = new_id()
        self.books.dues.plan("file", f"file:{number}", self.now, payload, self.resident.id)

    def _permitted(self, kind: str) -> bool:
        """Whether this work is to be planned now; NotPermitted when it takes more than this conversation takes."""
        if not PERMISSIONS.get(WORK.get(kind, ""), frozenset()) >= PERMISSIONS[self._replay.action]:
            raise NotPermitted(kind, self.talk)
        return self.fresh

    async def revise(self, talk: int) -> None:
        """Go back to a finished conversation of this resident, to change something in it."""
        self._replay.revise = talk
