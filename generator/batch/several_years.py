"""The figures of an office or a county over several years, side by side, from files of any format."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook

from generator.batch.plain_cells import saved
from generator.batch.review_book import Sheet
from generator.errors import InputError
from generator.examination.report import Number
from generator.flow.case import Case, open_case

MOST_YEARS = 5
Key = tuple[str, str]


class Year(NamedTuple):
    """A year's figures by the words of their table, row and column, totals with them; which of them the report left open."""

    year: int
    agency: str
    file: str
    figures: dict[Key, Number | None]
    unread: int


def read_years(files: Sequence[Path], templates: Path | None = None) -> list[Year]:
    """The years of some files, the earliest first; raises InputError for too many, and for two of one year."""
    if len(files) > MOST_YEARS:
        raise InputError(f"一次最多 {MOST_YEARS} 年，给了 {len(files)} 个文件。")
    years = sorted((_year(file, open_case(file, templates)) for file in files), key=lambda one: one.year)
    for before, after in pairwise(years):
        if before.year == after.year:
            raise InputError(f"{before.file} 和 {after.file} 都是 {after.year} 年度的，请只留一个。")
    return years


def _year(file: Path, case: Case) -> Year:
    standard, report = case.standard, case.report
    figures: dict[Key, Number | None] = {}
    for address, figure in standard.figures.items():
        name = standard.name_of(figure, report.year).printed
        key = (standard.wording(standard.tables[figure.table].title, report.year), name)
        figures.setdefault(key, report.number(address))
    return Year(report.year, report.agency, file.name, figures, case.unread)


def years_book(years: Sequence[Year]) -> bytes:
    """A workbook: a row a figure, a column a year, and the change since the year before; a figure the form of a year has not is blank."""
    book = Workbook(write_only=True)
    book.properties.creator = "nianbao"
    last = years[-1].year
    columns = (("表", 34), ("指标", 60), *((f"{one.year}年", 12) for one in years), (f"{last}年比上一年", 14))
    sheet = Sheet(book, "历年对照", columns)
    for key in dict.fromkeys(key for one in reversed(years) for key in one.figures):
        numbers = [one.figures.get(key) for one in years]
        if any(numbers):
            sheet.add(*key, *("" if number is None else number for number in numbers), _change(years, numbers))
    sources = Sheet(book, "来源", (("年度", 9), ("编制机关", 40), ("文件", 60), ("没有读到的格", 14)))
    for one in years:
        sources.add(one.year, one.agency, one.file, one.unread or "")
    return saved(book)


def _change(years: Sequence[Year], numbers: list[Number | None]) -> Number | str:
    """The last year's figure less that of the year before; nothing where that is another's or not known."""
    if len(years) < 2 or years[-1].year - years[-2].year != 1:
        return ""
    now, before = numbers[-1], numbers[-2]
    return "" if now is None or before is None else now - before
