"""Words as HTML: the one place that escapes. Styles are laid over plain text, so a cut never falls inside a tag."""

from typing import NamedTuple

from bot.channel import pieces
from bot.dialogue.effects import Words

LONGEST_MESSAGE = 4096
LONGEST_CAPTION = 1024
LONGEST_ECHO = 200

_NOTHING = "…"


class _Run(NamedTuple):
    text: str
    tag: str = ""


def html(words: Words, most: int = LONGEST_MESSAGE) -> list[str]:
    """The messages these words take, as HTML: each of at most `most` UTF-16 units after parsing, never none."""
    runs = _runs(words)
    plain = "".join(run.text for run in runs)
    if len(plain) * 2 <= most:
        return ["".join(_tagged(run.text, run.tag) for run in runs) or _NOTHING]
    return [_piece(runs, start, end) for start, end in pieces.cut(plain, most)] or [_NOTHING]


def escaped(text: str) -> str:
    """The text so that Telegram reads it as it stands."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _runs(words: Words) -> list[_Run]:
    heading = _joined([_Run(words.progress.strip(), "i"), _Run(words.title.strip(), "b")], "\n")
    echo = pieces.shortened(words.echo.strip(), LONGEST_ECHO)
    reason, body, hint = _Run(words.reason.strip()), _Run(words.body.strip()), _Run(words.hint.strip(), "i")
    runs: list[_Run] = []
    for part in ([_Run(f"✓ {echo}" if echo else "", "i")], [reason], heading, [body], [hint]):
        if part and part[0].text:
            runs += [_Run("\n\n"), *part] if runs else part
    return runs


def _joined(runs: list[_Run], separator: str) -> list[_Run]:
    filled = [run for run in runs if run.text]
    return filled if len(filled) < 2 else [filled[0], _Run(separator), *filled[1:]]


def _piece(runs: list[_Run], start: int, end: int) -> str:
    found, at = [], 0
    for run in runs:
        part = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        found.append(_tagged(part, run.tag))
    return "".join(found)


def _tagged(text: str, tag: str) -> str:
    safe = escaped(text)
    return f"<{tag}>{safe}</{tag}>" if tag and safe else safe
