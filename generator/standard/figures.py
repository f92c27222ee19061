"""Every figure of a table: its address, what it is called, what it counts, and what it is the sum of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from generator.standard.table_definition import Column, Kind, RepeatedRow, Row, Table


class RowAt(NamedTuple):
    """A row at its place: its key and all rows it stands under, outermost first."""

    key: str
    row: Row
    above: tuple[Row, ...]


class ColumnAt(NamedTuple):
    """A column that holds figures: its key and the spanners over it, outermost first."""

    key: str
    column: Column
    above: tuple[Column, ...]


class Figure(NamedTuple):
    """One cell of a table that holds a value.

    `sums` are the ways in which it is a total: each a list of addresses (a cell that is both the total of its row and of
    its column has two). A figure without `sums` is entered.
    """

    address: str
    table: str
    row: RowAt
    column: ColumnAt
    kind: Kind
    unit: str
    sums: tuple[tuple[str, ...], ...] = ()

    @property
    def is_total(self) -> bool:
        return bool(self.sums)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Its row, and those it stands under."""
        return (self.row.row, *self.row.above)

    @property
    def optional(self) -> bool:
        return self.row.row.optional or self.column.column.optional


class FigureName(NamedTuple):
    """The form's own words for a figure: its row and, unless the row has no other figure, its column."""

    row: str
    column: str

    @property
    def printed(self) -> str:
        """As messages call it: `一、本年新收政府信息公开申请数量“自然人”`."""
        return f"{self.row}“{self.column}”" if self.column else self.row


def rows_at(rows: Mapping[str, Row], above: tuple[Row, ...] = ()) -> Iterator[RowAt]:
    """All rows, depth first, heads included."""
    for key, row in rows.items():
        yield RowAt(key, row, above)
        yield from rows_at(row.rows, (*above, row))


def columns_at(columns: Mapping[str, Column], above: tuple[Column, ...] = ()) -> Iterator[ColumnAt]:
    """The columns that hold figures, left to right."""
    for key, column in columns.items():
        if column.columns:
            yield from columns_at(column.columns, (*above, column))
        else:
            yield ColumnAt(key, column, above)


def row_groups(rows: Mapping[str, Row]) -> dict[str, list[str]]:
    """For each head: the keys of the rows of figures directly under it (through heads, not through details).

    For a row that repeats: the keys of the rows it stands for.
    """
    groups: dict[str, list[str]] = {}
    for key, row in rows.items():
        groups |= row_groups(row.rows)
        if row.head:
            groups[key] = members(row.rows, groups)
        elif isinstance(row, RepeatedRow):
            groups.setdefault(row.of, []).append(key)
    return groups


def column_groups(columns: Mapping[str, Column]) -> dict[str, list[str]]:
    """For each spanner: the keys of the columns of figures under it."""
    groups: dict[str, list[str]] = {}
    for key, column in columns.items():
        if column.columns:
            groups |= column_groups(column.columns)
            groups[key] = members(column.columns, groups)
    return groups


def figures_of(name: str, table: Table) -> Iterator[Figure]:
    """The figures of a table in reading order."""
    for band in table.stacked:
        groups, spanners = row_groups(band.rows), column_groups(band.columns)
        for row, column in product(rows_at(band.rows), columns_at(band.columns)):
            if not row.row.head:
                sums: tuple[tuple[str, ...], ...] = ()
                if column.column.sum:
                    sums = (tuple(f"{name}.{row.key}.{key}" for key in members(column.column.sum, spanners)),)
                if row.row.sum:
                    sums += (tuple(f"{name}.{key}.{column.key}" for key in members(row.row.sum, groups)),)
                kind = row.row.kind or column.column.kind or "count"
                unit = row.row.unit or column.column.unit or band.unit or table.unit
                yield Figure(f"{name}.{row.key}.{column.key}", name, row, column, kind, unit, sums)


def members(keys: Iterable[str], groups: Mapping[str, list[str]]) -> list[str]:
    """The keys with each group replaced by its members."""
    return [member for key in keys for member in groups.get(key, [key])]
