"""Screens: questions as somebody saw them. Words that they took back can stand on the buttons."""

from sqlalchemy import delete

from bot.store.tables import prompt
from bot.store.unit import Unit

_IN_USE = ("open", "offer")


async def forget_screens(unit: Unit, resident_id: int) -> None:
    """The questions that this resident has answered go; a late press on them is told so."""
    gone = delete(prompt).where(prompt.c.resident_id == resident_id, prompt.c.state.not_in(_IN_USE))
    await (await unit.sql()).execute(gone)
    unit.prompts.remove(lambda row: row.resident_id == resident_id and row.state not in _IN_USE)
