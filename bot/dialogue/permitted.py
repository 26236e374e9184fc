"""What is not permitted ends the turn, wherever it is found."""

from bot.store import Conversation


class NotPermitted(Exception):
    """The resident may not do this `action`, or the table does not know it; `talk` is the conversation that did it."""

    def __init__(self, action: str, talk: Conversation | None = None) -> None:
        super().__init__(action or "an action without a name")
        self.talk = talk
