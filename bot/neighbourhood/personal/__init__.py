"""Personal data in what people write: found by shape, check digits and lists of names, and left out on request."""

from bot.neighbourhood.personal.find import find, without
from bot.neighbourhood.personal.found import KIND_NAMES, Found, Kind

__all__ = ["KIND_NAMES", "Found", "Kind", "find", "without"]
