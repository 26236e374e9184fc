"""Why a file cannot be used."""

from pathlib import Path

from bot.language import Text, _
from bot.neighbourhood.refusal import Refusal


def refuse(path: Path, reason: Text) -> Refusal:
    """The refusal of a file: its name and why it cannot be used."""
    return Refusal(_("{file}: {reason}.", file=path.name, reason=reason))
