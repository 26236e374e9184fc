"""The documents stay complete: what can be set, given, said, written or read is explained on its page."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import click
import pytest
from prometheus_client import REGISTRY

from bot.__main__ import main
from bot.dialogue.chat import Chat
from bot.dialogue.commands import CANCEL, START
from bot.dialogue.plugins import load_scripts
from bot.dialogue.script import conversation
from bot.exchange.formats import formats
from bot.exchange.rows import whats
from bot.neighbourhood import keeping
from bot.neighbourhood.roles import INVITED
from bot.neighbourhood.survey_check import SURVEY_KEYS
from bot.neighbourhood.survey_keys import checks_of, known_kinds
from bot.settings import Settings
from tests.house import project

DOCS = project.ROOT / "docs"
LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)")


def code(name: str) -> list[str]:
    """What stands on a page of the documents as code, in running text and in tables."""
    return re.findall(r"`([^`]+)`", re.sub(r"^```.*?^```", "", project.text(DOCS / name), flags=re.M | re.S))


def missing(names: set[str], name: str) -> set[str]:
    """The names that do not stand on this page as code."""
    words = " ".join(code(name))
    return {one for one in names if not re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", words)}


def commands(command: click.Command, words: str = "wijkbot") -> Iterator[tuple[str, click.Command]]:
    """The commands that can be given, each with the groups it stands in: `wijkbot survey add`."""
    if not isinstance(command, click.Group):
        yield words, command
        return
    for name, part in command.commands.items():
        yield from commands(part, f"{words} {name}")


def given(command: click.Command) -> str:
    """What stands behind a command: `SLUG FILE`."""
    return " ".join(one.name.upper() for one in command.params if isinstance(one, click.Argument) and one.name)


def shown(default: Any) -> str:
    """A default as an operator writes it."""
    return {True: "yes", False: "no"}.get(default, str(default)) if isinstance(default, bool) else str(default)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_has_a_row_with_its_default(name: str) -> None:
    row = re.search(rf"^\| `WIJKBOT_{name.upper()}` \| (.*?) \| (.+) \|$", project.text(DOCS / "operating.md"), re.M)
    assert row
    default = Settings.model_fields[name].default
    assert not default or f"`{shown(default)}`" == row[1]


COMMANDS = dict(commands(main))


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_is_explained_with_its_arguments_and_options(words: str) -> None:
    command = COMMANDS[words]
    assert f"{words} {given(command)}".strip() in code("operating.md")
    options = {name for one in command.params if isinstance(one, click.Option) for name in one.opts}
    assert missing(options, "operating.md") == set()


def test_every_role_that_can_be_invited_is_named() -> None:
    assert missing(set(INVITED), "operating.md") == set()


def test_every_bot_command_is_explained_under_both_names() -> None:
    names = {START, *CANCEL, *(name for script in load_scripts() for name in script.commands)}
    assert missing({f"/{name}" for name in names}, "conversations.md") == set()


def test_everything_a_chat_can_do_is_explained() -> None:
    can = {f"chat.{name}" for name in vars(Chat) if not name.startswith("_")}
    assert missing(can, "conversations.md") == set()


def test_every_argument_of_a_conversation_is_explained() -> None:
    assert missing(set(inspect.signature(conversation).parameters), "conversations.md") == set()


def test_every_key_and_kind_of_a_survey_is_explained() -> None:
    keys = {*SURVEY_KEYS, *known_kinds(), *(key for kind in known_kinds() for key in checks_of(kind))}
    assert missing(keys, "surveys.md") == set()


@pytest.mark.parametrize("what", whats())
def test_every_export_has_a_part_with_its_columns_in_order(what: str) -> None:
    part = project.text(DOCS / "exports.md").partition(f"\n## `{what}`\n")[2].partition("\n## ")[0]
    assert tuple(re.findall(r"^\| `([\w-]+)` \|", part, re.MULTILINE)) == whats()[what].COLUMNS


def test_every_export_and_format_is_named_for_operators() -> None:
    assert missing({*whats(), *formats()}, "operating.md") == set()
    assert missing(set(formats()), "exports.md") == set()


def test_every_metric_is_named() -> None:
    ours = {f"{metric.name}_total" for metric in REGISTRY.collect() if metric.name.startswith("wijkbot_")}
    assert ours
    assert missing(ours, "operating.md") == set()


PAGES = ["README.md", "CHANGELOG.md", *(f"docs/{path.name}" for path in sorted(DOCS.glob("*.md")))]


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    path = project.ROOT / name
    for target, heading in LINK.findall(project.text(path)):
        if ":" in target:
            continue
        found = (path.parent / target).resolve() if target else path
        assert found.exists(), target
        assert not heading or heading in headings(project.text(found)), f"{target}#{heading}"


def headings(text: str) -> set[str]:
    """The anchors of a page's headings."""
    found = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in found}


def test_every_page_can_be_reached_from_the_readme() -> None:
    readme = project.text(project.ROOT / "README.md")
    assert [path.name for path in DOCS.glob("*.md") if f"(docs/{path.name})" not in readme] == []


@pytest.mark.parametrize("name", [name for name in vars(keeping) if name.isupper()])
def test_how_long_things_are_kept_is_told_as_it_is_done(name: str) -> None:
    part = project.text(DOCS / "operating.md").partition("\n## What is kept how long\n")[2].partition("\n## ")[0]
    unit = name.rpartition("_")[2].lower()
    assert f"{getattr(keeping, name)} {unit}" in part
