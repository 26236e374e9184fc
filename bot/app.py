"""The composition root: puts store, dialogue, channel, clock and web together; finds conversations as plug-ins."""

import asyncio
import contextlib
import gc
import hmac
import logging
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime, time
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from starlette.routing import BaseRoute

from bot.channel.client import Identity
from bot.channel.menus import publish_commands
from bot.channel.outbox import Outbox
from bot.channel.poller import Poller
from bot.channel.reaching import reaching, telegram
from bot.channel.redact import install
from bot.clock.again import Again
from bot.clock.backups import Backups
from bot.clock.clock import Clock, Handler
from bot.clock.duty import Duty
from bot.clock.exports import Exports
from bot.clock.files import Eraser, Files, Wiper
from bot.clock.meetings import around_meetings
from bot.clock.nightly import Nightly
from bot.clock.nudges import Nudges
from bot.clock.passing_on import PassingOn
from bot.clock.photos import PhotoFetcher
from bot.clock.retention import Retention
from bot.clock.roles import RoleNews
from bot.clock.worker import Worker
from bot.dialogue.desk import Desk
from bot.dialogue.menu import entries
from bot.dialogue.plugins import load_scripts
from bot.language import _, known_languages
from bot.neighbourhood.crisis import review_due
from bot.neighbourhood.refusal import Refusal
from bot.settings import Settings, make_directory
from bot.store import Store
from bot.web.calendar import calendar_route
from bot.web.pages import web
from bot.web.server import WebServer
from bot.web.webhook import webhook_route

log = logging.getLogger(__name__)
FIRST_SECONDS = 3.0
GOODBYE_SECONDS = 5.0
SIMULATOR = 0  # the stamp of a database whose residents are people of the simulator

Started = Callable[["App"], None]


