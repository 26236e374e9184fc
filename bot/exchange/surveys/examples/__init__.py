"""Example surveys, to start from."""

from pathlib import Path

EXAMPLES = tuple(sorted(Path(__file__).parent.glob("*.yaml")))
