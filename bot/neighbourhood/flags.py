"""What a facilitator has to look at in a free text before others see it, kept beside the text as flags."""

from bot.neighbourhood.crisis import detect
from bot.neighbourhood.kinds import OpenText
from bot.neighbourhood.personal import Found, find
from bot.neighbourhood.question import Question, Value

CRISIS = "crisis"


def flags(text: str, *, personal: bool = True) -> str:
    """`crisis`, then the kinds of personal data in the text, with commas between; empty for most texts.

    `personal` is off for a text that was asked for just that, such as a name.
    """
    found = sorted({one.kind.value for one in find(text)}) if personal else []
    return ",".join([*([CRISIS] if detect(text) else []), *found])


def flags_of(question: Question, value: Value) -> str:
    """The flags of an answer; none when it is not in free words."""
    return flags(value, personal=not question.personal) if isinstance(question, OpenText) else ""


def personal_in(question: Question, value: Value) -> tuple[Found, ...]:
    """What an answer in free words tells of people, unless the question asks for just that."""
    return find(value) if isinstance(question, OpenText) and not question.personal else ()
