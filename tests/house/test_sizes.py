"""Ceilings for sizes. They are ceilings, not aims: a usual function has some eight lines."""

import ast
from pathlib import Path

import pytest

from tests.house import project

FUNCTION = 40
FILES = {"conversations": 200, "tests": 300}
OTHER_FILE = 250
CODE = {".css", ".html", ".js", ".py", ".sh"}
# A migration is written once and never grows; its length follows from the number of tables.
MIGRATIONS = "bot/store/migrations/"

FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def code() -> list[Path]:
    return [path for path in project.files() if path.suffix in CODE and MIGRATIONS not in project.name(path)]


def ceiling(path: Path) -> int:
    return FILES.get(path.relative_to(project.ROOT).parts[0], OTHER_FILE)


def test_no_file_is_too_long() -> None:
    lengths = {path: len(project.text(path).splitlines()) for path in code()}
    too_long = [f"{project.name(path)}: {n} lines" for path, n in lengths.items() if n > ceiling(path)]
    assert lengths
    assert too_long == []


def functions_over(most: int, source: str) -> list[str]:
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, FUNCTIONS)]
    sizes = [(node, (node.end_lineno or node.lineno) - node.lineno + 1) for node in nodes]
    return [f"{node.lineno} {node.name}: {size} lines" for node, size in sizes if size > most]


def test_no_function_is_too_long() -> None:
    too_long = [
        f"{project.name(path)}:{found}"
        for path in code()
        if path.suffix == ".py"
        for found in functions_over(FUNCTION, project.text(path))
    ]
    assert too_long == []


@pytest.mark.parametrize(("body", "found"), [(39, []), (40, ["1 long: 41 lines"])])
def test_the_ceiling_of_a_function_counts_its_def_line(body: int, found: list[str]) -> None:
    assert functions_over(40, "async def long():\n" + "    pass\n" * body) == found
