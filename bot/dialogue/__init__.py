"""Scripts, replay, the turn, effects; knows neither Telegram nor SQL."""

from bot.dialogue.chat import Chat, Check, Start
from bot.dialogue.script import Script, Scripts, conversation

__all__ = ["Chat", "Check", "Script", "Scripts", "Start", "conversation"]
