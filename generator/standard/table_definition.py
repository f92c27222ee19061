"""The words of a table of a standard: its columns and rows, its bands, and the checks on its figures."""

from __future__ import annotations

from dataclasses import field, fields, replace
from functools import cached_property
from typing import Annotated, Literal

from generator.standard.strict_definition import Asked, Definition, Key, Label, Years, alone

Kind = Literal["count", "signed_count", "money", "amount", "text", "date", "link", "yes_no", "choice", "year"]
NUMBERS: frozenset[Kind] = frozenset({"count", "signed_count", "money", "amount"})
Severity = Literal["error", "warning", "input", "unfilled", "text", "human"]
StubPart = Literal["code", "group", "label", "unit"]

Columns = dict[Key, Annotated["Column", alone("label")]]
Rows = dict[Key, Annotated["Row", alone("label")]]


class Column(Definition):
    """A column of the boxhead, or a spanner when it has columns of its own."""

    label: Label
    columns: Columns = field(default_factory=dict)
    sum: list[Key] = field(default_factory=list)
    kind: Kind | None = None
    unit: str = ""
    optional: bool = False
    years: Years = ""


class Row(Definition):
    """A row of figures; with `rows` it is followed by the rows below it.

    `head: above` makes it a line without figures over its rows, `head: beside` a vertical head at the left of its rows.
    Without `head` it has figures itself and its rows are details of it (其中). A row that `repeats` stands so many times in the
    form, and is printed as often as it is filled. `years` and `when` say when there is such a row.
    """

    label: str
    rows: Rows = field(default_factory=dict)
    head: Literal["above", "beside"] | None = None
    sum: list[Key] = field(default_factory=list)
    kind: Kind | None = None
    unit: str = ""
    code: str = ""
    optional: bool = False
    repeats: Annotated[int, Asked(ge=0, le=100)] = 0
    years: Years = ""
    when: str = ""

    def __post_init__(self) -> None:
        if self.head and not self.rows:
            raise ValueError("有 head 就要有 rows")
        if self.head and self.sum:
            raise ValueError("head 行没有数，不能有 sum")
        if self.repeats and (self.rows or self.sum):
            raise ValueError("有 repeats 的行不能有 rows、sum")


class RepeatedRow(Row):
    """One of the rows that a row which repeats stands for: which, and the how manieth, counted from 1."""

    of: str
    number: int


class Band(Definition):
    """A section of a stacked table with heads of its own; `label` is the line printed across its top."""

    label: str = ""
    stub: dict[StubPart, str] = field(default_factory=dict)
    columns: Columns
    rows: Rows
    unit: str = ""


class Rule(Definition):
    """One equation of a check, with a condition and a sentence of its own if it needs them."""

    rule: Label
    when: str = ""
    says: str = ""


class Check(Definition):
    """A 勾稽关系 or another rule of the form, under its code.

    `skip` leaves rows or columns out that the check would range over.
    An equation of sums that were rounded holds when both sides differ by at most `within`.
    `rule`/`rules` are linear equations in text, `total` names a row or column with a `sum`. A check with neither is
    applied elsewhere: on reading (input), as a blank (unfilled), in the examination of text (text), or by a person (human).
    """

    severity: Severity = "error"
    rule: str = ""
    rules: list[Annotated[Rule, alone("rule")]] = field(default_factory=list)
    total: Annotated[list[Key], Asked(lambda value: [value] if isinstance(value, str) else value, "before")] = field(
        default_factory=list
    )
    skip: list[Key] = field(default_factory=list)
    within: Annotated[str, Asked(lambda value: str(value), "before", pattern=r"^\d+(\.\d+)?$")] = "0"
    when: str = ""
    years: Years = ""
    says: Label
    advice: str = ""
    source: Label

    def __post_init__(self) -> None:
        ways = bool(self.rule) + bool(self.rules) + bool(self.total)
        if self.severity in ("error", "warning") and ways != 1:
            raise ValueError("rule、rules、total 要有其中一个，且只能有一个")
        if self.severity not in ("error", "warning") and ways:
            raise ValueError(f"severity 为 {self.severity} 时不写 rule、rules、total")

    @property
    def equations(self) -> list[Rule]:
        return self.rules or ([Rule(rule=self.rule, when=self.when)] if self.rule else [])


class Table(Definition):
    """One statistical table: either `columns` and `rows`, or `bands` stacked under one frame.

    `stub` names the columns at the left and their heads, in order; a table without stub has no row labels.
    `row_needs: any` asks for one cell of each row only (a link or a reason), not for all.
    `widths` are the widths of all printed columns in millimetres (156 on the page); without them they are computed.
    """

    title: Label
    sheet: Annotated[str, Asked(min_length=1, max_length=28, pattern=r"^[^\[\]:*?/\\']+$")]
    unit: str = ""
    stub: dict[StubPart, str] = field(default_factory=dict)
    columns: Columns = field(default_factory=dict)
    rows: Rows = field(default_factory=dict)
    bands: dict[Key, Band] = field(default_factory=dict)
    checks: dict[str, Check] = field(default_factory=dict)
    asks: str = ""
    row_needs: Literal["all", "any"] = "all"
    widths: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        if bool(self.bands) == bool(self.columns and self.rows):
            raise ValueError("要么写 columns 和 rows，要么写 bands")

    @cached_property
    def stacked(self) -> list[Band]:
        """The bands, with every row as often as it stands in the form; a plain table is one band."""
        bands = [b if b.stub else replace(b, stub=self.stub) for b in self.bands.values()]
        plain = bands or [Band(stub=self.stub, columns=self.columns, rows=self.rows, unit=self.unit)]
        return [replace(band, rows=_written_out(band.rows)) for band in plain]


def _written_out(rows: Rows) -> Rows:
    """Rows with each that repeats as often as it stands in the form: `item` as `item1`, `item2` …"""
    found: Rows = {}
    for key, row in rows.items():
        if row.repeats:
            words = {one.name: getattr(row, one.name) for one in fields(Row)}
            for number in range(1, row.repeats + 1):
                told = words | {"repeats": 0, "code": str(number), "optional": True, "of": key, "number": number}
                found[f"{key}{number}"] = RepeatedRow(**told)
        else:
            found[key] = replace(row, rows=_written_out(row.rows)) if row.rows else row
    return found
