"""Photos: one, several, albums with late pictures, and those that cannot be fetched."""

from typing import Any

from bot.dialogue import Chat, conversation
from bot.dialogue.unasked import PhotoMissing
from bot.neighbourhood.kinds import OpenText, Photos
from bot.neighbourhood.permissions import TAKE_PART
from bot.simulator.people import PICTURE
from tests.talk.talker import Talker
from tests.talk.village import Village


@conversation("view", action=TAKE_PART, commands=("view",))
async def view(chat: Chat) -> None:
    await chat.ask(Photos("photos", "Which photos?", least=1, most=3))
    await chat.ask(OpenText("title", "What is it called?"))
    await chat.say("Thanks")


@conversation("portrait", action=TAKE_PART, commands=("portrait",))
async def portrait(chat: Chat) -> None:
    await chat.ask(Photos("photo", "One photo, please"))
    await chat.ask(OpenText("title", "What is it called?"))


async def photos(village: Village, script: str = "view", key: str = "photos") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await village.answers(script))[key]["value"]
    return found


async def test_one_photo_of_one_answers_at_once(village: Village, anna: Talker) -> None:
    village.plays(portrait)
    await anna.says("/portrait")
    await anna.sends_photo()
    assert anna.hears("What is it called?")


async def test_after_a_photo_of_several_one_hears_how_many_and_what_to_do(village: Village, anna: Talker) -> None:
    village.plays(view)
    await anna.says("/view")
    await anna.sends_photo(PICTURE + b"1")
    assert anna.hears("1 photo received. Send more, or tap “Done”.")
    await anna.sends_photo(PICTURE + b"2")
    assert anna.hears("2 photos received. Send more, or tap “Done”.")
    await anna.taps("Done")
    assert anna.hears("What is it called?")
    assert len(await photos(village)) == 2


async def test_when_no_more_fit_one_hears_that_this_is_enough(village: Village, anna: Talker) -> None:
    village.plays(view)
    await anna.says("/view")
    await anna.sends_album(3)
    assert anna.hears("3 photos received. Tap “Done”.")
    await anna.sends_photo(PICTURE + b"four")
    assert anna.hears("3 photos are enough.")
    await anna.taps("Done")
    assert len(await photos(village)) == 3


async def test_the_same_photo_twice_counts_once(village: Village, anna: Talker) -> None:
    village.plays(view)
    await anna.says("/view")
    await anna.sends_photo(PICTURE)
    await anna.sends_photo(PICTURE)
    await anna.taps("Done")
    assert len(await photos(village)) == 1


async def test_an_album_is_counted_in_one_message(village: Village, anna: Talker) -> None:
    village.plays(view)
    await anna.says("/view")
    await anna.sends_album(2)
    counting = [one for one in anna.messages if one.by_bot and "received" in one.body["text"]]
    assert len(counting) == 1
    assert anna.hears("2 photos received.")


async def test_late_pictures_of_an_album_join_it_without_a_word(village: Village, anna: Talker) -> None:
    village.plays(view)
    await anna.says("/view")
    async with village.away():
        await anna.sends_album(3)
        waiting = village.world.memory.updates[village.world.bot.id]
        late = [waiting.pop() for _ in range(2)]
    await anna.taps("Done")
    assert anna.hears("What is it called?")
    for pending in reversed(late):
        village.world.queue.add(village.world.bot, "message", pending.update["message"])
    await village.settles()
    assert len(await photos(village)) == 3
    await anna.says("The square")
    assert anna.hears("Thanks")


async def test_words_with_a_photo_are_no_answer_to_another_question(village: Village, anna: Talker) -> None:
    village.plays(view)
    await anna.says("/view")
    await anna.sends_photo(caption="The square in spring")
    await anna.taps("Done")
    assert anna.hears("What is it called?")


async def test_every_photo_is_planned_to_be_fetched(village: Village, anna: Talker) -> None:
    village.plays(view)
    await anna.says("/view")
    await anna.sends_album(2)
    assert [row for row in await village.rows("due") if row["kind"] == "photo"] == []
    await anna.taps("Done")
    assert len([row for row in await village.rows("due") if row["kind"] == "photo"]) == 2
    assert [row["state"] for row in await village.rows("photo")] == ["pending", "pending"]


async def test_a_photo_that_cannot_be_fetched_opens_its_question_again(village: Village, anna: Talker) -> None:
    village.plays(portrait)
    await anna.says("/portrait")
    await anna.sends_photo()
    answer = (await village.answers("portrait"))["photo"]
    await village.unasked(answer["conversation_id"], PhotoMissing("photo", answer["value"][0]["unique"]))
    assert anna.hears("Your photo did not come through.")
    assert anna.hears("One photo, please")
    await anna.sends_photo(PICTURE + b"again")
    assert anna.hears("What is it called?")


async def test_the_other_photos_of_the_answer_can_be_kept(village: Village, anna: Talker) -> None:
    village.plays(view)
    await anna.says("/view")
    await anna.sends_album(2)
    await anna.taps("Done")
    answer = (await village.answers("view"))["photos"]
    await village.unasked(answer["conversation_id"], PhotoMissing("photos", answer["value"][0]["unique"]))
    await anna.taps("Keep: 1 photo")
    assert anna.hears("What is it called?")
    assert await photos(village) == answer["value"][1:]


async def test_a_photo_that_was_replaced_meanwhile_is_not_missed(village: Village, anna: Talker) -> None:
    village.plays(portrait)
    await anna.says("/portrait")
    await anna.sends_photo()
    answer = (await village.answers("portrait"))["photo"]
    await anna.taps("Back")
    await anna.sends_photo(PICTURE + b"better")
    await village.unasked(answer["conversation_id"], PhotoMissing("photo", answer["value"][0]["unique"]))
    assert anna.does_not_hear("did not come through")
    assert (await village.answers("portrait"))["photo"]["state"] == "given"


async def test_a_photo_missing_from_an_idea_that_was_handed_in_asks_again_and_hands_in_again(
    village: Village, anna: Talker
) -> None:
    await anna.does("/idea", "Green", "More benches")
    await anna.sends_photo()
    await anna.does("Done", "Skip", "Without my name", "Yes, hand it in")
    answer = (await village.answers("idea"))["photos"]
    await village.unasked(answer["conversation_id"], PhotoMissing("photos", answer["value"][0]["unique"]))
    assert anna.hears("Your photo did not come through.")
    await anna.taps("Skip")
    assert [(row["text"], row["photos"]) for row in await village.rows("idea")] == [("More benches", 0)]


async def test_a_picture_with_nothing_open_is_answered_kindly(anna: Talker) -> None:
    await anna.sends_photo()
    assert anna.hears("What would you like to do?")
