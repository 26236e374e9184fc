"""A plain FSM storage for aiogram on SQLite: one row for each person, one commit for each change."""

import json
from collections.abc import Mapping
from typing import Any

import aiosqlite
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

TABLE = "CREATE TABLE IF NOT EXISTS fsm (bot INTEGER, chat INTEGER, user INTEGER, state TEXT, data TEXT DEFAULT '{}', "
TABLE += "PRIMARY KEY (bot, chat, user))"
PUT = "INSERT INTO fsm (bot, chat, user, {0}) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET {0} = excluded.{0}"
GET = "SELECT {0} FROM fsm WHERE bot = ? AND chat = ? AND user = ?"


class SqliteStorage(BaseStorage):
    """Keeps state and data; what was committed survives a kill, the newest may be lost with the power."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._kept: aiosqlite.Connection | None = None

    async def _database(self) -> aiosqlite.Connection:
        if self._kept is None:
            self._kept = await aiosqlite.connect(self._path)
            await self._kept.execute("PRAGMA journal_mode=WAL")
            await self._kept.execute("PRAGMA synchronous=NORMAL")
            await self._kept.execute(TABLE)
        return self._kept

    async def _put(self, key: StorageKey, column: str, value: str | None) -> None:
        database = await self._database()
        await database.execute(PUT.format(column), (key.bot_id, key.chat_id, key.user_id, value))
        await database.commit()

    async def _get(self, key: StorageKey, column: str) -> str | None:
        database = await self._database()
        async with database.execute(GET.format(column), (key.bot_id, key.chat_id, key.user_id)) as cursor:
            row = await cursor.fetchone()
        return row[0] if row else None

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Store where the person is."""
        await self._put(key, "state", state.state if isinstance(state, State) else state)

    async def get_state(self, key: StorageKey) -> str | None:
        """Where the person is."""
        return await self._get(key, "state")

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Store the answers."""
        await self._put(key, "data", json.dumps(dict(data)))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """The answers so far."""
        return json.loads(await self._get(key, "data") or "{}")

    async def close(self) -> None:
        """Close the database."""
        if self._kept is not None:
            await self._kept.close()
