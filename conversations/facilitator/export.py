"""Export: everything that was collected, as a file in the chat."""

from bot.dialogue import Chat, conversation
from bot.language import _
from bot.neighbourhood.kinds import Choice
from bot.neighbourhood.roles import ADMIN, FACILITATOR
from bot.neighbourhood.widgets import Option

WHAT = (
    Option("ideas", _("💡 Ideas")),
    Option("answers", _("📋 Answers to questions")),
    Option("meetings", _("📅 Meetings")),
)
FORMATS = (
    Option("xlsx", _("Excel")),
    Option("csv-excel", _("CSV for Excel")),
    Option("csv", _("CSV")),
    Option("json", _("JSON")),
)


@conversation("export", commands=("export",), about=_("Get everything as a file"), roles=(FACILITATOR, ADMIN))
async def export(chat: Chat) -> None:
    """Which file; the worker makes it."""
    what = await chat.ask(Choice("what", _("What would you like to have?"), WHAT))
    form = await chat.ask(Choice("format", _("As which kind of file?"), FORMATS, columns=2))
    place = await chat.neighbourhood()
    chat.job("export", {"what": what, "format": form, "slug": place.slug, "language": chat.resident.language})
