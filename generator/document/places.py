"""Places: where something stands in a form, a file or a page, never forgotten on the way from reading to finding."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands: a sheet and cell of a form, or a file and what is counted in it from 1.

    Of a text the line; of a Word file or web page the paragraph, or table, row and column; of a PDF its page too.
    """

    sheet: str = ""
    cell: str = ""
    file: str = ""
    line: int = 0
    page: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        spot = self.within
        return f"{self.file}:{self.line}" if self.line else f"{self.file} {spot}" if self.file and spot else self.file

    @property
    def spot(self) -> str:
        """Where on its sheet, or in its file, in words."""
        return self.cell or self.within

    @property
    def within(self) -> str:
        """Where in its file, in Chinese words: `第3页表2第5行第4列`."""
        named = (
            ("第{}页", self.page),
            ("第{}段", self.paragraph),
            ("第{}行", self.line),
            ("表{}", self.table),
            ("第{}行", self.row),
            ("第{}列", self.column),
        )
        return "".join(words.format(number) for words, number in named if number)
