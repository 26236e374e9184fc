"""Small conversations as material for tests."""

from typing import Any

from bot.dialogue import Chat, conversation
from bot.neighbourhood.kinds import Choice, Number, OpenText
from bot.neighbourhood.permissions import TAKE_PART
from bot.neighbourhood.widgets import Option

DRINKS = (Option("tea", "Tea"), Option("coffee", "Coffee"), Option("water", "Water"))

handed_in: list[Any] = []


@conversation("party", action=TAKE_PART, commands=("feest", "party"))
async def party(chat: Chat) -> None:
    """Three questions, of which the last can be skipped, and a summary."""
    chat.steps(3)
    drink = await chat.ask(Choice("drink", "What will you drink?", DRINKS))
    await chat.say(f"Good choice, {drink}.")
    guests = await chat.ask(Number("guests", "How many guests?", low=0, high=20))
    song = await chat.ask(OpenText("song", "Which song?", optional=True))
    await chat.confirm("Is the party right?")
    handed_in.append((drink, guests, song))
    await chat.say(f"See you: {drink}, {guests}, {song}.")


@conversation("street", action=TAKE_PART, commands=("straat", "street"))
async def street(chat: Chat) -> None:
    """Two questions in words."""
    name = await chat.ask(OpenText("name", "In which street?"))
    number = await chat.ask(OpenText("number", "At which house?"))
    await chat.say(f"You live at {name} {number}.")
