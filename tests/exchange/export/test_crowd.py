"""Hiding in the crowd: whatever the rows are, nobody stands alone, and what is hidden cannot be worked out."""

from collections import Counter, defaultdict
from collections.abc import Hashable

from hypothesis import given
from hypothesis import strategies as st

from bot.exchange.anonymous.chance import ids, shuffled
from bot.exchange.anonymous.crowd import FEW, FEW_SENSITIVE, HIDDEN, Crowd

Row = tuple[int, bool, str, int]
ROWS = st.lists(
    st.tuples(st.integers(0, 25), st.booleans(), st.sampled_from("abc"), st.sampled_from([1, 1, 1, 2, 3])), max_size=80
)


def parted(rows: list[Row]) -> tuple[dict[int, tuple[Hashable, ...]], list[int]]:
    """What each row shows, by its place, and the rows that show nothing."""
    crowd = Crowd([row[0] for row in rows], [row[1] for row in rows])
    parts, few = crowd.parts([[[row[2] for row in rows]], [[row[3] for row in rows]]])
    return {row: shown for some, shown in parts for row in some}, few


def of(count: int, value: str, start: int = 0, *, sensitive: bool = False) -> list[Row]:
    """Rows of so many people with this value."""
    return [(person, sensitive, value, 1) for person in range(start, start + count)]


def values(rows: list[Row]) -> Counter[Hashable]:
    """How often each value is shown."""
    shown, few = parted(rows)
    return Counter([shown[row][0] if row in shown else None for row in range(len(rows))]) + Counter(
        dict.fromkeys(few, 0)
    )


@given(ROWS)
def test_who_reads_it_never_sees_fewer_people_alike_than_five_or_ten_where_it_can_hurt(rows: list[Row]) -> None:
    shown, _few = parted(rows)
    alike = defaultdict(list)
    for row, said in shown.items():
        alike[said].append(rows[row])
    for some in alike.values():
        needed = FEW_SENSITIVE if any(row[1] for row in some) else FEW
        assert len({row[0] for row in some}) >= needed


@given(ROWS)
def test_every_row_is_there_once_and_shows_only_what_is_true(rows: list[Row]) -> None:
    shown, few = parted(rows)
    assert sorted([*shown, *few]) == list(range(len(rows)))
    for row, said in shown.items():
        assert all(value in (true, HIDDEN) for value, true in zip(said, rows[row][2:], strict=True))


@given(ROWS)
def test_what_is_hidden_is_not_all_of_one_value(rows: list[Row]) -> None:
    shown, _few = parted(rows)
    hidden = {rows[row][2] for row, said in shown.items() if said[0] is HIDDEN}
    assert len(hidden) != 1


def test_five_people_are_shown_and_four_are_not() -> None:
    assert values(of(5, "a")) == {"a": 5}
    assert values(of(4, "a")) == {None: 4}


def test_one_person_five_times_is_still_one() -> None:
    assert values([(1, False, "a", 1)] * 5 + of(5, "b", 10)) == {HIDDEN: 10}


def test_what_is_hidden_takes_another_along_so_that_it_cannot_be_subtracted() -> None:
    assert values(of(20, "a") + of(6, "b", 20) + of(3, "c", 30)) == {"a": 20, HIDDEN: 9}


def test_where_it_can_hurt_ten_are_needed() -> None:
    assert values(of(10, "a", sensitive=True) + of(9, "b", 20, sensitive=True) + of(30, "c", 40)) == {
        "c": 30,
        HIDDEN: 19,
    }


def test_one_that_can_hurt_does_not_hide_the_others_of_its_sort() -> None:
    rows = of(8, "a") + of(1, "a", 20, sensitive=True) + of(9, "b", 30, sensitive=True) + of(30, "c", 50)
    assert values(rows) == {"a": 8, "c": 30, HIDDEN: 10}


def test_ids_are_letters_and_never_come_twice() -> None:
    made = ids(1000) + ids(1000)
    assert len(set(made)) == 2000
    assert all(len(one) == 16 and one.isalpha() for one in made)


def test_the_order_is_another_each_time() -> None:
    things = list(range(100))
    first, second = shuffled(things), shuffled(things)
    assert sorted(first) == sorted(second) == things
    assert len({tuple(things), tuple(first), tuple(second)}) == 3
