"""Fetching what people sent. The address of a file holds the token: it is used at once and kept nowhere."""

from pathlib import Path
from typing import Protocol

from bot.channel.client import Caller
from bot.channel.contents import LARGEST_DOWNLOAD
from bot.channel.outcomes import Answer
from bot.channel.render import Call
from bot.channel.wire import Lost, Unsent
from bot.store.files import replacing


class NotFetched(Exception):
    """The file did not come; `lasting` when trying again is no use."""

    def __init__(self, reason: str, lasting: bool) -> None:
        super().__init__(reason)
        self.lasting = lasting


class Store(Caller, Protocol):
    """Where files are fetched from."""

    async def file(self, file_path: str, most: int) -> bytes | None:
        """The content of a file; None when it has more than `most` bytes. Raises `Unsent` or `Lost`."""
        ...


async def fetch(telegram: Store, file: str) -> bytes:
    """The content of a file of at most 20 MB, by its id. Raises `NotFetched`."""
    answer = await telegram.call(Call("getFile", {"file_id": file}))
    if answer.verdict != "sent":
        raise NotFetched(answer.reason, lasting=answer.verdict == "failed")
    try:
        content = await telegram.file(_address(answer), LARGEST_DOWNLOAD)
    except (Unsent, Lost):
        raise NotFetched("the file could not be fetched", lasting=False) from None
    if content is None:
        raise NotFetched("the file has more than 20 MB", lasting=True)
    return content


def keep(content: bytes, target: Path) -> None:
    """Write a file so that after a power cut it is there whole or not at all."""
    with replacing(target) as file:
        file.write(content)


def _address(answer: Answer) -> str:
    path = answer.result.get("file_path") if isinstance(answer.result, dict) else None
    if not isinstance(path, str):
        raise NotFetched("the Bot API gave no address for the file", lasting=True)
    return path
