"""A refusal: one clear sentence that says what to do."""

from bot.language import Text, translator


class Refusal(Exception):
    """Something that a person asked for and that cannot be done; `text` says why and what to do instead."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return translator("en")(self.text)
