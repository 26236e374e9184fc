"""Privacy: what is kept, why, how long, and who sees it."""

from bot.dialogue import Chat, Start, conversation
from bot.language import Text, _, _n, lines
from bot.language.dates import written
from bot.neighbourhood.keeping import BACKUP_DAYS, CRISIS_DAYS, EXPORT_DAYS, KEEPING_MONTHS, LOG_DAYS, months_from
from bot.neighbourhood.permissions import COME_IN


@conversation("privacy", action=COME_IN, commands=("privacy",), about=_("What we keep, and why"), aside=True)
async def privacy(chat: Chat) -> None:
    """The whole story in plain words."""
    await chat.say(
        lines(
            _("Why: to find out together what the neighbourhood needs, and to do something about it."),
            _("Why we may: because you said yes. You can change your mind at any time."),
        ),
        lines(
            _("What: your language, your answers, your ideas with their photos and places."),
            _("Also: the number of your Telegram account, to send you messages. It is not your phone number."),
            _("Not: your phone number. And not your name, unless you put it with an idea yourself."),
            _("Do you help to organise? Then also a name, given with your invitation, for the others who help."),
        ),
        lines(*await _how_long(chat)),
        _("Who sees it: the people who organise this in your neighbourhood. What they show to others names nobody."),
        _("Telegram itself can read what you send here: a chat with a bot is not end-to-end encrypted."),
        _("Not satisfied? Ask the organiser. You can also complain to the Autoriteit Persoonsgegevens."),
        title=_("What we keep, and why"),
        starts=(
            Start(_("🔎 See what you keep about me"), "mydata"),
            Start(_("🗑 Remove everything about me"), "forget"),
            Start(_("🙋 Others wrote about me"), "aboutme"),
        ),
    )


async def _how_long(chat: Chat) -> list[Text]:
    found: list[Text] = [
        _n(
            "How long: until {count} month after the project. Then only totals of 5 people or more remain.",
            "How long: until {count} months after the project. Then only totals of 5 people or more remain.",
            KEEPING_MONTHS,
        )
    ]
    number = chat.resident.neighbourhood_id
    place = await chat.books.neighbourhoods.get(number) if number else None
    if place is not None and place.ends is not None:
        last = written(months_from(place.ends, KEEPING_MONTHS))
        found.append(_("For {name} that is until {day}.", name=place.name, day=last))
    return [
        *found,
        _("Words about someone in danger: {count} days.", count=CRISIS_DAYS),
        _(
            "Files made of it: {count} days. Copies in case something breaks: {copies} days.",
            count=EXPORT_DAYS,
            copies=BACKUP_DAYS,
        ),
        _("Notes of the program about itself, without your words: {count} days.", count=LOG_DAYS),
    ]
