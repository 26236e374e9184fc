"""Flood limits, and misbehaviour on demand."""

import pytest

from bot.simulator import TOKEN, Faults, Limits, Person


def send(world, person):
    return world.call(TOKEN, "sendMessage", {"chat_id": person.id, "text": "Hoi"})


def test_too_many_messages_in_all_must_wait(world, anna, clock):
    world.limits = Limits(total=3)
    replies = [send(world, anna) for _ in range(4)]
    assert [reply.status for reply in replies] == [200, 200, 200, 429]
    assert replies[3].body["description"] == "Too Many Requests: retry after 1"
    assert replies[3].body["parameters"] == {"retry_after": 1}
    clock.pass_(1)
    assert send(world, anna).status == 200


def test_too_many_messages_to_one_person_must_wait(world, anna, clock):
    bas = Person(world, "Bas")
    bas.starts()
    world.limits = Limits(chat=2, chat_seconds=10)
    assert [send(world, anna).status for _ in range(3)] == [200, 200, 429]
    assert send(world, bas).status == 200
    clock.pass_(4)
    assert send(world, anna).body["parameters"] == {"retry_after": 6}


def test_answers_to_presses_do_not_count(world, anna):
    world.limits = Limits(total=1)
    assert send(world, anna).status == 200
    assert world.call(TOKEN, "sendChatAction", {"chat_id": anna.id, "action": "typing"}).status == 200


@pytest.mark.parametrize(
    ("fault", "status", "mishap", "handled"),
    [
        ("too_many", 429, None, False),
        ("server_error", 502, None, False),
        ("cut_before", 502, "cut", False),
        ("hang", 502, "hang", False),
        ("cut_after", 200, "cut", True),
        ("half", 200, "half", True),
    ],
)
def test_each_fault_strikes_before_or_after_the_work(world, anna, fault, status, mishap, handled):
    world.faults = Faults(**{fault: 1.0})
    reply = send(world, anna)
    assert (reply.status, reply.mishap) == (status, mishap)
    assert ("Hoi" in anna.screen) is handled


def test_faults_are_the_same_for_the_same_seed(world, anna):
    def run(seed):
        world.faults = Faults(seed=seed, too_many=0.3, cut_after=0.3)
        return [(reply.status, reply.mishap) for reply in (send(world, anna) for _ in range(50))]

    first = run(7)
    assert first == run(7)
    assert first != run(8)
    assert len(set(first)) == 3


def test_faults_can_be_kept_to_some_methods(world, anna):
    world.faults = Faults(too_many=1.0, methods=("sendMessage",))
    assert send(world, anna).status == 429
    assert world.call(TOKEN, "getMe").status == 200


def test_updates_can_come_twice(world, updates, anna):
    updates()
    world.faults = Faults(duplicate=1.0)
    anna.says("dubbel")
    first, second = updates()
    assert first["message"] == second["message"]
    assert second["update_id"] == first["update_id"] + 1


@pytest.mark.parametrize("wrong", [[], {"gremlins": 1}, {"too_many": "often"}])
def test_unknown_faults_are_named(wrong):
    with pytest.raises(ValueError, match=r"faults are an object|must be a number"):
        Faults.told(wrong)
