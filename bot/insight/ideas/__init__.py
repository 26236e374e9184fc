"""Ideas to groups: which residents mean the same, in their own words. See `docs/insight.md`."""

from bot.insight.ideas.grouping import Grouping, group_ideas
from bot.insight.ideas.similar import Similar

__all__ = ["Grouping", "Similar", "group_ideas"]
