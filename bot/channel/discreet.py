"""Telling of an error without the words of residents: where it happened and what kind it is.

The message of an exception can hold anything: what somebody wrote, or the parameters of a statement. It is told only of
kinds whose messages are about the program itself. What went wrong with an update stands in the table `set_aside`.
"""

import os
import traceback
from collections.abc import Iterator

FRAMES = 30

# Their messages name attributes, modules and limits, never values.
_PLAIN = (AttributeError, NameError, ImportError, NotImplementedError, RecursionError, MemoryError, TimeoutError)
# Our own of the channel: about tokens, connections and what Telegram said of a call.
_OURS = "bot.channel."


def told(error: BaseException) -> str:
    """A traceback of the error and of what caused it, without its words."""
    return "\n\n".join(_chain(error, set()))


def named(error: BaseException) -> str:
    """The kind of the error, and its message where that is about the program itself."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    message = _message(error)
    return f"{name}: {message}" if message else name


def _chain(error: BaseException, seen: set[int]) -> Iterator[str]:
    if id(error) in seen:
        return
    seen.add(id(error))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _chain(cause, seen)
    frames = "".join(traceback.format_tb(error.__traceback__, -FRAMES))
    yield f"Traceback (most recent call last):\n{frames}{named(error)}" if frames else named(error)
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _chain(one, seen)


def _message(error: BaseException) -> str:
    if isinstance(error, OSError) and error.errno is not None:
        return os.strerror(error.errno)
    if isinstance(error, _PLAIN) or type(error).__module__.startswith(_OURS):
        return str(error)
    of_database = getattr(error, "orig", error)
    return str(getattr(of_database, "sqlite_errorname", None) or getattr(of_database, "sqlstate", None) or "")
