"""Where an export goes: as a whole, or not at all."""

import os
import threading
from pathlib import Path

import pytest

from bot.exchange.target import target
from bot.neighbourhood.refusal import Refusal

FULL = Path("/dev/full")


def write(path: Path, trouble: type[BaseException] | None = None) -> None:
    with target(path) as (file, scratch):
        (scratch / "aside").write_bytes(b"for a while")
        file.write(b"new")
        if trouble:
            raise trouble("half-way")


def test_the_file_takes_the_place_of_the_old_one_and_nothing_else_stays(out: Path) -> None:
    path = out / "ideas.csv"
    path.write_bytes(b"old")
    write(path)
    assert path.read_bytes() == b"new"
    assert os.listdir(out) == ["ideas.csv"]  # noqa: PTH208 - names, hidden ones too


@pytest.mark.parametrize("trouble", [RuntimeError, KeyboardInterrupt, Refusal])
def test_what_goes_wrong_leaves_the_old_file_as_it_was(trouble: type[BaseException], out: Path) -> None:
    path = out / "ideas.csv"
    path.write_bytes(b"old")
    with pytest.raises(trouble):
        write(path, trouble)
    assert path.read_bytes() == b"old"
    assert len(list(out.iterdir())) == 1


def test_a_link_stays_a_link(out: Path) -> None:
    (out / "real.csv").write_bytes(b"old")
    (out / "link.csv").symlink_to(out / "real.csv")
    write(out / "link.csv")
    assert (out / "link.csv").is_symlink()
    assert (out / "real.csv").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["missing/ideas.csv", "file/ideas.csv", "directory"])
def test_a_place_that_cannot_be_written_is_refused_in_one_sentence(name: str, out: Path) -> None:
    (out / "directory").mkdir()
    (out / "file").write_bytes(b"")
    with pytest.raises(Refusal, match=r"cannot be written: .*Choose another place"):
        write(out / name)
    assert sorted(one.name for one in out.iterdir()) == ["directory", "file"]


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full here")
def test_a_full_disk_is_refused_in_one_sentence() -> None:
    with pytest.raises(Refusal, match="There is no room left for /dev/full"):
        write(FULL)


def test_a_pipe_is_written_as_it_is(out: Path) -> None:
    pipe, heard = out / "pipe", []
    os.mkfifo(pipe)
    listener = threading.Thread(target=lambda: heard.append(pipe.read_bytes()))
    listener.start()
    write(pipe)
    listener.join(10)
    assert heard == [b"new"]


def test_the_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write(Path("-"))
    assert capfdbinary.readouterr().out == b"new"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a link of somebody else")
def test_a_link_that_somebody_else_made_is_not_followed(out: Path) -> None:
    precious, link = out / "precious", out / "link"
    precious.write_bytes(b"old")
    link.symlink_to(precious)
    os.lchown(link, 65534, 65534)
    with pytest.raises(Refusal, match="somebody else"), target(link) as (file, _scratch):
        file.write(b"new")
    assert precious.read_bytes() == b"old"
