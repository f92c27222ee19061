"""The check language: linear equations and conditions in text, parsed without eval.

equation   sum (= | <= | >= | < | >) sum
sum        term ((+ | -) term)*
term       a number, or a name of one to three parts (row, column, row.column, table.row.column), after `last.` for
           last year's figure, after `cover.` for an answer that is a number
condition  clause (or clause)*          clause: test (and test)*
test       an equation | question is 甲、乙 | question is blank | last is blank
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

_TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[a-z][a-z0-9_.]*)|(?P<op><=|>=|=|<|>)|(?P<sign>[+-]))")
OPPOSITE = {"=": "≠", "<=": ">", ">=": "<", "<": "≥", ">": "≤"}
IN_WORDS = {"=": "应为", "<=": "应不大于", ">=": "应不小于", "<": "应小于", ">": "应大于"}


class EquationError(ValueError):
    """The text is not an equation or condition; the message says why."""


class Term(NamedTuple):
    """A signed number or name."""

    sign: int
    name: str
    number: Decimal = Decimal(0)


Of = TypeVar("Of")
Other = TypeVar("Other")


class Equation(NamedTuple, Generic[Of]):
    """Two sums and the relation that should hold between them."""

    left: tuple[Of, ...]
    relation: str
    right: tuple[Of, ...]

    @property
    def operands(self) -> tuple[Of, ...]:
        return self.left + self.right

    def map(self, found: Callable[[Of], Other]) -> Equation[Other]:
        """The same equation with what is found for each operand."""
        return Equation(tuple(map(found, self.left)), self.relation, tuple(map(found, self.right)))


class Choice(NamedTuple):
    """True when the answer to a question is one of the values; no values: when it is blank."""

    question: str
    values: tuple[str, ...]

    def holds(self, chosen: Mapping[str, str]) -> bool:
        """Whether it is true of these answers, in words, by question."""
        answer = chosen.get(self.question)
        return answer in self.values if self.values and answer is not None else answer is None and not self.values


Test = Equation[Term] | Choice


def parse_equation(text: str) -> Equation[Term]:
    """Parse `a + b = c + d`; raises EquationError."""
    sides: list[list[Term]] = [[]]
    relation, sign, at = "", 0, 0
    while text[at:].strip():
        token = _TOKEN.match(text, at)
        if token is None:
            raise EquationError(f"看不懂 {text[at:].strip()}")
        at = token.end()
        if token["op"]:
            if relation or not sides[-1] or sign:
                raise EquationError(f"{token['op']} 的位置不对")
            relation, sides = token["op"], [*sides, []]
        elif token["sign"]:
            if sign:
                raise EquationError("两个符号连在一起")
            sign = 1 if token["sign"] == "+" else -1
        else:
            if sides[-1] and not sign:
                raise EquationError(f"{token[0].strip()} 前面少了加号或减号")
            number = Decimal(token["number"] or 0)
            sides[-1].append(Term(sign or 1, token["name"] or "", number))
            sign = 0
    if not relation or sign or not sides[-1]:
        raise EquationError("要写成 甲 + 乙 = 丙 + 丁 的样子，关系只有 = <= >= < >")
    return Equation(tuple(sides[0]), relation, tuple(sides[1]))


def parse_condition(text: str) -> tuple[tuple[Test, ...], ...]:
    """Parse a condition; the empty text always holds and gives ()."""
    if not text.strip():
        return ()
    return tuple(
        tuple(_test(part.strip()) for part in re.split(r"\s+and\s+", clause)) for clause in re.split(r"\s+or\s+", text)
    )


def _test(text: str) -> Test:
    question, found, values = text.partition(" is ")
    if not found:
        return parse_equation(text)
    if not re.fullmatch(r"[a-z][a-z0-9_]*", question.strip()):
        raise EquationError(f"{question.strip()} 不是问题的名称")
    if values.strip() == "blank":
        return Choice(question.strip(), ())
    return Choice(question.strip(), tuple(value.strip() for value in values.split("、")))


def parse_years(text: str) -> tuple[int, int]:
    """Parse `2018-`, `2014-2018` or `2020`; the empty text is every year."""
    if not text:
        return 0, 9999
    if not re.fullmatch(r"\d{4}(-(\d{4})?)?", text):
        raise EquationError(f"年份 {text} 要写成 2018-、2014-2018 或 2020")
    first, dash, last = text.partition("-")
    return int(first), int(last) if last else 9999 if dash else int(first)
