"""The judge: compares what people meant and saw with the database and the exports, check by check."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.torture import questions
from tests.torture.plans import IDEA, Plan, plain
from tests.torture.resident import Resident
from tests.torture.sight import SORRY, look
from tests.torture.truth import Kept

Row = dict[str, str]
Finding = tuple[str, str]
BACK_SECONDS = 5.0
DELAY_SECONDS = 2.0


@dataclass
class Evidence:
    """Everything an evening left behind."""

    residents: list[Resident]
    kept: list[Kept]
    ideas: list[tuple[int, str]]
    heard: set[tuple[int, int]]
    known: set[int]
    answers: list[Row]  # the export
    idea_rows: list[Row]  # the export
    waiting: int = 0  # updates that were never confirmed
    undurable: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    returns: list[float] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)
    lost_bots: list[str] = field(default_factory=list)
    timed: bool = True  # whether seconds count: on a machine that is busy with other things they say nothing


Check = Callable[[Evidence], Iterable[str]]
CHECKS: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """A check of this name; it gives what is wrong, in words."""

    def add(one: Check) -> Check:
        CHECKS[name] = one
        return one

    return add


def judge(evidence: Evidence) -> list[Finding]:
    """Everything that is wrong."""
    return [(name, wrong) for name, one in CHECKS.items() for wrong in one(evidence)]


def acknowledged(residents: Iterable[Resident]) -> int:
    """How many answers people have seen to be taken in."""
    return sum(len(plan.taken_in()) for one in residents for plan in plans(one))


def plans(one: Resident) -> list[Plan]:
    """What somebody said, finished or not."""
    return [*one.finished, *one.plans]


def _surveys(evidence: Evidence) -> Iterator[tuple[Resident, Plan]]:
    for one in evidence.residents:
        yield from ((one, plan) for plan in plans(one) if plan.script == questions.SLUG)


def _finished_ideas(evidence: Evidence) -> Iterator[tuple[Resident, Plan]]:
    for one in evidence.residents:
        yield from ((one, plan) for plan in one.finished if plan.script == IDEA)


def _stored(kept: Iterable[Kept]) -> dict[tuple[int, str], list[Kept]]:
    found = defaultdict(list)
    for one in kept:
        if one.script == "survey":
            found[one.person, one.key].append(one)
    return found


def _said(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else plain(value)


@check("every answer that was acknowledged is stored once, as it was meant, under its question and person")
def _answers_are_stored(evidence: Evidence) -> Iterator[str]:
    stored = _stored(evidence.kept)
    for one, plan in _surveys(evidence):
        undecided = one.undecided()
        for key, wanted in plan.answers().items():
            found = [_said(row.value) for row in stored[one.person.id, key] if row.counts]
            last = plain(plan.given[key])
            holds = len(found) == 1 if key in undecided else found == [wanted]
            if not holds and (plan.finished or found != [last]):
                yield f"{one.person.user.first_name} said {wanted!r} to {key}, and there is {found}"


@check("nothing is stored that nobody said")
def _nothing_else_is_stored(evidence: Evidence) -> Iterator[str]:
    said = {(one.person.id, key) for one, plan in _surveys(evidence) for key in plan.given}
    for row in evidence.kept:
        if row.script == "survey" and row.value is not None and (row.person, row.key) not in said:
            yield f"{row.person} never said {row.value!r} to {row.key}"


@check("every idea that was acknowledged is stored once")
def _ideas_are_stored(evidence: Evidence) -> Iterator[str]:
    meant = Counter((one.person.id, plan.meant["idea-text"]) for one, plan in _finished_ideas(evidence))
    yield from _differences(meant, Counter(evidence.ideas), "idea")


@check("the export of answers is what people said")
def _answers_are_exported(evidence: Evidence) -> Iterator[str]:
    whose = {_base36(row.talk): row.person for row in evidence.kept}
    exported = defaultdict(list)
    for row in evidence.answers:
        exported[whose.get(row["response-id"], 0), row["question"]].append((row["value"], row["finished"]))
    for one, plan in _surveys(evidence):
        done, wanted, undecided = "yes" if plan.finished else "no", plan.answers(), one.undecided()
        for key in plan.given:
            found = exported.pop((one.person.id, key), [])
            if key in undecided and len(found) == 1:
                continue
            right = [[(wanted[key], done)]] if key in wanted else [[]]
            if not plan.finished:  # what was said last may have been taken in, though nobody saw it
                right.append([(plain(plan.given[key]), done)])
            if found not in right:
                yield f"{one.person.user.first_name} said {wanted.get(key)!r} to {key}, and the export has {found}"
    for (person, key), rows in exported.items():
        yield f"the export has {rows} for {key} of {person or 'nobody'}"


@check("the export of ideas is what people said")
def _ideas_are_exported(evidence: Evidence) -> Iterator[str]:
    rows = [plan.row() for _one, plan in _finished_ideas(evidence)]
    names = sorted(rows[0]) if rows else ["text"]
    meant = Counter(tuple(row[name] for name in names) for row in rows)
    found = Counter(tuple(row[name] for name in names) for row in evidence.idea_rows)
    yield from _differences(meant, found, "idea")


@check("what was confirmed to Telegram is durable")
def _confirmed_is_durable(evidence: Evidence) -> Iterator[str]:
    yield from evidence.undurable
    for one in evidence.residents:
        if one.refuses:
            continue
        own = [message.id for message in one.person.messages if not message.by_bot][-50:]
        missing = [number for number in own if (one.person.id, number) not in evidence.heard]
        if missing:
            yield f"{one.person.user.first_name}: messages {missing} were confirmed and never heard"


@check("everybody comes to an end")
def _nobody_waits(evidence: Evidence) -> Iterator[str]:
    for one in evidence.residents:
        if not one.at_rest:
            yield f"{one.person.user.first_name} waits at {one.sight}"
    if evidence.waiting:
        yield f"{evidence.waiting} updates were never confirmed"


@check("what was confirmed is answered, unless the reply was lost on its way")
def _confirmed_is_answered(evidence: Evidence) -> Iterator[str]:
    yield from evidence.unanswered


@check("who did not agree left nothing behind")
def _refusals_are_kept(evidence: Evidence) -> Iterator[str]:
    for one in evidence.residents:
        asked_anew = (seen := look(one.person)) is not None and seen.key == "language"  # a late copy of their START
        if one.refuses and one.gone and not asked_anew and one.person.id in evidence.known:
            yield f"{one.person.user.first_name} did not agree, and is known"


@check("nobody was told sorry")
def _nobody_was_told_sorry(evidence: Evidence) -> Iterator[str]:
    for one in evidence.residents:
        if any(words in str(message.body.get("text", "")) for message in one.person.messages for words in SORRY):
            yield f"{one.person.user.first_name} was told sorry"


@check("the bot is back within 5 seconds of every start")
def _bot_comes_back(evidence: Evidence) -> Iterator[str]:
    yield from evidence.lost_bots
    for seconds in evidence.returns if evidence.timed else ():
        if seconds > BACK_SECONDS:
            yield f"it took {seconds:.1f} s"


@check("nonsense delays others at most 2 seconds")
def _nonsense_delays_nobody(evidence: Evidence) -> Iterator[str]:
    for seconds in evidence.delays if evidence.timed else ():
        if seconds > DELAY_SECONDS:
            yield f"it took {seconds:.1f} s"


def _differences(meant: Counter[Any], found: Counter[Any], what: str) -> Iterator[str]:
    yield from (f"the {what} {row} is missing" for row in (meant - found).elements())
    yield from (f"the {what} {row} is too much" for row in (found - meant).elements())


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    found = ""
    while number:
        number, digit = divmod(number, 36)
        found = digits[digit] + found
    return found
