"""Somebody who talks with the running bot: taps a button as soon as it is there, says words when they are asked for."""

import asyncio
from collections.abc import Callable

from bot.language import Text, translator
from bot.simulator.people import Person
from bot.simulator.reading import find, inline, labels, shown
from bot.simulator.rows import Chat, Message
from bot.simulator.world import World

PATIENCE_SECONDS = 20.0
# Words that come within a few milliseconds of a question may have been typed before it, and the bot would ask.
READING_SECONDS = 0.08


class Talker:
    """A person of the simulator whose doings wait for the bot; TimeoutError when it does not come with what is awaited.

    Texts are as the bot's own: they are looked for in the person's language.
    """

    def __init__(self, world: World, name: str, language: str) -> None:
        self.person = Person(world, name, language)
        self.translate = translator(language)
        self._heard = asyncio.Event()
        world.on_bot_action(self._hear)

    async def taps(self, label: Text) -> None:
        """Tap the button with this label."""
        words = self.translate(label)
        await self.sees(words)
        holder = next((one for one in reversed(self.person.news) if find(inline(one), words)), None)
        if holder:
            self.person.taps_old(holder.id, words)
        else:
            self.person.says(words)  # as a button of a reply keyboard does

    async def says(self, text: str, after: Text) -> None:
        """Say this once the bot has said something with `after` in it."""
        await self.sees(after)
        self.person.says(text)

    async def opens(self, label: Text) -> None:
        """Tap this button of the menu; the menu is asked for when it is not on the screen."""
        await self.rests()
        if not self._shows(self.translate(label)):
            self.person.says("/menu")
        await self.taps(label)

    async def rests(self) -> None:
        """Wait until the bot has answered."""
        await self._until(lambda: bool(self.person.news))

    async def sees(self, text: Text) -> None:
        """Wait until this is news, as words or on a button."""
        words = self.translate(text)
        await self._until(lambda: self._shows(words))

    def _shows(self, words: str) -> bool:
        news = self.person.news
        keyboard = self.person.phone.chat.keyboard if news else None
        return any(words in shown(one) for one in news) or words in labels((keyboard or {}).get("keyboard", []))

    async def _until(self, seen: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not seen():
                self._heard.clear()
                await self._heard.wait()
        await asyncio.sleep(READING_SECONDS)

    def _hear(self, chat: Chat, what: str, message: Message | None) -> None:
        if chat.user_id == self.person.id:
            self._heard.set()
