"""Who asked to be left alone stays left alone."""

from tests.talk.talker import Talker
from tests.talk.village import Village


async def test_blocking_and_coming_back_does_not_undo_stop(village: Village, anna: Talker) -> None:
    await anna.says("/stop")
    await anna.blocks()
    await anna.unblocks()
    await anna.says("/help")
    assert [row["state"] for row in await village.rows("resident")] == ["stopped"]


async def test_who_blocked_the_bot_and_comes_back_is_reached_again(village: Village, anna: Talker) -> None:
    await anna.blocks()
    assert [row["state"] for row in await village.rows("resident")] == ["blocked"]
    await anna.unblocks()
    assert [row["state"] for row in await village.rows("resident")] == ["active"]
