"""My data: everything that is kept about the resident, as a text to read and a file."""

from bot.dialogue import Chat, conversation
from bot.language import _, _n, lines
from bot.language.catalogue import own_name
from bot.neighbourhood.permissions import COME_IN


@conversation(
    "mydata", action=COME_IN, commands=("mijngegevens", "mydata"), about=_("See what is kept about me"), aside=True
)
async def my_data(chat: Chat) -> None:
    """The main things in the chat; every detail in a file that follows."""
    about = await chat.books.everything.about(chat.resident)
    await chat.say(
        lines(
            _("Your language: {language}", language=own_name(chat.resident.language)),
            _n("{count} idea", "{count} ideas", len(about["idea"])),
            _n("{count} answer", "{count} answers", sum(one["kind"] != "once" for one in about["answer"])),
            _n("{count} photo", "{count} photos", len(about["photo"])),
        ),
        _("The file that follows holds every detail. Remove everything? /forgetme"),
        title=_("This is what I keep about you"),
    )
    chat.send("mydata", about)
