"""Nonsense that looks like updates is set aside, or is somebody's harmless message; it never stops anybody."""

from random import Random

import pytest

from bot.channel.poller import sorted_out
from bot.simulator.people import Person
from tests.talk.talker import Talker
from tests.talk.village import Village
from tests.torture.evening import SPEC
from tests.torture.fuzz import Fuzz


def samples(village: Village) -> list[tuple[str, dict]]:
    """One update of each sort, as people cause them."""
    bas = Person(village.world, "Bas")
    bas.starts("oosterwijk")
    said = bas.says("zie https://wijk.nl")
    bas.edits(said, "of niet")
    bas.says("antwoord", reply_to=said)
    bas.sends_album(2, "wij")
    bas.shares_location(52.1, 5.1)
    bas.shares_contact()
    bas.presses(said.id, "2n9.o3")
    bas.blocks()
    waiting = village.world.memory.updates[village.world.bot.id]
    found = [(kind, one.update[kind]) for one in waiting for kind in one.update if kind != "update_id"]
    village.world.queue.clear(village.world.bot)
    return found


@pytest.mark.parametrize("spec", [None, SPEC], ids=["what is there", "what is documented"])
def test_reading_survives_anything(village: Village, spec: object) -> None:
    chance = Random(5)
    fuzz = Fuzz(chance, spec)  # type: ignore[arg-type]
    spoilt = [fuzz.spoilt(*chance.choice(real)) for real in [samples(village)] for _ in range(3000)]
    events, unreadable = sorted_out([{"update_id": at, kind: one} for at, (kind, one) in enumerate(spoilt)])
    assert len(unreadable) > 300
    assert len(events) > 300


async def test_who_comes_after_nonsense_is_answered(village: Village, anna: Talker) -> None:
    chance, real = Random(6), samples(village)
    fuzz = Fuzz(chance, SPEC)
    async with village.away():
        for _ in range(150):
            village.world.queue.add(village.world.bot, *fuzz.spoilt(*chance.choice(real)))
        await anna.says("/idea")
    assert anna.hears("What is your idea about?")
    unreadable = {str(row["reason"]) for row in await village.rows("set_aside")}
    assert len(unreadable) > 5
    assert [reason for reason in unreadable if reason.endswith(")")] == []  # a turn that failed is written like that
