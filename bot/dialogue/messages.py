"""A message came in: an answer to the open question, a correction of an earlier one, or something by itself."""

from dataclasses import replace
from typing import Any

from bot.dialogue import answers, pressing
from bot.dialogue.chat import Start
from bot.dialogue.crisis import sign_in
from bot.dialogue.discretion import ask_to_leave_out
from bot.dialogue.events import Gave
from bot.dialogue.prompts import BACK, CHANGING, DONE, SKIP
from bot.dialogue.replay import Replay, Step, given_in
from bot.dialogue.turn import Turn
from bot.language import Joined, Text, _, _n
from bot.neighbourhood.flags import personal_in
from bot.neighbourhood.ideas import LONGEST as LONGEST_IDEA
from bot.neighbourhood.inputs import Photographed, SentOther, Wrote
from bot.neighbourhood.keeping import CRISIS_DAYS
from bot.neighbourhood.question import Answered, Refused
from bot.neighbourhood.widgets import Typed
from bot.store import Answer, Conversation, Prompt

SHOWN_TEXT = 80
# People thank a bot as they thank a neighbour. That is no idea, and needs no menu.
THANKS = {
    *("dank je", "dank je wel", "dank u", "dank u wel", "thank you", "ok dank je", "teşekkürler", "dziękuję"),
    *"bedankt dankjewel dankje dankuwel thanks thx danke merci ok oké oke top fijn mooi super doei дякую شكرا".split(),
}


async def message(turn: Turn, event: Gave) -> None:
    """Take a message for what it is."""
    if event.live and event.edited:
        return  # a moving location is no correction
    if event.edited and await _correct(turn, event):
        return
    if await _joins_album(turn, event):
        return
    if sign_in(event):
        await _hold(turn, event)
        return
    talk = turn.books.log.conversation(turn.resident.floor)
    prompts = turn.books.log.open_prompts(turn.resident, talk.id) if talk else []
    if talk is None or not prompts:
        await _loose(turn, event)
    else:
        await _for_floor(turn, event, talk, max(prompts, key=lambda one: one.id))


async def _hold(turn: Turn, event: Gave) -> None:
    """The crisis card was sent: whether the words are used here as well is for the resident to say."""
    if not turn.resident.agreed or not isinstance(event.given, Wrote):
        return
    talk = turn.books.log.conversation(turn.resident.floor)
    replay = await turn.run(talk) if talk else None
    use: dict[str, Any] = {**_starting("idea"), "arguments": {"given": {"text": event.given.text}}}
    if talk is not None and replay is not None and replay.open is not None:
        words = {"text": event.given.text, "message": event.message}
        use = {"do": "use", "talk": talk.id, "key": replay.open.key, **words}
    _ask_to_use(turn, use)


def _ask_to_use(turn: Turn, use: dict[str, Any]) -> None:
    keeping = _n("Then I keep it for {count} day.", "Then I keep it for {count} days.", CRISIS_DAYS)
    turn.offer(
        Joined((_("I did not use your message. Shall I use it here all the same?"), keeping), " "),
        (_("No, leave it out"), {"do": "nothing"}),
        (_("Yes, use it"), use),
    )


async def _for_floor(turn: Turn, event: Gave, talk: Conversation, prompt: Prompt) -> None:
    replay = await turn.run(talk)
    turn.resident = replay.resident
    if replay.open is None:
        await turn.conclude(talk, replay)
    elif replay.open.key != prompt.key:
        await _keep_for_later(turn, event, talk, prompt)
    elif _in_doubt(event, prompt, replay):
        await _keep(turn, event, prompt, replay)
    elif (verb := _typed_control(event, prompt)) is not None:
        await pressing.control(turn, replay, prompt, verb)
    elif prompt.draft == CHANGING:
        answers.refuse(turn, replay, prompt, _("Please tap one of the buttons."))
    elif _is_control(turn, event):
        await turn.advance(talk)
    else:
        await answers.take(turn, replay, prompt, event.given, event.message)


def _in_doubt(event: Gave, prompt: Prompt, replay: Replay) -> bool:
    """Whether it may be meant for something else: it was changed, or sent before the question was on the screen."""
    if event.reply_to is not None and event.reply_to == prompt.message:
        return False
    if isinstance(event.given, Photographed) and replay.asked.question.kind == answers.PHOTOS:
        return False  # no other question takes pictures, and those of one album come one by one
    if prompt.draft and isinstance(replay.asked.question.widget(prompt.draft), Typed):
        return False  # it comes in parts, and people type on without waiting
    if event.edited or prompt.message is None or prompt.shown is None:
        return True
    return event.at.timestamp() < prompt.shown or event.message < prompt.message


def _typed_control(event: Gave, prompt: Prompt) -> str | None:
    """The control whose words were typed, as the buttons of a reply keyboard do."""
    if not isinstance(event.given, Wrote):
        return None
    controls = prompt.options.get("controls", [])
    return next((verb for verb, label in controls if label == event.given.text and verb != "share"), None)


def _is_control(turn: Turn, event: Gave) -> bool:
    """Whether it is a button of a reply keyboard that was of an earlier question."""
    labels = {turn.translate(label) for label in (BACK, SKIP, DONE)}
    return isinstance(event.given, Wrote) and event.given.text in labels


