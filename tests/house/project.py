"""The files of the project as the gates see them."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_NOT_OURS = {"__pycache__", "build", "data", "dist", "node_modules"}


def files() -> list[Path]:
    """What is, or would be, committed; without git everything that is not hidden, built or cached."""
    listed = _listed_by_git() or [path for path in ROOT.rglob("*") if not _hidden(path)]
    return sorted(path for path in listed if path.is_file())


def sources(*folders: str) -> Iterator[Path]:
    """The Python files under these folders."""
    return (path for path in files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders)


def name(path: Path) -> str:
    """A file's name as it is shown in a failure: from the root of the project."""
    return path.relative_to(ROOT).as_posix()


def text(path: Path) -> str:
    """The content of a text file; what is no text reads as nothing."""
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", errors="replace")


def _listed_by_git() -> list[Path]:
    if not (ROOT / ".git").exists():
        return []
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    return [ROOT / name for name in listing.stdout.decode().split("\0") if name]


def _hidden(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return any(part.startswith(".venv") or part in _NOT_OURS for part in parts) or (
        parts[0].startswith(".") and parts[0] not in {".ci", ".gitignore"}
    )
