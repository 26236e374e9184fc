"""The parts of a parsed expression. Each can be valued, written out again, and asked which answers it reads."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.neighbourhood.expression.functions import FUNCTIONS
from bot.neighbourhood.expression.values import Value, divided, equal, number, remainder, stored, text, truth

# From loose to tight. Operators of one level are worked out from left to right.
LEVELS: tuple[dict[str, Callable[[Value, Value], Value]], ...] = (
    {"or": lambda one, other: truth(one) or truth(other)},
    {"and": lambda one, other: truth(one) and truth(other)},
    {"=": equal, "!=": lambda one, other: not equal(one, other)},
    {
        "<": lambda one, other: number(one) < number(other),
        "<=": lambda one, other: number(one) <= number(other),
        ">": lambda one, other: number(one) > number(other),
        ">=": lambda one, other: number(one) >= number(other),
    },
    {
        "+": lambda one, other: number(one) + number(other),
        "-": lambda one, other: number(one) - number(other),
    },
    {
        "*": lambda one, other: number(one) * number(other),
        "div": lambda one, other: divided(number(one), number(other)),
        "mod": lambda one, other: remainder(number(one), number(other)),
    },
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression is worked out against: the answers by key, the answer at hand (`.`) and the day."""

    answers: Mapping[str, Any]
    own: Any
    today: date


@dataclass(frozen=True, slots=True)
class Literal:
    """A number or a text as it stands."""

    content: float | str

    def value(self, scope: Scope) -> Value:
        return self.content

    def written(self) -> str:
        if isinstance(self.content, float):
            return text(self.content)
        return f'"{self.content}"' if "'" in self.content else f"'{self.content}'"

    def parts(self) -> "Iterator[Node]":
        return iter(())


@dataclass(frozen=True, slots=True)
class Answer:
    """`${key}`: the answer to another question, empty when there is none."""

    key: str

    def value(self, scope: Scope) -> Value:
        return stored(scope.answers.get(self.key))

    def written(self) -> str:
        return f"${{{self.key}}}"

    def parts(self) -> "Iterator[Node]":
        return iter(())


@dataclass(frozen=True, slots=True)
class Own:
    """`.`: the answer that is being checked."""

    def value(self, scope: Scope) -> Value:
        return stored(scope.own)

    def written(self) -> str:
        return "."

    def parts(self) -> "Iterator[Node]":
        return iter(())


@dataclass(frozen=True, slots=True)
class Negative:
    """A minus in front."""

    of: "Node"

    def value(self, scope: Scope) -> Value:
        return -number(self.of.value(scope))

    def written(self) -> str:
        return f"-{_enclosed(self.of, len(LEVELS))}"

    def parts(self) -> "Iterator[Node]":
        yield self.of


@dataclass(frozen=True, slots=True)
class Chain:
    """Operators of one level in a row: `first op node op node`. Flat, so a long row is no deep tree."""

    level: int
    first: "Node"
    rest: "tuple[tuple[str, Node], ...]"

    def value(self, scope: Scope) -> Value:
        result = self.first.value(scope)
        for operator, node in self.rest:
            result = LEVELS[self.level][operator](result, node.value(scope))
        return result

    def written(self) -> str:
        rest = (f" {operator} {_enclosed(node, self.level)}" for operator, node in self.rest)
        return _enclosed(self.first, self.level) + "".join(rest)

    def parts(self) -> "Iterator[Node]":
        yield self.first
        yield from (node for _, node in self.rest)


@dataclass(frozen=True, slots=True)
class Call:
    """A function with what it is given."""

    name: str
    given: "tuple[Node, ...]"

    def value(self, scope: Scope) -> Value:
        function = FUNCTIONS[self.name]
        values = [node.value(scope) for node in self.given]
        return function.call(scope.today, *values) if function.dated else function.call(*values)

    def written(self) -> str:
        return f"{self.name}({', '.join(node.written() for node in self.given)})"

    def parts(self) -> "Iterator[Node]":
        return iter(self.given)


Node = Literal | Answer | Own | Negative | Chain | Call


def _enclosed(node: Node, level: int) -> str:
    loose = isinstance(node, Chain) and node.level <= level
    return f"({node.written()})" if loose else node.written()


def keys_read(node: Node) -> Iterator[str]:
    """The keys of the answers that a part reads, each as often as it is read."""
    if isinstance(node, Answer):
        yield node.key
    for part in node.parts():
        yield from keys_read(part)


def replaced(node: Node, by: Mapping[str, Node]) -> Node:
    """The same part, with what `by` holds in the place of the answers with those keys."""
    match node:
        case Answer(key):
            return by.get(key, node)
        case Negative(of):
            return Negative(replaced(of, by))
        case Chain(level, first, rest):
            return Chain(level, replaced(first, by), tuple((operator, replaced(one, by)) for operator, one in rest))
        case Call(name, given):
            return Call(name, tuple(replaced(one, by) for one in given))
    return node
