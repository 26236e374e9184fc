"""python-telegram-bot: a ConversationHandler with PicklePersistence, at their defaults (a flush every 60 seconds).

Run as `python -m benchmarks.rivals.ptb_pickle API_URL TOKEN DIRECTORY`.
"""

import sys
import warnings
from pathlib import Path

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    PicklePersistence,
)

from benchmarks.rivals.questions import QUESTIONS, THANKS, TITLE, YES, screen, summary

CONFIRM = len(QUESTIONS)


def keyboard(number: int) -> InlineKeyboardMarkup:
    """The buttons of a question."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label)] for label in QUESTIONS[number][2]])


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """The first question."""
    text = f"<b>{TITLE}</b>\n\n{screen(0)}"
    await update.message.reply_text(text, parse_mode=ParseMode.HTML, reply_markup=keyboard(0))
    return 0


def answered(number: int):
    """The handler that takes the answer to a question."""

    async def take(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        query = update.callback_query
        await query.answer()
        context.user_data[QUESTIONS[number][0]] = query.data
        if number + 1 < len(QUESTIONS):
            await query.edit_message_text(
                screen(number + 1), parse_mode=ParseMode.HTML, reply_markup=keyboard(number + 1)
            )
        else:
            yes = InlineKeyboardMarkup([[InlineKeyboardButton(YES, callback_data="yes")]])
            await query.edit_message_text(summary(context.user_data), parse_mode=ParseMode.HTML, reply_markup=yes)
        return number + 1

    return take


async def confirmed(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """The end."""
    await update.callback_query.answer()
    await update.callback_query.edit_message_text(THANKS)
    return ConversationHandler.END


def application(url: str, token: str, directory: Path) -> Application:
    """The bot."""
    persistence = PicklePersistence(directory / "ptb.pickle")
    built = Application.builder().token(token).base_url(f"{url}/bot").persistence(persistence).build()
    states = {number: [CallbackQueryHandler(answered(number))] for number in range(len(QUESTIONS))}
    states[CONFIRM] = [CallbackQueryHandler(confirmed)]
    entry = CommandHandler("start", start)
    built.add_handler(ConversationHandler([entry], states, fallbacks=[entry], name="survey", persistent=True))
    return built


if __name__ == "__main__":
    warnings.filterwarnings("ignore", message=".*per_message=False.*")
    application(sys.argv[1], sys.argv[2], Path(sys.argv[3])).run_polling()
