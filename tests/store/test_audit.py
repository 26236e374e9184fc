"""The audit log: a chain in which nothing can be removed, changed or moved unseen, and nobody who was forgotten."""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from bot.neighbourhood.deeds import ADDED_NEIGHBOURHOOD, CLOSED_SURVEY, TOOK_ROLE, WITHDREW_CONSENT
from bot.store import Store
from bot.store.chain import Checked, check
from bot.store.engine import snapshot
from bot.store.tables import audit, audit_end
from tests.store.drill import back, backed_up, forgets
from tests.talk.village import Village


def checked(store: Store) -> Checked:
    with snapshot(store.url) as connection:
        return check(connection)


async def fill(store: Store, count: int = 5) -> None:
    for number in range(count):
        async with store.writing() as books:
            books.audit.note(CLOSED_SURVEY, 1, about=f"s{number}", people=number)


async def run(store: Store, statement: Any) -> None:
    async with store.writing() as books:
        await books.unit.connection.execute(statement)


async def rows(store: Store) -> list[dict[str, Any]]:
    async with store.reading() as books:
        found = await books.unit.connection.execute(select(audit).order_by(audit.c.number))
        return [dict(row) for row in found.mappings()]


async def test_an_empty_log_is_whole(store: Store) -> None:
    assert checked(store) == Checked()


async def test_what_was_noted_is_there_in_order_and_whole(store: Store) -> None:
    await fill(store)
    found = checked(store)
    assert (found.entries, found.number, found.trouble) == (5, 5, "")
    assert [row["about"] for row in await rows(store)] == ["s0", "s1", "s2", "s3", "s4"]


CHANGES = {"about": "s9", "what": TOOK_ROLE, "by": "person", "people": 99, "neighbourhood": 2, "who_seal": "0" * 64}


@pytest.mark.parametrize("column", [*CHANGES, "at", "hash"])
async def test_a_changed_entry_shows(store: Store, column: str) -> None:
    await fill(store)
    value = {**CHANGES, "at": datetime(2020, 1, 1, tzinfo=UTC), "hash": "0" * 64}[column]
    await run(store, update(audit).where(audit.c.number == 3).values({column: value}))
    assert "number 3 was changed" in checked(store).trouble


@pytest.mark.parametrize(("gone", "said"), [(1, "between number 0 and number 2"), (3, "between number 2 and number 4")])
async def test_a_removed_entry_shows(store: Store, gone: int, said: str) -> None:
    await fill(store)
    await run(store, audit.delete().where(audit.c.number == gone))
    assert said in checked(store).trouble


async def test_the_newest_entries_cannot_be_cut_off(store: Store) -> None:
    await fill(store)
    await run(store, audit.delete().where(audit.c.number > 3))
    assert "after number 3 are gone" in checked(store).trouble
    await run(store, audit.delete())
    assert "after number 0 are gone" in checked(store).trouble


async def test_entries_that_changed_places_show(store: Store) -> None:
    await fill(store)
    for number, other in ((2, 99), (3, 2), (99, 3)):
        await run(store, update(audit).where(audit.c.number == number).values(number=other))
    assert "number 2 was changed, or does not belong there" in checked(store).trouble


async def test_an_entry_that_was_put_in_shows(store: Store) -> None:
    await fill(store)
    (*_rest, last) = await rows(store)
    await run(store, insert(audit).values({**last, "number": 6}))
    assert "number 6 was changed" in checked(store).trouble


async def test_another_name_in_an_entry_shows(village: Village) -> None:
    ada = await village.resident("Ada", "en", "admin")
    await ada.does("/manage", "Invite someone", "facilitator", "Frits", "go on", "make the link")
    store = await village.store()
    assert checked(store).trouble == ""
    await run(store, update(audit).where(audit.c.who.is_not(None)).values(who=1))
    assert "names somebody else" in checked(store).trouble


async def test_who_it_was_cannot_be_blotted_out_without_anybody_being_forgotten(village: Village) -> None:
    ada = await village.resident("Ada", "en", "admin")
    await ada.does("/manage", "Invite someone", "facilitator", "Frits", "go on", "make the link")
    store = await village.store()
    await run(store, update(audit).values(who=None, who_salt=""))
    assert "nobody asked to be forgotten" in checked(store).trouble


async def test_who_is_forgotten_is_in_no_entry_any_more_and_the_chain_is_whole(village: Village) -> None:
    ada = await village.resident("Ada", "en", "admin")
    await ada.does("/manage", "Invite someone", "facilitator", "Frits", "go on", "make the link")
    frits = await village.resident("Frits")
    code = str(ada.asked("https://t.me/").body["text"]).partition("?start=")[2].split()[0]
    await frits.starts(code)
    store = await village.store()
    numbers = {row["id"] for row in await village.rows("resident") if row["person"] in (ada.id, frits.id)}
    assert {row["whom"] for row in await rows(store)} & numbers
    await forgets(ada)
    await forgets(frits)
    left = await rows(store)
    assert {value for row in left for value in row.values()} & numbers == set()
    assert all(row["who_salt"] == row["whom_salt"] == "" for row in left)
    assert [row["what"] for row in left][-2:] == ["person-forgotten", "person-forgotten"]
    assert checked(store).trouble == ""


