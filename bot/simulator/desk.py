"""The routes of the chat page: who has a phone, what is on its screen, and what people do with it."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.simulator import screen
from bot.simulator.answers import Json, Refused, Upload
from bot.simulator.deeds import DEEDS
from bot.simulator.faults import Faults
from bot.simulator.methods.kinds import Shape, Wrong, pattern, words
from bot.simulator.phone import Impossible, Phone
from bot.simulator.polling import LongPolling
from bot.simulator.world import World

PATIENCE_SECONDS = 25
NEWCOMER = Shape("person", {"name": words(1, 64)}, {"language_code": pattern("[a-z]{2}(-[A-Za-z]{2,4})?")})


@dataclass(frozen=True)
class Offer:
    """A link that the chat page offers: its label and the payload of `/start`."""

    label: str
    payload: str


Offers = Callable[[], Awaitable[list[Offer]]]


class NotSo(Exception):
    """A request of the page that cannot be fulfilled; becomes `{"error": …}` with the status."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Desk:
    """Everybody's phones on one desk."""

    def __init__(self, world: World, polling: LongPolling, offers: Offers) -> None:
        self._world = world
        self._polling = polling
        self._offers = offers

    async def people(self, request: Request) -> Response:
        """Everybody, or one more person."""
        if request.method == "GET":
            return JSONResponse([_person(Phone(self._world, user)) for user in self._world.memory.users.values()])
        asked = await _json(request, NEWCOMER)
        user = self._world.add_person(asked["name"], asked.get("language_code", "nl"))
        return JSONResponse(_person(Phone(self._world, user)), 201)

    async def chat(self, request: Request) -> Response:
        """A person's chat; with `?version=V` it waits until the chat is no longer at V, or 25 seconds."""
        phone = self._phone(request)
        after = _number(request, "after") or 0
        version = _number(request, "version")
        if version is not None and screen.seen(phone, after)["version"] == version:
            await self._polling.change(phone.user.id, PATIENCE_SECONDS)
        return JSONResponse(screen.seen(phone, after))

    async def act(self, request: Request) -> Response:
        """One deed of one person; gives `{"opens": address}` when it opens one."""
        phone = self._phone(request)
        deed = DEEDS.get(request.path_params["deed"])
        if deed is None:
            raise NotSo(404, "nobody can do that")
        asked = await _json(request, deed.asks)
        opened = _done(lambda: deed.do(phone, asked))
        return JSONResponse({"opens": opened if isinstance(opened, str) else None})

    async def photo(self, request: Request) -> Response:
        """Photos (form fields `photo`) with a `caption`; several make an album."""
        phone = self._phone(request)
        async with request.form() as form:
            uploads = [
                Upload(one.filename or "photo.jpg", await one.read(), one.content_type or "image/jpeg")
                for one in form.getlist("photo")
                if not isinstance(one, str)
            ]
            caption = str(form.get("caption", ""))
        _done(lambda: phone.photo(uploads, caption))
        return JSONResponse({})

    async def file(self, request: Request) -> Response:
        """A picture or document on a person's screen."""
        phone = self._phone(request)
        file = self._world.memory.files.get(request.path_params["file_id"])
        if file is None or file.bot_id != phone.bot.id:
            raise NotSo(404, "no such file")
        picture = file.folder == "photos"
        headers = {
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox",
            "Content-Disposition": "inline" if picture else "attachment",
        }
        kind = file.type if picture and file.type.startswith("image/") else "application/octet-stream"
        return Response(self._world.files.content(file), media_type=kind, headers=headers)

    async def offers(self, request: Request) -> Response:
        """The links on offer."""
        link = f"https://t.me/{self._world.bot.username}?start="
        offers = await self._offers()
        return JSONResponse([{"label": one.label, "payload": one.payload, "url": link + one.payload} for one in offers])

    async def faults(self, request: Request) -> Response:
        """Misbehave from now on as the JSON says; GET tells how it misbehaves."""
        if request.method == "POST":
            try:
                self._world.faults = Faults.told(json.loads(await request.body()))
            except ValueError as wrong:
                raise NotSo(400, str(wrong)) from None
        return JSONResponse(self._world.faults.told_back())

    def _phone(self, request: Request) -> Phone:
        user = self._world.memory.users.get(request.path_params["id"])
        if user is None:
            raise NotSo(404, "no such person")
        return Phone(self._world, user)


def _person(phone: Phone) -> Json:
    return {"id": phone.user.id, "name": phone.user.first_name, "language_code": phone.user.language_code}


def _done(deed: Callable[[], Any]) -> Any:
    try:
        return deed()
    except Impossible as reason:
        raise NotSo(409, str(reason)) from None
    except Refused as refused:
        raise NotSo(400, refused.description) from None


async def _json(request: Request, shape: Shape) -> Json:
    try:
        return shape.read((await request.body()).decode("utf-8", "replace") or "{}")
    except Wrong as wrong:
        raise NotSo(400, str(wrong)) from None


def _number(request: Request, name: str) -> int | None:
    value = request.query_params.get(name)
    if value is not None and not value.isdecimal():
        raise NotSo(400, f"{name} must be a whole number")
    return None if value is None else int(value)


async def refuse(request: Request, problem: Exception) -> Response:
    """The page's `{"error": reason}`."""
    return JSONResponse({"error": str(problem)}, getattr(problem, "status", 500))
