"""Regular expressions that cannot hang: matched step by step over all possibilities at once, never backtracking.

Time grows with the length of the text times the length of the pattern, whatever either of them holds.
"""

import re
from dataclasses import dataclass
from functools import cache

from bot.language import _
from bot.neighbourhood.refusal import Refusal

MOST_STEPS = 500
MOST_NESTED = 20
LONGEST_TEXT = 4096
_COUNTED = re.compile(r"\{(\d{1,3})(?:(,)(\d{1,3})?)?\}")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:[dDsSwW]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[nrt]|[^a-zA-Z0-9])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Fork:
    """Go on at each of these places, counted from here."""

    to: tuple[int, ...]


_Step = _Fork | re.Pattern[str] | str  # a fork, one character, or an anchor
_Program = list[_Step]


class Pattern:
    """A regular expression for whole texts: characters, classes, groups, `|`, `*`, `+`, `?`, `{2,4}`, `^` and `$`."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._at = 0
        self._nested = 0
        self._program = self._either()
        if self._at < len(source):
            raise _refused(source, self._at)

    def matches(self, text: str) -> bool:
        """Whether the whole text fits; a text of more than 4096 characters never does."""
        if len(text) > LONGEST_TEXT:
            return False
        places = self._reached({0}, text, 0)
        for index, character in enumerate(text):
            steps = ((place, self._program[place]) for place in places if place < len(self._program))
            passed = {place + 1 for place, step in steps if isinstance(step, re.Pattern) and step.fullmatch(character)}
            if not passed:
                return False
            places = self._reached(passed, text, index + 1)
        return len(self._program) in places

    def _reached(self, places: set[int], text: str, index: int) -> set[int]:
        waiting = list(places)
        reached: set[int] = set()
        while waiting:
            place = waiting.pop()
            if place in reached:
                continue
            reached.add(place)
            step = self._program[place] if place < len(self._program) else None
            if isinstance(step, _Fork):
                waiting.extend(place + offset for offset in step.to)
            elif (step == "^" and index == 0) or (step == "$" and index == len(text)):
                waiting.append(place + 1)
        return reached

    def _either(self) -> _Program:
        program = self._sequence()
        while self._peek() == "|":
            self._at += 1
            other = self._sequence()
            program = [_Fork((1, len(program) + 2)), *program, _Fork((len(other) + 1,)), *other]
        return self._limited(program)

    def _sequence(self) -> _Program:
        program: _Program = []
        while self._peek() not in ("", "|", ")"):
            program = self._limited(program + self._repeated(self._atom()))
        return program

    def _atom(self) -> _Program:
        sign = self._peek()
        if sign == "(":
            return self._group()
        if sign in "*+?{":
            raise _refused(self.source, self._at)
        if sign in "[\\":
            return [self._compiled(_CLASS if sign == "[" else _ESCAPE)]
        self._at += 1
        if sign in "^$":
            return [sign]
        return [re.compile("." if sign == "." else re.escape(sign))]

    def _compiled(self, shape: re.Pattern[str]) -> re.Pattern[str]:
        found = shape.match(self.source, self._at)
        if not found:
            raise _refused(self.source, self._at)
        try:
            character = re.compile(found[0])
        except re.error as error:
            raise _refused(self.source, self._at) from error
        self._at = found.end()
        return character

    def _group(self) -> _Program:
        start = self._at
        self._at += 3 if self.source.startswith("(?:", start) else 1
        self._nested += 1
        # A question mark here opens what cannot be matched without going back: looking ahead and the like.
        if self._peek() == "?" or self._nested > MOST_NESTED:
            raise _refused(self.source, start)
        program = self._either()
        if self._peek() != ")":
            raise _refused(self.source, start)
        self._at += 1
        self._nested -= 1
        return program

    def _repeated(self, program: _Program) -> _Program:
        sign = self._peek()
        if sign not in ("*", "+", "?", "{"):
            return program
        least, most = self._count()
        if self._peek() == "?":  # matching whole texts, lazy and greedy are the same
            self._at += 1
        needed = max(least, most or 0)
        if needed * (len(program) + 1) > MOST_STEPS:
            raise _refused(self.source, self._at - 1)
        if most is None:
            return program * least + [_Fork((1, len(program) + 2)), *program, _Fork((-len(program) - 1,))]
        return program * least + [_Fork((1, len(program) + 1)), *program] * (most - least)

    def _count(self) -> tuple[int, int | None]:
        simple: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        if found := simple.get(self._peek()):
            self._at += 1
            return found
        counted = _COUNTED.match(self.source, self._at)
        if not counted:
            raise _refused(self.source, self._at)
        self._at = counted.end()
        least = int(counted[1])
        most = least if not counted[2] else int(counted[3]) if counted[3] else None
        if most is not None and most < least:
            raise _refused(self.source, counted.start())
        return least, most

    def _peek(self) -> str:
        return self.source[self._at : self._at + 1]

    def _limited(self, program: _Program) -> _Program:
        if len(program) > MOST_STEPS:
            raise _refused(self.source, self._at)
        return program


@cache
def pattern(source: str) -> Pattern:
    """The compiled pattern; Refusal when it is wrong, too long, or holds what would need going back."""
    return Pattern(source)


def _refused(source: str, at: int) -> Refusal:
    part = source[at : at + 12] or _("the end")
    return Refusal(_("the pattern “{source}” cannot be used from “{part}” on", source=source, part=part))
