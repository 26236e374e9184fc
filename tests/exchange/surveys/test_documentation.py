"""The page about surveys and the JSON schema know every key that the reader knows."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.exchange.surveys import read_survey
from bot.exchange.surveys.examples import EXAMPLES
from bot.neighbourhood.expression import FUNCTIONS
from bot.neighbourhood.survey_check import SURVEY_KEYS
from bot.neighbourhood.survey_keys import checks_of, known_kinds

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "surveys.md").read_text("utf-8")
SCHEMA: dict[str, Any] = json.loads((DOCS / "survey.schema.json").read_text("utf-8"))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert set(SCHEMA["properties"]) == {*SURVEY_KEYS, "language"}


@pytest.mark.parametrize("kind", known_kinds())
def test_the_schema_has_every_key_of_every_kind(kind: str) -> None:
    assert set(SCHEMA["$defs"][kind]["properties"]) == {"key", "kind", *checks_of(kind)}
    assert {"$ref": f"#/$defs/{kind}"} in SCHEMA["properties"]["questions"]["items"]["oneOf"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_as_the_schema_says(example: Path) -> None:
    Draft202012Validator(SCHEMA).validate(yaml.safe_load(example.read_text("utf-8")))


def test_the_schema_points_at_mistakes() -> None:
    wrong = {"title": "x", "questions": [{"key": "a", "kind": "number", "text": "y", "low": "ten"}]}
    assert not Draft202012Validator(SCHEMA).is_valid(wrong)


@pytest.mark.parametrize(
    "key", sorted({*SURVEY_KEYS, *known_kinds(), *(key for kind in known_kinds() for key in checks_of(kind))})
)
def test_the_page_explains_every_key_and_kind(key: str) -> None:
    assert f"`{key}`" in PAGE


def test_the_survey_on_the_page_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "play.yaml"
    path.write_text(PAGE.partition("```yaml\n")[2].partition("```")[0], "utf-8")
    assert len(read_survey(path).data["questions"]) == 2


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_the_page_names_every_function(function: str) -> None:
    assert f"{function}(" in PAGE
