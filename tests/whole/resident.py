"""A resident with something to say: answers what is on the screen, and tries again when nothing happens."""

import asyncio
import time
from collections.abc import Callable
from random import Random
from typing import Any

from bot.simulator.people import PICTURE, Person
from tests.whole.plans import WISHES, Plan
from tests.whole.sight import BUTTONS, SIGNS, Sight, look

LOOK_SECONDS = 0.01
TYPED = {"word", "years", "dog_name", "more", "idea-text", "idea-name"}


class Resident:
    """Goes through the plans one after another; `deed` is called after everything they do."""

    def __init__(self, person: Person, slug: str, plans: list[Plan], chance: Random, deed: Callable[[], None]) -> None:
        self.person = person
        self.plans = plans
        self.finished: list[Plan] = []
        self.deeds = 0
        self._slug = slug
        self._chance = chance
        self._deed = deed
        self._made: set[str] = set()  # mistakes of the plan at hand
        self._mended: set[str] = set()
        self._sent = 0
        self._confirmed = False
        self._switches = chance.choice(("years", "wishes", "more", None))
        self._speaks = "Nederlands"

    async def lives(self) -> None:
        """Talk until everything is said."""
        sight: Sight | None = None
        again: Callable[[], object] | None = None
        waited = False
        while self.plans:
            await asyncio.sleep(self._chance.uniform(0, 0.12))
            seen = look(self.person, scrolls=waited)
            if self._is_thanked(seen):
                return
            if again is None or seen != sight:
                sight, again = seen, self._decided(seen)
            if again is not None:
                again()
                self.deeds += 1
                self._deed()
            waited = await self._waits(sight)

    async def _waits(self, sight: Sight | None) -> bool:
        """Whether nothing happened in all the time that they have patience for."""
        end = time.monotonic() + self._chance.uniform(1, 3)
        while look(self.person) == sight:
            if time.monotonic() > end:
                return True
            await asyncio.sleep(LOOK_SECONDS)
        return False

    def _decided(self, sight: Sight | None) -> Callable[[], object] | None:
        if sight is None:
            return None if self.person.messages else lambda: self.person.starts(self._slug)
        decide = getattr(self, "_" + sight.key.replace("-", "_"), self._question)
        deed: Callable[[], object] = decide(sight)
        return deed

    @property
    def _plan(self) -> Plan:
        return self.plans[0]

    def _taps(self, sight: Sight, *names: str) -> Callable[[], object]:
        label = sight.button(*(word for name in names for word in BUTTONS[name]))
        return lambda: self.person.taps_old(sight.message, label)

    def _says(self, text: str) -> Callable[[], object]:
        return lambda: self.person.says(text)

    # What is seen, and what is done about it.

    def _language(self, sight: Sight) -> Callable[[], object]:
        return self._taps(sight, self._speaks)

    def _age(self, sight: Sight) -> Callable[[], object]:
        return self._taps(sight, "age")

    def _agree(self, sight: Sight) -> Callable[[], object]:
        return self._taps(sight, "agree")

    def _menu(self, sight: Sight) -> Callable[[], object]:
        return self._taps(sight, "to-idea" if self._plan.script == "idea" else "to-survey")

    def _answers_in(self, sight: Sight) -> Callable[[], object]:
        return self._says("/idee" if self._plan.script == "idea" else "/vragen")

    _handed_in = _answers_in

    def _is_thanked(self, sight: Sight | None) -> bool:
        """Go on with the next plan when this one is done; whether it was the last."""
        wanted = "handed-in" if self._plan.script == "idea" else "answers-in"
        if self._confirmed and sight is not None and sight.key == wanted:
            self.finished.append(self.plans.pop(0))
            self._made, self._mended, self._sent, self._confirmed = set(), set(), 0, False
        return not self.plans

    def _crossed(self, sight: Sight) -> Callable[[], object]:
        """Is this text the answer to that question?"""
        asked = next((key for key in self._plan.meant if any(sign in sight.text for sign in SIGNS[key])), "")
        value = self._value(asked) if asked else None
        said = BUTTONS["skip"] if value is None and asked else (str(value),)
        return self._taps(sight, "it-is" if any(f"“{one}”" in sight.text for one in said) else "it-is-not")

    def _late(self, sight: Sight) -> Callable[[], object]:
        raise AssertionError(f"an answer that was given once is in doubt:\n{self.person.screen}")

    def _summary(self, sight: Sight) -> Callable[[], object]:
        if self._made - self._mended:
            return self._taps(sight, "change")
        self._confirmed = True
        return self._taps(sight, "hand-in" if sight.key == "idea-summary" else "confirm")

    _idea_summary = _summary

    def _changes(self, sight: Sight) -> Callable[[], object]:
        regretted = sorted(self._made - self._mended)
        if not regretted:
            return self._taps(sight, "to-summary")
        self._mended.add(regretted[0])
        label = sight.button(*SIGNS[regretted[0]])
        return lambda: self.person.taps_old(sight.message, label)

    def _question(self, sight: Sight) -> Callable[[], object]:
        if sight.key == self._switches:
            self._switches, self._speaks = None, "English"
            return self._says("/taal")
        regretted = (self._made - self._mended) & self._plan.backs - {sight.key}
        if regretted and set(sight.buttons) & set(BUTTONS["back"]):
            self._mended |= regretted
            return self._taps(sight, "back")
        self._made |= {sight.key} & self._plan.mistakes.keys()
        return self._answer(sight, self._value(sight.key))

    def _value(self, key: str) -> Any:
        """What they would say to this question now."""
        plan = self._plan
        return plan.mistakes[key] if key in plan.mistakes.keys() - self._mended else plan.meant[key]

    def _answer(self, sight: Sight, value: Any) -> Callable[[], object]:
        if sight.key == "idea-photos":
            return self._photos(sight, value)
        if sight.key == "idea-place":
            return self._place(sight, value)
        if value is None:
            return self._taps(sight, "skip")
        if isinstance(value, list):
            return self._several(sight, value)
        return self._says(str(value)) if sight.key in TYPED else self._taps(sight, value)

    def _several(self, sight: Sight, wanted: list[str]) -> Callable[[], object]:
        for wish in WISHES:
            if sight.button(*BUTTONS[wish]).startswith("✅") != (wish in wanted):
                return self._taps(sight, wish)
        return self._taps(sight, "done")

    def _photos(self, sight: Sight, wanted: list[bytes]) -> Callable[[], object]:
        if not wanted:
            return self._taps(sight, "skip")
        if not set(sight.buttons) & set(BUTTONS["done"]):
            self._sent = 0  # none has arrived
        if self._sent == len(wanted):
            return self._taps(sight, "done")
        picture = PICTURE + wanted[self._sent]
        self._sent += 1
        return lambda: self.person.sends_photo(picture)

    def _place(self, sight: Sight, place: tuple[float, float] | str | None) -> Callable[[], object]:
        if isinstance(place, tuple):
            return lambda: self.person.shares_location(*place)
        dutch, english = BUTTONS["skip"]
        return self._says(place or (dutch if SIGNS["idea-place"][0] in sight.text else english))