async def _keep(turn: Turn, event: Gave, prompt: Prompt, replay: Replay) -> None:
    """Never filed by guess and never thrown away: a text that crossed a question is offered as its answer."""
    asked, given = replay.asked, event.given
    outcome = asked.question.take(given, None)
    if isinstance(outcome, Refused) or not isinstance(given, Wrote) or _is_control(turn, event):
        if event.at > prompt.created:  # else the question is on its way
            await turn.advance(replay.talk)
        return
    told = _("You changed a message.") if event.edited else _("Our messages crossed.")
    text, question = _short(given.text), asked.question.text
    turn.offer(
        Joined((told, _("Is “{text}” your answer to “{question}”?", text=text, question=question)), " "),
        (
            _("Yes"),
            {"do": "use", "talk": replay.talk.id, "key": asked.key, "text": given.text, "message": event.message},
        ),
        (_("No"), {"do": "nothing"}),
    )


async def _keep_for_later(turn: Turn, event: Gave, talk: Conversation, prompt: Prompt) -> None:
    """Another question comes first now: a text counts for the question it was given to, when that has its turn."""
    if isinstance(event.given, Wrote) and prompt.draft != CHANGING:
        given = {**given_in(talk), prompt.key: event.given.text}
        talk = turn.books.log.put_conversation(replace(talk, arguments={**talk.arguments, "given": given}))
    await turn.advance(talk)


async def _correct(turn: Turn, event: Gave) -> bool:
    """An edited message corrects its own answer; False when it gave none, and so may answer the open question."""
    answer = await turn.books.log.answered_by(turn.resident, event.message)
    if answer is None:
        return False
    talk = turn.books.log.conversation(answer.conversation_id)
    replay = await turn.run(talk) if talk else None
    step = next((step for step in replay.path if step.key == answer.key), None) if replay else None
    if talk is None or step is None or talk.state == "cancelled":
        turn.tell(_("I could not change that any more."))
        return True
    outcome = step.question.take(event.given, None)
    if not isinstance(outcome, Answered):
        turn.tell(_("I kept your earlier answer: {answer}", answer=step.answered()), outcome_reason(outcome))
        return True
    if _held_back(turn, event, talk, step, outcome.value):
        return True
    talk = await answers.store(turn, talk, answer.key, step.question, outcome.value, answer.message)
    turn.tell(_("Changed: {answer}", answer=step.question.label(outcome.value)))
    if talk.state == "done" or talk.id == turn.resident.floor:
        await turn.advance(talk)
    return True


def _held_back(turn: Turn, event: Gave, talk: Conversation, step: Step, value: Any) -> bool:
    """Words that need a second look change nothing by themselves: they are offered as a change."""
    use = {"do": "answer", "talk": talk.id, "key": step.key}
    if sign_in(event):
        _ask_to_use(turn, {**use, "value": value})
    elif found := personal_in(step.question, value):
        ask_to_leave_out(turn, value, found, use, "value")
    else:
        return False
    return True


def outcome_reason(outcome: object) -> Text:
    """Why an input was no answer, when that was said."""
    reason: Text = getattr(outcome, "reason", "")
    return reason


async def _joins_album(turn: Turn, event: Gave) -> bool:
    """A late picture of an album joins the answer that its album gave."""
    given = event.given
    if not isinstance(given, Photographed) or not given.album:
        return False
    for talk in turn.books.log.unfinished(turn.resident):
        for answer in turn.books.log.answers(talk).values():
            if answer.kind == answers.PHOTOS and _of_album(answer, given.album):
                await _join(turn, talk, answer, given)
                return True
    return False


def _of_album(answer: Answer, album: str) -> bool:
    return bool(answer.value) and any(photo.get("album") == album for photo in answer.value)


async def _join(turn: Turn, talk: Conversation, answer: Answer, given: Photographed) -> None:
    replay = await turn.run(talk)
    step = next((step for step in replay.path if step.key == answer.key), None)
    # One photo too many is left out without a word: the answer stands, and another question is on the screen.
    value = [*answer.value, {"file": given.file, "unique": given.unique, "size": given.size, "album": given.album}]
    known = any(photo["unique"] == given.unique for photo in answer.value)
    if step is not None and not known and step.question.fits(value):
        await answers.store(turn, talk, answer.key, step.question, value, answer.message)


async def _loose(turn: Turn, event: Gave) -> None:
    """Nothing is open: what is this?"""
    if not turn.resident.agreed:
        await turn.start(Start("", "welcome"))
        return
    given = event.given
    if isinstance(given, Wrote) and _thanks(given.text):
        turn.tell(_("You are welcome!"))
        return
    if isinstance(given, Wrote) and len(given.text) > LONGEST_IDEA:
        turn.tell(_("That is a lot of text. An idea fits in {count} characters: /idea", count=LONGEST_IDEA))
        return
    if isinstance(given, Wrote) and any(map(str.isalnum, given.text)):
        turn.offer(
            _("“{text}”\n\nIs this an idea or a wish for the neighbourhood?", text=_short(given.text)),
            (_("Yes, hand it in"), {**_starting("idea"), "arguments": {"given": {"text": given.text}}}),
            (_("No, show the menu"), _starting("menu")),
        )
        return
    if isinstance(given, SentOther):
        turn.tell(_("Nice! But I can only use text, photos and places."))
    await turn.start(Start("", "menu"))


def _thanks(text: str) -> bool:
    words = text.casefold().strip(" .!👍🙏")
    return words in THANKS if words else "👍" in text or "🙏" in text


def _starting(script: str) -> dict[str, object]:
    return {"do": "start", "script": script, "arguments": {}, "subject": None}


def _short(text: str) -> str:
    return text if len(text) <= SHOWN_TEXT else text[: SHOWN_TEXT - 1] + "…"
