"""The equations of a standard on what is told: bounds that go through them until one cannot hold.

A figure that is not told is not negative and otherwise unknown; so figures of a text without tables can contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from generator.proofreading.telling.reckoning import Cells
from generator.standard.binding import Instance, Operand
from generator.standard.model import Standard
from generator.standard.table_definition import NUMBERS

_PASSES = 6
_ZERO = Decimal(0)


class FormRelation(NamedTuple):
    """Signed figures and a number that together are nought (`equal`), or at most nought; `says` is what the form says of it."""

    terms: tuple[tuple[int, str], ...]
    equal: bool
    constant: Decimal
    says: str = ""


class Bounds(NamedTuple):
    """What a figure may be: from `least` to `most`, without limit when that is None."""

    least: Decimal = _ZERO
    most: Decimal | None = None


class Broken(NamedTuple):
    """A relation that cannot hold, and the told figures it rests on."""

    relation: FormRelation
    rests: frozenset[str]


def relations_of(standard: Standard, year: int) -> list[FormRelation]:
    """The sums of the tables and the checks that always apply, but for those with last year."""
    found = []
    numeric = {a for a, figure in standard.figures.items() if figure.kind in NUMBERS}
    for figure in standard.figures.values():
        ways = (way for way in figure.sums if numeric.issuperset({figure.address, *way}))
        found += [FormRelation(((1, figure.address), *((-1, part) for part in way)), True, _ZERO) for way in ways]
    for instance in standard.instances:
        if instance.check.severity in ("error", "warning") and instance.applies(year) and not instance.condition:
            found += _bound(instance)
    return [relation for relation in found if len(relation.terms) > 1]


def _bound(instance: Instance) -> Iterator[FormRelation]:
    equation = instance.equation
    sides: list[tuple[int, Operand]] = [(1, one) for one in equation.left] + [(-1, one) for one in equation.right]
    if any(operand.kind == "last" for _, operand in sides) or equation.relation not in ("=", "<=", ">="):
        return
    flip = -1 if equation.relation == ">=" else 1
    constant = sum((side * one.sign * one.number for side, one in sides if one.kind == "number"), _ZERO)
    terms = [
        (flip * side * one.sign, _named(one, ref)) for side, one in sides if one.kind != "number" for ref in one.refs
    ]
    yield FormRelation(tuple(terms), equation.relation == "=", flip * constant, instance.says)


def _named(operand: Operand, ref: str) -> str:
    return ref if operand.kind == "figure" or ref.startswith("cover.") else f"cover.{ref}"


def told_sum(cells: Cells, value: Decimal) -> FormRelation:
    """A text that tells the sum of several figures."""
    return FormRelation(cells.terms, True, -value)


def broken(relations: Iterable[FormRelation], known: Mapping[str, Decimal]) -> Broken | None:
    """The first relation that cannot hold when these figures are told."""
    bounds = {name: Bounds(value, value) for name, value in known.items()}
    rests: dict[str, frozenset[str]] = {name: frozenset((name,)) for name in known}
    all_of_them = list(relations)
    for _ in range(_PASSES):
        narrowed = False
        for relation in all_of_them:
            least, most = _span(relation, bounds)
            if least > 0 or (relation.equal and most is not None and most < 0):
                return Broken(
                    relation, frozenset().union(*(rests.get(name, frozenset()) for _, name in relation.terms))
                )
            for sign, name in relation.terms:
                if name not in known and _narrow(relation, sign, name, bounds):
                    others = (rests.get(other, frozenset()) for _, other in relation.terms if other != name)
                    rests[name] = rests.get(name, frozenset()).union(*others)
                    narrowed = True
        if not narrowed:
            return None
    return None


def _span(relation: FormRelation, bounds: Mapping[str, Bounds], without: str = "") -> tuple[Decimal, Decimal | None]:
    """The least and the most its terms come to; no most when one has none. A least that has none is very small."""
    least, most = relation.constant, relation.constant
    unbound_below = unbound_above = False
    for sign, name in relation.terms:
        if name == without:
            continue
        one = bounds.get(name, Bounds())
        low, high = (one.least, one.most) if sign > 0 else (None if one.most is None else -one.most, -one.least)
        least, unbound_below = (least + low, unbound_below) if low is not None else (least, True)
        most, unbound_above = (most + high, unbound_above) if high is not None else (most, True)
    return Decimal("-Infinity") if unbound_below else least, None if unbound_above else most


def _narrow(relation: FormRelation, sign: int, name: str, bounds: dict[str, Bounds]) -> bool:
    """Narrow what one figure may be by the others; whether that changed anything."""
    least, most = _span(relation, bounds, name)
    mine = bounds.get(name, Bounds())
    low, high = mine
    if sign > 0:
        if least.is_finite():
            high = -least if high is None else min(high, -least)
        if relation.equal and most is not None:
            low = max(low, -most)
    else:
        if least.is_finite():
            low = max(low, least)
        if relation.equal and most is not None:
            high = most if high is None else min(high, most)
    bounds[name] = Bounds(low, high)
    return bounds[name] != mine
