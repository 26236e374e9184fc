"""A resident with something to say: answers what is on the screen, and tries again when nothing happens.

People are as they are: they tap twice, waver, press buttons of long ago, change messages they sent, and walk away.
"""

from collections.abc import Callable
from itertools import takewhile
from random import Random
from typing import Any

from bot.simulator.people import PICTURE, Person
from bot.simulator.reading import find, inline
from bot.simulator.rows import Message
from tests.torture import questions
from tests.torture.habits import Habits
from tests.torture.plans import IDEA, Plan
from tests.torture.sight import BUTTONS, LATE, SIGNS, Sight, change_offered, look

Deed = Callable[[], object]
TYPED = {"text", "number"}


class Resident:
    """Goes through the plans one after another. `act` when something changed on the screen, `wait` now and then."""

    def __init__(self, person: Person, slug: str, plans: list[Plan], chance: Random, habits: Habits) -> None:
        self.person = person
        self.plans = plans
        self.finished: list[Plan] = []
        self.deeds = 0
        self.gone = False
        self.refuses = chance.random() < habits.refusing
        self.sight: Sight | None = None
        self.since = 0.0
        self.patience = 3.0
        self.copies: dict[str, list[Message]] = {}  # what was typed, by question
        self._slug = slug
        self._chance = chance
        self._habits = habits
        self._again: Deed | None = None
        self._confirmed = False
        self._switches = f"q{chance.randint(1, 40):02}"
        self._speaks = "Nederlands"
        self._old: list[tuple[int, str]] = []

    @property
    def at_rest(self) -> bool:
        """Whether there is nothing left to do."""
        return self.gone or not self.plans

    def act(self, now: float, *, again: bool = False) -> bool:
        """Do something about what is on the screen; whether there was anything to do."""
        if self.at_rest:
            return False
        seen = look(self.person, scrolls=again)
        if not again and seen == self.sight and self.deeds:
            return False
        if seen is not None:
            self._learn(seen)
            if self.at_rest:
                return False
        if seen != self.sight or self._again is None:
            self.sight, self._again = seen, self._decided(seen)
        self.since, self.patience = now, self._chance.uniform(2.5, 6.0)
        if self._again is None:
            return False
        self._again()
        self.deeds += 1
        return True

    def _decided(self, sight: Sight | None) -> Deed | None:
        if sight is None:
            return None if self.deeds and self.person.messages[1:] else lambda: self.person.starts(self._slug)
        decide = getattr(self, "_" + sight.key.replace("-", "_"), self._question)
        deed: Deed | None = decide(sight)
        return deed

    @property
    def _plan(self) -> Plan:
        return self.plans[0]

    def _learn(self, sight: Sight) -> None:
        """What the screen proves: what stands before the question on it was taken in; thanks end a plan."""
        plan, wanted = self._plan, "handed-in" if self._plan.script == IDEA else "answers-in"
        if sight.key == "farewell":
            self.gone = True
        elif self._confirmed and (sight.key == wanted or self._thanked(wanted)):
            plan.heard, plan.finished = dict(plan.given), True
            self.finished.append(self.plans.pop(0))
            self._confirmed, self.copies, self._old = False, {}, []
        elif sight.key in plan.meant or sight.key in ("summary", "idea-summary"):
            order = list(plan.meant)
            place = order.index(sight.key) if sight.key in plan.meant else len(order)
            plan.heard |= {key: value for key, value in plan.given.items() if order.index(key) < place}
            self.gone = sight.key == plan.leaves

    def _thanked(self, key: str) -> bool:
        return any(sign in str(one.body.get("text", "")) for one in self.person.news for sign in SIGNS[key])

    # What is seen, and what is done about it.

    def _taps(self, sight: Sight, *names: str) -> Deed:
        return self._presses(sight, *(word for name in names for word in BUTTONS[name]))

    def _presses(self, sight: Sight, *labels: str) -> Deed:
        label = sight.button(*labels)
        screen = self.person.phone.world.memory.screen(self.person.phone.chat)
        row, column = find(inline(screen[sight.message]), label) or (0, 0)
        data = inline(screen[sight.message])[row][column]["callback_data"]

        def press() -> None:
            """Under the message as it was seen: when the bot changes it meanwhile, the press crossed that."""
            self.person.presses(sight.message, data)
            if self._chance.random() < self._habits.twice:
                self.person.presses(sight.message, data)

        return press

    def _says(self, text: str, key: str = "") -> Deed:
        def say() -> None:
            self.copies.setdefault(key, []).append(self.person.says(text))

        return say

    def _language(self, sight: Sight) -> Deed:
        return self._presses(sight, self._speaks)

    def _age(self, sight: Sight) -> Deed:
        return self._taps(sight, "age")

    def _agree(self, sight: Sight) -> Deed:
        return self._taps(sight, "refuse" if self.refuses else "agree")

    def _menu(self, sight: Sight) -> Deed:
        return self._taps(sight, "to-idea" if self._plan.script == IDEA else "to-survey")

    def _wanted(self, sight: Sight) -> Deed:
        return self._says("/idee" if self._plan.script == IDEA else "/vragen")

    _answers_in = _handed_in = _farewell = _wanted

    def _unfinished(self, sight: Sight) -> Deed:
        return self._taps(sight, "later")

    def _crossed(self, sight: Sight) -> Deed:
        """Is this text the answer to that question?"""
        asked = next((key for key in self._plan.meant if self._names(sight.text, key)), "")
        value = self._plan.meant.get(asked)
        said = BUTTONS["skip"] if value is None and asked else (str(value),)
        yes = any(f"“{one}”" in sight.text for one in said)
        if yes:
            self._plan.given[asked] = value
        return self._taps(sight, "it-is" if yes else "it-is-not")

    @staticmethod
    def _names(text: str, key: str) -> bool:
        asked = questions.ASKED.search(text)
        return (
            any(sign in text for sign in SIGNS.get(key, ())) or (asked and questions.key(int(asked[1])) == key) or False
        )

    def undecided(self) -> set[str]:
        """Questions of whose answer a change still stands on offer: which of the two holds was not acknowledged."""
        said = [(str(one.body.get("text", "")), inline(one)) for one in self.person.messages]
        offers = [change_offered(text) for text, buttons in said if buttons and any(sign.search(text) for sign in LATE)]
        given = [pair for plan in (*self.finished, *self.plans) for pair in plan.given.items()]
        return {key for key, value in given if any(after in self._labels(key, value) for after in offers)}

    def _late(self, sight: Sight) -> Deed:
        """Something else was said to a question before: only what is meant holds."""
        after = change_offered(sight.text)
        for key, value in self._plan.meant.items():
            if key in self._plan.given and after in self._labels(key, value):
                self._plan.given[key] = value
                return self._taps(sight, "change-it")
        return self._taps(sight, "leave-it")

    @staticmethod
    def _labels(key: str, value: Any) -> tuple[str, ...]:
        if key.startswith("q") and questions.kind(questions.number_of(key)) == "choice":
            return questions.label(questions.number_of(key), value)
        return BUTTONS.get(value, ()) if isinstance(value, str) else ()

    def _summary(self, sight: Sight) -> Deed:
        if (sight.key == "summary") == (self._plan.script == IDEA):
            return self._wanted(sight)
        if self._plan.regretted():
            return self._taps(sight, "change")
        self._confirmed = True
        return self._taps(sight, "hand-in" if self._plan.script == IDEA else "confirm")

    _idea_summary = _summary

    def _changes(self, sight: Sight) -> Deed:
        for key in self._plan.regretted():
            signs = SIGNS.get(key) or tuple(f"{word} {questions.number_of(key)} " for word in ("Vraag", "Question"))
            if any(sign in label for label in sight.buttons for sign in signs):
                return self._presses(sight, *signs)
        return self._taps(sight, "to-summary")

    def _question(self, sight: Sight) -> Deed:
        plan = self._plan
        if sight.key not in plan.meant:
            return self._wanted(sight)
        if sight.key == self._switches:
            self._switches, self._speaks = "", "English"
            return self._says("/taal")
        return self._strays(sight) or self._goes_back(sight) or self._answers(sight)

    def _strays(self, sight: Sight) -> Deed | None:
        """Now and then something else first: a button of long ago, or a message that is changed."""
        if self._old and self._chance.random() < self._habits.old:
            message, data = self._chance.choice(self._old)
            self.person.presses(message, data)
        # An answer behind a question that is asked again cannot be changed by its message: the bot says so.
        before = takewhile(lambda key: key != sight.key, self._plan.meant)
        typed = [key for key in before if key in self._plan.heard and len(self.copies.get(key, ())) == 1]
        if typed and self._chance.random() < self._habits.editing:
            return self._edits(self._chance.choice(typed))
        return None

    def _edits(self, key: str) -> Deed:
        message = self.copies.pop(key)[0]
        value = (
            f"{self._plan.meant[key]} beter" if isinstance(self._plan.meant[key], str) else self._plan.meant[key] + 1
        )

        def edit() -> None:
            self.person.edits(message, str(value))
            self._plan.meant[key] = self._plan.given[key] = value
            self._again = None

        return edit

    def _goes_back(self, sight: Sight) -> Deed | None:
        plan = self._plan
        regretted = [key for key in plan.regretted() if key in plan.backs and key != sight.key]
        if not regretted or not sight.has("back"):
            return None
        plan.backs = plan.backs - {regretted[0]}
        return self._taps(sight, "back")

    def _answers(self, sight: Sight) -> Deed:
        plan, key = self._plan, sight.key
        value = plan.mistakes.pop(key, plan.meant[key])
        if isinstance(value, list) and key != "idea-photos":
            return self._several(sight, value)
        plan.given[key] = value
        if key == "idea-photos":
            return self._photos(sight, value)
        if key == "idea-place":
            return self._place(sight, value)
        if key in ("idea-text", "idea-name") or (
            key.startswith("q") and questions.kind(questions.number_of(key)) in TYPED
        ):
            return self._says(str(value), key)
        return self._chooses(sight, value)

    def _chooses(self, sight: Sight, value: str) -> Deed:
        press = self._presses(sight, *self._labels(sight.key, value))
        self._old = [*self._old[-20:], *self._buttons(sight)]
        firm = self._plan.leaves or not sight.key.startswith("q") or sight.key == questions.DOG
        if not firm and self._chance.random() < self._habits.wavering:
            _message, other = self._chance.choice(self._buttons(sight))

            def waver() -> None:
                press()
                self.person.presses(sight.message, other)

            return waver
        return press

    def _buttons(self, sight: Sight) -> list[tuple[int, str]]:
        screen = self.person.phone.world.memory.screen(self.person.phone.chat)
        rows = inline(screen[sight.message])
        return [(sight.message, one["callback_data"]) for row in rows for one in row if ".o" in one["callback_data"]]

    def _several(self, sight: Sight, wanted: list[str]) -> Deed:
        number = questions.number_of(sight.key)
        for option in questions.OPTIONS:
            shown = sight.button(*questions.label(number, option))
            if shown.startswith("✅") != (option in wanted):
                return self._presses(sight, shown)
        self._plan.given[sight.key] = wanted
        return self._taps(sight, "done")

    def _photos(self, sight: Sight, wanted: list[bytes]) -> Deed:
        if not wanted:
            return self._taps(sight, "skip")
        if sight.has("done"):
            return self._taps(sight, "done")
        return lambda: self.person.sends_photo(PICTURE + wanted[0])

    def _place(self, sight: Sight, place: tuple[float, float] | str | None) -> Deed:
        if isinstance(place, tuple):
            return lambda: self.person.shares_location(*place)
        dutch, english = BUTTONS["skip"]
        return self._says(place or (dutch if SIGNS["idea-place"][0] in sight.text else english))
