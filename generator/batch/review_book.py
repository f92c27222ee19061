"""The review as a workbook: a row a unit, a row a finding, who is missing, who handed in twice. Rows go to disk as they come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties

from generator.batch.plain_cells import plain_cell, saved
from generator.batch.unit_check import Judged
from generator.examination.findings import Finding

if TYPE_CHECKING:
    from generator.batch.folder_review import Absent

MOST_ROWS = 1_000_000
LONGEST = 2000
_TINTS = {"错误": "F8CBAD", "退回": "F8CBAD", "不能用": "F8CBAD", "提醒": "FFE699"}
_TOP = Alignment(vertical="top", wrap_text=True)
_UNITS = ("单位", 30), ("结论", 12), ("错误", 7), ("提醒", 7), ("待填", 7), ("雷同", 24), ("最要紧的几处", 80), ("文件", 40), ("年度", 7), ("格式", 16), ("退回件", 40)  # fmt: skip
_FINDINGS = ("单位", 30), ("级别", 7), ("代码", 8), ("工作表", 20), ("格或行", 9), ("指标", 30), ("说明", 70), ("最可能的是", 40), ("怎么办", 40), ("文件", 40)  # fmt: skip


class Sheet:
    """A sheet written row by row; another is begun when it is full."""

    def __init__(self, book: Workbook, title: str, columns: Sequence[tuple[str, int]]) -> None:
        self.book, self.title, self.columns = book, title, columns
        self.part, self.rows = 0, 0
        self._begin()

    def _begin(self) -> None:
        self.part += 1
        self.sheet: Any = self.book.create_sheet(self.title if self.part == 1 else f"{self.title}{self.part}")
        for number, (_, width) in enumerate(self.columns):
            self.sheet.column_dimensions[chr(65 + number)].width = width
        self.sheet.freeze_panes = "B2"
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.auto_filter.ref = f"A1:{chr(64 + len(self.columns))}1"
        self.sheet.append([self._cell(name, head=True) for name, _ in self.columns])
        self.rows = 1

    def add(self, *values: object) -> None:
        """One row."""
        if self.rows >= MOST_ROWS:
            self._begin()
        self.rows += 1
        self.sheet.append([self._cell(value) for value in values])

    def _cell(self, value: object, head: bool = False) -> Any:
        cell = plain_cell(self.sheet, value[:LONGEST] if isinstance(value, str) else value, head)
        if isinstance(value, str):
            cell.alignment = _TOP
        if value in _TINTS and not head:
            cell.fill = PatternFill("solid", fgColor=_TINTS[str(value)])
        return cell


class ReviewBook(AbstractContextManager["ReviewBook"]):
    """The workbook while it is written; `finish` gives its bytes. Use it in a `with` statement: what openpyxl began to write must be closed."""

    def __init__(self) -> None:
        self.book = Workbook(write_only=True)
        self.book.properties.creator = "nianbao"
        self._units = Sheet(self.book, "各单位", _UNITS)
        self._findings = Sheet(self.book, "问题清单", _FINDINGS)

    def finding(self, judged: Judged, finding: Finding) -> None:
        """A row of the list of findings."""
        where = (finding.word, finding.code, finding.place.sheet, finding.place.spot, finding.label)
        self._findings.add(judged.unit, *where, finding.message, finding.culprit, finding.advice, judged.file)

    def problem(self, judged: Judged) -> None:
        """A file that cannot be used, among the findings."""
        self._findings.add(judged.unit, "不能用", "", "", "", "", judged.problem, "", "", judged.file)

    def unit(self, judged: Judged, same: str) -> None:
        """A row of the list of units; `same` says whose words its own are."""
        error, warning, blank = judged.counts
        told = (judged.unit, judged.word, error, warning + bool(same), blank, same, judged.worst_lines)
        self._units.add(*told, judged.file, judged.year or "", judged.standard, judged.back)

    def missing(self, absent: Iterable[Absent], unlisted: Iterable[str]) -> None:
        """Who has not handed in, and who did without standing on the list."""
        sheet = Sheet(self.book, "未报单位", (("单位", 40), ("名单第几行", 12), ("说明", 40)))
        for one in absent:
            sheet.add(one.unit.name, one.unit.line, one.why)
        for name in unlisted:
            sheet.add(name, "", "报了，但名单上没有（名称写得不同？）")

    def doubled(self, files: dict[str, list[str]]) -> None:
        """Units with several files."""
        sheet = Sheet(self.book, "重复", (("单位", 40), ("文件", 70)))
        for name, paths in files.items():
            for path in paths:
                sheet.add(name, path)

    def aside(self, files: Mapping[str, str]) -> None:
        """The files that were left aside, and why."""
        sheet = Sheet(self.book, "没有看的文件", (("文件", 70), ("为什么", 50)))
        for file, why in files.items():
            sheet.add(file, why)

    def finish(self) -> bytes:
        return saved(self.book)

    def __exit__(self, *error: object) -> None:
        for sheet in self.book.worksheets:
            if isinstance(sheet, WriteOnlyWorksheet) and not sheet.closed:
                sheet.close()
