"""From the words of an expression to its tree."""

from bot.language import Text, _
from bot.neighbourhood.expression.functions import FUNCTIONS
from bot.neighbourhood.expression.tokens import ExpressionError, Token, tokens
from bot.neighbourhood.expression.tree import LEVELS, Answer, Call, Chain, Literal, Negative, Node, Own
from bot.neighbourhood.pattern import pattern
from bot.neighbourhood.refusal import Refusal

MOST_NESTED = 30


class Parser:
    """Reads one expression, from loose operators to tight ones."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._tokens = list(tokens(source))
        self._at = 0
        self._nested = 0

    def tree(self) -> Node:
        """The whole expression. Raises ExpressionError."""
        tree = self._chain(0)
        if self._next.what != "end":
            raise self._unexpected(self._next)
        return tree

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _taken(self) -> Token:
        token = self._next
        self._at += 1
        return token

    def _chain(self, level: int) -> Node:
        if level == len(LEVELS):
            return self._signed()
        first = self._chain(level + 1)
        rest = []
        while self._next.what in ("name", "sign") and self._next.text in LEVELS[level]:
            operator = self._taken().text
            rest.append((operator, self._chain(level + 1)))
        return Chain(level, first, tuple(rest)) if rest else first

    def _signed(self) -> Node:
        if not self._is_sign("-"):
            return self._operand()
        token = self._taken()
        self._enter(token)
        negative = Negative(self._signed())
        self._nested -= 1
        return negative

    def _operand(self) -> Node:
        token = self._taken()
        if token.what == "answer":
            return Answer(token.text)
        if token.what == "number":
            return Literal(float(token.text))
        if token.what == "text":
            return Literal(token.text)
        if token.what == "name":
            return self._call(token)
        if token.text == ".":
            return Own()
        if token.text == "(":
            return self._inside(token)
        raise self._unexpected(token)

    def _inside(self, opening: Token) -> Node:
        self._enter(opening)
        node = self._chain(0)
        self._expect(")")
        self._nested -= 1
        return node

    def _call(self, name: Token) -> Call:
        if not self._is_sign("("):
            raise self._error(name, _("“{name}” means nothing here; write ${{{name}}} for an answer", name=name.text))
        if name.text not in FUNCTIONS:
            raise self._error(name, _("the function “{name}” cannot be used", name=name.text))
        self._enter(self._taken())
        given = self._given()
        self._nested -= 1
        self._check_count(name, len(given))
        if name.text == "regex":
            self._check_pattern(name, given[1])
        return Call(name.text, tuple(given))

    def _given(self) -> list[Node]:
        if self._is_sign(")"):
            self._taken()
            return []
        given = [self._chain(0)]
        while self._is_sign(","):
            self._taken()
            given.append(self._chain(0))
        self._expect(")")
        return given

    def _check_count(self, name: Token, count: int) -> None:
        function = FUNCTIONS[name.text]
        if not function.least <= count <= function.most:
            raise self._error(name, _("“{name}” needs another number of values between its brackets", name=name.text))

    def _check_pattern(self, name: Token, node: Node) -> None:
        if not (isinstance(node, Literal) and isinstance(node.content, str)):
            raise self._error(name, _("the pattern of “regex” must stand between quotes"))
        try:
            pattern(node.content)
        except Refusal as refusal:
            raise self._error(name, refusal.text) from refusal

    def _enter(self, token: Token) -> None:
        self._nested += 1
        if self._nested > MOST_NESTED:
            raise self._error(token, _("too many brackets inside each other"))

    def _is_sign(self, sign: str) -> bool:
        return self._next.what == "sign" and self._next.text == sign

    def _expect(self, sign: str) -> None:
        if not self._is_sign(sign):
            raise self._error(self._next, _("“{sign}” is missing", sign=sign))
        self._taken()

    def _unexpected(self, token: Token) -> ExpressionError:
        if token.what == "end":
            return self._error(token, _("something is missing at the end"))
        return self._error(token, _("“{sign}” is not expected here", sign=token.text))

    def _error(self, token: Token, reason: Text) -> ExpressionError:
        return ExpressionError(self._source, token.position, reason)
