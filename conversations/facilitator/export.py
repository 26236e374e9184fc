"""Export: everything that was collected, as a file in the chat."""

from bot.dialogue import Chat, conversation
from bot.language import _
from bot.neighbourhood.deeds import EXPORTED_IDENTIFIED
from bot.neighbourhood.kinds import Choice
from bot.neighbourhood.permissions import EXPORT_IDENTIFIED
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


@conversation("export", action=EXPORT_IDENTIFIED, commands=("export",), about=_("Get everything as a file"))
async def export(chat: Chat) -> None:
    """Which file; the worker makes it."""
    what = await chat.ask(Choice("what", _("What would you like to have?"), WHAT))
    form = await chat.ask(Choice("format", _("As which kind of file?"), FORMATS, columns=2))
    place = await chat.neighbourhood()
    people = await chat.books.exports.people(place.id, what)

    async def make() -> None:
        chat.books.audit.note(EXPORTED_IDENTIFIED, place.id, about=f"{what} {form}", people=people)
        chat.job("export", {"what": what, "format": form, "slug": place.slug, "language": chat.resident.language})

    told = _("You get what people in {name} wrote. Keep the file safe, and share it with nobody.", name=place.name)
    if not await chat.sure(told, people, _("Yes, make the file"), make):
        await chat.say(_("Fine, there will be no file."))
