"""How a bot hears: by asking for updates or by a webhook, never both; and the presses it answers."""

from bot.simulator.answers import Json, Refused, bad
from bot.simulator.methods.method import Call

POLLING_BARRED = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
MOST_TOAST = 200


def get_updates(call: Call) -> list[Json]:
    """The updates that wait, oldest first; `offset` confirms every lower one for good."""
    if call.bot.webhook:
        raise Refused(409, POLLING_BARRED)
    _allow(call)
    queue = call.world.queue
    if "offset" in call.args:
        queue.confirm(call.bot, call.args["offset"])
    return [pending.update for pending in queue.waiting(call.bot, call.args.get("limit", 100))]


def set_webhook(call: Call) -> bool:
    """From now on updates are posted to this address; an empty one goes back to asking."""
    url = call.args["url"]
    if url and not url.startswith(("https://", "http://")):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    _allow(call)
    _drop_pending(call)
    call.bot.webhook = {"url": url, "secret": call.args.get("secret_token", "")} if url else {}
    call.bot.webhook |= {"max_connections": call.args.get("max_connections", 40)} if url else {}
    call.world.memory.save(call.bot)
    call.world.queue.ring(call.bot)
    return True


def delete_webhook(call: Call) -> bool:
    """Back to asking for updates."""
    _drop_pending(call)
    call.bot.webhook = {}
    call.world.memory.save(call.bot)
    return True


def get_webhook_info(call: Call) -> Json:
    """The webhook, how many updates wait, and what went wrong last."""
    hook = call.bot.webhook
    info: Json = {
        "url": hook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(call.world.queue.waiting(call.bot, 1_000_000)),
    }
    shown = ("max_connections", "last_error_date", "last_error_message")
    info |= {key: hook[key] for key in shown if key in hook}
    if call.bot.allowed_updates:
        info["allowed_updates"] = call.bot.allowed_updates
    return info


def answer_callback_query(call: Call) -> bool:
    """Stop the waiting sign on a pressed button, once and in time, with a short notice or an alert."""
    press = call.world.memory.presses.get(call.args["callback_query_id"])
    late = press is None or call.world.clock() - press.at > call.world.query_seconds
    if press is None or late or press.answered or press.bot_id != call.bot.id:
        raise bad(TOO_OLD)
    text = call.args.get("text", "")
    if len(text) > MOST_TOAST:
        raise bad("MESSAGE_TOO_LONG")
    press.answered = True
    call.world.memory.save(press)
    chat = call.world.memory.chats[press.bot_id, press.user_id]
    if text:
        chat.toast = {"id": press.id, "text": text, "alert": call.args.get("show_alert", False)}
        call.world.memory.touch(chat)
    call.world.tell_of(chat, "answer")
    return True


def _allow(call: Call) -> None:
    if "allowed_updates" in call.args and call.bot.allowed_updates != call.args["allowed_updates"]:
        call.bot.allowed_updates = call.args["allowed_updates"]
        call.world.memory.save(call.bot)


def _drop_pending(call: Call) -> None:
    if call.args.get("drop_pending_updates"):
        call.world.queue.clear(call.bot)
