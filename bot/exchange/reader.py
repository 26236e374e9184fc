"""Who an export is for: the language its words are in, and the clock its times are on."""

from dataclasses import dataclass

from bot.exchange.wall_clock import WallClock
from bot.language import Translator


@dataclass(frozen=True, slots=True)
class Reader:
    """The translator and the wall clock of the people who read an export."""

    words: Translator
    clock: WallClock
