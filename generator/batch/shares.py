"""A unit's share in the whole: the figures that are added up, taken from its file where that is read."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, Protocol

from generator.batch.desk import LOST, bug_told, counted, told_without_name
from generator.batch.units import unit_key
from generator.errors import NianbaoError
from generator.examination import Examination, Finding
from generator.examination.report import Number, Report
from generator.form.layout import COVER_PREFIX
from generator.intake.package import read_workbook_parts
from generator.matching.sheets import read_book
from generator.standard.model import Standard

ADDED = ("count", "signed_count", "money", "amount")
SHARES_SHEET = "各单位数"
FIRST_UNIT = 6  # the row of the first unit on that sheet; above stand the heads and the sum


class Figured(Protocol):
    """A file whose figures were examined."""

    @property
    def standard(self) -> Standard: ...
    @property
    def examination(self) -> Examination: ...
    @property
    def findings(self) -> tuple[Finding, ...]: ...


ExamineFigures = Callable[[Path, Path | None], Figured]


class Adding(NamedTuple):
    """One file whose figures are to be added."""

    file: Path
    told: str
    examine: ExamineFigures
    templates: Path | None = None


class Share(NamedTuple):
    """What one file gives to the whole: a number or None for each name of `added_names`, and whom it speaks for."""

    told: str
    agency: str = ""
    standard: str = ""
    year: int = 0
    counts: tuple[int, int, int] = (0, 0, 0)
    numbers: tuple[Number | None, ...] = ()
    within: tuple[str, ...] = ()
    problem: str = ""

    @property
    def unit(self) -> str:
        return self.agency or Path(self.told).stem

    @property
    def key(self) -> str:
        return unit_key(self.agency)


def added_names(standard: Standard) -> list[str]:
    """The names of what is added up: entered figures by address, then counts and amounts of the cover."""
    figures = [a for a, figure in standard.figures.items() if not figure.is_total and figure.kind in ADDED]
    return figures + [COVER_PREFIX + key for key, question in standard.questions.items() if question.kind in ADDED]


def numbers_of(standard: Standard, report: Report) -> tuple[Number | None, ...]:
    """The numbers of a report in the order of `added_names`."""
    return tuple(_number(report, name) for name in added_names(standard))


def _number(report: Report, name: str) -> Number | None:
    if not name.startswith(COVER_PREFIX):
        return _plain(report.number(name))
    value = report.questions.get(name.removeprefix(COVER_PREFIX))
    return _plain(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def _plain(number: Number | None) -> Number | None:
    """An amount remembers how it was entered; a sum is in 万元."""
    return Decimal(number) if isinstance(number, Decimal) else number


def share_of(task: Adding) -> Share:
    """Read and examine one file for its share; never raises for what a file holds."""
    try:
        found = task.examine(task.file, task.templates)
        report = found.examination.report
        return Share(
            task.told,
            report.agency,
            report.standard,
            report.year,
            counted(found.findings),
            numbers_of(found.standard, report),
            units_within(task.file),
        )
    except NianbaoError as problem:
        return Share(task.told, problem=told_without_name(problem, task.file))
    except Exception as bug:
        return Share(task.told, problem=bug_told(bug))


def units_within(file: Path) -> tuple[str, ...]:
    """The units a file is the sum of, when it was made by adding up."""
    if file.suffix.lower() != ".xlsx":
        return ()
    with zipfile.ZipFile(file) as book:
        if SHARES_SHEET.encode("utf-8") not in book.read("xl/workbook.xml"):
            return ()
    sheet = read_book(file.name, read_workbook_parts(file)).sheets.get(SHARES_SHEET, {})
    return tuple(cell.text for (row, column), cell in sorted(sheet.items()) if column == 1 and row >= FIRST_UNIT)


def lost(task: Adding) -> Share:
    """The share of a file that ended the process reading it."""
    return Share(task.told, problem=LOST)


def sums_by_name(standard: Standard, numbers: tuple[Number | None, ...]) -> Mapping[str, Number]:
    """Numbers by name, blanks left out."""
    return {n: v for n, v in zip(added_names(standard), numbers, strict=True) if v is not None}
