"""The book of where the bot is found: its name at the messenger, and the address of its web pages."""

from sqlalchemy import delete, insert, select

from bot.store.book import Book
from bot.store.tables import meta


class Home(Book):
    """Written by the bot when it starts, for whoever makes a link."""

    async def is_at(self, username: str, address: str) -> None:
        """The bot is known under this user name; its pages stand at this address, empty when nobody can open them."""
        connection = await self._sql()
        await connection.execute(delete(meta).where(meta.c.key.in_(("username", "address"))))
        rows = [{"key": "username", "value": username}, {"key": "address", "value": address}]
        await connection.execute(insert(meta), rows)

    async def username(self) -> str:
        """The bot's user name."""
        return await self._value("username")

    async def address(self) -> str:
        """The address of its web pages, without a slash at the end; empty when nobody can open them."""
        return await self._value("address")

    async def _value(self, key: str) -> str:
        return (await self._read.execute(select(meta.c.value).where(meta.c.key == key))).scalar() or ""
