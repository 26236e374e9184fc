"""Nothing of a person stands outside what they can see, and nothing stays when they are forgotten.

Every table and column is looked at: a new one belongs to a person, or it is named below with the reason why not.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, ColumnElement, Table, func, insert, or_, select

from bot.clock.files import Eraser, Wiper
from bot.dialogue import codec
from bot.dialogue.effects import Show, Words
from bot.store import Books, Resident, Store, tables
from bot.store.attempts import EVERYBODY
from bot.store.tables import metadata
from tests.talk.talker import Talker
from tests.talk.village import Village

# Tables in which nobody's own data stands.
NOBODYS = {
    "meta": "of the database itself",
    "neighbourhood": "of the place",
    "survey": "of the place",
    "survey_version": "of the place",
    "total": "numbers of five people or more",
    "instance": "of the program",
    "task": "what is to be done for a meeting",
    "audit_end": "of the chain of hashes",
}
# They say whose row it is in a number without a foreign key, or in words.
TELLING = ("resident", "set_aside", "audit", "attempt")
# Of the audit log everybody sees what was done, not who did it to them, nor the seals that keep the chain whole.
SEALED = ("who", "whom", "reason")
OF_THE_CHAIN = {"by", "hash", "who", "whom", *(f"{name}_{part}" for name in SEALED for part in ("salt", "seal"))}
SINGER = "kanarie-zingt-in-de-Dorpsstraat"
CANARIES = [f"q{number:03}z" for number in range(500)]


def names_a_person(column: Column[Any]) -> bool:
    """Whether this column says whose row it is."""
    owners = {f"{name}.id" for name in ("resident", "conversation")}
    return column.name in ("person", "chat") or any(key.target_fullname in owners for key in column.foreign_keys)


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_is_somebodys_or_named_as_nobodys(table: Table) -> None:
    telling = any(map(names_a_person, table.columns)) or table.name in TELLING
    assert telling is (table.name not in NOBODYS), f"does {table.name} say something about a person?"


def songs(start: int, count: int) -> str:
    """So many canaries, after the one that always sings."""
    return " ".join([SINGER, *CANARIES[start : start + count]])


async def lived(village: Village) -> Talker:
    """Somebody who did all that leaves a row."""
    anna = await village.resident("Anna")
    await anna.starts(await village.invite("facilitator"))
    await anna.starts("i_no-such-code")
    survey = {
        "slug": "s",
        "title": {"en": "S"},
        "questions": [{"key": "wish", "kind": "text", "text": {"en": "Wish?"}}],
    }
    await village.survey(survey)
    await anna.does("/survey", songs(0, 150), "Yes, that is right")
    await anna.does("/idea", "Green", songs(150, 150))
    await anna.sends_photo()
    await anna.does("Done", "Skip", "With my name", songs(300, 10), "Yes, hand it in")
    await anna.does("/review", "Later")
    await anna.does("/aboutme", songs(310, 40), "Yes, please ask")
    await anna.says(f"{songs(350, 150)} ik wil niet meer leven")
    await anna.says("/mydata")
    await anna.does("/idea", "Green")
    async with (await village.store()).writing() as books:
        update = json.dumps({"message": {"from": {"id": anna.id}, "text": SINGER}})
        await books.deliveries.set_aside(update, "for the test")
        await books.log.load({anna.id}, ())
        await meets(books, books.log.resident(anna.id))
        bulk = codec.encode((Show(Words(body=SINGER)),))
        await books.deliveries.add([{"id": 1, "chat": anna.id, "lane": "bulk", "effects": bulk}])
    return anna


async def meets(books: Books, one: Resident | None) -> None:
    """A meeting that this person made and comes to, with all that leaves a row."""
    assert one is not None
    moment = datetime.now(UTC)
    who, about = {"resident_id": one.id}, {"meeting_id": 1}
    words = {"title": {}, "text": {}, "access": {}, "address": "", "door": "", "organisations": ""}
    numbers = {"most_guests": 0, "moves": 0, "calls": 0, "walk_ins": 0, "decisions": [], "outcome": {}, "reminders": []}
    place = {"neighbourhood_id": one.neighbourhood_id, "organiser_id": one.id, "kind": "cafe", "state": "planned"}
    when = {"starts": moment, "ends": moment, "created": moment}
    talk = max(each.id for each in await books.unit.conversations.load(books.unit.connection, _talks(one)))
    rows: list[tuple[Table, dict[str, Any]]] = [
        (tables.meeting, {"id": 1, **place, **words, **numbers, **when}),
        (tables.meeting_table, {"id": 1, **about, "theme": {}, "host_id": one.id, "host": SINGER}),
        (tables.attendance, {**about, **who, "answer": "yes", "guests": 0, "name": SINGER, "helps": []}),
        (tables.seat, {**about, **who, "place": 0, "state": "taken", "since": moment}),
        (tables.told, {**about, **who, "mark": "remind", "at": moment}),
        (tables.note, {"id": 1, **about, "conversation_id": talk, "kind": "said", "number": 1, "text": "Lights"}),
        (tables.enquiry, {"id": 1, **about, **who, "text": SINGER, "answer": "", "asked": moment}),
        (tables.feed, {**who, "code_hash": "0"}),
    ]
    for table, row in rows:
        made = {name: moment for name in ("created", "changed") if name in table.columns}
        await books.unit.connection.execute(insert(table).values({**made, **row}))


def _talks(one: Resident) -> ColumnElement[bool]:
    return tables.conversation.c.resident_id == one.id


async def about(village: Village, anna: Talker) -> dict[str, list[dict[str, Any]]]:
    async with (await village.store()).reading() as books:
        await books.log.load({anna.id}, ())
        one = books.log.resident(anna.id)
        assert one is not None
        return await books.everything.about(one)


async def counts(village: Village) -> dict[str, int]:
    async with (await village.store()).reading() as books:
        connection = books.unit.connection
        asked = {table.name: select(func.count()).select_from(table) for table in metadata.sorted_tables}
        asked["audit"] = asked["audit"].where(or_(tables.audit.c.who.is_not(None), tables.audit.c.whom.is_not(None)))
        asked["attempt"] = asked["attempt"].where(tables.attempt.c.who != EVERYBODY)
        return {name: (await connection.execute(one)).scalar_one() for name, one in asked.items()}


async def test_every_row_and_column_of_a_person_is_in_their_file(village: Village) -> None:
    anna = await lived(village)
    shown = await about(village, anna)
    there = {name: count for name, count in (await counts(village)).items() if name not in NOBODYS}
    assert {name: len(rows) for name, rows in shown.items()} == there
    assert all(there.values()), f"this test leaves no row in {[name for name, count in there.items() if not count]}"
    for name, rows in shown.items():
        hidden = OF_THE_CHAIN if name == "audit" else set()
        assert set(rows[0]) == set(metadata.tables[name].columns.keys()) - hidden
    assert json.loads(json.dumps(shown)) == shown


async def test_nobody_elses_rows_are_in_it(village: Village) -> None:
    anna = await lived(village)
    bo = await village.resident("Bo")
    await bo.does("/idea", "Green", "Benches", "Skip", "Skip", "Without my name", "Yes, hand")
    shown = repr(await about(village, anna))
    assert "Benches" not in shown
    assert str(bo.id) not in shown


async def forgotten(village: Village, anna: Talker) -> None:
    """They want to be forgotten, and the clock has done what follows from it."""
    await anna.does("/forgetme", "Yes", "Yes, remove everything for good")
    store = await village.store()
    for handler in (Eraser(store, village.directory), Wiper(store)):
        async with store.writing() as books:
            due = await books.dues.claim(50, ["erase"], datetime.now(UTC))
        for one in due if isinstance(handler, Eraser) else ():
            await handler(one)
            async with store.writing() as books:
                await books.dues.done(one)
    await Wiper(store)(None)  # type: ignore[arg-type]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for name in ("photos", "exports", "backups"):
        (tmp_path / name).mkdir(exist_ok=True)
    return tmp_path


async def test_nothing_of_who_was_forgotten_is_left_in_any_table(village: Village, directory: Path) -> None:
    anna = await lived(village)
    before = repr([await village.rows(table.name) for table in metadata.sorted_tables])
    assert [bird for bird in CANARIES if bird not in before] == []
    await forgotten(village, anna)
    rows = {table.name: await village.rows(table.name) for table in metadata.sorted_tables}
    assert [bird for bird in (SINGER, *CANARIES) if bird in repr(rows)] == []
    left = {name for name, found in rows.items() if found and name not in NOBODYS}
    # A meeting stays for who comes to it, and nothing in it says whose it was.
    assert left == {"audit", "due", "attempt", "meeting", "meeting_table", "note"}
    assert [row[name] for row in rows["meeting"] for name in ("organiser_id", "conversation_id")] == [None, None]
    assert [(row["host_id"], row["host"]) for row in rows["meeting_table"]] == [(None, "")]
    assert [row["conversation_id"] for row in rows["note"]] == [None]
    # The log is to be emptied, and the seat offered to others; the attempt is that of everybody together.
    assert {row["kind"] for row in rows["due"]} == {"wipe", "seats"}
    assert [row["who"] for row in rows["attempt"]] == [EVERYBODY]
    # That something was done may stay in the audit log, not by whom or to whom.
    assert not any(row[column] for row in rows["audit"] for column in SEALED)
    assert str(anna.id) not in repr(rows)


async def test_no_file_of_the_data_directory_holds_anything_of_who_was_forgotten(
    village: Village, directory: Path
) -> None:
    anna = await lived(village)
    store = await village.store()
    (directory / "exports" / "all.csv").write_text(SINGER)
    await stores_photo(store, directory)
    assert holding(directory) or not store.embedded
    await forgotten(village, anna)
    assert holding(directory) == []


async def stores_photo(store: Store, directory: Path) -> None:
    """The photo of the idea was fetched."""
    (directory / "photos" / "hers.jpg").write_text(SINGER)
    async with store.writing() as books:
        await books.unit.connection.execute(tables.photo.update().values(stored="hers.jpg", state="stored"))


def holding(directory: Path) -> list[str]:
    """The files in which a bird still sings: free pages and logs of the database, photos and exports included."""
    files = [path for path in directory.rglob("*") if path.is_file()]
    assert files
    birds = [bird.encode() for bird in (SINGER, *CANARIES)]
    return [path.name for path in files if any(bird in path.read_bytes() for bird in birds)]


async def test_an_update_that_only_looks_like_theirs_stays(village: Village) -> None:
    anna = await village.resident("Anna")
    async with (await village.store()).writing() as books:
        row = {"id": 1, "update": f'{{"from": {anna.id}7}}', "reason": "", "at": datetime.now(UTC)}
        await books.unit.connection.execute(insert(tables.set_aside), row)
    await anna.does("/forgetme", "Yes", "Yes, remove everything for good")
    assert len(await village.rows("set_aside")) == 1
