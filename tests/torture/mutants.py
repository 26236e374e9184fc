"""Bots that are broken on purpose. The judge must notice each of them, or it proves nothing.

Each is one mistake that somebody could make; it is put into the process of the bot before that begins.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from tests.torture.spells import spell

Mistake = Callable[[], None]
MUTANTS: dict[str, Mistake] = {}


def mutant(mistake: Mistake) -> Mistake:
    """A mistake, under its own name."""
    MUTANTS[mistake.__name__] = mistake
    return mistake


@spell("mutant")
def become(name: str) -> None:
    """Make this mistake from now on."""
    MUTANTS[name]()


@mutant
def confirms_before_the_commit() -> None:
    """Updates are confirmed to Telegram before what came of them is stored."""
    from bot.channel.poller import Poller, _following

    fetch = Poller._fetch

    async def fetches(poller: Poller) -> list[Any]:
        updates = await fetch(poller)
        if updates:
            await poller._source.updates(_following(updates), 0)
            await asyncio.sleep(0.1)
        return updates

    Poller._fetch = fetches  # type: ignore[method-assign]


@mutant
def does_not_wait_for_the_disk() -> None:
    """SQLite is told that it need not wait until the disk has what it wrote."""
    from bot.store import engine

    class Loose:
        """A cursor that asks for less than it is told to."""

        def __init__(self, cursor: Any) -> None:
            self.cursor = cursor
            self.close = cursor.close

        def execute(self, statement: str) -> None:
            self.cursor.execute(statement.replace("synchronous=FULL", "synchronous=OFF"))

    pragmas = engine._pragmas

    def loose(cursor: Any, **wanted: Any) -> None:
        pragmas(Loose(cursor), **wanted)

    engine._pragmas = loose


@mutant
def files_under_the_open_question() -> None:
    """A press counts for the question that is open, whatever prompt it stands under."""
    from dataclasses import replace

    from bot.dialogue import pressing

    answer = pressing._answer

    async def answers(turn: Any, talk: Any, prompt: Any, pressed: Any) -> None:
        newest = turn.books.log.open_prompts(turn.resident, talk.id)
        if newest and pressed.verb == "option":
            prompt = replace(prompt, key=newest[0].key, id=newest[0].id)
        await answer(turn, talk, prompt, pressed)

    pressing._answer = answers


@mutant
def forgets_what_it_heard() -> None:
    """It is not written down which messages were heard, so one that comes again is taken as another one."""
    from bot.store.log import Log

    Log.hear = lambda self, chat, message, edited: True  # type: ignore[method-assign]


@mutant
def takes_what_is_alike_for_a_duplicate() -> None:
    """Whatever somebody does within a second of their last deed is dropped as a duplicate."""
    from bot.dialogue import batch

    handle, last = batch._handle, {}

    async def handles(turn: Any, event: Any) -> None:
        before, last[event.sender.chat] = last.get(event.sender.chat), turn.now
        if before is None or (turn.now - before).total_seconds() > 1:
            await handle(turn, event)

    batch._handle = handles


@mutant
def takes_changes_for_answers() -> None:
    """A message that is changed answers the question that is open."""
    from dataclasses import replace

    from bot.channel import poller
    from bot.dialogue.events import Gave

    read = poller.sorted_out

    def sorted_out(updates: list[Any]) -> Any:
        events, unreadable = read(updates)
        return [fresh(one) if isinstance(one, Gave) and one.edited else one for one in events], unreadable

    def fresh(one: Gave) -> Gave:
        return replace(one, edited=False, message=one.message + 10**9)

    poller.sorted_out = sorted_out


@mutant
def exports_what_was_left_behind() -> None:
    """Answers off the path are exported as well."""
    from bot.store import exports

    def given(asked: Any, survey_id: int) -> Any:
        talk, answer = exports.conversation, exports.answer
        joined = asked.select_from(talk).join(answer, answer.c.conversation_id == talk.c.id)
        answered = (answer.c.state != "skipped") & answer.c.kind.not_in(exports._NO_QUESTION)
        return joined.where(talk.c.script == "survey", talk.c.subject == survey_id, answered)

    exports.given_answers = given


@mutant
def mixes_people_up() -> None:
    """Now and then an answer is stored with the conversation of somebody else in the same batch."""
    from dataclasses import replace

    from bot.store.log import Log

    put = Log.put_answer

    def puts(log: Log, one: Any) -> Any:
        talks = sorted({talk.id for talk in log._unit.conversations._rows.values() if talk.script == "survey"})
        if one.kind == "choice" and one.conversation_id in talks and len(talks) > 1 and one.key == "q06":
            one = replace(one, conversation_id=talks[talks.index(one.conversation_id) - 1])
        return put(log, one)

    Log.put_answer = puts  # type: ignore[method-assign]
