"""Which questions are open? One survey starts at once, of several one can be chosen."""

from datetime import UTC

from bot.dialogue import Chat, Start, conversation
from bot.language import PerLanguage, _
from bot.neighbourhood.permissions import TAKE_PART
from bot.neighbourhood.survey import Survey


@conversation("surveys", action=TAKE_PART, commands=("vragen", "survey"), about=_("Answer questions"), aside=True)
async def surveys(chat: Chat) -> None:
    """The open surveys of the neighbourhood."""
    place = await chat.neighbourhood()
    stored = [one for one in await chat.books.surveys.all(place.id) if one.closed is None]
    takes_answers = [
        one for one in stored if Survey.from_data(one.definition, chat.now.tzinfo or UTC).is_open(chat.now)
    ]
    if not takes_answers:
        await chat.say(_("There are no questions at the moment. You can always hand in an idea: /idea"))
    elif len(takes_answers) == 1:
        chat.then("survey", subject=takes_answers[0].id)
    else:
        starts = (Start(PerLanguage(one.definition["title"]), "survey", subject=one.id) for one in takes_answers)
        await chat.say(_("Which questions would you like to answer?"), starts=tuple(starts))
