"""What a resident sees: the newest question on the screen, in whichever language it is asked."""

from dataclasses import dataclass

from bot.language import Text, _, translator
from bot.neighbourhood.themes import THEMES
from bot.simulator.people import Person
from bot.simulator.reading import inline, labels, words
from bot.simulator.rows import Message
from tests.whole import form


@dataclass(frozen=True)
class Sight:
    """The question on the screen: its key, the message it stands in, and the buttons under that."""

    key: str
    message: int
    text: str
    buttons: tuple[str, ...]

    def button(self, *wanted: str) -> str:
        """The button with one of these labels; fails when there is none."""
        found = [label for label in self.buttons if any(one in label for one in wanted)]
        assert found, f"no button {wanted} under {self}"
        return found[0]


def both(text: Text) -> tuple[str, str]:
    """The words in Dutch and in English."""
    return translator("nl")(text), translator("en")(text)


LATE = _("You answered “{before}” to this. Shall I make it “{after}”?", before="|", after="|")
SORRY = both(
    _("Sorry, something went wrong here. We will look at it. Your earlier answers are safe. Try again, or: /menu")
)
BUTTONS: dict[str, tuple[str, ...]] = {
    "age": both(_("I am 16 or older")),
    "agree": both(_("Yes, I take part")),
    "to-survey": both(_("📋 Answer questions")),
    "to-idea": both(_("💡 Hand in an idea")),
    "confirm": both(_("✅ Yes, that is right")),
    "hand-in": both(_("✅ Yes, hand it in")),
    "go-on": both(_("Yes, go on")),
    "make": both(_("Yes, make the file")),
    "change": both(_("✏️ Change something")),
    "to-summary": both(_("⬅️ Back to the summary")),
    "back": both(_("⬅️ Back")),
    "skip": both(_("Skip ➡️")),
    "done": both(_("✅ Done")),
    "it-is": both(_("Yes")),
    "it-is-not": both(_("No")),
    "ideas": both(_("💡 Ideas")),
    "identified": both(_("👥 Yes, with everything")),
    "with": both(_("With my name")),
    "without": both(_("Without my name")),
    "Nederlands": ("Nederlands",),
    "English": ("English",),
    **{theme.key: both(theme.label) for theme in THEMES},
    **form.LABELS,
}
THANKS = {"answers-in": both(_("Thank you! Your answers are in.")),
          "handed-in": both(_("Thank you for your idea! You will hear what becomes of it."))}  # fmt: skip
# Without buttons under it a question was answered; but before the first one there is no way back, and a place is asked
# for with buttons instead of letters.
BARE = {"word", "idea-place", *THANKS}
# A summary and a question about a question hold the words of others, so they are looked for first.
SIGNS: dict[str, tuple[str, ...]] = {
    "crossed": both(_("Our messages crossed.")),
    "late": tuple(text.partition("|")[0] for text in both(LATE)),
    "changes": both(_("What would you like to change?")),
    "summary": both(_("Are these your answers?")),
    "idea-summary": both(_("Is this your idea?")),
    **THANKS,
    "language": ("Welkom! Welcome!", *both(_("Which language do you prefer?"))),
    "age": both(_("How old are you?")),
    "agree": both(_("Do you agree that I keep your answers?")),
    "menu": both(_("What would you like to do?")),
    **form.TITLES,
    "idea-theme": both(_("What is your idea about?")),
    "idea-text": both(_("Tell us: what is your idea?")),
    "idea-photos": both(_("Do you have a photo with it?")),
    "idea-place": both(_("Is it about a certain place?")),
    "idea-named": both(_("Shall we put your name with it?")),
    "idea-name": both(_("Which name shall we put with it?")),
}


def look(person: Person, *, scrolls: bool = False) -> Sight | None:
    """The newest question; None when there is none, or when it has been answered and no other came yet.

    Who `scrolls` looks above the ones that were answered as well.
    """
    for message in reversed(person.messages):
        if message.by_bot and (key := _key(words(message))):
            sight = _sight(key, message)
            if sight is not None or not scrolls:
                return sight
    return None


def _key(text: str) -> str:
    return next((key for key, signs in SIGNS.items() if any(sign in text for sign in signs)), "")


def _sight(key: str, message: Message) -> Sight | None:
    buttons = tuple(labels(inline(message)))
    return Sight(key, message.id, words(message), buttons) if buttons or key in BARE else None
