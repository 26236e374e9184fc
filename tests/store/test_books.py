"""The books, one after another: invites, dues, ideas, photos, surveys, consent and deliveries."""

from collections.abc import Collection
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.neighbourhood.refusal import Refusal
from bot.store import Conversation, Resident, Store
from bot.store.book import now
from bot.store.dues import ATTEMPTS
from bot.store.log import started
from bot.store.records import Due
from bot.store.tables import delivery, due, invite
from tests.talk.surveys import STREET, question, survey


async def newcomer(store: Store, person: int = 1) -> Resident:
    async with store.writing() as books:
        place = await books.neighbourhoods.find("oosterwijk") or await books.neighbourhoods.add(
            "oosterwijk", "Oosterwijk"
        )
        return books.people.change(books.people.new(person, person, "nl"), neighbourhood_id=place.id)


async def talking(store: Store, one: Resident) -> Conversation:
    async with store.writing() as books:
        return books.log.put_conversation(started(one, "idea", {}, now()))


async def test_a_code_is_kept_as_a_hash_only(store: Store) -> None:
    one = await newcomer(store)
    async with store.writing() as books:
        code = await books.invites.make("juror", one.neighbourhood_id or 0)
        kept = (await books.unit.connection.execute(select(invite.c.code_hash))).scalar_one()
    assert code not in kept
    assert len(code) + len("i_") <= 64


async def test_a_code_works_for_the_first_who_uses_it(store: Store) -> None:
    one, two = await newcomer(store, 1), await newcomer(store, 2)
    async with store.writing() as books:
        code = await books.invites.make("juror", one.neighbourhood_id or 0)
    async with store.writing() as books:
        assert await books.invites.use("invented", one) is None
        first, again = await books.invites.use(code, one), await books.invites.use(code, one)
        assert first == again
        assert first is not None
        assert first.role == "juror"
        assert await books.invites.use(code, two) is None


async def test_a_code_that_is_too_old_works_only_for_who_used_it(store: Store) -> None:
    one, two = await newcomer(store, 1), await newcomer(store, 2)
    async with store.writing() as books:
        used, unused = [await books.invites.make("juror", one.neighbourhood_id or 0) for _ in range(2)]
        await books.invites.use(used, one)
        await books.unit.connection.execute(update(invite).values(expires=now() - timedelta(hours=1)))
        assert await books.invites.use(used, one) is not None
        assert await books.invites.use(unused, two) is None


async def planned(store: Store, *names: str, ago: int = 1) -> None:
    async with store.writing() as books:
        for name in names:
            books.dues.plan("nudge", name, now() - timedelta(minutes=ago), {"talk": 1})


async def claimed(store: Store, most: int = 10, busy: Collection[int] = ()) -> list[Due]:
    async with store.writing() as books:
        return await books.dues.claim(most, ("nudge",), now(), busy)


async def test_what_is_due_is_claimed_once_and_the_oldest_first(store: Store) -> None:
    await planned(store, "new", ago=1)
    await planned(store, "old", ago=9)
    await planned(store, "later", ago=-9)
    old = await claimed(store, 1)
    new = await claimed(store, busy=[one.id for one in old])
    assert [one.name for one in [*old, *new]] == ["old", "new"]
    assert await claimed(store, busy=[one.id for one in [*old, *new]]) == []


async def test_what_was_claimed_by_who_died_is_free_at_once(store: Store) -> None:
    await planned(store, "one")
    await claimed(store)
    async with store.reading() as books:
        assert await books.dues.any_ready(("nudge",), now())
    assert [one.attempts for one in await claimed(store)] == [2]


async def test_what_is_done_is_gone_and_what_failed_comes_again_later(store: Store) -> None:
    await planned(store, "done", "failed")
    async with store.writing() as books:
        for one in await books.dues.claim(10, ("nudge",), now()):
            await (books.dues.done(one) if one.name == "done" else books.dues.again(one, "no network", now()))
        rows = (await books.unit.connection.execute(select(due.c.name, due.c.state, due.c.at))).all()
    assert [(row.name, row.state, row.at > now()) for row in rows] == [("failed", "waiting", True)]


async def test_after_the_last_attempt_it_is_given_up_with_its_reason(store: Store) -> None:
    await planned(store, "one")
    async with store.writing() as books:
        await books.unit.connection.execute(update(due).values(attempts=ATTEMPTS - 1))
        (one,) = await books.dues.claim(10, ("nudge",), now())
        assert not await books.dues.again(one, "gone", now())
        kept = (await books.unit.connection.execute(select(due.c.state, due.c.payload))).one()
    assert tuple(kept) == ("failed", {"talk": 1, "reason": "gone"})


async def test_planning_a_name_again_moves_it_and_cancelling_takes_it_away(store: Store) -> None:
    await planned(store, "one", ago=-9)
    await planned(store, "one", ago=1)
    async with store.writing() as books:
        assert await books.dues.any_ready(("nudge",), now())
        await books.dues.cancel("one")
        assert not await books.dues.any_ready(("nudge",), now())


async def test_an_idea_of_a_conversation_is_one_idea(store: Store) -> None:
    one = await newcomer(store)
    talk = await talking(store, one)
    for text in ("More bences", "More benches"):
        async with store.writing() as books:
            await books.ideas.hand_in(one, talk, theme="green", text=text, place=None, photos=[], name="")
    async with store.reading() as books:
        assert [idea.text for idea in await books.ideas.of(one)] == ["More benches"]
        assert await books.ideas.count(one.neighbourhood_id or 0) == 1


