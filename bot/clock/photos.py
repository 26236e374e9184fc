"""Photos: fetched after the turn that accepted them, outside its transaction."""

import asyncio
import secrets
from pathlib import Path

from bot.channel.files import NotFetched, fetch, keep
from bot.channel.files import Store as Source
from bot.channel.outbox import Outbox
from bot.clock.pictures import NoPicture, made_anew
from bot.dialogue.desk import Desk
from bot.dialogue.unasked import PhotoMissing
from bot.store import Store
from bot.store.dues import ATTEMPTS
from bot.store.ideas import Pending
from bot.store.records import Due


class PhotoFetcher:
    """Carries out due rows of kind `photo`."""

    def __init__(self, store: Store, telegram: Source, desk: Desk, outbox: Outbox, directory: Path) -> None:
        self._store = store
        self._telegram = telegram
        self._desk = desk
        self._outbox = outbox
        self._directory = directory
        self._one_at_a_time = asyncio.Lock()  # a large picture takes a lot of memory

    async def __call__(self, due: Due) -> None:
        """Fetch the photo and make it anew under a random name; when that cannot be, its question opens again."""
        number = due.payload["photo"]
        async with self._store.reading() as books:
            pending = await books.photos.pending(number)
        if pending is None:
            return
        name = f"{secrets.token_hex(16)}.jpg"
        try:
            await self._keep(await fetch(self._telegram, pending.file), self._directory / name)
        except NotFetched as error:
            if not error.lasting and due.attempts < ATTEMPTS:
                raise
            await self._give_up(number, pending)
            return
        except NoPicture:
            await self._give_up(number, pending, unusable=True)
            return
        async with self._store.writing() as books:
            await books.photos.stored(number, name)

    async def _keep(self, content: bytes, target: Path) -> None:
        async with self._one_at_a_time:
            picture = await asyncio.to_thread(made_anew, content)
        await asyncio.to_thread(keep, picture, target)

    async def _give_up(self, number: int, pending: Pending, *, unusable: bool = False) -> None:
        async with self._store.writing() as books:
            await books.photos.failed(number)
        missing = PhotoMissing(pending.key, pending.unique, unusable)
        self._outbox.post(await self._desk.unasked(pending.conversation_id, missing))
