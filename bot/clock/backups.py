"""A backup of everything, every night, in the data directory."""

import logging
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock.worker import Worker

log = logging.getLogger(__name__)


class Backups:
    """Makes tonight's backup. Old ones go with the retention."""

    def __init__(self, worker: Worker, database: str, directory: Path, zone: ZoneInfo) -> None:
        self._worker = worker
        self._database = database
        self._directory = directory
        self._zone = zone

    async def __call__(self) -> None:
        """Write the archive, in the worker; what was there under this day's name is replaced."""
        day = datetime.now(self._zone).date()
        path = self._directory / "backups" / f"wijkbot-{day}.zip"
        count = await self._worker.backup(self._database, self._directory, path)
        log.info("the backup of %s was made: %d rows", day, count)
