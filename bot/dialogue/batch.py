"""A batch: the turns of some events in one transaction, what is to be sent written down with them."""

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from bot.dialogue import codec, commands, messages, meters, pressing
from bot.dialogue.effects import Delivery, Effect, Receipt, Show, Toast, Words
from bot.dialogue.events import Came, Commanded, Event, Gave, Pressed
from bot.dialogue.menu import commands_menu
from bot.dialogue.pace import Pace, Verdict, is_edited, skip, was_skipped
from bot.dialogue.permitted import NotPermitted
from bot.dialogue.renewal import asks_again
from bot.dialogue.script import Scripts
from bot.dialogue.turn import Turn
from bot.language import _, known_languages, translator
from bot.store import Books, Resident
from bot.store.ids import new_id

AGAIN = "again"
AGAIN_AFTER = timedelta(minutes=1)
log = logging.getLogger(__name__)


async def do(books: Books, scripts: Scripts, events: Sequence[Event], now: datetime, pace: Pace) -> list[Delivery]:
    """Do the turns of these events in order. One that raises is set aside, and everybody else goes on."""
    await _load(books, events)
    made = [await _turn(books, scripts, event, now, pace.verdict(event, now)) for event in events]
    return await queue(books, [one for one in made if one is not None])


def drawn_once(deliveries: Sequence[Delivery]) -> list[Delivery]:
    """Of a question that was drawn more than once, as with every picture of an album, only the last one is shown."""
    later: dict[int, Show] = {}
    found = []
    for one in reversed(deliveries):
        kept = tuple(effect for effect in reversed(one.effects) if not _drawn_later(effect, later))
        found.append(replace(one, effects=kept[::-1]))
    return found[::-1]


def _drawn_later(effect: Effect, later: dict[int, Show]) -> bool:
    if not isinstance(effect, Show) or effect.prompt is None or effect.clear or effect.words.echo:
        return False
    return later.setdefault(effect.prompt, effect) is not effect


async def queue(books: Books, deliveries: Sequence[Delivery]) -> list[Delivery]:
    """Write down what is to be sent, so that it is committed with what it tells of; what comes after what in a chat."""
    ahead = await books.deliveries.ahead({one.chat for one in deliveries})
    rows: list[dict[str, Any]] = [
        {
            "id": one.number,
            "chat": one.chat,
            "lane": "bulk" if one.bulk else "reply",
            "effects": codec.encode(one.effects),
        }
        for one in deliveries
    ]
    await books.deliveries.add(rows)
    return [replace(one, after=ahead[one.chat]) if one.chat in ahead else one for one in deliveries]


async def settle(books: Books, receipts: Sequence[Receipt], now: datetime) -> None:
    """Write down what became of deliveries; of a question that may have got lost it is looked at again."""
    if not receipts:
        return
    await books.deliveries.settle([(one.delivery, one.outcome, one.reason) for one in receipts])
    await books.deliveries.shown([(shown.prompt, shown.message, shown.at) for one in receipts for shown in one.shown])
    await books.deliveries.blocked([one.chat for one in receipts if one.outcome == "blocked"])
    if doubtful := {one.chat for one in receipts if one.outcome == "unknown"}:
        await books.log.load(doubtful, ())  # the number of a chat with one person is that person's
        for resident in filter(None, map(books.log.resident, doubtful)):
            books.dues.plan(AGAIN, f"{AGAIN}:{resident.id}", now + AGAIN_AFTER, {}, resident.id)


async def _load(books: Books, events: Sequence[Event]) -> None:
    persons = {event.sender.person for event in events}
    prompts = {event.prompt for event in events if isinstance(event, Pressed) and event.prompt is not None}
    heard = {(event.sender.chat, event.message) for event in events if isinstance(event, Gave | Commanded)}
    await books.log.load(persons, prompts, heard)


async def _turn(books: Books, scripts: Scripts, event: Event, now: datetime, verdict: Verdict) -> Delivery | None:
    meters.of_event(type(event).__name__).inc()
    if isinstance(event, Pressed | Came) and books.log.resident(event.sender.person) is None:
        return _of_nobody(event)
    try:
        async with books.unit.turn():
            if verdict != "go":
                return skip(books, _resident(books, event), event, tell=verdict == "tell")
            effects = await _effects(Turn(books, scripts, _resident(books, event), now), event)
    except Exception as error:
        return await _failed(books, event, error)
    return Delivery(new_id(), event.sender.chat, effects) if effects else None


async def fail(books: Books, event: Event, error: Exception) -> list[Delivery]:
    """Set an event aside whose turn the database refused, and tell the person."""
    await _load(books, [event])
    return await queue(books, [await _failed(books, event, error)])


async def _failed(books: Books, event: Event, error: Exception) -> Delivery:
    meters.failures.inc()
    log.error("a turn failed and was set aside", exc_info=error)
    await books.deliveries.set_aside(json.dumps(asdict(event), default=str), repr(error))
    return Delivery(new_id(), event.sender.chat, _sorry(books, event))


def _of_nobody(event: Pressed | Came) -> Delivery | None:
    """Somebody of whom nothing is kept stays unknown: they did not agree, or were forgotten, and pressed a button."""
    if isinstance(event, Came):
        return None
    toast = Toast(event.query, translator(_language(event))(pressing.GONE), alert=True)
    return Delivery(new_id(), event.sender.chat, (toast,))


def _resident(books: Books, event: Event) -> Resident:
    sender = event.sender
    return books.log.resident(sender.person) or books.people.new(sender.person, sender.chat, _language(event))


def _language(event: Event) -> str:
    """The language of somebody's app, when the bot speaks it."""
    language = event.sender.language.split("-")[0]
    return language if language in known_languages() else known_languages()[0]


async def _effects(turn: Turn, event: Event) -> tuple[Effect, ...]:
    try:
        await _handle(turn, event)
    except NotPermitted as denied:
        await turn.turn_away(denied.talk)
    if turn.new_commands:
        turn.effects.append(await commands_menu(turn))
    return (*([turn.toast] if turn.toast else []), *turn.effects)


async def _handle(turn: Turn, event: Event) -> None:
    inside = event.inside if isinstance(event, Came) else True
    # Who stopped stays stopped, whatever the messenger says: only they themselves can take that back.
    if turn.resident.state == ("blocked" if inside else "active"):
        turn.resident = turn.books.people.change(turn.resident, state="active" if inside else "blocked")
    if isinstance(event, Came):
        return
    if isinstance(event, Pressed):
        if not await asks_again(turn, event):
            await pressing.press(turn, event)
    elif was_skipped(turn.resident, event):
        return
    elif turn.books.log.hear(event.sender.chat, event.message, event.at if is_edited(event) else None):
        if await asks_again(turn, event):
            return
        if isinstance(event, Commanded):
            await commands.command(turn, event)
        else:
            await messages.message(turn, event)


def _sorry(books: Books, event: Event) -> tuple[Effect, ...]:
    resident = books.log.resident(event.sender.person)
    translate = translator(resident.language if resident else event.sender.language)
    text = _(
        "Sorry, something went wrong here. We will look at it. Your earlier answers are safe. Try again, or: /menu"
    )
    said = Show(Words(body=translate(text)))
    return (Toast(event.query), said) if isinstance(event, Pressed) else (said,)