async def test_nobody_can_take_back_somebody_elses_idea(store: Store) -> None:
    one, two = await newcomer(store, 1), await newcomer(store, 2)
    talk = await talking(store, one)
    async with store.writing() as books:
        idea = await books.ideas.hand_in(one, talk, theme="green", text="Trees", place=None, photos=[], name="")
        assert not await books.ideas.withdraw(two, idea.id)
        assert await books.ideas.withdraw(one, idea.id)
        assert not await books.ideas.withdraw(one, idea.id)
    async with store.reading() as books:
        assert await books.ideas.of(one) == []
        assert await books.log.fetch(talk.id) is None


async def test_photos_are_noted_once_and_those_that_are_left_out_go(store: Store) -> None:
    talk = await talking(store, await newcomer(store))
    first, second = {"file": "f1", "unique": "u1"}, {"file": "f2", "unique": "u2"}
    async with store.writing() as books:
        (number,) = await books.photos.note(talk.id, "photos", [first])
        assert len(await books.photos.note(talk.id, "photos", [first, second])) == 1
        assert await books.photos.note(talk.id, "photos", [second]) == []
        assert await books.photos.pending(number) is None


async def test_a_survey_gets_a_version_for_every_change_and_none_without(store: Store) -> None:
    one = await newcomer(store)
    place = one.neighbourhood_id or 0
    changed = survey(question("safe", "scale", "How safe?"))
    async with store.writing() as books:
        versions = [(await books.surveys.add(place, form)).version for form in (STREET, STREET, changed)]
        stored = await books.surveys.find(place, "street")
        assert stored is not None
        assert stored.definition == changed
        assert await books.surveys.versions(stored.id) == [changed, STREET]
    assert versions == [1, 1, 2]


async def test_a_closed_survey_opens_again_when_it_is_added_again(store: Store) -> None:
    place = (await newcomer(store)).neighbourhood_id or 0
    async with store.writing() as books:
        await books.surveys.add(place, STREET)
        await books.surveys.close(place, "street")
    async with store.writing() as books:
        assert (await books.surveys.all(place))[0].closed
        await books.surveys.add(place, STREET)
    async with store.reading() as books:
        assert (await books.surveys.all(place))[0].closed is None


async def test_closing_a_survey_that_is_not_there_names_those_that_are(store: Store) -> None:
    place = (await newcomer(store)).neighbourhood_id or 0
    async with store.writing() as books:
        await books.surveys.add(place, STREET)
        with pytest.raises(Refusal, match="Known are: street"):
            await books.surveys.close(place, "park")


@pytest.mark.parametrize("slug", ["", "Oost", "o_w", "-oost", "oost wijk", "x" * 41, "ooßt"])
async def test_a_slug_that_cannot_be_in_a_link_is_refused(store: Store, slug: str) -> None:
    async with store.writing() as books:
        with pytest.raises(Refusal, match="cannot be a short name"):
            await books.neighbourhoods.add(slug, "Oost")


async def test_a_slug_is_used_once(store: Store) -> None:
    async with store.writing() as books:
        await books.neighbourhoods.add("oost", "Oost")
        with pytest.raises(Refusal, match="There is already a neighbourhood"):
            await books.neighbourhoods.add("oost", "Oost")


async def test_consent_is_given_once_a_version_and_can_be_withdrawn(store: Store) -> None:
    one = await newcomer(store)
    async with store.writing() as books:
        for version in ("1", "1", "2"):
            await books.people.agree(one, version, "nl", "adult")
        assert await books.people.agreed(one) == "2"
        await books.people.withdraw(one)
        assert await books.people.agreed(one) is None


async def test_who_did_not_agree_is_forgotten_altogether(store: Store) -> None:
    one = await newcomer(store)
    talk = await talking(store, one)
    async with store.writing() as books:
        await books.people.forget(one)
        assert books.log.resident(one.person) is None
    async with store.reading() as books:
        assert await books.log.fetch(talk.id) is None
        assert await books.people.person(one.id) is None


async def test_a_reply_that_was_sent_is_gone_and_one_in_doubt_is_kept_with_its_reason(store: Store) -> None:
    rows = [{"id": number, "chat": 5, "lane": "reply", "effects": "[]"} for number in (1, 2, 3)]
    async with store.writing() as books:
        await books.deliveries.add([*rows, {"id": 4, "chat": 5, "lane": "bulk", "effects": "[]"}])
        await books.deliveries.settle([(1, "sent", ""), (2, "unknown", "cut"), (4, "sent", "")])
        assert [number for number, *_rest in await books.deliveries.adopt()] == [3]
        kept = await books.unit.connection.execute(select(delivery.c.id, delivery.c.state, delivery.c.reason))
        states = {row.id: (row.state, row.reason) for row in kept}
        assert await books.deliveries.tally() == {"unknown": 1, "pending": 1, "sent": 1}
    assert states == {2: ("unknown", "cut"), 3: ("pending", ""), 4: ("sent", "")}


async def test_bulk_that_arrived_stays_as_sent_also_when_all_of_it_did(store: Store) -> None:
    rows = [{"id": number, "chat": number, "lane": "bulk", "effects": "[]"} for number in (1, 2)]
    async with store.writing() as books:
        await books.deliveries.add(rows)
        await books.deliveries.sending([1, 2])
        await books.deliveries.settle([(1, "sent", ""), (2, "blocked", "gone")])
        assert await books.deliveries.tally() == {"sent": 1, "blocked": 1}