async def test_who_is_forgotten_in_the_batch_of_their_deed_is_not_in_it_either(village: Village) -> None:
    frits = await village.resident("Frits")
    code = await village.invite("facilitator")
    await frits.says("/forgetme")
    await frits.taps("Yes")
    number = next(row["id"] for row in await village.rows("resident") if row["person"] == frits.id)
    sure = frits.button("Are you sure?", "Yes, remove everything")
    async with village.away():
        await frits.starts(code)
        await frits.presses(*sure)
    store = await village.store()
    assert number not in {value for row in await rows(store) for value in row.values()}
    assert checked(store).trouble == ""


async def test_nothing_is_noted_of_who_never_agreed(village: Village) -> None:
    stranger = village.person("Stranger")
    await stranger.starts("oosterwijk")
    await stranger.does("English", "16 or older", "No, thank you")
    assert [row["what"] for row in await village.rows("audit")] == [ADDED_NEIGHBOURHOOD]


async def test_an_ordinary_evening_writes_nothing(village: Village) -> None:
    before = await village.rows("audit")
    anna = await village.resident("Anna")
    await anna.does("/idea", "Green", "A bench", "Skip", "Skip", "Without my name", "Yes, hand", "/mine", "/language")
    assert await village.rows("audit") == before


async def test_withdrawing_consent_is_noted_without_a_name(village: Village) -> None:
    await village.resident("Anna")
    (one,) = await village.rows("resident")
    async with (await village.store()).writing() as books:
        person = await books.people.person(one["id"])
        assert person is not None
        await books.people.withdraw(person)
    last = (await village.rows("audit"))[-1]
    assert (last["what"], last["who"], last["people"]) == (WITHDREW_CONSENT, None, 1)


async def test_a_deed_and_its_entry_are_there_together_or_not_at_all(store: Store) -> None:
    async def in_vain() -> None:
        async with store.writing() as books:
            await books.neighbourhoods.add("oost", "Oost")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await in_vain()
    assert await rows(store) == []


async def test_of_a_turn_that_fails_nothing_is_noted_and_of_the_others_all(store: Store) -> None:
    async with store.writing() as books:
        for slug in ("oost", "west", "noord"):
            with contextlib.suppress(RuntimeError):
                async with books.unit.turn():
                    await books.neighbourhoods.add(slug, slug)
                    if slug == "west":
                        raise RuntimeError
    assert [row["about"] for row in await rows(store)] == ["oost", "noord"]
    assert checked(store).trouble == ""


async def test_many_at_once_make_one_chain(store: Store) -> None:
    async def deed(number: int) -> None:
        async with store.writing(number) as books:
            books.audit.note(CLOSED_SURVEY, 1, about=f"s{number}")
            await asyncio.sleep(0)
            books.audit.note(CLOSED_SURVEY, 1, about=f"t{number}")

    await asyncio.gather(*map(deed, range(1, 41)))
    assert checked(store) == Checked(80, 80, checked(store).hash, "")


async def test_after_24_months_entries_go_and_the_rest_is_whole(store: Store) -> None:
    await fill(store, 6)
    # As if the first three were old: they are chained again with other moments, which only this test can do.
    await _age(store, 3)
    async with store.writing() as books:
        assert await books.audit.prune() == 3
    assert [row["number"] for row in await rows(store)] == [4, 5, 6]
    assert checked(store).trouble == ""
    await fill(store, 1)
    assert (checked(store).number, checked(store).trouble) == (7, "")
    await run(store, audit.delete().where(audit.c.number == 4))
    assert "gone between number 3 and number 5" in checked(store).trouble


async def test_when_all_is_old_an_empty_chain_goes_on(store: Store) -> None:
    await fill(store, 3)
    await _age(store, 3)
    async with store.writing() as books:
        assert await books.audit.prune() == 3
    assert checked(store).trouble == ""
    await fill(store, 1)
    assert (checked(store).number, checked(store).trouble) == (4, "")


async def test_a_young_log_is_not_pruned(store: Store) -> None:
    await fill(store)
    async with store.writing() as books:
        assert await books.audit.prune() == 0
    assert len(await rows(store)) == 5


async def _age(store: Store, count: int) -> None:
    """Write the log anew as if its first entries were of three years ago."""
    import bot.store.audit as book

    before = [row["about"] for row in await rows(store)]
    await run(store, audit.delete())
    await run(store, audit_end.delete())
    for number, about in enumerate(before):
        ago = timedelta(days=1100 if number < count else 0)
        async with store.writing() as books:
            entry = book.Entry(datetime.now(UTC) - ago, "command-line", CLOSED_SURVEY, about)
            books.unit.chain.add(entry)


async def test_a_restored_log_is_whole_and_says_that_it_was_restored(lively: Village) -> None:
    path = await backed_up(lively)
    await back(lively, path, replace=True)
    store = await lively.store()
    assert checked(store).trouble == ""
    assert [row["what"] for row in await rows(store)][-1] == "restored"


async def test_what_is_erased_again_by_a_restore_is_noted(lively: Village, tmp_path: Path) -> None:
    clara = await lively.resident("Clara")
    path = await backed_up(lively)
    await forgets(clara)
    await back(lively, path, replace=True)
    store = await lively.store()
    assert [row["what"] for row in await rows(store)][-2:] == ["person-forgotten", "restored"]
    assert checked(store).trouble == ""
