"""Checks bound to figures: each equation becomes the instances it stands for, one a column or row it ranges over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from generator.standard.definition import NUMBERS, Check, Rule, StandardFile, Table
from generator.standard.equation import (
    Choice,
    Condition,
    Equation,
    EquationError,
    Term,
    parse_condition,
    parse_equation,
    parse_years,
)
from generator.standard.figures import Figure, column_groups, columns_at, figures_of, members, row_groups, rows_at


class Operand(NamedTuple):
    """What stands in a bound equation: figures to add up (of this year or last), an answer, or a number."""

    sign: int
    kind: Literal["figure", "last", "cover", "number"]
    refs: tuple[str, ...]
    label: str
    number: Decimal = Decimal(0)


class Bound(NamedTuple):
    """An equation with its operands found."""

    left: tuple[Operand, ...]
    relation: str
    right: tuple[Operand, ...]

    @property
    def operands(self) -> tuple[Operand, ...]:
        return self.left + self.right


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


class Pattern(NamedTuple):
    """A name of the check language before the dimension it leaves open is filled in."""

    last: bool
    table: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    label: str


class _Shape(NamedTuple):
    """The names of one table."""

    rows: dict[str, tuple[str, ...]]
    columns: dict[str, tuple[str, ...]]
    labels: dict[str, str]
    figures: dict[str, Figure]
    parts: dict[str, tuple[str, ...]]


def _shape(name: str, table: Table) -> _Shape:
    rows: dict[str, tuple[str, ...]] = {}
    columns: dict[str, tuple[str, ...]] = {}
    labels: dict[str, str] = {}
    parts: dict[str, tuple[str, ...]] = {}
    for band in table.stacked:
        groups = row_groups(band.rows)
        for row in rows_at(band.rows):
            rows[row.key] = tuple(groups.get(row.key, [row.key]))
            labels[row.key] = row.row.label
            if row.row.sum:
                parts[row.key] = tuple(members(row.row.sum, groups))
        spanners = column_groups(band.columns)
        for column in columns_at(band.columns):
            columns[column.key] = (column.key,)
            labels[column.key] = "".join(above.label for above in column.above) + column.column.label
            if column.column.sum:
                parts[column.key] = tuple(members(column.column.sum, spanners))
        for key, under in spanners.items():
            columns[key] = tuple(under)
            labels[key] = key
    return _Shape(rows, columns, labels, {f.address: f for f in figures_of(name, table)}, parts)


class Binder:
    """Binds the checks of a standard; every mistake is an EquationError."""

    def __init__(self, tables: Mapping[str, Table], questions: Mapping[str, str]) -> None:
        self.shapes = {name: _shape(name, table) for name, table in tables.items()}
        self.questions = questions  # key -> kind

    def bind(self, code: str, check: Check, table: str) -> Iterator[Instance]:
        """All instances of a check; `table` is the table it stands in, or '' for checks across tables."""
        parse_years(check.years)
        for total in check.totals:
            yield from self._totals(code, check, table, total)
        for rule in check.equations:
            yield from self._rule(code, check, table, rule)

    def _totals(self, code: str, check: Check, table: str, key: str) -> Iterator[Instance]:
        shape = self.shapes[table]
        found = False
        for figure in shape.figures.values():
            for way, parts in enumerate(figure.sums):
                column_wise = bool(figure.column.column.sum) and way == 0
                if key != (figure.column.key if column_wise else figure.row.key):
                    continue
                found = True
                left = (self._figure(figure.address),)
                right = tuple(self._figure(part) for part in parts)
                along = figure.row.key if column_wise else figure.column.key
                yield Instance(
                    code, check, Rule(rule=key), table, Bound(left, "=", right), along=along, total=figure.address
                )
        if not found:
            raise EquationError(f"{key} 没有 sum，不是合计")

    def _figure(self, address: str) -> Operand:
        return Operand(1, "figure", (address,), "")

    def _rule(self, code: str, check: Check, table: str, rule: Rule) -> Iterator[Instance]:
        equation, condition = parse_equation(rule.rule), parse_condition(rule.when or check.when)
        patterns = [self._pattern(term, table) for term in equation.left + equation.right if term.name]
        patterns += [
            self._pattern(term, table)
            for clause in condition
            for test in clause
            if isinstance(test, Equation)
            for term in test.left + test.right
            if term.name
        ]
        made = 0
        for along in self._range([p for p in patterns if p is not None], table):
            if along in check.skip:
                continue
            bound = self._fill(equation, table, along)
            if bound is None:
                continue
            made += 1
            implied = self.shapes[table].parts.get(along, ()) if table and check.severity != "input" else ()
            yield Instance(
                code, check, rule, table, bound, self._conditions(condition, table, along), along, tuple(implied)
            )
        if not made:
            raise EquationError(f"没有一处数能代入 {rule.rule}")

    def _range(self, patterns: list[Pattern], table: str) -> list[str]:
        """The columns or rows the rule ranges over; [''] when every name is a single place."""
        open_columns = any(not p.columns for p in patterns)
        open_rows = any(not p.rows for p in patterns)
        if open_columns and open_rows:
            raise EquationError("一条规则里不能既有只写行的，又有只写列的名称")
        home = table or next((p.table for p in patterns if not p.columns or not p.rows), "")
        if open_columns:
            return [key for key, under in self.shapes[home].columns.items() if under == (key,)]
        if open_rows:
            return [key for key, under in self.shapes[home].rows.items() if under == (key,)]
        return [""]

    def _pattern(self, term: Term, table: str) -> Pattern | None:
        name = term.name
        if name.startswith("cover."):
            key = name.removeprefix("cover.")
            if self.questions.get(key) not in {*NUMBERS, "year"}:
                raise EquationError(f"{name} 不是填数字的问题")
            return None
        last = name.startswith("last.")
        parts = name.removeprefix("last.").split(".")
        if len(parts) < 3 and table and parts[0] in (self.shapes[table].rows | self.shapes[table].columns):
            parts = [table, *parts]
        if parts[0] not in self.shapes:
            raise EquationError(f"没有 {name} 这一行、列或表")
        shape = self.shapes[parts[0]]
        rows: tuple[str, ...] = ()
        columns: tuple[str, ...] = ()
        for part in parts[1:]:
            if not rows and not columns and part in shape.rows:
                rows = shape.rows[part]
            elif not columns and part in shape.columns:
                columns = shape.columns[part]
            else:
                raise EquationError(f"{name} 里的 {part} 不是表 {parts[0]} 的行或列")
        if not rows and not columns:
            raise EquationError(f"{name} 是一张表，要写明行或列")
        return Pattern(last, parts[0], rows, columns, shape.labels[parts[-1] if rows == () else parts[1]])

    def _operand(self, term: Term, table: str, along: str) -> Operand | None:
        """The operand at one place; None where the table has no such cell."""
        if not term.name:
            return Operand(term.sign, "number", (), "", term.number)
        pattern = self._pattern(term, table)
        if pattern is None:
            return Operand(term.sign, "cover", (term.name.removeprefix("cover."),), "")
        figures = self.shapes[pattern.table].figures
        refs = tuple(
            f"{pattern.table}.{row}.{column}"
            for row in pattern.rows or (along,)
            for column in pattern.columns or (along,)
        )
        if not all(ref in figures and figures[ref].kind in NUMBERS for ref in refs):
            if pattern.rows and pattern.columns:
                raise EquationError(f"{term.name} 没有这样一格数")
            return None
        return Operand(term.sign, "last" if pattern.last else "figure", refs, pattern.label)

    def _fill(self, equation: Equation, table: str, along: str) -> Bound | None:
        left = [self._operand(term, table, along) for term in equation.left]
        right = [self._operand(term, table, along) for term in equation.right]
        if any(operand is None for operand in left + right):
            return None
        return Bound(tuple(o for o in left if o), equation.relation, tuple(o for o in right if o))

    def _conditions(self, condition: Condition, table: str, along: str) -> tuple[tuple[Bound | Choice, ...], ...]:
        clauses = []
        for clause in condition:
            tests: list[Bound | Choice] = []
            for test in clause:
                if isinstance(test, Choice):
                    if test.question not in self.questions and test.question != "last":
                        raise EquationError(f"没有 {test.question} 这个问题")
                    tests.append(test)
                    continue
                bound = self._fill(test, table, along)
                if bound is not None:
                    tests.append(bound)
            clauses.append(tuple(tests))
        return tuple(clauses)


def bound_checks(file: StandardFile, tables: Mapping[str, Table]) -> Iterator[Instance]:
    """All instances of all checks of a standard, those across tables last; raises EquationError."""
    binder = Binder(tables, {key: question.kind for key, question in file.questions.items()})
    for name, checks in [*((name, table.checks) for name, table in tables.items()), ("", file.checks)]:
        for code, check in checks.items():
            yield from binder.bind(code, check, name)
