"""A table of the report as printed: the grid of the standard, the figures in its cells, the widths of its columns."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from generator.answers.values import money_text
from generator.document.blocks import Statistics
from generator.document.grids import Grid
from generator.examination.report import Report, Value
from generator.standard.figures import Figure
from generator.standard.model import Standard
from generator.words.days import date_text

PAGE_WIDTH = 156  # millimetres: A4 between the margins of GB/T 9704
_FIGURE_MIN, _UNIT_WIDTH, _GROUP_WIDTH, _LABEL_MIN = 10, 18, 14, 40


def tabulate(standard: Standard, name: str, report: Report) -> Statistics | None:
    """The printed table: blanks stay empty cells, figures are printed as entered; None when the form has none of its rows.

    A row that repeats is printed as often as it is filled; one that is not filled at all says 无 once.
    """
    without, nothing = _without(standard, name, report)
    if all(row in without for row in standard.shape(name)):
        return None
    grid = standard.grid(name, without)
    bare = {cell.row for cell in grid.cells if cell.address in nothing}
    texts = tuple(
        figure_text(standard.figures[cell.address], report.figures.get(cell.address)) or nothing.get(cell.address, "")
        if cell.address
        else ""
        if cell.row in bare and cell.kind == "unit"
        else standard.wording(cell.text, report.year)
        if "{{" in cell.text
        else cell.text
        for cell in grid.cells
    )
    widths = tuple(standard.tables[name].widths)
    return Statistics(name, grid, texts, widths if len(widths) == grid.columns else widths_of(grid))


def _without(standard: Standard, name: str, report: Report) -> tuple[frozenset[str], dict[str, str]]:
    """The rows and columns of a table that are not printed, and what stands in the cells of a row that repeats for nothing."""
    repeating, shape = standard.repeating(name), standard.shape(name)
    without = set(standard.names_absent(name, report.absent))
    nothing: dict[str, str] = {}
    for keys in repeating.values():
        blank = [k for k in keys if all(report.figures.get(f"{name}.{k}.{c}") is None for c in shape[k])]
        if len(blank) == len(keys) and not without.issuperset(keys):
            nothing[f"{name}.{keys[0]}.{shape[keys[0]][0]}"] = "无"
            blank = blank[1:]
        without.update(blank)
    return frozenset(without), nothing


def figure_text(figure: Figure, value: Value | None) -> str:
    """A value as the report prints it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return money_text(value)
    if isinstance(value, dt.date):
        return date_text(value)
    if isinstance(value, int) and figure.kind == "signed_count":
        return f"{value:+d}" if value else "0"
    return str(value)


def widths_of(grid: Grid) -> tuple[int, ...]:
    """Column widths in millimetres that fill the page: figures as narrow as they may be, labels the rest."""
    figures = grid.columns - grid.stub
    if not grid.stub:
        share, rest = divmod(PAGE_WIDTH, figures)  # as evenly as whole millimetres allow
        return tuple(share + (number < rest) for number in range(figures))
    labels = {c.column + c.columns - 1 for c in grid.cells if c.kind == "stub"}
    units = {c.column for c in grid.cells if c.kind == "unit"}
    stub = [_UNIT_WIDTH if n in units else 0 if n in labels else _GROUP_WIDTH for n in range(grid.stub)]
    wanted = {1: 28, 2: 26, 3: 24, 4: 22}.get(figures, max(_FIGURE_MIN, min(14, 90 // figures)))
    room = PAGE_WIDTH - sum(stub)
    wanted = min(wanted, max(_FIGURE_MIN, (room - _LABEL_MIN) // figures))
    share = (room - wanted * figures) // max(len(labels), 1)
    filled = [width or share for width in stub]
    return (*filled, *[wanted] * figures)
