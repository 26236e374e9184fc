"""Backups: one archive for both databases, restored on either, with what was erased since erased again."""

from bot.store.backup.dump import back_up, make_backup
from bot.store.backup.erasures import Erasures
from bot.store.backup.restore import Restored, restore

__all__ = ["Erasures", "Restored", "back_up", "make_backup", "restore"]
