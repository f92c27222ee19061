"""A unit's contribution to the whole: the figures that are added up, taken from its file where that is read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from generator.batch.unit_file import FileTask, UnitFile, case_of, examined_fields
from generator.errors import InputError
from generator.examination.report import Number, Report
from generator.form.layout import COVER_PREFIX
from generator.matching.sheets import read_book
from generator.standard.model import Standard

ADDED = ("count", "signed_count", "money", "amount")
CONTRIBUTIONS_SHEET = "各单位数"
FIRST_UNIT = 6  # the row of the first unit on that sheet; above stand the heads and the sum


@dataclass(frozen=True)
class Contribution(UnitFile):
    """What one file gives to the whole: a number or None for each name of `added_names`, and the units it is the sum of.

    `published` says that the figures were read from a finished report.
    """

    numbers: tuple[Number | None, ...] = ()
    within: tuple[str, ...] = ()
    published: bool = False


def added_names(standard: Standard) -> list[str]:
    """The names of what is added up: entered figures by address, then counts and amounts of the cover."""
    figures = [a for a, figure in standard.figures.items() if not figure.is_total and figure.kind in ADDED]
    return figures + [COVER_PREFIX + key for key, question in standard.questions.items() if question.kind in ADDED]


def numbers_of(standard: Standard, report: Report) -> tuple[Number | None, ...]:
    """The numbers of a report in the order of `added_names`; amounts are in 万元, however they were entered."""
    given = {**report.figures, **{COVER_PREFIX + key: value for key, value in report.questions.items()}}
    numbers = (given.get(name) for name in added_names(standard))
    return tuple(Decimal(one) if isinstance(one, Decimal) else one if isinstance(one, int) else None for one in numbers)


def contribution_of(task: FileTask) -> Contribution:
    """Read and examine one file for its figures; raises NianbaoError when it cannot be used."""
    case = case_of(task)
    report = case.report
    if not case.drafted and (unread := case.unread):
        raise InputError(
            f"{task.file.name}：这份报告的表有 {unread} 格没有读到，不能相加。请让单位交填报表，或者先改好报告。"
        )
    return Contribution(
        *examined_fields(task.told, report, case.examination.findings),
        numbers=numbers_of(case.standard, report),
        published=not case.drafted,
        within=units_within(task.file),
    )


def units_within(file: Path) -> tuple[str, ...]:
    """The units a file is the sum of, when it was made by adding up."""
    if file.suffix.lower() != ".xlsx":
        return ()
    sheet = read_book(file).sheets.get(CONTRIBUTIONS_SHEET, {})
    return tuple(cell.text for (row, column), cell in sorted(sheet.items()) if column == 1 and row >= FIRST_UNIT)
