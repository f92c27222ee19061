"""Lines of a report to a stream of cells: words between spaces, and what stands between bars or tabs, empty cells included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.words.folding import TextLine

UNITS = "万元|亿元|元|人次|条|件|次|篇|人|个|期|份|场|项|家|宗|起|部|万字|字|处|类|张|册|本|幅|块|台|页|套|支|种|所|座|间|户|名|位|批|小时|天"
_BAR = re.compile(r"[|｜│┃]")
_NO_CELLS = re.compile(  # rules drawn under and between rows, and page numbers
    r"(?=.*(?:--|==|[─━═]))[-:=+|│┃─━═┄┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝\s]{4,}|\s*[-—]\s*\d{1,3}\s*[-—]\s*|\s*第\s*\d{1,3}\s*页.{0,12}"
)
_NUMBER = re.compile(rf"([+-]?(?:\d{{1,3}}(?:[,，]\d{{3}})+|\d{{1,15}})(?:\.\d{{1,9}})?)(?:\s*({UNITS}))?")
_UNIT = re.compile(rf"[（(]?(?:单位[:：])?(?:{UNITS})[)）]?|[（(](?:单位[:：])?(?:{UNITS})")
_BLANK = re.compile(r"[-—–－―/／\\]{1,4}|无")


class TextCell(NamedTuple):
    """A word or an empty cell: where it starts and ends in its line, and the box (between bars or tabs, from 1) it stands in.

    `row` says that the line shows a whole row of boxes; otherwise a row may go on in the lines below. `column` counts from 1
    in a table that a reader found.
    """

    text: str
    line: int
    start: int = 0
    end: int = 0
    box: int = 0
    row: bool = False
    column: int = 0

    @property
    def stands(self) -> tuple[int, int]:
        """The line and the box it stands in."""
        return self.line, self.box

    @property
    def figure(self) -> str:
        """The number in the cell as it was published, without its unit; empty when there is none."""
        found = _NUMBER.fullmatch(self.text)
        return found[1] if found else ""

    @property
    def unit(self) -> str:
        """The unit that stands behind the number in the same cell."""
        found = _NUMBER.fullmatch(self.text)
        return (found[2] or "") if found else ""

    @property
    def names_unit(self) -> bool:
        return bool(_UNIT.fullmatch(self.text))

    def is_code(self, code: str) -> bool:
        """Whether it is the code of its row in the official form."""
        return bool(code) and self.text.lstrip("0") == code.lstrip("0")

    @property
    def is_blank(self) -> bool:
        """Whether the cell says that there is no figure."""
        return not self.text or bool(_BLANK.fullmatch(self.text))

    @property
    def is_word(self) -> bool:
        return bool(self.text) and not self.figure and not self.names_unit and not self.is_blank


def cells_of(lines: Iterable[TextLine]) -> list[TextCell]:
    """The cells of all lines, in reading order."""
    found: list[TextCell] = []
    box = 0
    for line in lines:
        text = line.text
        if _NO_CELLS.fullmatch(text):
            continue
        if "\t" in text.strip() or _BAR.search(text):
            for cell in _boxed(text, line.number, box + 1):
                found.append(cell)
                box = max(box, cell.box)
        else:
            found += [TextCell(word[0], line.number, word.start(), word.end()) for word in re.finditer(r"\S+", text)]
    return found


def _boxed(text: str, number: int, box: int) -> Iterator[TextCell]:
    """The cells of a line with bars or tabs."""
    tabs = not _BAR.search(text)
    pieces = text.split("\t") if tabs else _BAR.split(text.strip())
    row = tabs or len(pieces) > 2
    if not tabs:
        # A bar at the edge closes a cell; before it stands nothing when the line begins with one.
        pieces = pieces[:-1] if not pieces[-1].strip() else pieces
        pieces = pieces[1:] if row and pieces and not pieces[0].strip() else pieces
    for piece in pieces:
        for word in piece.split() or [""]:
            yield TextCell(word, number, box=box, row=row)
        box += 1
