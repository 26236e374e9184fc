"""SQL is bound: no statement is built out of strings, so nothing that somebody says can become part of one."""

import ast
from pathlib import Path

import pytest

from tests.house.project import ROOT

RUNNING = {"text", "exec_driver_sql", "execute", "executemany", "executescript", "scalar", "scalars", "stream"}
COMPILED = {"many.py"}  # runs what SQLAlchemy compiled, with the values beside it
SOURCES = sorted([*(ROOT / "bot" / "store").rglob("*.py")])


def built(path: Path) -> list[int]:
    """The lines where a call that runs SQL gets a text that is not written out in full."""
    tree = ast.parse(path.read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) in RUNNING]
    return [node.lineno for node in calls if node.args and _is_built(node.args[0])]


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _is_sql(called: ast.expr) -> bool:
    """Whether this is SQLAlchemy's `text`, not a method of that name, or a statement as it is."""
    return (isinstance(called, ast.Name) and called.id == "text") or _name(called) == "exec_driver_sql"


def _is_built(given: ast.expr) -> bool:
    if isinstance(given, ast.Name):
        return False  # a statement that was made before; what it was made of is a call of its own
    if isinstance(given, ast.JoinedStr | ast.BinOp):
        return True
    return isinstance(given, ast.Call) and _name(given.func) in ("format", "join", "replace", "format_map")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_statement_is_built_out_of_strings(path: Path) -> None:
    assert built(path) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_text_that_is_run_is_a_constant(path: Path) -> None:
    """`text()` takes a literal, or a name of this module that holds one."""
    tree = ast.parse(path.read_text("utf-8"))
    literals = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant | ast.IfExp)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_sql(node.func) and node.args:
            given = node.args[0]
            fine = isinstance(given, ast.Constant) or (isinstance(given, ast.Name) and given.id in literals)
            assert fine or path.name in COMPILED, f"{path.name}:{node.lineno}"


@pytest.mark.parametrize(
    "code",
    [
        'connection.execute(text(f"SELECT {name}"))',
        'cursor.execute("SELECT " + name)',
        'cursor.execute("SELECT %s" % name)',
        'cursor.execute("SELECT {}".format(name))',
    ],
)
def test_the_eye_sees_it(code: str, tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(code)
    assert built(tmp_path / "bad.py") == [1]
