"""Export: everything that was collected, as a file in the chat; anonymised, or with a reason identified."""

from bot.dialogue import Chat, conversation
from bot.language import Text, _
from bot.neighbourhood.kinds import Choice, OpenText
from bot.neighbourhood.roles import ADMIN, FACILITATOR
from bot.neighbourhood.widgets import Option

WHAT = (
    Option("ideas", _("💡 Ideas")),
    Option("answers", _("📋 Answers to questions")),
)
FORMATS = (
    Option("xlsx", _("Excel")),
    Option("csv-excel", _("CSV for Excel")),
    Option("csv", _("CSV")),
    Option("json", _("JSON")),
)

FORMS = (
    Option("anonymised", _("🫥 No, anonymous")),
    Option("identified", _("👥 Yes, with everything")),
)


@conversation("export", commands=("export",), about=_("Get everything as a file"), roles=(FACILITATOR, ADMIN))
async def export(chat: Chat) -> None:
    """Which file, and for whose eyes; the worker makes it."""
    what = await chat.ask(Choice("what", _("What would you like to have?"), WHAT))
    form = await chat.ask(Choice("format", _("As which kind of file?"), FORMATS, columns=2))
    sort = await chat.ask(Choice("form", _("Should people be recognisable in it?"), FORMS, hint=_FORM))
    reason = await _reason(chat) if sort == "identified" else ""
    place = await chat.neighbourhood()
    asked = {"what": what, "format": form, "reason": reason, "slug": place.slug}
    chat.job("export", {**asked, "language": chat.resident.language})


async def _reason(chat: Chat) -> str:
    reason: str = await chat.ask(
        OpenText("reason", _("Who needs it, and what for?"), least=10, most=300, hint=_REASON, personal=True)
    )
    return reason


_FORM: Text = _("No: without names, and only the texts that may be shown (/review).")
_REASON: Text = _("Your reason is kept, so that it can be explained later.")
