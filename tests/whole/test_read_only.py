"""The bot needs no rights: another user than root, a program it cannot write, and one directory that it can."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.project import ROOT
from tests.whole.house import House
from tests.whole.page import Page, free_port
from tests.whole.test_first_minute import IDEA, agrees, at_work, exports, hands_in, texts

NOBODY = 65534
# A mount namespace of its own, in which the program and its environment cannot be written; then another user.
SEALED = """
set -e
for place in "$SEALED" "$SEALED_ENVIRONMENT"; do
    mount --bind "$place" "$place"
    mount -o remount,bind,ro "$place"
done
exec setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs --bounding-set=-all "$@"
"""
ENVIRONMENT = str(Path(sys.executable).parent.parent)
UNDER = ("unshare", "--mount", "sh", "-c", SEALED, "sealed")
PLACES = {"SEALED": str(ROOT), "SEALED_ENVIRONMENT": ENVIRONMENT}


# Python itself must be within reach of nobody, for the process beside the bot as well.
TRIED = "import bot.app, subprocess, sys; subprocess.run([sys.executable, '-c', ''], check=True)"


def can_seal() -> bool:
    if os.geteuid() != 0 or not all(map(shutil.which, ("unshare", "setpriv", "mount"))):
        return False
    tried = subprocess.run(
        [*UNDER, sys.executable, "-c", TRIED], cwd=ROOT, env={**os.environ, **PLACES}, check=False,
        capture_output=True,
    )  # fmt: skip
    return tried.returncode == 0


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A house whose bot is nobody, and can write in its data directory only."""
    if not can_seal():
        pytest.skip("only root can close a directory to the bot, where the system lets it")
    for name, value in PLACES.items():
        monkeypatch.setenv(name, value)
    home = Path(tempfile.mkdtemp(prefix="wijkbot-sealed-"))
    home.chmod(0o755)
    (home / "data").mkdir()
    os.chown(home / "data", NOBODY, NOBODY)
    house = House(home, {"data_dir": str(home / "data")}, under=UNDER)
    yield house
    house.close()
    shutil.rmtree(home)


def strange(home: Path) -> list[Path]:
    """What nobody owns outside the data directory."""
    found = (path for path in Path(tempfile.gettempdir()).glob("*") if path != home)
    return [path for path in [*found, *home.glob("*")] if path.name != "data" and path.lstat().st_uid == NOBODY]


def test_as_nobody_with_one_directory_all_works(sealed: House) -> None:
    before = strange(sealed.directory)
    page = Page(free_port())
    bot = at_work(sealed, page)
    resident = agrees(page.newcomer("Anna"), "onze-wijk")
    hands_in(resident)
    facilitator = agrees(
        page.newcomer("Bas"), sealed.did("invite", "facilitator", "onze-wijk").split("start=")[1].strip()
    )
    assert texts(exports(facilitator)) == [IDEA]
    assert "rows" in sealed.did("backup", str(sealed.directory / "data" / "backups"))
    assert bot.stop()[0] == 0
    assert "Traceback" not in sealed.said
    assert strange(sealed.directory) == before


def test_the_seal_holds(sealed: House) -> None:
    tried = "import pathlib, sys; pathlib.Path(sys.argv[1], 'bot', 'x').write_text('x')"
    done = subprocess.run([*UNDER, sys.executable, "-c", tried, str(ROOT)], check=False, capture_output=True, text=True)
    assert "Read-only file system" in done.stderr
