import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.channel.files import NotFetched, fetch, keep
from bot.channel.outcomes import Answer
from bot.channel.wire import Lost


class Shelf:
    """One file, or trouble."""

    def __init__(self, answer: Answer, content: bytes | Exception | None = b"") -> None:
        self._answer, self._content = answer, content

    async def call(self, call: Any, **how: Any) -> Answer:
        assert (call.method, call.params) == ("getFile", {"file_id": "f1"})
        return self._answer

    async def file(self, file_path: str, most: int) -> bytes | None:
        assert (file_path, most) == ("photos/1.jpg", 20 * 1024 * 1024)
        if isinstance(self._content, Exception):
            raise self._content
        return self._content


FOUND = Answer("sent", {"file_path": "photos/1.jpg"})


def fetched(shelf: Shelf) -> bytes:
    return asyncio.run(fetch(shelf, "f1"))


def test_a_file_is_fetched_and_kept_under_its_own_name(tmp_path: Path) -> None:
    keep(fetched(Shelf(FOUND, b"picture")), tmp_path / "new" / "p.jpg")
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "new").iterdir()] == [("p.jpg", b"picture")]


@pytest.mark.parametrize(
    ("shelf", "lasting"),
    [
        (Shelf(Answer("failed", reason="file is too big")), True),
        (Shelf(Answer("unknown")), False),
        (Shelf(Answer("sent", {})), True),
        (Shelf(FOUND, None), True),
        (Shelf(FOUND, Lost("cut")), False),
    ],
)
def test_a_file_that_does_not_come_says_whether_to_try_again(shelf: Shelf, lasting: bool) -> None:
    with pytest.raises(NotFetched) as refused:
        fetched(shelf)
    assert refused.value.lasting is lasting


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        keep(b"x", tmp_path / "taken")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
