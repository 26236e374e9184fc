"""Another language half-way, and everybody in their own."""

from tests.talk.talker import Talker
from tests.talk.village import Village


async def test_a_conversation_goes_on_in_the_new_language(anna: Talker) -> None:
    await anna.does("/idea", "Green", "/language", "Nederlands")
    assert anna.hears("Vanaf nu spreek ik Nederlands.")
    assert anna.hears("Vertel")
    await anna.does("Meer bankjes", "Overslaan", "Overslaan", "Zonder mijn naam")
    assert anna.hears("🌳 Groen"), "what was answered in English is read in Dutch"
    await anna.taps("Ja")
    assert anna.hears("Dank je wel")


async def test_a_button_in_the_old_language_still_counts(anna: Talker) -> None:
    await anna.says("/idea")
    green = anna.button("What is your idea about?", "Green")
    await anna.does("/taal", "Nederlands")
    await anna.presses(*green)
    assert anna.hears("✓ 🌳 Groen")


async def test_both_names_of_a_command_work_in_every_language(village: Village) -> None:
    bea = await village.resident("Bea", "nl")
    await bea.says("/idea")
    assert bea.hears("Waar gaat je idee over?")
    await bea.says("/annuleer")
    await bea.says("/idee")
    assert bea.hears("Waar gaat je idee over?")


async def test_the_commands_menu_is_set_in_the_chosen_language(anna: Talker) -> None:
    await anna.does("/language", "Nederlands")
    commands = [one["command"] for one in anna.commands]
    assert "idee" in commands
    assert "idea" not in commands


async def test_two_people_in_one_batch_each_read_their_own_language(village: Village, anna: Talker) -> None:
    bea = await village.resident("Bea", "nl")
    async with village.away():
        await anna.says("/menu")
        await bea.says("/menu")
    assert anna.hears("What would you like to do?")
    assert bea.hears("Wat wil je doen?")


async def test_somebody_with_an_unknown_language_gets_the_first_one(village: Village) -> None:
    ali = village.person("Ali", "xx")
    await ali.starts("oosterwijk")
    assert ali.buttons
    assert ali.hears("Choose your language")
