"""A strict local stand-in for Telegram's Bot API, a chat page for people, and people who talk."""

from bot.simulator.answers import Reply, Upload
from bot.simulator.desk import Offer
from bot.simulator.faults import Faults
from bot.simulator.guard import LoopbackOnly
from bot.simulator.keep import Keep
from bot.simulator.limits import Limits
from bot.simulator.people import Person
from bot.simulator.phone import Impossible, Phone
from bot.simulator.polling import LongPolling
from bot.simulator.server import simulator
from bot.simulator.world import TOKEN, World

__all__ = [
    "TOKEN", "Faults", "Impossible", "Keep", "Limits", "LongPolling", "LoopbackOnly", "Offer", "Person", "Phone",
    "Reply", "Upload", "World", "simulator",
]  # fmt: skip
