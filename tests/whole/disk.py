"""A small disk of its own, to fill up."""

import subprocess
from pathlib import Path


class Disk:
    """A disk of so many MB, mounted in a directory; OSError when that cannot be done here."""

    def __init__(self, directory: Path, size: int = 8) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}m", "wijkbot-test", str(directory)]
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
        if done.returncode:
            raise OSError(f"a small disk cannot be mounted here: {done.stderr.strip()}")
        self.directory = directory
        self._filler = directory / "filler"

    def fill(self) -> None:
        """Leave no room at all."""
        with self._filler.open("wb", buffering=0) as file:
            for size in (1 << 20, 4096):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    continue

    def clear(self) -> None:
        """Make room."""
        self._filler.unlink()

    def close(self) -> None:
        """Unmount it."""
        subprocess.run(["umount", "--lazy", str(self.directory)], check=True)
