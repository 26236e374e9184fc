"""Stop: no more messages that were not asked for. What was handed in stays."""

from bot.dialogue import Chat, Start, conversation
from bot.language import _
from bot.neighbourhood.permissions import COME_IN


@conversation("stop", action=COME_IN, commands=("stop",), about=_("No more messages"), aside=True)
async def stop(chat: Chat) -> None:
    """Unsubscribe at once; asking "are you sure?" would be asking one time too many."""
    if not chat.resident.agreed:
        await chat.say(_("I send you nothing, and I keep nothing of you. Do you want to take part after all? /start"))
        return
    chat.change_resident(state="stopped")
    await chat.say(
        _("You get no more messages from us, unless you write something yourself."),
        _("What you handed in stays. Do you want to change or remove it? /mine"),
        starts=(Start(_("🔔 I do want messages again"), "again"),),
    )
