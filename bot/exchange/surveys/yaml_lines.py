"""YAML read into plain data together with the line on which everything stands.

Only what a survey needs: no references between parts, no tags, no key twice, and `yes`, `no` and dates stay words.
"""

import re
from typing import Any

import yaml

from bot.language import Text, _
from bot.language.clean import clean
from bot.neighbourhood.survey_keys import Path

Lines = dict[Path, int]
DEEPEST = 12
MOST_PARTS = 60_000  # 200 questions with 20 options in 6 languages are half of that
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,15}")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


class Misread(Exception):
    """YAML that cannot be read: `line` (the first is 1) and `reason`."""

    def __init__(self, line: int, reason: Text) -> None:
        super().__init__(line, reason)
        self.line = line
        self.reason = reason


def read_lines(source: str) -> tuple[Any, Lines]:
    """The data of one YAML document, and the line of each part by the keys and indexes that lead to it."""
    try:
        _check_shape(source)
        root = yaml.compose(source, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Misread(line, _reason(error.problem or "")) from error
    except yaml.YAMLError as error:
        raise Misread(1, _("it holds a character that a text file cannot hold")) from error
    if root is None:
        raise Misread(1, _("the file is empty"))
    lines: Lines = {}
    return _plain(root, (), lines), lines


def _reason(problem: str) -> Text:
    if problem.endswith("'?'"):  # questions end that way, and between braces YAML gives the sign a meaning
        return _("a text with a question mark between curly brackets needs quotes")
    return _("this is no YAML ({problem})", problem=problem)


def _check_shape(source: str) -> None:
    depth = 0
    for number, event in enumerate(yaml.parse(source, Loader=yaml.BaseLoader)):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise Misread(line, _("a * refers to another part of the file; write it out, or put it between quotes"))
        if depth > DEEPEST:
            raise Misread(line, _("this is nested too deeply"))
        if number > MOST_PARTS:
            raise Misread(line, _("this holds far more than a survey can ask"))


def _plain(node: yaml.Node, path: Path, lines: Lines) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(part, (*path, index), lines) for index, part in enumerate(node.value)]
    return _scalar(node) if isinstance(node, yaml.ScalarNode) else None


def _mapping(node: yaml.MappingNode, path: Path, lines: Lines) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise Misread(line, _("a key must be one word"))
        key = clean(key_node.value)
        if key in found:
            raise Misread(line, _("“{key}” stands here twice", key=key))
        lines[(*path, key)] = line
        found[key] = _plain(value_node, (*path, key), lines)
    return found


def _scalar(node: yaml.ScalarNode) -> Any:
    written = clean(node.value)
    if node.style is not None:  # between quotes, or a block of text
        return written
    if written in _WORDS:
        return _WORDS[written]
    if _WHOLE.fullmatch(written):
        return int(written)
    return float(written) if _DECIMAL.fullmatch(written) else written
