"""The themes of ideas: asked at the source, because grouping by words alone is weak (FIELD.md, 8)."""

from bot.language import _
from bot.neighbourhood.widgets import Option

THEMES = (
    Option("traffic", _("🚗 Traffic")),
    Option("green", _("🌳 Green")),
    Option("housing", _("🏠 Housing")),
    Option("care", _("🤝 Care")),
    Option("meeting", _("☕ Meeting each other")),
    Option("safety", _("🔦 Safety")),
    Option("energy", _("⚡ Energy")),
    Option("shops", _("🛒 Shops and services")),
    Option("youth", _("🧒 Youth")),
    Option("other", _("✏️ Something else")),
)
# About health, care or somebody in a crisis: twice as many people are needed before one of these is shown.
SENSITIVE_THEMES = frozenset({"care"})
