"""Scripts, replay, the turn, effects; knows neither Telegram nor SQL."""

from bot.dialogue.chat import Chat, Start
from bot.dialogue.script import Script, Scripts, conversation

__all__ = ["Chat", "Script", "Scripts", "Start", "conversation"]
