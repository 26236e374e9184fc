"""Numbers for rows that are made before the database is asked: unique, rising with time, below 2**63."""

import secrets
import time

_EPOCH = 1_577_836_800_000  # 2020-01-01 in milliseconds
_RANDOM_BITS = 21
_last = 0


def new_id() -> int:
    """A new number: 42 bits of milliseconds, 21 random bits; always higher than the last one of this process."""
    global _last  # noqa: PLW0603 - one rising sequence for the whole process is the purpose
    fresh = (int(time.time() * 1000) - _EPOCH) << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
    _last = fresh if fresh > _last else _last + 1
    return _last
