"""Exports asked for in the chat: made by the worker, with progress in one message that is edited."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from bot.channel.outbox import Outbox
from bot.clock.worker import ExportOrder, Worker
from bot.dialogue.desk import Desk
from bot.dialogue.effects import Delivery, Show, Words
from bot.dialogue.unasked import Finished, Working
from bot.exchange.formats import formats
from bot.exchange.identified import form_name
from bot.exchange.waves import warning
from bot.language import Text, _, _n, paragraphs, translator
from bot.neighbourhood.refusal import Refusal
from bot.store import Store
from bot.store.ids import new_id
from bot.store.records import Due

PROGRESS_SECONDS = 2.0


class Exports:
    """Carries out due rows of kind `export`."""

    def __init__(
        self, store: Store, desk: Desk, outbox: Outbox, worker: Worker, directory: Path, database: str, timezone: str
    ) -> None:
        self._store = store
        self._desk = desk
        self._outbox = outbox
        self._worker = worker
        self._directory = directory
        self._database = database
        self._timezone = timezone
        self._one_at_a_time = asyncio.Lock()

    async def __call__(self, due: Due) -> None:
        """Make the file and send it; what goes wrong is said in the chat."""
        talk, prompt = due.payload["talk"], new_id()
        async with self._one_at_a_time:
            self._outbox.post(await self._desk.unasked(talk, Working(_("Making the file …"), prompt)))
            order = self._order(due)
            try:
                count = await self._made(order, prompt, due.payload["language"])
                ready = _n("Here is your file: {count} row.", "Here is your file: {count} rows.", count)
                told = paragraphs(ready, *await self._warnings(order))
                finished = Finished(told, str(order.path), order.path.name.partition("~")[2])
            except Refusal as refusal:
                finished = Finished(refusal.text)
        self._outbox.post(await self._desk.unasked(talk, finished))

    async def _warnings(self, order: ExportOrder) -> list[Text]:
        """What to know before reading the answers: a wave of new accounts among them."""
        if order.what != "answers":
            return []
        async with self._store.reading() as books:
            wave = await warning(books, await books.neighbourhoods.named(order.slug))
        return [wave] if wave else []

    def _order(self, due: Due) -> ExportOrder:
        slug, what, form = (due.payload[name] for name in ("slug", "what", "format"))
        identified = due.payload["identified"]
        day = datetime.now(UTC).date().isoformat()
        name = f"{slug}-{what}-{form_name(identified)}-{day}{formats()[form].suffix}"
        path = self._directory / f"{due.id}~{name}"
        return ExportOrder(self._database, slug, what, form, path, self._timezone, identified)

    async def _made(self, order: ExportOrder, prompt: int, language: str) -> int:
        making = self._worker.export(order)
        told = 0
        while True:
            finished, _waiting = await asyncio.wait([making], timeout=PROGRESS_SECONDS)
            if finished:
                return await making
            if self._worker.done != told:
                told = self._worker.done
                so_far = _n("Making the file … {count} row", "Making the file … {count} rows", told)
                await self._tell(order, prompt, translator(language)(so_far))

    async def _tell(self, order: ExportOrder, prompt: int, text: str) -> None:
        """Progress is worth no row: when it is lost, the next one comes."""
        await self._desk.settle()
        async with self._store.reading() as books:
            where = await books.log.place(prompt)
        if where is not None:
            chat, message = where
            self._outbox.post([Delivery(new_id(), chat, (Show(Words(body=text), replace=message),))])
