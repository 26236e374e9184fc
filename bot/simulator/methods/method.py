"""A method of the Bot API: what it takes, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.simulator.answers import Json, Refused, Upload, bad
from bot.simulator.methods.kinds import Kind, Wrong
from bot.simulator.rows import Bot, Chat

if TYPE_CHECKING:
    from bot.simulator.world import World

EMPTY = {
    "text": "message text is empty",
    "chat_id": "chat_id is empty",
    "message_id": "message identifier is not specified",
}


@dataclass(slots=True)
class Call:
    """One call of a method by a bot, its arguments read and checked."""

    world: World
    bot: Bot
    args: Json
    files: dict[str, Upload]

    def chat(self) -> Chat:
        """The chat to write to; refused when the person never started the bot, blocked it or is gone."""
        chat = self.world.find_chat(self.bot, self.args["chat_id"])
        if chat.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if self.world.memory.users[chat.user_id].deactivated:
            raise Refused(403, "Forbidden: user is deactivated")
        return chat


@dataclass(frozen=True)
class Method:
    """`act` does the work; `needs` and `takes` are the required and the optional parameters."""

    act: Callable[[Call], Any]
    needs: dict[str, Kind] = field(default_factory=dict)
    takes: dict[str, Kind] = field(default_factory=dict)
    floods: bool = False

    @property
    def params(self) -> dict[str, Kind]:
        """Every parameter by name."""
        return {**self.needs, **self.takes}

    def read(self, params: Json, files: dict[str, Upload]) -> Json:
        """The checked arguments; what is unknown, missing or wrong is refused, more strictly than Telegram does."""
        args: Json = {}
        for name, value in params.items():
            kind = self.needs.get(name) or self.takes.get(name)
            if kind is None:
                raise bad(f'there is no parameter "{name}"')
            if value is not None:
                args[name] = _read(name, kind, value)
        for name, upload in files.items():
            kind = self.needs.get(name) or self.takes.get(name)
            if kind is not None:
                args[name] = _read(name, kind, upload)
        for name in self.needs:
            if name not in args:
                raise bad(EMPTY.get(name, f'parameter "{name}" is required'))
        return args


def _read(name: str, kind: Kind, value: Any) -> Any:
    try:
        return kind.read(value)
    except Wrong as wrong:
        raise bad(f'parameter "{name}" {wrong}') from None
