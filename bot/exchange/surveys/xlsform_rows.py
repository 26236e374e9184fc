"""One row of an XLSForm as one question of a survey, and what in it a chat cannot do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyxform.aliases import yes_no

from bot.exchange.surveys.xlsform_sheets import DEFAULT, Row
from bot.exchange.surveys.xlsform_types import ACKNOWLEDGE, RANGE, Asks
from bot.language import Text, _, known_languages, translator
from bot.neighbourhood.survey_check import WIDEST_SCALE

_OTHER = "other"
_SETTLED = {"", *(word.lower() for word in yes_no)}
_YES = {word.lower() for word, is_yes in yes_no.items() if is_yes}
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """The languages of a form: texts of columns that name none are in `default`."""

    default: str
    languages: tuple[str, ...]

    def of(self, row: Row, column: str) -> dict[str, str]:
        """The texts of a column by language, in the order of the form's languages."""
        texts = {language or self.default: text for language, text in row.texts.get(column, {}).items()}
        return {language: texts[language] for language in self.languages if language in texts}

    def said(self, text: Text) -> dict[str, str]:
        """One of our own texts in those languages of the form that the bot speaks."""
        known = [language for language in self.languages if language in known_languages()]
        return {language: translator(language)(text) for language in known or [self.default]}


def words_of(rows: Sequence[Row], default: str) -> Words:
    """The languages used in these rows; `default` is what columns without a language are in."""
    used = {language or default for row in rows for texts in row.texts.values() for language in texts}
    return Words(default, tuple(sorted(used | {default}, key=lambda language: (language != default, language))))


def impossible(row: Row) -> Iterator[Text]:
    """What a row asks for, beside its type, that a chat cannot do."""
    if row.cell("choice_filter"):
        yield _("a chat cannot offer choices that depend on another answer (choice_filter)")
    if row.cell("calculation"):
        yield _("a chat cannot fill in a question by itself (calculation)")
    if row.cell("appearance").startswith("ex:"):
        yield _("a chat cannot start another app (appearance “{appearance}”)", appearance=row.cell("appearance"))
    if row.cell("required").lower() not in _SETTLED:
        yield _("“required” must be yes or no here, not an expression")
    if not row.texts.get("label") and not row.texts.get("hint"):
        yield _("it has no label; a chat shows no pictures or sound in the place of words")


def is_off(row: Row) -> bool:
    """Whether the row was switched off."""
    return row.cell("disabled").lower() in _YES


def question(row: Row, asks: Asks, words: Words, lists: Mapping[str, list[Row]]) -> dict[str, Any]:
    """The definition of a row's question, without its condition and constraint."""
    kind = "note" if row.cell("readonly").lower() in _YES else asks.kind
    text, hint = words.of(row, "label"), words.of(row, "hint")
    if not text:
        text, hint = hint, {}
    found: dict[str, Any] = {"key": row.cell("name"), "kind": kind, "text": text}
    if kind == "note":
        return found | {
            "text": {language: f"{one}\n{hint.get(language, '')}".strip() for language, one in text.items()}
        }
    if hint:
        found["hint"] = hint
    if row.cell("required").lower() not in _YES:
        found["optional"] = True
    if row.cell("sensitive").lower() in _YES:
        found["sensitive"] = True
    if asks.options:
        found["options"] = _options(lists.get(asks.options, []), asks, words)
    return found | asks.definition | _special(row, kind, words)


def _special(row: Row, kind: str, words: Words) -> dict[str, Any]:
    if kind == ACKNOWLEDGE:
        return {"kind": "choice", "options": [{"key": "OK", "label": words.said("OK")}]}
    return _range(row) if kind == RANGE else {}


def _options(rows: Sequence[Row], asks: Asks, words: Words) -> list[dict[str, Any]]:
    options = [{"key": row.cell("name"), "label": words.of(row, "label")} for row in rows]
    if asks.or_other and all(option["key"] != _OTHER for option in options):
        options.append({"key": _OTHER, "label": words.said(_("Other"))})
    return options


def follow_up(row: Row, asked: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """The question behind the option “other” of `or_other`: what is it, in your own words?"""
    key = row.cell("name")
    found = {"key": f"{key}_{_OTHER}", "kind": "text", "text": words.said(_("Could you say what you mean?"))}
    optional = {"optional": True} if asked.get("optional") else {}
    return found | optional | {"relevant": f"selected(${{{key}}}, '{_OTHER}')"}


def _range(row: Row) -> dict[str, Any]:
    given = dict(part.split("=", 1) for part in row.cell("parameters").lower().split() if "=" in part)
    low, high, step = (
        _number(given.get(name, usual)) for name, usual in (("start", "1"), ("end", "10"), ("step", "1"))
    )
    whole = all(isinstance(number, int) for number in (low, high, step))
    if whole and step == 1 and 1 <= high - low <= WIDEST_SCALE:
        return {"kind": "scale", "low": low, "high": high}
    stepped = {"constraint": f"(. - {low}) mod {step} = 0"} if whole and step not in (0, 1) else {}
    return {"kind": "number", "low": low, "high": high} | ({} if whole else {"decimals": True}) | stepped


def _number(written: str) -> int | float:
    try:
        return int(written)
    except ValueError:
        return float(written)


__all__ = ["DEFAULT", "Words", "follow_up", "impossible", "is_off", "question", "words_of"]
