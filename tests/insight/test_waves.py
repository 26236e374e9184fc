"""Accounts that came in together and answer alike are seen; people who happen to come together are not."""

from random import Random

from bot.insight.waves import Arrival, Wave, alike, waves

QUESTIONS = 10


def village(seed: int, wave: int = 0, faithful: float = 0.9) -> list[Wave]:
    """What is found among 120 people, of whom 12 came from the café at once, and perhaps a wave."""
    chance = Random(seed)
    tastes = [[chance.random() for _ in range(4)] for _ in range(QUESTIONS)]
    moments = [chance.uniform(0, 14 * 86_400) for _ in range(108)] + [5e5 + 20 * at for at in range(12)]
    arrivals = [Arrival(person, "oost", at) for person, at in enumerate(moments)]
    answers = {one.person: {q: chance.choices(range(4), tastes[q])[0] for q in range(QUESTIONS)} for one in arrivals}
    told = [chance.randrange(4) for _ in range(QUESTIONS)]
    for number in range(wave):
        arrivals.append(Arrival(1000 + number, "oost", 9e5 + 60 * number))
        answers[1000 + number] = {
            q: told[q] if chance.random() < faithful else chance.randrange(4) for q in range(QUESTIONS)
        }
    return waves(arrivals, answers)


def test_people_who_happen_to_come_together_are_hardly_ever_flagged() -> None:
    assert sum(bool(village(seed)) for seed in range(20)) <= 1


def test_a_wave_that_is_told_what_to_say_is_flagged_and_nobody_else() -> None:
    for seed in range(10):
        (wave,) = village(seed, wave=8)
        assert wave.people == tuple(range(1000, 1008))
        assert wave.alike > wave.usual + 0.15
        assert wave.chance < 0.01


def test_the_same_data_gives_the_same_answer() -> None:
    assert village(3, wave=8) == village(3, wave=8)


def test_the_share_of_pairs_that_agree() -> None:
    assert alike([{"a": 1, "b": 1}, {"a": 1, "b": 2}, {"a": 2}]) == 1 / 4
    assert alike([{"a": 1}]) == 0.0


def test_too_few_people_say_nothing() -> None:
    arrivals = [Arrival(person, "oost", person) for person in range(8)]
    assert waves(arrivals, {person: {"a": 1, "b": 2} for person in range(8)}) == []


def test_other_links_and_other_moments_are_other_people() -> None:
    others = [Arrival(person, "oost", 1e6 * person) for person in range(100, 160)]
    spread = [Arrival(person, f"link-{person}", 0.0) for person in range(8)]
    answers = {
        one.person: {q: 1 if one.person < 100 else (one.person + q) % 4 for q in range(8)} for one in others + spread
    }
    assert waves([*others, *spread], answers) == []
