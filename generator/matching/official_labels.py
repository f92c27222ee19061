"""Where the official labels of a table stand in a stream of cells: folded wordings, one chain in the official order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.matching.text_cells import TextCell
from generator.words.titles import bare, wording

_REMARK = re.compile(r"[（(][^（()）]{2,}[)）]")
_GLUED = re.compile(r"(.*[^\d.,，\s+-])[:：]?\s*([+-]?\d[\d,，.]*\s*[^\d\s]{0,2})")
_DENIALS = frozenset("不未非免")
_PROSE_COST, _ALIKE, _MARGIN, _LEAST_LABEL, _REMARK_END = 3.0, 80, 8, 5, 6


class Official(NamedTuple):
    """A line of the official form: its label folded and as printed; the figures of its row, left to right (a head has none)."""

    label: str
    printed: str
    addresses: tuple[str, ...] = ()
    band: int = 0
    code: str = ""


class Match(NamedTuple):
    """An official line found in the cells from `start` to before `end`."""

    row: int
    start: int
    end: int


class Wordings:
    """The wordings under which the official lines are known, and a search for them at a place in the cells."""

    def __init__(self, officials: Sequence[Official]) -> None:
        self.rows: dict[str, list[int]] = {}
        for number, official in enumerate(officials):
            self.rows.setdefault(official.label, []).append(number)
        for number, official in enumerate(officials):
            short = wording(_REMARK.sub("", official.printed))
            if len(short) > 1 and short not in self.rows:
                self.rows[short] = [number]
        self.rows.pop("", None)
        self.starts = {label[:length] for label in self.rows for length in range(1, len(label) + 1)}

    def at(self, cells: Sequence[TextCell], start: int) -> tuple[str, int]:
        """The longest wording that begins at a cell, and the cell after it; an empty wording when none does."""
        first = cells[start]
        if not first.text or first.figure:
            return "", start
        found, joined, number = ("", start), "", start
        while number < len(cells) and number - start < 40:
            cell = cells[number]
            if cell.box != first.box or (number > start and not cell.text):
                break
            joined += bare(cell.text) if joined else wording(cell.text)
            if joined in self.rows:
                found = (joined, number + 1)
            if joined and joined not in self.starts:
                break
            number += 1
        return found if found[0] else self._without_remark(first, start)

    def _without_remark(self, cell: TextCell, start: int) -> tuple[str, int]:
        """A label with a remark the official one does not have, such as its unit in brackets."""
        short = unremarked(cell.text)
        return (short, start + 1) if cell.text[-1] in ")）" and short in self.rows else ("", start)


def unremarked(text: str) -> str:
    """The wording of a label without the remark in brackets at its end."""
    return wording(re.sub(r"[（(][^（()）]*[)）]$", "", text.strip()))


def unglued(cells: Iterable[TextCell], wordings: Wordings) -> list[TextCell]:
    """The cells with each label that has its figure glued to it taken apart."""
    found: list[TextCell] = []
    for cell in cells:
        glued = _GLUED.fullmatch(cell.text) if cell.text and cell.text[-1] not in "。；;，," else None
        if glued and wording(cell.text) not in wordings.rows and wording(glued[1]) in wordings.rows:
            parts = cell._replace(text=glued[1]), cell._replace(text=glued[2].strip())
            if parts[1].figure:
                middle = cell.start + len(glued[1])
                found += [parts[0]._replace(end=middle), parts[1]._replace(start=middle)]
                continue
        found.append(cell)
    return found


def chain(
    cells: Sequence[TextCell], officials: Sequence[Official], wordings: Wordings, prose: list[int]
) -> list[Match]:
    """The official lines in the cells that make the longest run in the official order.

    `prose` are the numbers of the lines of sentences, in order: a run that goes across them is worth less, so labels named in the text are left out.
    """
    best: dict[int, tuple[float, int]] = {}
    matches: list[Match] = []
    before: list[int] = []
    for label, start, end in occurrences(cells, wordings):
        sentences = bisect_right(prose, cells[start].line) * _PROSE_COST
        ended = bisect_right(prose, cells[end - 1].line) * _PROSE_COST
        worth = 1.0 if len(label) > 3 else 0.5
        fresh: dict[int, tuple[float, int]] = {}
        for row in wordings.rows[label]:
            value, last = max(((v - sentences, at) for r, (v, at) in best.items() if r < row), default=(0.0, -1))
            value, last = (value, last) if value > 0 else (0.0, -1)
            score = value + worth + (0.1 if officials[row].addresses else 0)
            if row not in best or score + ended >= best[row][0]:
                fresh[row] = (score + ended, len(matches))
            matches.append(Match(row, start, end))
            before.append(last)
        best.update(fresh)
    return _traced(best, matches, before, cells, prose)


def occurrences(cells: Sequence[TextCell], wordings: Wordings) -> list[tuple[str, int, int]]:
    """Every wording found, with its first cell and the cell after it; none overlap."""
    found, number = [], 0
    while number < len(cells):
        label, end = wordings.at(cells, number)
        if label:
            found.append((label, number, end))
        number = end if label else number + 1
    return found


def _traced(
    best: dict[int, tuple[float, int]],
    matches: list[Match],
    before: list[int],
    cells: Sequence[TextCell],
    prose: list[int],
) -> list[Match]:
    """The matches of the best run, first to last."""

    def worth(found: tuple[float, int]) -> float:
        end = matches[found[1]].end
        return found[0] - bisect_right(prose, cells[end - 1].line) * _PROSE_COST

    at = max(best.values(), key=worth)[1] if best else -1
    run = []
    while at >= 0:
        run.append(matches[at])
        at = before[at]
    return run[::-1]


def certain(run: Sequence[Match], officials: Sequence[Official]) -> list[Match]:
    """The matches that can be no other line: none of the same wording was passed over beside them."""
    found = []
    for number, match in enumerate(run):
        first = run[number - 1].row + 1 if number else 0
        last = run[number + 1].row if number + 1 < len(run) else len(officials)
        same = [row for row in range(first, last) if officials[row].label == officials[match.row].label]
        if len(same) == 1:
            found.append(match)
    return found


def closest(text: str, rows: Sequence[int], officials: Sequence[Official]) -> int | None:
    """The one of these official lines that a slightly different wording means; None when that is not certain."""
    label = wording(text)
    if len(label) < _LEAST_LABEL or len(label) > 120:
        return None
    from rapidfuzz import fuzz  # loading it takes longer than reading a report without a misspelt label

    ranked = sorted(((fuzz.ratio(label, officials[r].label), r) for r in rows), reverse=True)
    if not ranked or ranked[0][0] < _ALIKE or (len(ranked) > 1 and ranked[1][0] > ranked[0][0] - _MARGIN):
        return None
    official = officials[ranked[0][1]].label
    return None if any(label.count(word) != official.count(word) for word in _DENIALS) else ranked[0][1]


def remarked(text: str, rows: Sequence[int], officials: Sequence[Official]) -> int | None:
    """The official line whose bracketed remark, or the end of it, stands undamaged in a damaged text; None when it is not one alone."""
    closed = [bare(piece) for piece in re.split("[)）]", text)[:-1]]
    found = []
    for row in rows:
        remark = _REMARK.search(officials[row].printed)
        tail = bare(remark[0])[-_REMARK_END:] if remark else ""
        if len(tail) == _REMARK_END and any(piece.endswith(tail) for piece in closed):
            found.append(row)
    return found[0] if len(found) == 1 else None
