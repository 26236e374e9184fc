"""Everything about someone can be seen, and removed, by themselves."""

from sqlalchemy import func, select

from bot.store import tables
from tests.talk.talker import Talker
from tests.talk.village import Village

PERSONAL = (tables.resident, tables.membership, tables.consent, tables.conversation, tables.answer, tables.prompt)
WORK = (tables.idea, tables.photo, tables.heard, tables.delivery)


async def _with_an_idea(village: Village) -> Talker:
    anna = await village.resident("Anna", "en")
    for step in ("/idea", "More benches in the park"):
        await anna.says(step)
        if step == "/idea":
            await anna.taps("Green")
    for button in ("Skip", "Skip", "Without my name", "Yes, hand it in"):
        await anna.taps(button)
    return anna


async def _counts(village: Village) -> dict[str, int]:
    async with (await village.store()).reading() as books:
        connection = books.unit.connection
        asked = {table.name: select(func.count()).select_from(table) for table in (*PERSONAL, *WORK)}
        return {name: (await connection.execute(one)).scalar_one() for name, one in asked.items()}


async def test_after_forget_me_nothing_of_the_person_is_left(village: Village) -> None:
    anna = await _with_an_idea(village)
    assert (await _counts(village))["idea"] == 1

    await anna.says("/forgetme")
    await anna.taps("Yes")
    await anna.taps("Yes, remove everything for good")

    assert anna.hears("I know nothing about you any more")
    assert set((await _counts(village)).values()) == {0}


async def test_forget_me_asks_twice_and_can_be_left(village: Village) -> None:
    anna = await _with_an_idea(village)
    await anna.says("/forgetme")
    await anna.taps("Yes")
    await anna.taps("No, keep everything")
    assert anna.hears("everything stays as it is")
    assert (await _counts(village))["idea"] == 1


async def test_somebody_else_keeps_what_is_theirs(village: Village) -> None:
    anna, bert = await _with_an_idea(village), await _with_an_idea(village)
    await anna.says("/forgetme")
    await anna.taps("Yes")
    await anna.taps("Yes, remove everything for good")
    assert (await _counts(village))["idea"] == 1
    await bert.says("/mine")
    assert any("More benches" in button for button in bert.buttons)


async def test_my_data_tells_what_is_kept_and_plans_the_file(village: Village) -> None:
    anna = await _with_an_idea(village)
    await anna.says("/mydata")
    assert anna.hears("1 idea")
    async with (await village.store()).reading() as books:
        asked = select(tables.due.c.payload).where(tables.due.c.kind == "file")
        file = (await books.unit.connection.execute(asked)).one()
    assert file.payload["content"]["idea"][0]["text"] == "More benches in the park"
