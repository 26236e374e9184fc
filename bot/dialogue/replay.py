"""The replay engine: a running conversation is which script, and the answers given so far.

To go on, the script runs again from the top: an answered `ask` returns its answer at once, the first unanswered one
ends the run and becomes the open question. The idea is proven by grammY's conversations and by goflow.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.dialogue.chat import Chat, Check, Spoken, Start
from bot.dialogue.confirm import Confirm
from bot.dialogue.script import Script
from bot.language import Joined, Text, _
from bot.neighbourhood.flags import flags_of, personal_in
from bot.neighbourhood.question import Question, Value
from bot.store import Answer, Books, Conversation, Resident

LONGEST_LABEL = 120


class Suspended(BaseException):
    """The script waits for an answer. A BaseException, so that no `except Exception` of a script holds it up."""


class DuplicateKey(ValueError):
    """Two questions of one path have the same key: use `chat.scope` in loops."""


@dataclass(frozen=True, slots=True)
class Step:
    """An answered question of the path."""

    key: str
    question: Question
    answer: Answer

    def answered(self) -> Text:
        """The answer in the reader's words, cut when it is long."""
        if self.answer.state == "skipped":
            return _("skipped")
        label = self.question.label(self.answer.value)
        return label[: LONGEST_LABEL - 1] + "…" if isinstance(label, str) and len(label) > LONGEST_LABEL else label

    def line(self) -> Text:
        """The line of a summary."""
        return Joined((Joined((self.question.text,), ""), Joined(("→", self.answered()), " ")), "\n")


@dataclass(frozen=True, slots=True)
class Open:
    """The question the run ended at; `before` is its earlier answer when it is asked again, `check` judges a value."""

    key: str
    question: Question
    before: Answer | None
    check: Check | None

    def reason(self, value: Value) -> Text | None:
        """Why this value is no answer, if it is none."""
        return self.check(value) if self.check else None


class Replay:
    """One run of a script over its answers."""

    def __init__(
        self,
        books: Books,
        resident: Resident,
        talk: Conversation,
        now: datetime,
        newest: str | None = None,
        *,
        action: str,
        fresh: bool,
    ) -> None:
        self.books = books
        self.resident = resident
        self.action = action
        self.talk = talk
        self.now = now
        self.answers = books.log.answers(talk)
        self.path: list[Step] = []
        self.said: list[Spoken] = []
        self.open: Open | None = None
        self.steps = 0
        self.title: Text = ""
        self.next: Start | None = None
        self.revise: int | None = None
        self.refresh_commands = False
        self.forgotten = False
        # What was typed for the open question before it was asked, with personal data that nobody looked at yet.
        self.unseen = ""
        self.left = False
        self.correcting = talk.state == "done"
        self.newest = newest
        self.fresh = fresh
        self._visited: set[str] = set()

    async def run(self, script: Script) -> None:
        """Run to the first open question (then `open` is set) or to the end."""
        self.title = script.about
        try:
            await script.run(Chat(self))
        except Suspended:
            return

    @property
    def asked(self) -> Open:
        """The open question; LookupError when the run came to the end of the script."""
        if self.open is None:
            raise LookupError(f"{self.talk.script} has no open question")
        return self.open

    async def ask(self, key: str, question: Question, check: Check | None) -> Value:
        """The stored answer, validated again; or the end of this run."""
        if key in self._visited:
            raise DuplicateKey(f"{self.talk.script}: the key {key!r} is asked twice on one path")
        self._visited.add(key)
        found = self.answers.get(key) or self._given_beforehand(key, question)
        if found is None or not _stands(found, question, check):
            # What no longer fits is asked again, with no offer to keep it.
            before = found if found and found.state == "open" and question.fits(found.value) else None
            self.open = Open(key, question, before, check)
            raise Suspended
        if not isinstance(question, Confirm):
            self.path.append(Step(key, question, found))
        self.fresh = self.fresh or key == self.newest
        return None if found.state == "skipped" else found.value

    def _given_beforehand(self, key: str, question: Question) -> Answer | None:
        """What was typed before the conversation began need not be typed again."""
        value = given_in(self.talk).get(key)
        if value is None or not question.fits(value):
            return None
        if personal_in(question, value):
            self.unseen = value
            return None
        self.talk = self.books.log.put_conversation(without_given(self.talk, key))
        return self._keep(Answer(self.talk.id, key, question.kind, value, self.now, flags=flags_of(question, value)))

    def say(self, spoken: Spoken) -> None:
        """Keep what is said when it stands after the newest answer; what stood before it was said before."""
        if self.fresh:
            self.said.append(spoken)

    async def once(self, key: str, read: Callable[[], Awaitable[Any]]) -> Any:
        """Read data once for the answers so far."""
        if key in self._visited:
            raise DuplicateKey(f"{self.talk.script}: the key {key!r} is read twice on one path")
        self._visited.add(key)
        basis = self._basis()
        found = self.answers.get(key)
        if found is not None and found.value["basis"] == basis:
            return found.value["read"]
        value = await read()
        self._keep(Answer(self.talk.id, key, "once", {"basis": basis, "read": value}, self.now))
        return value

    def _keep(self, answer: Answer) -> Answer:
        """Store an answer that nobody gave just now. A conversation that has just begun must be there first."""
        if self.books.log.conversation(self.talk.id) is None:
            self.books.log.put_conversation(self.talk)
        self.answers[answer.key] = self.books.log.put_answer(answer)
        return answer

    def _basis(self) -> str:
        given = [[step.key, step.answer.value, step.answer.state] for step in self.path]
        return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()[:16]

    def change_resident(self, **changes: object) -> None:
        """Change the resident for the rest of this run and for good."""
        self.resident = self.books.people.change(self.resident, **changes)

    def on_path(self) -> set[str]:
        """The keys this run passed, the open one included."""
        return self._visited


def given_in(talk: Conversation) -> dict[str, str]:
    """What was typed for questions of this conversation before they were asked, by their keys."""
    given: dict[str, str] = talk.arguments.get("given", {})
    return given


def without_given(talk: Conversation, key: str) -> Conversation:
    """The conversation without what was typed for this question: it is an answer now, or was left out."""
    rest = {name: text for name, text in given_in(talk).items() if name != key}
    return replace(talk, arguments={**talk.arguments, "given": rest})


def _stands(found: Answer, question: Question, check: Check | None) -> bool:
    if found.state == "skipped":
        return question.optional
    if found.state != "given" or found.kind != question.kind or not question.fits(found.value):
        return False
    return check is None or check(found.value) is None
