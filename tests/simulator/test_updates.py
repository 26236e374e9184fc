"""How updates wait, are fetched, confirmed and forgotten."""

import asyncio

import pytest

from bot.simulator import TOKEN, LongPolling


def ids(found):
    return [update["update_id"] for update in found]


def test_updates_wait_until_a_higher_offset_confirms_them(ask, anna):
    anna.says("een")
    first, second = ids(ask("getUpdates"))
    assert second == first + 1
    assert ids(ask("getUpdates")) == [first, second]
    assert ids(ask("getUpdates", offset=second)) == [second]
    assert ids(ask("getUpdates")) == [second]
    assert ask("getUpdates", offset=second + 1) == []


def test_limit_and_negative_offset(ask, anna):
    for number in range(4):
        anna.says(str(number))
    assert [one["message"]["text"] for one in ask("getUpdates", limit=2)] == ["/start", "0"]
    assert [one["message"]["text"] for one in ask("getUpdates", offset=-2)] == ["2", "3"]
    assert len(ask("getUpdates")) == 2


def test_a_limit_over_100_is_refused(refuse):
    assert refuse("getUpdates", limit=101) == 'Bad Request: parameter "limit" must be 1-100'


def test_a_press_waits_150_seconds_and_a_message_a_day(ask, updates, anna, clock):
    markup = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]}
    ask("sendMessage", chat_id=anna.id, text="Kom je?", reply_markup=markup)
    updates()
    anna.taps("Ja")
    anna.says("ja hoor")
    clock.pass_(151)
    assert [set(one) - {"update_id"} for one in ask("getUpdates")] == [{"message"}]
    clock.pass_(24 * 3600)
    assert ask("getUpdates") == []


def test_allowed_updates_keep_the_rest_away(ask, updates, anna):
    updates()
    ask("getUpdates", allowed_updates=["callback_query"])
    anna.says("hoort dit iemand?")
    assert updates() == []
    ask("getUpdates", allowed_updates=[])
    anna.says("en dit?")
    assert len(updates()) == 1


@pytest.mark.parametrize("next_id", [5, 900_000_000])
def test_numbers_may_jump_after_a_quiet_week(ask, world, updates, anna, next_id):
    last = updates()[-1]["update_id"]
    world.queue.jump(world.bot, next_id)
    anna.says("ben ik er nog?")
    assert ids(ask("getUpdates", offset=last + 1)) == [next_id]
    assert ask("getUpdates", offset=next_id + 1) == []


def test_polling_is_barred_while_a_webhook_is_set(ask, refuse, anna):
    ask("setWebhook", url="https://wijk.nl/hook", secret_token="s3cret")
    info = ask("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == ("https://wijk.nl/hook", 1)
    assert refuse("getUpdates").startswith("Conflict: can't use getUpdates method while webhook is active")
    ask("deleteWebhook", drop_pending_updates=True)
    assert ask("getUpdates") == []


@pytest.mark.parametrize("wrong", [{"url": "wijk.nl"}, {"url": "https://x.nl", "secret_token": "no spaces"}])
def test_a_wrong_webhook_is_refused(refuse, wrong):
    assert refuse("setWebhook", **wrong).startswith("Bad Request")


async def test_a_long_poll_ends_when_something_comes(world, anna, updates):
    updates()
    polling = LongPolling(world)
    waiting = asyncio.create_task(polling.call(TOKEN, "getUpdates", {"timeout": 30}))
    await asyncio.sleep(0)
    assert not waiting.done()
    anna.says("hoi")
    reply = await asyncio.wait_for(waiting, 1)
    assert reply.body["result"][0]["message"]["text"] == "hoi"


async def test_a_long_poll_ends_empty_after_its_timeout(world):
    reply = await asyncio.wait_for(LongPolling(world).call(TOKEN, "getUpdates", {"timeout": "1"}), 3)
    assert reply.body == {"ok": True, "result": []}


async def test_of_two_pollers_the_first_is_told_of_the_conflict(world):
    polling = LongPolling(world)
    first = asyncio.create_task(polling.call(TOKEN, "getUpdates", {"timeout": 30}))
    await asyncio.sleep(0)
    second = asyncio.create_task(polling.call(TOKEN, "getUpdates", {"timeout": 30}))
    reply = await asyncio.wait_for(first, 1)
    assert reply.status == 409
    assert reply.body["description"].startswith("Conflict: terminated by other getUpdates request")
    assert not second.done()
    second.cancel()


async def test_stopping_ends_every_wait(world, anna, updates):
    updates()
    polling = LongPolling(world)
    bot = asyncio.create_task(polling.call(TOKEN, "getUpdates", {"timeout": 30}))
    page = asyncio.create_task(polling.change(anna.id, 30))
    await asyncio.sleep(0)
    polling.stop()
    assert (await asyncio.wait_for(bot, 1)).body == {"ok": True, "result": []}
    await asyncio.wait_for(page, 1)
    assert (await polling.call(TOKEN, "getUpdates", {"timeout": 30})).body["result"] == []
    await asyncio.wait_for(polling.change(anna.id, 30), 1)


async def test_setting_a_webhook_ends_a_long_poll(world, ask):
    waiting = asyncio.create_task(LongPolling(world).call(TOKEN, "getUpdates", {"timeout": 30}))
    await asyncio.sleep(0)
    ask("setWebhook", url="http://127.0.0.1:9/hook")
    assert (await asyncio.wait_for(waiting, 1)).status == 409
