"""A person of the simulator whose every doing is followed by the bot handling it."""

from typing import TYPE_CHECKING, Any

from bot.simulator.people import Person
from bot.simulator.rows import Message
from bot.simulator.screen import commands_for

if TYPE_CHECKING:
    from tests.talk.village import Village

DOINGS = frozenset(
    "starts says taps taps_old presses sends_photo sends_album sends_document shares_location moves shares_contact "
    "sends_sticker sends_voice sends_poll forwards edits blocks unblocks".split()
)


class Talker:
    """Says and taps (awaited: the bot has answered when it returns), and sees and hears what is on the screen."""

    def __init__(self, village: "Village", person: Person) -> None:
        self.village = village
        self.person = person

    def __getattr__(self, name: str) -> Any:
        """A doing of a person, followed by the bot's turn; anything else as the person sees it."""
        found = getattr(self.person, name)
        if name not in DOINGS:
            return found

        async def does(*given: Any, **named: Any) -> Any:
            self.village.clock.passes(seconds=2)
            done = found(*given, **named)
            await self.village.settles()
            return done

        return does

    async def does(self, *steps: str) -> None:
        """Walks through a dialogue: taps the button with these words where there is one, and says them otherwise."""
        for step in steps:
            await (self.taps(step) if any(step in label for label in self.buttons) else self.says(step))

    def does_not_hear(self, text: str) -> bool:
        """True when the news does not contain the text."""
        said = "\n".join([*(str(one.body.get("text", "")) for one in self.person.news), self.person.last_toast])
        assert text not in said, self.person.screen
        return True

    def button(self, text: str, label: str) -> tuple[int, str]:
        """A button under the bot's newest message with this text, to press later: the message's number and the data."""
        message = self.asked(text)
        rows = message.body["reply_markup"]["inline_keyboard"]
        found = [one["callback_data"] for row in rows for one in row if label in one["text"]]
        assert len(found) == 1, f"{label!r} is on {len(found)} buttons of\n{self.person.screen}"
        return message.id, found[0]

    @property
    def commands(self) -> list[dict[str, str]]:
        """The commands menu of the chat."""
        found: list[dict[str, str]] = commands_for(self.village.world.memory, self.person.phone.chat)
        return found

    def own(self, text: str) -> Message:
        """One's own newest message with these words in it."""
        found = [one for one in self.person.messages if not one.by_bot and text in str(one.body.get("text", ""))]
        assert found, f"{self.person.user.first_name} did not say {text!r} on\n{self.person.screen}"
        return found[-1]

    def asked(self, text: str) -> Message:
        """The bot's newest message with these words in it."""
        found = [one for one in self.person.messages if one.by_bot and text in str(one.body.get("text", ""))]
        assert found, f"the bot did not say {text!r} on\n{self.person.screen}"
        return found[-1]
