"""The book of the bot's identity: whose database this is, and by which name the bot is found."""

from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.language import _
from bot.neighbourhood.refusal import Refusal
from bot.store.book import Book
from bot.store.tables import meta


class Identity(Book):
    """What the database knows about the bot itself."""

    async def stamp(self, bot: int, name: str, address: str = "") -> None:
        """Tie the database to this bot (0 is the simulator's); Refusal when it belongs to another one.

        `address` is that of its web pages, without a slash at the end; empty when residents cannot open them.
        A simulator and a real token must never share a database: people of one would be people of the other.
        """
        known = await self._value("bot")
        if known is None:
            await (await self._sql()).execute(insert(meta).values(key="bot", value=str(bot)))
        elif known != str(bot):
            raise Refusal(
                _("This database belongs to another bot. Choose another data directory with WIJKBOT_DATA_DIR.")
            )
        dialect: Any = postgresql if self._unit.dialect == "postgresql" else sqlite
        for key, value in (("name", name), ("address", address)):
            named = dialect.insert(meta).values(key=key, value=value)
            changed = named.on_conflict_do_update(index_elements=["key"], set_={"value": value})
            await (await self._sql()).execute(changed)

    async def name(self) -> str:
        """The bot's user name, as it was at the last start."""
        return await self._value("name") or ""

    async def address(self) -> str:
        """The address of its web pages, as it was at the last start; empty when residents cannot open them."""
        return await self._value("address") or ""

    async def _value(self, key: str) -> str | None:
        return (await self._read.execute(select(meta.c.value).where(meta.c.key == key))).scalar()
