"""Which process this is, told so that another one on the same machine sees at once that it is gone.

On Linux: the boot of the machine, the process namespace, the number and the start of the process. Elsewhere nothing is
told, and nothing is known.
"""

import os
import signal
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_NAMESPACE = Path("/proc/self/ns/pid")
_STATE, _START = 0, 19  # fields of /proc/<pid>/stat, counted after the program's name
_DEAD = ("Z", "X")


def own() -> str:
    """This process; an empty text where that cannot be told."""
    pid = os.getpid()
    fields = _fields(pid)
    place = _place()
    return f"{place}/{pid}/{fields[_START]}" if fields and place else ""


def lives(process: str) -> bool | None:
    """Whether this process lives; None when it may run on another machine."""
    place, _slash, rest = process.partition("/")
    if not place or place != _place():
        return None
    pid, _slash, start = rest.partition("/")
    fields = _fields(int(pid))
    return bool(fields) and fields[_START] == start and fields[_STATE] not in _DEAD


def end(process: str) -> bool:
    """Kill this process, if it runs on this machine and is not our own; False when that cannot be."""
    if process == own() or not lives(process):
        return False
    pid = int(process.split("/")[1])
    try:
        handle = os.pidfd_open(pid)
    except OSError:
        return False
    try:
        if not lives(process):  # the number could have gone to another one before we had a hold of it
            return False
        signal.pidfd_send_signal(handle, signal.SIGKILL)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def _place() -> str:
    try:
        return f"{_BOOT.read_text().strip()}.{_NAMESPACE.stat().st_ino}"
    except OSError:
        return ""


def _fields(pid: int) -> list[str]:
    try:
        told = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return []
    return told.rpartition(")")[2].split()
