from bot.channel.fairness import EACH, portions


class Said:
    def __init__(self, person: int, number: int) -> None:
        self.sender, self.number = self, number
        self.chat = person


def test_a_flood_is_cut_in_portions_and_others_stand_in_the_first() -> None:
    flood = [Said(1, number) for number in range(2 * EACH + 1)]
    said = [*flood, Said(2, 0), Said(2, 1)]
    found = [[(one.chat, one.number) for one in portion] for portion in portions(said, lambda one: one)]
    assert [len(portion) for portion in found] == [EACH + 2, EACH, 1]
    assert found[0][-2:] == [(2, 0), (2, 1)]
    assert [number for portion in found for person, number in portion if person == 1] == list(range(2 * EACH + 1))


def test_an_ordinary_batch_is_one_portion_and_nothing_is_none() -> None:
    said = [Said(person, 0) for person in range(100)]
    assert [len(portion) for portion in portions(said, lambda one: one)] == [100]
    assert list(portions([], lambda one: one)) == []
