"""More bots that are broken on purpose (see `mutants`)."""

import itertools
from typing import Any

from tests.torture.mutants import mutant


@mutant
def lets_the_last_answer_win() -> None:
    """Another press on a question that was answered takes the place of the answer, without asking."""
    from bot.dialogue import answers, pressing
    from bot.neighbourhood.inputs import Tapped
    from bot.neighbourhood.question import Answered

    late = pressing._late

    async def latest(turn: Any, talk: Any, replay: Any, prompt: Any, pressed: Any) -> None:
        step = next((step for step in replay.path if step.key == prompt.key), None)
        key = pressing._key(prompt, pressed) if pressed.verb == "option" else None
        outcome = step.question.take(Tapped(key), None) if step and key else None
        if isinstance(outcome, Answered):
            await answers.store(turn, talk, prompt.key, step.answer.kind, outcome.value, None)
        else:
            await late(turn, talk, replay, prompt, pressed)

    pressing._late = latest


@mutant
def loses_a_batch_when_the_commit_fails() -> None:
    """When the database cannot commit, what people did is forgotten; and now and then it cannot."""
    from sqlalchemy.exc import OperationalError
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.dialogue.desk import Desk

    commit, numbers = AsyncConnection.commit, itertools.count(1)

    async def commits(connection: AsyncConnection) -> None:
        if next(numbers) % 25 == 0:
            raise OperationalError("COMMIT", {}, Exception("database or disk is full"))
        await commit(connection)

    async def as_one(desk: Desk, events: Any) -> None:
        try:
            await desk._together(events)
        except OperationalError:
            return

    AsyncConnection.commit = commits  # type: ignore[method-assign]
    Desk._as_one = as_one  # type: ignore[method-assign]


@mutant
def stops_at_a_bad_update() -> None:
    """One update that cannot be read spoils all that came with it."""
    from bot.channel import poller

    read = poller.sorted_out

    def sorted_out(updates: list[Any]) -> Any:
        events, unreadable = read(updates)
        if unreadable:
            raise ValueError("a strange update")
        return events, unreadable

    poller.sorted_out = sorted_out


@mutant
def sends_nothing_again() -> None:
    """What a crash left unsent is not sent after the next start."""
    from bot.dialogue.desk import Desk

    async def unsent(desk: Desk) -> list[Any]:
        return []

    Desk.unsent = unsent  # type: ignore[method-assign]


@mutant
def drops_deliveries() -> None:
    """Now and then something is not sent, and called sent."""
    from bot.channel.outbox import Outbox

    packed, numbers = Outbox._packed, itertools.count(1)

    def packs(outbox: Outbox, delivery: Any) -> Any:
        parcel = packed(outbox, delivery)
        if next(numbers) % 20 == 0 and not parcel.receipt:
            parcel.calls.clear()
            parcel.finish("sent")
        return parcel

    Outbox._packed = packs  # type: ignore[method-assign]


@mutant
def flips_toggles() -> None:
    """A press on one of several options changes it, instead of setting it."""
    from dataclasses import replace

    from bot.neighbourhood.kinds.choices import Choices

    toggle = Choices._toggle

    def toggles(question: Choices, given: Any, chosen: list[str]) -> Any:
        return toggle(question, replace(given, on=given.key not in chosen), chosen)

    Choices._toggle = toggles  # type: ignore[method-assign]


@mutant
def hands_in_an_idea_again() -> None:
    """Who taps twice that an idea may be handed in, hands in two."""
    from bot.dialogue import pressing
    from bot.store.tables import idea

    late = pressing._late

    async def again(turn: Any, talk: Any, replay: Any, prompt: Any, pressed: Any) -> None:
        await late(turn, talk, replay, prompt, pressed)
        if talk.script == "idea" and talk.state == "done" and pressed.verb == "option":
            connection = await turn.books.unit.sql()
            found = (await connection.execute(idea.select().where(idea.c.conversation_id == talk.id))).first()
            if found is not None:
                copy = {**found._mapping, "conversation_id": None}
                del copy["id"]
                await connection.execute(idea.insert().values(copy))

    pressing._late = again


@mutant
def exports_finished_responses_only() -> None:
    """Who walked away before the end is not in the export."""
    from bot.store import exports

    given = exports.given_answers

    def finished(asked: Any, survey_id: int) -> Any:
        return given(asked, survey_id).where(exports.conversation.c.state == "done")

    exports.given_answers = finished
