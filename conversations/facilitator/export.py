"""Export: everything that was collected, as a file in the chat; anonymised, or with a reason identified."""

from typing import Any

from bot.dialogue import Chat, conversation
from bot.language import Text, _
from bot.neighbourhood.deeds import EXPORTED_IDENTIFIED
from bot.neighbourhood.kinds import Choice, OpenText
from bot.neighbourhood.permissions import EXPORT, EXPORT_IDENTIFIED
from bot.neighbourhood.places import Neighbourhood
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

FORMS = (
    Option("anonymised", _("🫥 No, anonymous")),
    Option("identified", _("👥 Yes, with everything")),
)


@conversation("export", action=EXPORT, commands=("export",), about=_("Get everything as a file"))
async def export(chat: Chat) -> None:
    """Which file, and for whose eyes; the worker makes it."""
    what = await chat.ask(Choice("what", _("What would you like to have?"), WHAT))
    form = await chat.ask(Choice("format", _("As which kind of file?"), FORMATS, columns=2))
    forms = FORMS if await chat.may(EXPORT_IDENTIFIED) else FORMS[:1]
    sort = await chat.ask(Choice("form", _("Should people be recognisable in it?"), forms, hint=_FORM))
    place = await chat.neighbourhood()
    asked = {"what": what, "format": form, "slug": place.slug, "language": chat.resident.language}
    if sort == "anonymised":
        chat.job("export", {**asked, "identified": False})
    else:
        await _identified(chat, asked, place)


async def _identified(chat: Chat, asked: dict[str, Any], place: Neighbourhood) -> None:
    """The full file: with a reason, asked twice with the number of people, and in the audit log."""
    reason = await chat.ask(
        OpenText("reason", _("Who needs it, and what for?"), least=10, most=300, hint=_REASON, personal=True)
    )
    about = f"{asked['what']} {asked['format']}"
    people = await chat.books.exports.people(place.id, asked["what"])

    async def make() -> None:
        chat.books.audit.note(EXPORTED_IDENTIFIED, place.id, about=about, people=people, reason=str(reason))
        chat.job("export", {**asked, "identified": True})

    told = _("You get what people in {name} wrote. Keep the file safe, and share it with nobody.", name=place.name)
    if not await chat.sure(told, people, _("Yes, make the file"), make):
        await chat.say(_("Fine, there will be no file."))


_FORM: Text = _("No: without names, and only the texts that may be shown (/review).")
_REASON: Text = _("Your reason is kept, so that it can be explained later.")
