"""Checks bound to figures: each equation becomes the instances it stands for, one a column or row it ranges over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from generator.standard.definition import ASKED, Question
from generator.standard.equation import (
    Choice,
    Equation,
    EquationError,
    Term,
    parse_condition,
    parse_equation,
    parse_years,
)
from generator.standard.figures import Figure, column_groups, columns_at, members, row_groups, rows_at
from generator.standard.table_definition import NUMBERS, Check, Rule, Table


class Operand(NamedTuple):
    """What stands in a bound equation: figures to add up (of this year or last), an answer, or a number."""

    sign: int
    kind: Literal["figure", "last", "cover", "number"]
    refs: tuple[str, ...]
    label: str
    number: Decimal = Decimal(0)


Bound = Equation[Operand]


class Instance(NamedTuple):
    """One check at one place.

    `along` is the column (or row) it was made for, `implied_by` those of its siblings that together say the same;
    `total` is the address of the total it checks.
    """

    code: str
    check: Check
    rule: Rule
    table: str
    equation: Bound
    condition: tuple[tuple[Bound | Choice, ...], ...] = ()
    along: str = ""
    implied_by: tuple[str, ...] = ()
    total: str = ""

    def applies(self, year: int) -> bool:
        """Whether the check speaks in this report year."""
        first, last = parse_years(self.check.years)
        return first <= year <= last

    @property
    def says(self) -> str:
        return self.rule.says or self.check.says


class _Pattern(NamedTuple):
    """An operand before the dimension its name leaves open is filled in; a number or an answer has no table."""

    operand: Operand
    table: str = ""
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    def at(self, along: str) -> Operand:
        """The operand at one column or row."""
        if not self.table:
            return self.operand
        rows, columns = self.rows or (along,), self.columns or (along,)
        return self.operand._replace(refs=tuple(f"{self.table}.{row}.{column}" for row in rows for column in columns))


class _Keys(NamedTuple):
    """The names of one table: the rows or columns of figures each means, its words, and the parts of its sum."""

    rows: dict[str, tuple[str, ...]]
    columns: dict[str, tuple[str, ...]]
    labels: dict[str, str]
    parts: dict[str, tuple[str, ...]]


def _keys_of(table: Table) -> _Keys:
    keys = _Keys({}, {}, {}, {})
    for band in table.stacked:
        groups, spanners = row_groups(band.rows), column_groups(band.columns)
        for key, under in groups.items():
            keys.rows[key], keys.labels[key] = tuple(under), key
        for row in rows_at(band.rows):
            keys.rows[row.key] = tuple(members([row.key], groups))
            keys.labels[row.key] = row.row.label
            keys.parts[row.key] = tuple(members(row.row.sum, groups))
        for column in columns_at(band.columns):
            keys.columns[column.key] = (column.key,)
            keys.labels[column.key] = "".join(part.label for part in (*column.above, column.column))
            keys.parts[column.key] = tuple(members(column.column.sum, spanners))
        for key, columns in spanners.items():
            keys.columns[key], keys.labels[key] = tuple(columns), key
    return keys


class Binder:
    """Binds the checks of a standard; every mistake is an EquationError."""

    def __init__(
        self, tables: Mapping[str, Table], figures: Mapping[str, Figure], questions: Mapping[str, Question]
    ) -> None:
        self.figures, self.questions = figures, questions
        self.keys = {name: _keys_of(table) for name, table in tables.items()}

    def bind(self, code: str, check: Check, table: str) -> Iterator[Instance]:
        """All instances of a check; `table` is the table it stands in, or '' for checks across tables."""
        parse_years(check.years)
        for total in check.total:
            yield from self._totals(code, check, table, total)
        for rule in check.equations:
            yield from self._rule(code, check, table, rule)

    def _totals(self, code: str, check: Check, table: str, key: str) -> Iterator[Instance]:
        found = False
        for address, figure in self.figures.items():
            if figure.table != table or not figure.sums:
                continue
            row, column = figure.row, figure.column
            ways = [(column.key, row.key)] if column.column.sum else []
            ways += [(row.key, column.key)] if row.row.sum else []
            for (total, along), parts in zip(ways, figure.sums, strict=True):
                if total == key:
                    found = True
                    equation = Equation((address,), "=", parts).map(lambda part: Operand(1, "figure", (part,), ""))
                    yield Instance(code, check, Rule(rule=key), table, equation, along=along, total=address)
        if not found:
            raise EquationError(f"{key} 没有 sum，不是合计")

    def _rule(self, code: str, check: Check, table: str, rule: Rule) -> Iterator[Instance]:
        equation = parse_equation(rule.rule).map(lambda term: self._pattern(term, table))
        clauses = [[self._test(test, table) for test in tests] for tests in parse_condition(rule.when or check.when)]
        opened = [equation, *(test for tests in clauses for test in tests if isinstance(test, Equation))]
        made = False
        for along in self._range([pattern for one in opened for pattern in one.operands], table):
            bound = self._filled(equation, along) if along not in check.skip else None
            if bound is not None:
                made = True
                condition = tuple(tuple(self._tests(tests, along)) for tests in clauses)
                implied = self.keys[table].parts.get(along, ()) if table and check.severity != "input" else ()
                yield Instance(code, check, rule, table, bound, condition, along, implied)
        if not made:
            raise EquationError(f"没有一处数能代入 {rule.rule}")

    def _tests(self, tests: Iterable[Equation[_Pattern] | Choice], along: str) -> Iterator[Bound | Choice]:
        """The tests of a clause at one column or row; those on cells that a table does not have fall away."""
        for test in tests:
            bound = test if isinstance(test, Choice) else self._filled(test, along)
            if bound:
                yield bound

    def _range(self, patterns: list[_Pattern], table: str) -> list[str]:
        """The columns or rows the rule ranges over; [''] when every name is a single place."""
        open_columns = [p.table for p in patterns if p.table and not p.columns]
        open_rows = [p.table for p in patterns if p.table and not p.rows]
        if open_columns and open_rows:
            raise EquationError("一条规则里不能既有只写行的，又有只写列的名称")
        if not open_columns and not open_rows:
            return [""]
        home = self.keys[table or (open_columns + open_rows)[0]]
        return [key for key, under in (home.columns if open_columns else home.rows).items() if under == (key,)]

    def _test(self, test: Equation[Term] | Choice, table: str) -> Equation[_Pattern] | Choice:
        if isinstance(test, Equation):
            return test.map(lambda term: self._pattern(term, table))
        if test.question not in self.questions and test.question != "last":
            raise EquationError(f"没有 {test.question} 这个问题")
        return test

    def _pattern(self, term: Term, table: str) -> _Pattern:
        name = term.name
        if not name:
            return _Pattern(Operand(term.sign, "number", (), "", term.number))
        if name.startswith(ASKED):
            key = name.removeprefix(ASKED)
            if key not in self.questions or self.questions[key].kind not in {*NUMBERS, "year"}:
                raise EquationError(f"{name} 不是填数字的问题")
            return _Pattern(Operand(term.sign, "cover", (key,), ""))
        home, *parts = name.removeprefix("last.").split(".")
        if len(parts) < 2 and table and home in self.keys[table].labels:
            home, parts = table, [home, *parts]
        if home not in self.keys:
            raise EquationError(f"没有 {name} 这一行、列或表")
        keys = self.keys[home]
        if not parts:
            raise EquationError(f"{name} 是一张表，要写明行或列")
        rows = keys.rows.get(parts[0], ())
        rest = parts[1:] if rows else parts
        columns = keys.columns.get(rest[0], ()) if rest else ()
        if wrong := rest[1:] if columns else rest:
            raise EquationError(f"{name} 里的 {wrong[0]} 不是表 {home} 的行或列")
        kind: Literal["last", "figure"] = "last" if name.startswith("last.") else "figure"
        pattern = _Pattern(Operand(term.sign, kind, (), keys.labels[parts[0]]), home, rows, columns)
        if not rows or not columns:
            return pattern
        if not self._stands(pattern.at("")):
            raise EquationError(f"{name} 没有这样一格数")
        return _Pattern(pattern.at(""))

    def _stands(self, operand: Operand) -> bool:
        """Whether every figure of an operand is there, and is a number."""
        known = self.figures
        figures = operand.refs if operand.kind in ("figure", "last") else ()
        return all(ref in known and known[ref].kind in NUMBERS for ref in figures)

    def _filled(self, equation: Equation[_Pattern], along: str) -> Bound | None:
        """The equation at one column or row; None where the table has no such cell."""
        filled = equation.map(lambda pattern: pattern.at(along))
        return filled if all(map(self._stands, filled.operands)) else None
