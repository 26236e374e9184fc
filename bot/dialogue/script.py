"""Scripts: a conversation is one function in one file, marked with `@conversation`."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING

from bot.language import Text
from bot.neighbourhood.permissions import PERMISSIONS, STRANGER, may

if TYPE_CHECKING:
    from bot.dialogue.chat import Chat

log = logging.getLogger(__name__)

Run = Callable[["Chat"], Awaitable[None]]


@dataclass(frozen=True)
class Script:
    """A conversation: its `name` (stored, so never changed), the function, and who may start it how.

    `action` is what it is in the table of permissions; one that is not in there is permitted to nobody.
    `commands` are the bot commands that start it, the Dutch one first; `about` is its line in the commands menu.
    An `aside` gives the floor back when it ends.
    `daily` is how many of these one person can begin within 24 hours; 0 is without a limit.
    """

    name: str
    run: Run
    action: str = ""
    commands: tuple[str, ...] = ()
    about: Text = ""
    aside: bool = False
    daily: int = 0

    @property
    def agreed(self) -> bool:
        """Whether the resident must have agreed to the use of their data first."""
        return not may({STRANGER}, self.action)


def conversation(
    name: str,
    *,
    action: str = "",
    commands: Iterable[str] = (),
    about: Text = "",
    aside: bool = False,
    daily: int = 0,
) -> Callable[[Run], Script]:
    """Make a script of the function below (see `Script`)."""

    def made(run: Run) -> Script:
        return Script(name, run, action, tuple(commands), about, aside, daily)

    return made


class Scripts:
    """Every script by name and by command."""

    def __init__(self, scripts: Iterable[Script]) -> None:
        self._by_name: dict[str, Script] = {}
        self._by_command: dict[str, Script] = {}
        for script in scripts:
            self._add(script)

    @classmethod
    def of(cls, modules: Iterable[ModuleType]) -> "Scripts":
        """The scripts that these modules define."""
        return cls(value for module in modules for value in vars(module).values() if isinstance(value, Script))

    def _add(self, script: Script) -> None:
        if self._by_name.setdefault(script.name, script) is not script:
            raise ValueError(f"two conversations are called {script.name!r}")
        if script.action not in PERMISSIONS:
            log.error("the conversation %s names no action of the table: it is permitted to nobody", script.name)
        for command in script.commands:
            if self._by_command.setdefault(command, script) is not script:
                raise ValueError(f"two conversations start with /{command}")

    def __iter__(self) -> Iterator[Script]:
        return iter(self._by_name.values())

    def named(self, name: str) -> Script | None:
        """The script with this name."""
        return self._by_name.get(name)

    def commanded(self, command: str) -> Script | None:
        """The script that this command starts, in whichever language."""
        return self._by_command.get(command)
