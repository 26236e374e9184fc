"""The consent that is asked: its version changes when what is kept, or why, changes."""

from bot.language import Text

VERSION = "2026-11"
# What is new in each version since the one before, the oldest first: told to who agreed to an earlier one.
CHANGES: dict[str, Text] = {}


def news_since(version: str) -> tuple[Text, ...]:
    """What changed after this version of the consent, in a few sentences."""
    return tuple(text for name, text in CHANGES.items() if name > version)
