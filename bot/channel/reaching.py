"""Reaching Telegram: what can go wrong with that, as one sentence for who runs the bot."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.channel.client import BadToken, Telegram, Unreachable
from bot.language import _
from bot.neighbourhood.refusal import Refusal


@contextmanager
def reaching(address: str) -> Iterator[None]:
    """Refusal instead of `BadToken` and `Unreachable` within this."""
    try:
        yield
    except BadToken as error:
        told = _("Telegram does not accept this token. Copy it again from @BotFather and put it in WIJKBOT_TOKEN.")
        raise Refusal(told) from error
    except Unreachable as error:
        raise Refusal(
            _("The Bot API at {address} cannot be reached. Check the network, or WIJKBOT_API_URL.", address=address)
        ) from error


def telegram(token: str, address: str, rate: float) -> Telegram:
    """The bot of this token at this Bot API; Refusal when it cannot be a token."""
    with reaching(address):
        return Telegram(token, address, rate)
