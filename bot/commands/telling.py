"""Opinion groups in plain sentences."""

from collections.abc import Iterator

import numpy as np

from bot.exchange.polis import Conversation
from bot.insight.opinions import Opinions, Silence
from bot.insight.opinions.groups import FEWEST_PEOPLE
from bot.insight.opinions.statements import Stance, consensus, dividing, representative, shared
from bot.insight.opinions.votes import Counts, count

LONGEST = 160  # characters of a statement
FEWEST_TOLD = 5  # statements with fewer votes are not told about


def tell(conversation: Conversation, found: Opinions) -> Iterator[str]:
    """What was found, or why nothing was."""
    votes = conversation.votes
    hidden = int(votes.hidden.sum())
    aside = f" ({_many(hidden, 'more was refused', 'more were refused')} by moderation)" if hidden else ""
    statements = _many(votes.statements - hidden, "statement", "statements")
    yield f"{_many(found.voters, 'person', 'people')} voted {len(votes.vote):,} times on {statements}{aside}."
    if found.silence is not None:
        yield from _silence(found)
    else:
        sizes = np.bincount(found.group[found.group >= 0])
        named = _listed([f"group {at} with {size:,}" for at, size in enumerate(sizes)])
        yield f"{found.counted:,} of them voted enough to be placed. There are {found.groups} opinion groups: {named}."
        yield (
            f"Asked again with half of the people, the groups agree for {found.stability:.0%} "
            f"(adjusted Rand index; silhouette {found.silhouette:.2f})."
        )
    yield from _united(conversation, found)
    if found.silence is None:
        yield from _divided(conversation, count(votes, found.group, found.groups))


def _silence(found: Opinions) -> Iterator[str]:
    if found.silence is Silence.TOO_FEW:
        yield f"There are no opinion groups: fewer than {FEWEST_PEOPLE} people voted, and groups would mean nothing."
    elif found.silence is Silence.ALIKE:
        yield "There are no opinion groups: people vote too much alike to tell groups apart."
    else:
        yield (
            "There are no opinion groups that hold: with half of the people they come out differently "
            f"(agreement {max(found.stability, 0):.0%})."
        )


def _united(conversation: Conversation, found: Opinions) -> Iterator[str]:
    votes = conversation.votes
    if found.silence is None:
        told = shared(count(votes, found.group, found.groups), votes.hidden)
        most = "What unites: in every group most people"
    else:
        together = count(votes, np.where(votes.given > 0, 0, -1), 1)
        agreed, disagreed = consensus(together, votes.hidden)
        told = [one for one in (*agreed, *disagreed) if one.voted >= FEWEST_TOLD]
        most = "What unites: most people"
    if not told:
        yield "Nothing unites clearly yet: no statement has most people on one side beyond chance."
    for one in told:
        do = "agree" if one.agrees else "disagree"
        yield f"{most} {do} with {_statement(conversation, one.statement)} {_of(one)}."


def _divided(conversation: Conversation, counts: Counts) -> Iterator[str]:
    hidden = conversation.votes.hidden
    apart = dividing(counts, hidden)
    if not apart:
        yield "Nothing divides clearly: on no statement one group agrees where another disagrees."
    for at in apart:
        shares = [
            f"group {group} agrees for {counts.agree[group, at] / counts.seen[group, at]:.0%}"
            for group in range(len(counts.seen))
        ]
        yield f"What divides: {_statement(conversation, at)}: {_listed(shares)}."
    for group, stances in enumerate(representative(counts, hidden)):
        for one in stances:
            if one.voted >= FEWEST_TOLD:
                does = "agrees" if one.agrees else "disagrees"
                yield f"Group {group} more often {does} with {_statement(conversation, one.statement)} {_of(one)}."


def _statement(conversation: Conversation, at: int) -> str:
    name = conversation.statements[at]
    comment = conversation.comments.get(name)
    words = " ".join(comment.text.split()) if comment else ""
    if len(words) > LONGEST:
        words = f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
    return f"statement {name}, “{words}”" if words else f"statement {name}"


def _of(one: Stance) -> str:
    return f"({one.count:,} of {one.voted:,})"


def _many(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
