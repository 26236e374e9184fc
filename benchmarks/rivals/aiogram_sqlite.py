"""aiogram 3: a finite state machine whose state and answers are stored in SQLite at every step.

Run as `python -m benchmarks.rivals.aiogram_sqlite API_URL TOKEN DIRECTORY`.
"""

import asyncio
import sys
from pathlib import Path

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from benchmarks.rivals.questions import QUESTIONS, THANKS, TITLE, YES, screen, summary
from benchmarks.rivals.sqlite_storage import SqliteStorage


class Survey(StatesGroup):
    """Where somebody is in the survey."""

    traffic = State()
    green = State()
    meeting = State()
    care = State()
    join = State()
    confirm = State()


STATES = (Survey.traffic, Survey.green, Survey.meeting, Survey.care, Survey.join, Survey.confirm)


def keyboard(number: int) -> InlineKeyboardMarkup:
    """The buttons of a question."""
    buttons = [[InlineKeyboardButton(text=label, callback_data=label)] for label in QUESTIONS[number][2]]
    return InlineKeyboardMarkup(inline_keyboard=buttons)


async def start(message: Message, state: FSMContext) -> None:
    """The first question."""
    await state.clear()
    await state.set_state(Survey.traffic)
    await message.answer(f"<b>{TITLE}</b>\n\n{screen(0)}", reply_markup=keyboard(0))


def answered(number: int):
    """The handler that takes the answer to a question."""

    async def take(query: CallbackQuery, state: FSMContext) -> None:
        answers = await state.update_data({QUESTIONS[number][0]: query.data})
        await state.set_state(STATES[number + 1])
        await query.answer()
        if number + 1 < len(QUESTIONS):
            await query.message.edit_text(screen(number + 1), reply_markup=keyboard(number + 1))
        else:
            yes = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=YES, callback_data="yes")]])
            await query.message.edit_text(summary(answers), reply_markup=yes)

    return take


async def confirmed(query: CallbackQuery, state: FSMContext) -> None:
    """The end; the answers stay in the storage."""
    await state.set_state(None)
    await query.answer()
    await query.message.edit_text(THANKS)


async def main(url: str, token: str, directory: Path) -> None:
    """Run the bot until it is stopped."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    bot = Bot(token, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    dispatcher = Dispatcher(storage=SqliteStorage(str(directory / "aiogram.sqlite3")))
    dispatcher.message.register(start, CommandStart())
    for number, state in enumerate(STATES[:-1]):
        dispatcher.callback_query.register(answered(number), state)
    dispatcher.callback_query.register(confirmed, Survey.confirm)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
