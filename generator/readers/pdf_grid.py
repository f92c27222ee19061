"""Rules that meet to lattices: rows, columns, and cells with their true spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from generator.readers.pdf_sight import Box

_NEAR = 3.0  # points by which rules may miss each other and still meet; also the gaps of dotted ones
_SAME = 4.0  # points within which the lines of a double rule are one
_OPEN = 8.0  # points by which a rule runs on beyond the last one across it: the table is open there
_SHORTEST = 6.0
_BOX = 16.0  # points: what is less wide and high is a box to tick
MAX_MEETINGS = 10_000  # of the rules of a page
MAX_CELLS = 5_000
MAX_LATTICES = 60  # of a page


class Ruling(NamedTuple):
    """A rule: where it lies across its own direction, and from where to where it goes along it."""

    at: float
    start: float
    end: float


class CellSpan(NamedTuple):
    """A cell of a lattice, from 0."""

    row: int
    column: int
    rows: int
    columns: int


class Lattice(NamedTuple):
    """The edges of columns and rows from left and top, and the cells between them in reading order."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    spans: tuple[CellSpan, ...]

    def holds(self, x: float, y: float) -> bool:
        return self.across[0] <= x <= self.across[-1] and self.down[0] <= y <= self.down[-1]


def lattices(rules: Iterable[Box]) -> list[Lattice]:
    """The lattices of a page, those with few cells first; rules that meet no others make none."""
    level, upright = list[Ruling](), list[Ruling]()
    for left, top, right, bottom in rules:
        if right - left >= min(bottom - top, _SAME):
            level.append(Ruling((top + bottom) / 2, left, right))
        if bottom - top >= min(right - left, _SAME):
            upright.append(Ruling((left + right) / 2, top, bottom))
    level, upright = list(_whole(level)), list(_whole(upright))
    found = [lattice for rows, columns in _meeting(level, upright) if (lattice := _lattice(rows, columns))]
    return sorted(found, key=lambda lattice: len(lattice.spans))[-MAX_LATTICES:]


def _whole(rulings: list[Ruling]) -> Iterator[Ruling]:
    """The rules with their parts put together, without the ones too short to part anything."""
    for group in _groups(sorted(rulings), _SAME / 2):
        at = sum(ruling.at for ruling in group) / len(group)
        _, start, end = min(group, key=attrgetter("start"))
        for ruling in sorted(group, key=attrgetter("start")):
            if ruling.start > end + _NEAR:
                yield from [Ruling(at, start, end)] if end - start >= _SHORTEST else []
                start = ruling.start
                end = ruling.end
            end = max(end, ruling.end)
        yield from [Ruling(at, start, end)] if end - start >= _SHORTEST else []


def _groups(rulings: list[Ruling], width: float) -> Iterator[list[Ruling]]:
    """Sorted rules in groups no wider than this."""
    group: list[Ruling] = []
    for ruling in rulings:
        if group and ruling.at - group[0].at > width:
            yield group
            group = []
        group.append(ruling)
    if group:
        yield group


def _meeting(level: list[Ruling], upright: list[Ruling]) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """The level and upright rules that meet, directly or through others, in one lattice each."""
    upright = sorted(upright)
    columns = [ruling.at for ruling in upright]
    parent = list(range(len(level) + len(upright)))

    def root(member: int) -> int:
        while parent[member] != member:
            parent[member] = member = parent[parent[member]]
        return member

    meetings = 0
    for row, ruling in enumerate(level):
        first = bisect_left(columns, ruling.start - _NEAR)
        end = bisect_right(columns, ruling.end + _NEAR)
        meetings += end - first
        if meetings > MAX_MEETINGS:
            return
        for column in range(first, end):
            if upright[column].start - _NEAR <= ruling.at <= upright[column].end + _NEAR:
                parent[root(len(level) + column)] = root(row)
    lattice: dict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for member, ruling in enumerate([*level, *upright]):
        lattice[root(member)][member >= len(level)].append(ruling)
    yield from (found for found in lattice.values() if found[0] and found[1])


def _lattice(level: list[Ruling], upright: list[Ruling]) -> Lattice | None:
    across, down = _edges(upright, level), _edges(level, upright)
    if min(len(across), len(down)) < 2 or len(across) * len(down) > MAX_CELLS:
        return None
    if across[-1] - across[0] < _BOX and down[-1] - down[0] < _BOX:
        return None
    walls = _covered(upright, across, down)
    floors = _covered(level, down, across)
    return Lattice(across, down, tuple(_spans(walls, floors, len(down) - 1, len(across) - 1)))


def _edges(rulings: list[Ruling], crossing: list[Ruling]) -> tuple[float, ...]:
    """Where the rules lie, and where those that cross them end, if they run on beyond the outermost."""
    places = [ruling.at for ruling in rulings]
    start, end = min(ruling.start for ruling in crossing), max(ruling.end for ruling in crossing)
    places += [start] if start < min(places) - _OPEN else []
    places += [end] if end > max(places) + _OPEN else []
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _SAME:
            edges.append(place)
    return tuple(edges)


def _covered(rulings: list[Ruling], edges: tuple[float, ...], crossing: tuple[float, ...]) -> set[tuple[int, int]]:
    """The sides of cells that a rule covers: the edge it lies on, and the part of it between two edges that cross."""
    middles = [(start + end) / 2 for start, end in pairwise(crossing)]
    return {
        (nearest(edges, ruling.at), part)
        for ruling in rulings
        for part in range(bisect_left(middles, ruling.start), bisect_right(middles, ruling.end))
    }


def nearest(edges: tuple[float, ...], place: float) -> int:
    """The number of the edge nearest to a place."""
    after = bisect_left(edges, place)
    if after in (0, len(edges)):
        return min(after, len(edges) - 1)
    return after if edges[after] - place < place - edges[after - 1] else after - 1


def _spans(walls: set[tuple[int, int]], floors: set[tuple[int, int]], rows: int, columns: int) -> Iterator[CellSpan]:
    """The cells: from each corner not yet in one, right to the next wall, then down to the next floor."""
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < columns and (right, row) not in walls and (row, right) not in taken:
                right += 1
            bottom = row + 1
            while bottom < rows and _open_below(walls, floors, bottom, range(column, right)):
                bottom += 1
            taken.update((r, c) for r in range(row, bottom) for c in range(column, right))
            yield CellSpan(row, column, bottom - row, right - column)


def _open_below(walls: set[tuple[int, int]], floors: set[tuple[int, int]], row: int, columns: range) -> bool:
    """Whether cells of a row above go on into this one: no rule lies between, none parts them in it."""
    return not any((row, column) in floors for column in columns) and not any(
        (column, row) in walls for column in columns[1:]
    )
