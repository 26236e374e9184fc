"""The house as it was drawn: what stands at the top, which layers there are, and no trace of anybody's machine."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import project

TOP = {
    ".ci", ".dockerignore", ".env.example", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md",
    "benchmarks", "bot", "conversations", "deploy", "docs", "locales", "pyproject.toml", "requirements-audit.lock",
    "requirements-bench.lock", "requirements-dev.lock", "requirements.lock", "tests",
}  # fmt: skip
# Folders where people keep their work, and the hosts packages come from (locks hold names and hashes, no addresses).
MACHINE = re.compile(r"(?<![\w.~/-])/(?:home|root|tmp|work|Users)/[\w.-]+|\b[A-Z]:\\Users\b")
HOSTS = re.compile(r"\b(?:pypi|files\.pythonhosted)\.org\b|--(?:extra-)?index-url\b")


def test_the_top_holds_what_was_drawn_and_nothing_else() -> None:
    found = {path.relative_to(project.ROOT).parts[0] for path in project.files()}
    assert found - TOP == set()


def test_nothing_compiled_is_kept() -> None:
    kept = [project.name(path) for path in project.files() if path.suffix in {".mo", ".pyc"} or path.name == "uv.lock"]
    assert kept == []


@pytest.mark.parametrize("pattern", [MACHINE, HOSTS], ids=["machine", "hosts"])
def test_no_file_names_the_machine_it_was_made_on(pattern: re.Pattern[str]) -> None:
    found = [
        f"{project.name(path)}:{number} {match.group()}"
        for path in project.files()
        for number, line in enumerate(project.text(path).splitlines(), 1)
        if (match := pattern.search(line))
    ]
    assert found == []


def locked(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", project.text(project.ROOT / name), re.MULTILINE))


def test_the_dev_lock_holds_the_lock() -> None:
    lock = locked("requirements.lock")
    assert {"python-telegram-bot", "hatchling", "editables"} <= lock.keys()
    assert lock.items() <= locked("requirements-dev.lock").items()


def layers() -> set[str]:
    contracts = tomllib.loads(project.text(project.ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    lines = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return {name.strip(" ()") for line in lines for name in line.split("|")}


def test_every_part_of_the_bot_has_its_layer() -> None:
    parts = {project.name(path).removesuffix(".py").split("/")[1] for path in project.sources("bot")} - {"__init__"}
    assert {f"bot.{part}" for part in parts} - layers() == set()


def imported(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(project.text(path))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module


def test_the_neighbourhood_needs_the_standard_library_only() -> None:
    ours = ("bot.neighbourhood", "bot.language")
    foreign = [
        f"{project.name(path)}:{line} {module}"
        for path in project.sources("bot")
        if path.is_relative_to(project.ROOT / "bot" / "neighbourhood")
        for line, module in imported(path)
        if module.split(".")[0] not in sys.stdlib_module_names and not module.startswith(ours)
    ]
    assert foreign == []
