"""A form of any standard with every figure filled, none nought that may be another, and every relation between them kept."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import NamedTuple

from generator.answers.answer import Answer, Answers
from generator.document.places import Place
from generator.standard.definition import AGENCY, DATE, YEAR
from generator.standard.model import Standard
from generator.standard.table_definition import NUMBERS

_ROUNDS, _TRIES, _LEAST = 2000, 20, 101


class _Relation(NamedTuple):
    """Signed names that together are nought (`=`), or at most nought (`<=`)."""

    terms: tuple[tuple[int, str], ...]
    equal: bool
    constant: int
    defined: str  # the name alone on its side, which follows from the others

    def off(self, values: dict[str, int]) -> int:
        """How far it is from being kept."""
        found = self.constant + sum(sign * values[name] for sign, name in self.terms)
        return found if self.equal else max(found, 0)


def consistent(standard: Standard, year: int, seed: int = 1) -> Answers:
    """Answers that any check of the standard is content with; raises ValueError when none were found."""
    place = Place(file="truth")
    names = {a: a for a, figure in standard.figures.items() if figure.kind in NUMBERS}
    names |= {f"cover.{k}": k for k, question in standard.questions.items() if question.kind in NUMBERS and k != YEAR}
    relations = list(_relations(standard, year, set(names)))
    values = _solved(list(names), relations, seed)
    figures = {a: Answer(str(values[a]) if a in values else "示例", place) for a in standard.figures}
    questions = {key: Answer(_answer(standard, key, year, values), place) for key in standard.questions}
    return Answers(standard.id, year, "truth", figures, questions, {}, {})


def _answer(standard: Standard, key: str, year: int, values: dict[str, int]) -> str:
    question = standard.questions[key]
    if f"cover.{key}" in values:
        return str(values[f"cover.{key}"])
    made = dt.date(year + 1, 10, 20) if standard.school else dt.date(year + 1, 1, 20)
    known = {YEAR: str(year), AGENCY: "示例学院" if standard.school else "示例县教育局", DATE: made.isoformat()}
    kinds = {"yes_no": "是", "date": dt.date(year, 1, 1).isoformat()}
    return known.get(key) or kinds.get(question.kind) or next(iter(question.choices), "示例")


def _relations(standard: Standard, year: int, names: set[str]) -> Iterator[_Relation]:
    for figure in standard.figures.values():
        for way in figure.sums:
            if names.issuperset({figure.address, *way}):
                yield _Relation(((1, figure.address), *((-1, part) for part in way)), True, 0, figure.address)
    for instance in standard.instances:
        equation = instance.equation
        sides = [(1, operand) for operand in equation.left] + [(-1, operand) for operand in equation.right]
        if not instance.applies(year) or any(operand.kind == "last" for _, operand in sides):
            continue
        constant = sum(side * o.sign * int(o.number) for side, o in sides if o.kind == "number")
        terms = tuple((side * o.sign, ref) for side, o in sides if o.kind != "number" for ref in _refs(o))
        if not terms or (len(terms) == 1 and instance.condition) or not names.issuperset({name for _, name in terms}):
            continue
        alone = [
            _refs(side[0])[0] for side in (equation.left, equation.right) if len(side) == 1 and len(side[0].refs) == 1
        ]
        flip = -1 if equation.relation in (">=", ">") else 1
        strict = 1 if equation.relation in ("<", ">") else 0
        yield _Relation(
            tuple((flip * sign, name) for sign, name in terms),
            equation.relation == "=",
            flip * constant + strict,
            alone[0] if alone else "",
        )


def _refs(operand: object) -> list[str]:
    kind, refs = operand.kind, operand.refs  # type: ignore[attr-defined]
    return [ref if kind == "figure" or ref.startswith("cover.") else f"cover.{ref}" for ref in refs]


def _solved(names: list[str], relations: list[_Relation], seed: int) -> dict[str, int]:
    """Numbers of three and more digits, unlike each other where that is possible, with every relation kept."""
    nought = {relation.terms[0][1] for relation in relations if relation.equal and len(relation.terms) == 1}
    relations = [relation for relation in relations if len(relation.terms) > 1]
    defined = {relation.defined for relation in relations if relation.equal}
    for number in range(_TRIES):
        chance = random.Random(seed * 1000 + number)
        values = {name: 0 if name in nought else chance.randint(110, 990) for name in names}
        if _settle(values, relations, defined, chance):
            return values
    raise ValueError("no consistent form found")


def _settle(values: dict[str, int], relations: list[_Relation], defined: set[str], chance: random.Random) -> bool:
    parts = {relation.defined: relation for relation in relations if relation.equal and relation.defined}
    for _ in range(_ROUNDS):
        broken = [relation for relation in relations if relation.off(values)]
        if not broken:
            return True
        for relation in broken:
            off = relation.off(values)
            moves = [(name, max(-sign * off, _LEAST - values[name])) for sign, name in relation.terms]
            moves = [(name, change) for name, change in moves if change]
            own = [move for move in moves if parts.get(move[0]) is relation and len(relation.terms) > 2]
            free = [move for move in moves if move[0] not in defined]
            if off and moves:
                name, change = chance.choice(own or free or moves)
                _shift(name, change, values, {} if own else parts, chance)
    return False


def _shift(
    name: str, change: int, values: dict[str, int], parts: dict[str, _Relation], chance: random.Random, depth: int = 0
) -> None:
    """Change a number, and with one that follows from others one of these."""
    values[name] += change
    relation = parts.get(name)
    if relation is None or depth > 6:
        return
    others = [(sign, part) for sign, part in relation.terms if part != name]
    mine = next(sign for sign, part in relation.terms if part == name)
    able = [(sign, part) for sign, part in others if values[part] - mine * sign * change > 0]
    if able:
        sign, part = chance.choice(able)
        _shift(part, -mine * sign * change, values, parts, chance, depth + 1)
