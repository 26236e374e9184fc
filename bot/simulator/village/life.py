"""The example village comes to life: everybody comes in, hands in ideas and answers questions, beside each other."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from bot.language import _
from bot.language.catalogue import own_name
from bot.neighbourhood.kinds.choice import label_of
from bot.neighbourhood.survey import Survey
from bot.neighbourhood.themes import THEMES
from bot.simulator.village.filling_in import BACK, DONE, SKIP, fill_in, send_photos
from bot.simulator.village.story import Idea, Villager, villagers
from bot.simulator.village.talker import Talker
from bot.simulator.world import World

SURVEY = Path(__file__).parent / "dorpshuis.yaml"

# What stands on the buttons of the conversations.
ADULT, CHILD = _("I am 16 or older"), _("I am younger than 16")
PARENT_AGREES, PARENT_NOT_ASKED = _("Yes, they said yes"), _("No, not yet")
TAKE_PART = _("Yes, I take part")
QUESTIONS, HAND_IN = _("📋 Answer questions"), _("💡 Hand in an idea")
WITH_NAME, WITHOUT_NAME = _("With my name"), _("Without my name")
RIGHT = _("✅ Yes, hand it in")

log = logging.getLogger(__name__)


async def come_alive(world: World, slug: str, surveys: Mapping[str, Survey], told: Callable[[int], None]) -> None:
    """Have everybody talk with the running bot of the neighbourhood `slug`.

    `told` hears 1 whenever somebody is done. Who gets stuck is left alone, with a line in the log.
    """
    people = [(one, Talker(world, one.name, one.language)) for one in villagers()]

    async def live(one: Villager, talker: Talker) -> None:
        try:
            await _live(one, talker, slug, surveys)
        except TimeoutError:
            log.warning("%s waits in vain for the bot; the last words were: %s", one.name, talker.person.screen[-200:])
        told(1)

    await asyncio.gather(*(live(*each) for each in people))


async def _live(one: Villager, talker: Talker, slug: str, surveys: Mapping[str, Survey]) -> None:
    if not await _comes_in(one, talker, slug):
        return
    for idea in one.ideas:
        await _hands_in(talker, idea)
    for name, plans in one.surveys.items():
        survey = surveys[name]
        await talker.opens(QUESTIONS)
        await talker.taps(survey.title)
        await fill_in(talker, survey, dict(plans))
    await talker.rests()


async def _comes_in(one: Villager, talker: Talker, slug: str) -> bool:
    """Follow the link of the neighbourhood; whether they may take part."""
    talker.person.starts(slug)
    await talker.taps(own_name(one.language))
    await talker.taps(ADULT if one.age == "adult" else CHILD)
    if one.age == "alone":
        await talker.taps(PARENT_NOT_ASKED)
        await talker.rests()
        return False
    if one.age == "child":
        await talker.taps(PARENT_AGREES)
    await talker.taps(TAKE_PART)
    return True


async def _hands_in(talker: Talker, idea: Idea) -> None:
    await talker.opens(HAND_IN)
    await talker.taps(label_of(THEMES, idea.theme))
    await talker.says(idea.text, after=BACK)
    await send_photos(talker, SKIP, idea.photos)
    await talker.taps(DONE if idea.photos else SKIP)
    await _tells_where(talker, idea.place)
    await talker.taps(WITH_NAME if idea.named else WITHOUT_NAME)
    if idea.named:
        await talker.says(talker.person.user.first_name, after=BACK)
    await talker.taps(RIGHT)


async def _tells_where(talker: Talker, place: str | tuple[float, float] | None) -> None:
    if isinstance(place, str):
        await talker.says(place, after=SKIP)
    elif place is not None:
        await talker.sees(SKIP)
        talker.person.shares_location(*place)
    else:
        await talker.taps(SKIP)
