"""What a button carries (`callback_data`): `<prompt, base 36>.<verb letter>[<index>]`, such as `2n9.o3` or `2n9.b`."""

import re
from functools import lru_cache

from bot.dialogue.events import Press

LARGEST_PROMPT = 2**63 - 1

_LETTERS = {
    "option": "o",
    "on": "+",
    "off": "-",
    "back": "b",
    "skip": "s",
    "keep": "k",
    "done": "d",
    "change": "c",
}
_VERBS = {letter: verb for verb, letter in _LETTERS.items()}
_INDEXED = frozenset({"option", "on", "off"})
_GRAMMAR = re.compile(r"(0|[1-9a-z][0-9a-z]{0,12})\.(?:([o+-])(0|[1-9][0-9]{0,3})|([bskdc]))", re.ASCII)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def written(prompt: int, verb: str, index: int = 0) -> str:
    """The data of a button (verb and index as in `Press`); always within Telegram's 64 bytes."""
    letter = _LETTERS[verb]
    return f"{_base36(prompt)}.{letter}{index}" if verb in _INDEXED else f"{_base36(prompt)}.{letter}"


def read(data: object) -> tuple[int | None, Press | None]:
    """The prompt and the press of a button's data; two times None when it is not ours."""
    found = _GRAMMAR.fullmatch(data) if isinstance(data, str) else None
    if not found:
        return None, None
    prompt, letter, index, control = found.groups()
    number = int(prompt, 36)
    if number > LARGEST_PROMPT:
        return None, None
    return number, Press(_VERBS[letter], int(index)) if letter else Press(_VERBS[control])


@lru_cache(maxsize=256)  # all buttons of a message carry the same prompt
def _base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return digits
