"""Yes, maybe and no; guests, tables and help; and a waiting list that works by itself."""

from tests.conversations.meetings.gathering import Gathering
from tests.talk.talker import Talker
from tests.talk.village import Village


async def test_one_tap_is_a_yes_and_another_one_a_no(village: Village, cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna", "Yes, I come")
    assert anna.hears("✅ You come. See you there!")
    await anna.taps("I cannot")
    assert anna.hears("You said: I cannot come.")
    assert [row["answer"] for row in await village.rows("attendance")] == ["no"]
    assert await village.rows("seat") == []


async def test_the_card_changes_in_its_place(cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna")
    before = len(anna.messages)
    await anna.taps("Maybe")
    assert len(anna.messages) == before
    assert anna.hears("You said: maybe.")


async def test_answering_does_not_disturb_what_one_is_doing(cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna")
    await anna.does("/idea", "Green")
    await anna.taps("Yes, I come")
    await anna.says("More benches")
    assert anna.hears("photo")


async def test_when_it_is_full_one_waits(cafe: Gathering) -> None:
    for number in range(5):
        await cafe.visitor(f"Guest {number}", "Yes, I come")
    anna = await cafe.visitor("Anna", "Yes, I come")
    assert anna.hears("You are on the waiting list.")
    assert (await cafe.seats())[anna.id] == "waiting"


async def full(cafe: Gathering) -> list[Talker]:
    return [await cafe.visitor(f"Guest {number}", "Yes, I come") for number in range(5)]


async def test_a_seat_that_comes_free_is_offered_to_the_first_and_counts_as_taken(cafe: Gathering) -> None:
    guests = await full(cafe)
    anna, bo = await cafe.visitor("Anna", "Yes, I come"), await cafe.visitor("Bo", "Yes, I come")
    await guests[0].taps("I cannot")
    await cafe.village.ticks()
    assert anna.hears("A seat has come free!")
    assert anna.hears("I keep it for you until tomorrow")
    assert bo.does_not_hear("come free")
    late = await cafe.visitor("Late", "Yes, I come")
    assert late.hears("on the waiting list")
    await anna.taps("I take it")
    assert anna.hears("The seat is yours.")
    seats = await cafe.seats()
    assert (seats[anna.id], seats[bo.id], seats[late.id]) == ("held", "waiting", "waiting")


async def test_an_offer_that_nobody_takes_goes_to_the_next(cafe: Gathering) -> None:
    guests = await full(cafe)
    anna, bo = await cafe.visitor("Anna", "Yes, I come"), await cafe.visitor("Bo", "Yes, I come")
    await guests[0].taps("I cannot")
    await cafe.village.ticks()
    cafe.village.clock.passes(hours=25)
    await cafe.village.ticks()
    assert bo.hears("A seat has come free!")
    assert (await cafe.seats())[anna.id] == "lapsed"
    await anna.taps("I take it")
    assert anna.hears("Somebody was just before you.")


async def test_who_says_no_to_an_offer_gives_it_to_the_next_at_once(cafe: Gathering) -> None:
    guests = await full(cafe)
    anna, bo = await cafe.visitor("Anna", "Yes, I come"), await cafe.visitor("Bo", "Yes, I come")
    await guests[0].taps("I cannot")
    await cafe.village.ticks()
    await anna.taps("No, thank you")
    await cafe.village.ticks()
    assert bo.hears("A seat has come free!")


async def test_on_the_last_day_everybody_who_waits_is_called_and_the_first_has_it(cafe: Gathering) -> None:
    guests = await full(cafe)
    anna, bo = await cafe.visitor("Anna", "Yes, I come"), await cafe.visitor("Bo", "Yes, I come")
    await cafe.at("2026-05-28T10:00")
    await guests[0].starts("m_oosterwijk_1")
    await guests[0].taps("I cannot")
    await cafe.village.ticks()
    assert anna.hears("Whoever taps first has it.")
    assert bo.hears("Whoever taps first has it.")
    await bo.taps("I take it")
    await anna.taps("I take it")
    assert bo.hears("The seat is yours.")
    assert anna.hears("Somebody was just before you.")


async def test_who_stopped_is_not_offered_a_seat_and_keeps_the_place(cafe: Gathering) -> None:
    guests = await full(cafe)
    anna, bo = await cafe.visitor("Anna", "Yes, I come"), await cafe.visitor("Bo", "Yes, I come")
    await anna.says("/stop")
    await guests[0].taps("I cannot")
    await cafe.village.ticks()
    assert anna.does_not_hear("come free")
    assert bo.hears("A seat has come free!")


async def test_more_room_is_offered_in_the_order_in_which_people_came(cafe: Gathering) -> None:
    await full(cafe)
    anna, bo = await cafe.visitor("Anna", "Yes, I come"), await cafe.visitor("Bo", "Yes, I come")
    await cafe.manages("Change", "How many fit", "6")
    await cafe.village.ticks()
    assert anna.hears("A seat has come free!")
    assert bo.does_not_hear("come free")


async def test_who_is_forgotten_leaves_a_seat_for_others(cafe: Gathering) -> None:
    guests = await full(cafe)
    anna = await cafe.visitor("Anna", "Yes, I come")
    await guests[0].does("/forgetme", "Yes", "Yes, remove everything")
    assert await _waits_for_the_clock(cafe)
    assert anna.id in await cafe.seats()
    assert guests[0].id not in await cafe.seats()


async def _waits_for_the_clock(cafe: Gathering) -> bool:
    return "seats:1" in {row["name"] for row in await cafe.village.rows("due")}


async def test_guests_take_seats_and_fit_or_are_refused(cafe: Gathering) -> None:
    await cafe.visitor("Bo", "Yes, I come")
    await cafe.visitor("Cas", "Yes, I come")
    await cafe.visitor("Dee", "Yes, I come")
    anna = await cafe.visitor("Anna", "Yes, I come", "My guests", "3")
    assert anna.hears("There is room for 1 guest of yours.")
    await anna.taps("1")
    assert anna.hears("With 1 guest.")
    assert anna.hears("It is full.")


async def test_help_and_a_name_are_seen_by_the_organiser(cafe: Gathering) -> None:
    await cafe.visitor("Anna", "Yes, I come", "I can help", "Bring something", "Interpret", "Done")
    await cafe.visitor("Bo", "Yes, I come", "My name")
    bo = await cafe.visitor("Cas", "Yes, I come", "My name")
    await bo.says("Cas de Wit")
    await cafe.manages("Who comes")
    assert cafe.otto.hears("Cas de Wit")
    assert cafe.otto.hears("1× 🧁 Bring something")
    assert cafe.otto.hears("✅ Come: 3 of 5")


async def test_a_table_is_chosen_and_a_full_one_is_waited_for(cafe: Gathering) -> None:
    await cafe.manages("Tables", "Add a table", "Green", "1")
    await cafe.otto.does("Add a table", "Traffic", "Skip")
    anna = await cafe.visitor("Anna", "Yes, I come", "My table", "Green (1 free)")
    assert anna.hears("Your table: Green")
    bo = await cafe.visitor("Bo", "Yes, I come", "My table", "Traffic")
    await bo.does("My table", "Green (full)")
    assert bo.hears("⏳ You wait for the table Green.")
    assert bo.hears("Your table: Traffic")
    await anna.does("My table", "Traffic")
    await cafe.village.ticks()
    assert bo.hears("A seat has come free at the table Green!")
    await bo.taps("I take it")
    assert bo.hears("Your table: Green")
    at = {(row["place"], row["state"]) for row in await cafe.village.rows("seat") if row["place"]}
    assert at == {(1, "held"), (2, "held")}


async def test_a_question_reaches_the_organiser_and_the_answer_comes_back(cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna", "Ask a question")
    await anna.says("Is there a lift?")
    assert anna.hears("I pass your question on.")
    await anna.says("/stop")
    await cafe.village.ticks()
    assert cafe.otto.hears("A neighbour asks: Is there a lift?")
    await cafe.otto.taps("Answer")
    await cafe.otto.says("Yes, behind the bar.")
    await cafe.village.ticks()
    assert anna.hears("Yes, behind the bar."), "what somebody asked for comes, also after /stop"


async def test_a_link_of_another_neighbourhood_says_so_and_does_nothing(village: Village, cafe: Gathering) -> None:
    await village.neighbourhood("molendorp", "Molendorp")
    anna = await village.resident("Anna")
    await anna.starts("m_molendorp_1")
    assert anna.hears("That meeting is not in Molendorp.")
    assert "molendorp" not in {row["neighbourhood_id"] for row in await village.rows("membership")}
    assert await village.rows("attendance") == []


async def test_who_is_new_comes_in_by_the_link_and_finds_the_meeting(village: Village, cafe: Gathering) -> None:
    frits = village.person("Frits")
    await frits.starts("m_oosterwijk_1")
    await frits.does("English", "16 or older", "Yes, I take part")
    assert frits.hears("Spring café")
    await frits.taps("Yes, I come")
    assert frits.hears("✅ You come.")


async def test_it_is_not_for_who_does_not_belong_to_the_neighbourhood(village: Village, cafe: Gathering) -> None:
    await village.neighbourhood("molendorp", "Molendorp")
    bo = village.person("Bo")
    await bo.starts("molendorp")
    await bo.does("English", "16 or older", "Yes, I take part", "/agenda")
    assert bo.hears("Nothing is planned at the moment.")