class App:
    """The bot with all its parts, at one Bot API. It begins with `run` and ends with `stop`, or with a signal."""

    def __init__(self, settings: Settings, store: Store, token: str, api_url: str, *, simulated: bool) -> None:
        self._settings = settings
        self._store = store
        self._token = token
        self._simulated = simulated
        self._scripts = load_scripts()
        self._telegram = telegram(token, api_url, settings.rate)
        self._desk = Desk(store, self._scripts, lambda: datetime.now(settings.zone))
        self._outbox = Outbox(self._telegram, self._desk)
        self._poller = Poller(self._telegram, self._desk, self._outbox)
        self._worker = Worker()
        directory = make_directory(settings)
        self._nights = self._nightly(directory)
        self._clock = Clock(store, self._desk, self._handlers(directory))
        self._duty = Duty(store, self._desk, self._outbox, self._lead, self._telegram.lanes.share)
        self._telegram.permit = store.lease.holds
        store.lease.on_lost = self.stop
        self._stopping = asyncio.Event()
        self._goodbyes: list[Callable[[], None]] = []
        self.identity = Identity(0, "")

    def _handlers(self, directory: Path) -> dict[str, Handler]:
        database, zone = self._settings.database, self._settings.timezone
        exports = Exports(self._store, self._desk, self._outbox, self._worker, directory / "exports", database, zone)
        return {
            "nudge": Nudges(self._desk, self._outbox),
            "again": Again(self._desk, self._outbox),
            "photo": PhotoFetcher(self._store, self._telegram, self._desk, self._outbox, directory / "photos"),
            "export": exports,
            "file": Files(self._desk, self._outbox, directory / "exports"),
            **around_meetings(self._store, self._desk, self._outbox, directory / "exports"),
            "pass-on": PassingOn(self._desk, self._outbox),
            "erase": Eraser(self._store, directory),
            "roles": RoleNews(self._desk, self._outbox),
            "wipe": Wiper(self._store),
            **{one.kind: one for one in self._nights},
        }

    def _nightly(self, directory: Path) -> tuple[Nightly, Nightly]:
        zone = self._settings.zone
        backups = Backups(self._worker, self._settings.database, directory, zone)
        sweep = Retention(self._store, directory)
        backup = Nightly(self._store, "backup", time(3, 30), zone, backups)
        return backup, Nightly(self._store, "retention", time(4, 0), zone, sweep)

    async def run(self, routes: Sequence[BaseRoute] = (), started: Started = lambda app: None) -> None:
        """Serve until told to stop. `routes` stand in the web app as well; `started` hears when all is ready."""
        forget_token = install(self._token)
        server = WebServer(
            web(self._ready, [calendar_route(self._store, self._desk.now), *self._webhook(), *routes]),
            *self._settings.address,
        )
        await server.start()
        try:
            await self._connect()
            async with _signals(self.stop):
                await self._duty.stand_by(self._stopping, alone=self._alone, patient=not self._simulated)
                if self._duty.joined:
                    await self._serve(started)
        finally:
            await self._close()
            await server.stop()
            forget_token()
        if self._store.lease.lost:
            raise Refusal(_("Another wijkbot has taken over from this one. Start it again, and it stands by."))

    def stop(self) -> None:
        """Stop: what is being handled is finished, what is not confirmed comes again after the next start."""
        self._stopping.set()
        self._poller.stop()
        for goodbye in self._goodbyes:
            goodbye()

    def on_stop(self, goodbye: Callable[[], None]) -> None:
        """Have this called when the bot begins to stop."""
        self._goodbyes.append(goodbye)

    async def _connect(self) -> None:
        with reaching(self._settings.api_url):
            self.identity = await self._telegram.identity()
            stamp = SIMULATOR if self._simulated else self.identity.id
            home = self._settings.home(simulated=self._simulated)
            await self._store.stamp(stamp, self.identity.username, home)

    async def _listen(self) -> None:
        hook = self._settings.webhook_url
        with reaching(self._settings.api_url):
            await self._telegram.listen(hook, self._secret() if hook else "")
        menus = {code: entries(self._scripts, code) for code in known_languages()}
        await publish_commands(self._telegram, {"": menus["en"], **menus})

    async def _serve(self, started: Started) -> None:
        await self._duty.begin()
        await self._listen()
        # What is here now stays. Looking through it for garbage again and again would hold everybody up.
        gc.freeze()
        if review_due(datetime.now(self._settings.zone).date()):
            log.warning("the numbers of the crisis card were last checked long ago: see docs/operating.md")
        started(self)
        if self._settings.webhook_url:
            await self._stopping.wait()
            return
        with reaching(self._settings.api_url):
            await self._poller.run()

    async def _lead(self) -> None:
        """What only the instance with the lease does: plan the nights, and have the clock go.

        What a crash left unsent goes first: what people did meanwhile is about it, so it is best known where it stands.
        """
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._outbox.drain(), FIRST_SECONDS)
        for one in self._nights:
            await one.begin()
        self._clock.start()

    async def _close(self) -> None:
        await self._clock.stop()
        await self._outbox.close(0 if self._store.lease.lost else GOODBYE_SECONDS)
        for last in (self._desk.settle, self._duty.end):
            with contextlib.suppress(Exception):  # a full disk may not keep the bot from stopping; it was logged before
                await last()
        self._worker.close()
        await self._telegram.close()

    @property
    def _alone(self) -> bool:
        """Whether it does all the work itself. To share it takes updates that are brought, and PostgreSQL."""
        return self._store.embedded or not self._settings.webhook_url

    def _at_work(self) -> bool:
        return self._duty.joined and not self._stopping.is_set()

    async def _ready(self) -> tuple[bool, str]:
        if self.identity.id == 0 or self._stopping.is_set():
            return False, "not ready"
        if not await self._store.answers():
            return False, "not ready: the database does not answer"
        if not self._duty.joined:  # who fetches updates waits usefully; to who is brought them nothing may be brought
            return not self._settings.webhook_url, self._duty.told
        return (True, "ready") if self._store.lease.holds() else (False, "not ready: no sign of life for a while")

    def _webhook(self) -> list[BaseRoute]:
        if not self._settings.webhook_url:
            return []
        path = urlsplit(self._settings.webhook_url).path or "/"
        return [webhook_route(path, self._secret(), self._desk, self._outbox, self._at_work)]

    def _secret(self) -> str:
        """The webhook's secret; without a setting one that follows from the token, so that replicas agree on it."""
        if self._settings.webhook_secret is not None:
            return self._settings.webhook_secret.get_secret_value()
        return hmac.new(self._token.encode(), b"webhook", sha256).hexdigest()


@contextlib.asynccontextmanager
async def _signals(stop: Callable[[], None]) -> AsyncIterator[None]:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


async def named(token: str, settings: Settings) -> Identity:
    """Who the bot of this token is; Refusal when Telegram does not know it or cannot be reached."""
    reached = telegram(token, settings.api_url, settings.rate)
    try:
        with reaching(settings.api_url):
            return await reached.identity()
    finally:
        await reached.close()
