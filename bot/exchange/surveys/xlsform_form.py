"""The rows of an XLSForm in order: groups flattened into conditions, calculations written into expressions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.exchange.surveys.xlsform_rows import Words, follow_up, impossible, is_off, question
from bot.exchange.surveys.xlsform_sheets import Row
from bot.exchange.surveys.xlsform_types import Asks, Calculates, Cannot, Group, meaning
from bot.language import Text, _
from bot.neighbourhood.expression import Call, Literal, Node, parse, replaced
from bot.neighbourhood.refusal import Refusal

LONGEST_CALCULATION = 2000


@dataclass(frozen=True, slots=True)
class Named:
    """Something about one row."""

    row: int
    text: Text


@dataclass
class Form:
    """Reads the survey sheet from top to bottom. Afterwards: the items with their rows, problems and warnings."""

    words: Words
    lists: Mapping[str, list[Row]]
    items: list[dict[str, Any]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    problems: list[Named] = field(default_factory=list)
    warnings: list[Named] = field(default_factory=list)
    _groups: list[tuple[Row, str]] = field(default_factory=list)
    _calculations: dict[str, Node] = field(default_factory=dict)

    def read(self, rows: Sequence[Row]) -> None:
        """Read every row; nothing is raised, problems are gathered."""
        for row in rows:
            if not is_off(row):
                self._row(row)
        for begun, _condition in self._groups:
            self._problem(begun, _("this group has no end"))

    def _row(self, row: Row) -> None:
        means = meaning(row.cell("type"))
        if isinstance(means, Group):
            self._group(row, means)
        elif isinstance(means, Calculates):
            self._calculate(row)
        elif isinstance(means, Cannot):
            self._problem(row, means.reason)
            self._keep(row, {"key": row.cell("name"), "kind": "text", "text": self.words.said("-")})
        elif isinstance(means, Asks):
            self._ask(row, means)

    def _group(self, row: Row, group: Group) -> None:
        if group.begins:
            self._groups.append((row, self._expression(row, "relevant")))
            if row.texts.get("label"):
                self._keep(row, self._conditioned(question(row, Asks("note"), self.words, {}), ""))
        elif self._groups:
            self._groups.pop()
        else:
            self._problem(row, _("this group was never begun"))

    def _ask(self, row: Row, asks: Asks) -> None:
        for reason in impossible(row):
            self._problem(row, reason)
        if asks.options and asks.options not in self.lists:
            self._problem(row, _("the list “{list}” is not on the sheet “choices”", list=asks.options))
        for option in self.lists.get(asks.options, ()) if asks.options else ():
            if not option.texts.get("label"):
                self._problem(row, _("the choice “{name}” has no label", name=option.cell("name")))
        self._warn(row)
        try:
            asked = question(row, asks, self.words, self.lists)
        except ValueError:
            self._problem(row, _("the parameters must be numbers: start=1 end=5 step=1"))
            return
        item = self._conditioned(asked, self._expression(row, "relevant"))
        if asked["kind"] != "note":
            self._constrain(item, row, asks)
        self._keep(row, item)
        if asks.or_other:
            self._keep(row, follow_up(row, asked, self.words))

    def _constrain(self, item: dict[str, Any], row: Row, asks: Asks) -> None:
        own = (item.pop("constraint", ""), asks.constraint, self._expression(row, "constraint"))
        if constraint := _all(own):
            item["constraint"] = constraint
        message = self.words.of(row, "constraint_message")
        if message and constraint:
            item["constraint-message"] = message
        elif asks.constraint and item["kind"] == "text":
            item["constraint-message"] = self.words.said(_("Please type digits only."))

    def _calculate(self, row: Row) -> None:
        condition = _all([*(own for _row, own in self._groups), self._expression(row, "relevant")])
        written = self._expression(row, "calculation")
        if not written:
            return
        node: Node = Call("string", (parse(written).tree,))
        if condition:
            node = Call("if", (parse(condition).tree, node, Literal("")))
        if len(node.written()) > LONGEST_CALCULATION:
            self._problem(row, _("this calculation is too long"))
        else:
            self._calculations[row.cell("name")] = node
            self.warnings.append(Named(row.number, _("what is calculated is used in conditions, and not exported")))

    def _expression(self, row: Row, column: str) -> str:
        """The expression with calculations written into it; empty when there is none or when it cannot be read."""
        source = row.expression(column)
        if not source:
            return ""
        try:
            expression = parse(source)
            if not expression.keys & self._calculations.keys():
                return source
            return str(parse(replaced(expression.tree, self._calculations).written()))
        except Refusal as refusal:
            self._problem(row, _("{column}: {reason}", column=column, reason=refusal.text))
            return ""

    def _conditioned(self, item: dict[str, Any], own: str) -> dict[str, Any]:
        condition = _all([*(condition for _row, condition in self._groups), own])
        return item | {"relevant": condition} if condition else item

    def _keep(self, row: Row, item: dict[str, Any]) -> None:
        if item["key"]:
            self.items.append(item)
            self.rows.append(row.number)
        else:
            self._problem(row, _("it has no name"))

    def _warn(self, row: Row) -> None:
        if any(row.texts.get(medium) for medium in ("image", "audio", "video")):
            self.warnings.append(Named(row.number, _("pictures, sound and video beside a question are not shown")))
        if row.cell("default"):
            self.warnings.append(Named(row.number, _("the default answer is not used: a chat asks")))

    def _problem(self, row: Row, reason: Text) -> None:
        self.problems.append(Named(row.number, _described(row, reason)))


def _described(row: Row, reason: Text) -> Text:
    kind, name = row.cell("type"), row.cell("name")
    if name:
        return _("row {row}, {type} “{name}”: {reason}", row=row.number, type=kind, name=name, reason=reason)
    return _("row {row}, {type}: {reason}", row=row.number, type=kind or "–", reason=reason)


def _all(conditions: Iterator[str] | Sequence[str]) -> str:
    given = [condition for condition in conditions if condition]
    return given[0] if len(given) == 1 else " and ".join(f"({condition})" for condition in given)
