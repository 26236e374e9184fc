"""From the invitation to the thanks: thirty neighbours, the bot built anew between any two messages."""

from tests.conversations.meetings.gathering import Gathering
from tests.talk.talker import Talker

LANGUAGES = ("en", "nl", "tr", "pl", "uk")
PEOPLE = 30
SEATS = 20
YES = {"nl": "✅ Ja, ik kom"}
TAKE = {"nl": "✅ Die neem ik"}
NO = {"nl": "❌ Ik kan niet"}


def told(someone: Talker, *texts: str) -> int:
    """How many messages with one of these texts came."""
    said = [str(one.body.get("text", "")) for one in someone.messages if one.by_bot]
    return sum(any(text in one for text in texts) for one in said)


async def test_the_whole_loop(cafe: Gathering) -> None:
    people = await _answers(cafe)
    await _seats_come_free(cafe, people)
    await _it_is_moved(cafe, people)
    seats = await _reminders(cafe, people)
    came = [one for one in people if seats.get(one.id) == "held"][4:]
    await _at_the_door(cafe, came)
    await _notes(cafe)
    await _thanks(cafe, people, came)


async def _answers(cafe: Gathering) -> list[Talker]:
    """Thirty people want one of the twenty seats."""
    await cafe.manages("Change", "Title", "Nederlands", "Lentecafé")
    await cafe.otto.does("Change", "How many fit", str(SEATS))
    await cafe.otto.does("Tables", "Add a table", "Green", "4")
    spoken = [LANGUAGES[number % 5] for number in range(PEOPLE)]
    people = [
        await cafe.visitor(f"Neighbour {number}", YES.get(language, "✅ Yes, I come"), language=language)
        for number, language in enumerate(spoken)
    ]
    seats = await cafe.seats()
    assert [seats[one.id] for one in people] == ["held"] * SEATS + ["waiting"] * (PEOPLE - SEATS)
    return people


async def _seats_come_free(cafe: Gathering, people: list[Talker]) -> None:
    """Two cancel, one blocks the bot: the two seats are offered in order."""
    await people[1].taps(NO["nl"])
    await people[2].taps("❌ I cannot")
    await people[3].blocks()
    await cafe.village.ticks()
    waiting = people[SEATS:]
    assert [told(one, "A seat has come free!", "Er is een plek vrij!") for one in waiting] == [1, 1] + [0] * 8
    await waiting[0].taps("I take it")
    await waiting[1].taps(TAKE["nl"])
    assert list((await cafe.seats()).values()).count("held") == SEATS


async def _it_is_moved(cafe: Gathering, people: list[Talker]) -> None:
    """Everybody who said yes hears of it, with a seat or without, but for who blocked the bot."""
    await cafe.manages("Move", "29 May", "20:00", "22:00", "Yes, move it")
    await cafe.village.ticks()
    moved = [told(one, "has been moved", "is verzet") for one in people]
    assert moved == [0 if at in (1, 2, 3) else 1 for at in range(PEOPLE)]


async def _reminders(cafe: Gathering, people: list[Talker]) -> dict[int, str]:
    """Three of them, with a clock that is late now and then; who waits is not reminded."""
    for moment in ("2026-05-22T20:00", "2026-05-28T20:05", "2026-05-28T20:06", "2026-05-29T18:00", "2026-05-29T18:01"):
        await cafe.at(moment)
    seats = await cafe.seats()
    for at, one in enumerate(people):
        comes = seats.get(one.id) == "held" and at != 3
        assert told(one, "tomorrow at 20:00. See you", "morgen om 20:00. Tot dan") == int(comes), one.screen
        assert told(one, "today at 20:00. See you", "vandaag om 20:00. Tot dan") == int(comes), one.screen
    return seats


async def _at_the_door(cafe: Gathering, came: list[Talker]) -> None:
    """The poster for most, a number for who has no Telegram."""
    await cafe.at("2026-05-29T20:10")
    code = (await cafe.row())["door"]
    for one in came:
        await one.starts(f"c_oosterwijk_1-{code}")
    await cafe.manages("At the door", "Without Telegram")
    await cafe.otto.says("3")
    assert cafe.otto.hears(f"{len(came) + 3} people are there.")


async def _notes(cafe: Gathering) -> None:
    """What was said is noted, and a point becomes an idea."""
    await cafe.manages("Notes", "📝 Green", "More benches", "Done", "Skip", "Skip", "Yes, keep it")
    await cafe.manages("Notes", "💡 More benches", "Green")
    assert [row["channel"] for row in await cafe.village.rows("idea")] == ["meeting"]


async def _thanks(cafe: Gathering, people: list[Talker], came: list[Talker]) -> None:
    """It is closed the next day: thanks to who came, the outcome to everybody who answered; each of them once."""
    await cafe.at("2026-05-30T10:00")
    await cafe.manages("Close", "3", "Municipality")
    await cafe.otto.does("A bench by the canal", "Done", "We start with a bench.", "Yes, close it")
    await cafe.village.ticks()
    await cafe.village.ticks()
    thanked = [told(one, "Thank you for coming!", "Fijn dat je er was") for one in people]
    assert thanked == [int(one in came) for one in people]
    assert [told(one, "We start with a bench.") for one in people] == [int(at != 3) for at in range(PEOPLE)]
    assert {row["state"] for row in await cafe.village.rows("delivery")} == {"sent"}
    assert [row["name"] for row in await cafe.village.rows("due") if row["kind"] in ("tell", "seats")] == []
