"""An example village: people with a story, who really talk with the bot."""

from bot.simulator.village.life import SURVEY, come_alive
from bot.simulator.village.story import Villager, villagers

__all__ = ["SURVEY", "Villager", "come_alive", "villagers"]
