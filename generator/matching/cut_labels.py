"""Labels of a text aligned by spaces that are cut over the lines beside their figures, put together again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, takewhile

from generator.matching.official_labels import Wordings
from generator.matching.text_cells import TextCell
from generator.words.titles import bare, wording
from generator.words.widths import width

_LINES_BESIDE, _SHIFT = (
    4,
    2,
)  # lines of a label above or below its figures; how far its lines may be out of their column

_ABOVE, _BESIDE, _BELOW = range(3)
_Lines = list[list[TextCell]]


def mended(cells: Sequence[TextCell], texts: Mapping[int, str], wordings: Wordings) -> list[TextCell]:
    """The cells with every cut label in front of its figures; a label is only put together when it is an official one."""
    lines = [list(line) for _, line in groupby(cells, key=lambda cell: cell.line)]
    for at, line in enumerate(lines):
        figures = _figures(line)
        if figures and not _labelled(line, wordings):
            pieces = _pieces(lines, at, texts, wordings)
            if pieces:
                _move(lines, at, pieces, len(line) - figures)
    return [cell for line in lines for cell in line]


def _figures(line: Sequence[TextCell]) -> int:
    """How many figures a line ends with, when it has no other cells behind its words and no boxes; else none."""
    count = 0
    for cell in reversed(line):
        if cell.box or (cell.is_word and not count):
            return 0
        if not cell.figure:
            break
        count += 1
    return count if all(cell.is_word for cell in line[: len(line) - count]) else 0


def _labelled(line: Sequence[TextCell], wordings: Wordings) -> bool:
    """Whether a whole label stands on the line."""
    return any(wordings.at(line, at)[0] for at, cell in enumerate(line) if cell.is_word)


def _pieces(lines: _Lines, at: int, texts: Mapping[int, str], wordings: Wordings) -> list[TextCell]:
    """The words around a line of figures that make one official label, top to bottom; the longest if there are several."""
    above, below = _words(lines[:at][::-1])[::-1], _words(lines[at + 1 :])
    own = [cell for cell in lines[at] if cell.is_word]
    parts = [*((_ABOVE, line) for line in above), (_BESIDE, own), *((_BELOW, line) for line in below)]
    words = [(cell, part) for part, line in parts for cell in line]
    columns = {_left(cell, texts) for cell, _ in words}
    best: list[TextCell] = []
    for column in columns:
        stack = [(cell, part) for cell, part in words if abs(_left(cell, texts) - column) <= _SHIFT]
        for run in _runs(stack):
            label = wording(run[0].text) + "".join(bare(cell.text) for cell in run[1:])
            if len(run) > len(best) and label in wordings.rows:
                best = run
    return best


def _words(lines: Sequence[list[TextCell]]) -> _Lines:
    """The lines of words up to the next line with a figure, nearest first."""
    near = lines[:_LINES_BESIDE]
    return list(takewhile(lambda line: all(cell.is_word and not cell.box for cell in line), near))


def _runs(stack: Sequence[tuple[TextCell, int]]) -> Iterator[list[TextCell]]:
    """Every run of words in a column that begins above or on its line of figures and goes on from there."""
    for first in range(len(stack)):
        for last in range(first + 2, len(stack) + 1):
            if stack[first][1] < stack[last - 1][1] and stack[first][1] < _BELOW:
                yield [cell for cell, _ in stack[first:last]]


def _move(lines: _Lines, at: int, pieces: Sequence[TextCell], words: int) -> None:
    """Put the pieces of a label right in front of its figures."""
    whole = lines[at][:words], lines[at][words:]
    line = whole[1][0].line
    label = [piece._replace(line=line, start=0, end=0) for piece in pieces]
    lines[at] = [cell for cell in whole[0] if cell not in pieces] + label + whole[1]
    for number in range(max(at - _LINES_BESIDE, 0), min(at + _LINES_BESIDE + 1, len(lines))):
        if number != at:
            lines[number] = [cell for cell in lines[number] if cell not in pieces]


def _left(cell: TextCell, texts: Mapping[int, str]) -> int:
    return width(texts[cell.line][: cell.start])
