"""Two documents beside each other: which figures, sentences and headings differ, each with both places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal, NamedTuple

from generator.document.blocks import Block, Closing, Document, Heading, Statistics, Title, text_of
from generator.document.grids import Cell
from generator.document.places import Place
from generator.words.folding import unspaced
from generator.words.sentences import sentences

DifferenceKind = Literal["figure", "label", "heading", "sentence", "title", "closing", "table"]
_NUMBER = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?")
_MARKS = str.maketrans(",:;?!()", "，：；？！（）")


class Difference(NamedTuple):
    """What one side has and the other not, or otherwise; `where` are the heading, or the words of the row, it stands under."""

    kind: DifferenceKind
    left: str
    right: str
    left_place: Place
    right_place: Place
    where: str


class _Said(NamedTuple):
    """A piece of text as it is compared, with its place and the heading it stands under."""

    kind: DifferenceKind
    text: str
    place: Place
    where: str

    @property
    def key(self) -> str:
        return compared(self.text)


def compared(text: str) -> str:
    """A text as two are compared: without spaces, full-width forms folded, numbers by their value."""
    folded = unspaced(text).translate(_MARKS)
    return _NUMBER.sub(lambda found: _value(found[0]), folded)


def _value(number: str) -> str:
    plain = number.replace(",", "").replace("，", "")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def same(left: Document, right: Document) -> bool:
    """Whether two documents say the same, block by block and cell by cell."""
    return len(left.blocks) == len(right.blocks) and all(map(_same, left.blocks, right.blocks))


def _same(left: Block, right: Block) -> bool:
    if isinstance(left, Statistics) and isinstance(right, Statistics):
        mine, other = left.grid.cells, right.grid.cells
        return left.texts == right.texts and [cell[:4] for cell in mine] == [cell[:4] for cell in other]
    if isinstance(left, Heading) and isinstance(right, Heading) and left.level != right.level:
        return False
    return type(left) is type(right) and "".join(text_of(left).split()) == "".join(text_of(right).split())


def differences(left: Document, right: Document) -> tuple[Difference, ...]:
    """All differences, the text first, then the tables, each in reading order."""
    told = _of_texts(list(_said(left)), list(_said(right)))
    tables = [[block for block in side.blocks if isinstance(block, Statistics)] for side in (left, right)]
    return (*told, *(one for pair in zip_longest(*tables) for one in _of_tables(*pair)))


def _said(document: Document) -> Iterator[_Said]:
    """The sentences of a document; headings, title and closing whole."""
    where = "标题"
    for block in document.blocks:
        place, kind = block.origin.place, _kind(block)
        if isinstance(block, Heading):
            where = block.text
        whole = text_of(block)
        for text in sentences(whole.replace("\n", "")) if kind == "sentence" else filter(None, [whole]):
            yield _Said(kind, text, place, where)


def _kind(block: Block) -> DifferenceKind:
    if isinstance(block, Heading):
        return "heading"
    return "title" if isinstance(block, Title) else "closing" if isinstance(block, Closing) else "sentence"


def _of_texts(left: Sequence[_Said], right: Sequence[_Said]) -> Iterator[Difference]:
    matched = SequenceMatcher(None, [one.key for one in left], [one.key for one in right], autojunk=False)
    for tag, a, b, c, d in matched.get_opcodes():
        if tag != "equal":
            yield from _unequal(list(left[a:b]), list(right[c:d]))


def _unequal(left: list[_Said], right: list[_Said]) -> Iterator[Difference]:
    """The sentences of two stretches that are not the same: those alike but for numbers beside each other."""
    for one in left:
        frame = _frame(one.key)
        other = next((r for r in right if _frame(r.key) == frame), None) or next(
            (r for r in right if r.kind == one.kind and _alike(one.key, r.key)), None
        )
        if other is not None:
            right.remove(other)
        yield _difference(one, other)
    for other in right:
        yield _difference(None, other)


def _frame(key: str) -> str:
    return _NUMBER.sub("#", key)


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    bounds = (
        matcher.real_quick_ratio,
        matcher.quick_ratio,
        matcher.ratio,
    )  # the first two are upper bounds of the last
    return all(ratio() > 0.6 for ratio in bounds)


def _difference(left: _Said | None, right: _Said | None) -> Difference:
    there = left or right
    assert there is not None
    numbers = left and right and _NUMBER.findall(left.key) != _NUMBER.findall(right.key)
    kind: DifferenceKind = "figure" if numbers else there.kind
    return Difference(
        kind,
        left.text if left else "",
        right.text if right else "",
        left.place if left else Place(),
        right.place if right else Place(),
        there.where,
    )


def _of_tables(left: Statistics | None, right: Statistics | None) -> Iterator[Difference]:
    """The cells of two tables that differ; a table of another shape is told row by row."""
    if left is None or right is None:
        there = left or right
        assert there is not None
        first = next((text for text in there.texts if text.strip()), "")
        sides = (first, "") if left else ("", first)
        places = (there.origin.place, Place()) if left else (Place(), there.origin.place)
        yield Difference("table", *sides, *places, first)
        return
    same_shape = [cell[:4] for cell in left.grid.cells] == [cell[:4] for cell in right.grid.cells]
    pairs = zip(_cells(left), _cells(right), strict=True) if same_shape else _by_rows(left, right)
    for (cell, mine, place), (_, other, other_place) in pairs:
        if compared(mine) != compared(other):
            number = any(_NUMBER.fullmatch(compared(text)) for text in (mine, other))
            where = _row_words(left, cell)
            yield Difference("figure" if number else "label", mine, other, place, other_place, where)


_At = tuple[Cell, str, Place]


def _cells(table: Statistics) -> list[_At]:
    places = table.places or tuple(table.origin.place for _ in table.texts)
    return list(zip(table.grid.cells, table.texts, places, strict=True))


def _by_rows(left: Statistics, right: Statistics) -> Iterator[tuple[_At, _At]]:
    """The cells of rows with the same words beside each other, in their order."""
    rows = [_rows(table) for table in (left, right)]
    nothing: _At = (Cell(0, 0, 1, 1, "read", ""), "", Place())
    mine_by_words, others_by_words = ([_words_of(row) for row in side] for side in rows)
    matched = SequenceMatcher(None, mine_by_words, others_by_words, autojunk=False)
    for tag, a, b, c, d in matched.get_opcodes():
        none: list[_At] = []
        for mine, other in zip_longest(rows[0][a:b], rows[1][c:d], fillvalue=none):
            if tag == "equal" or (mine and other):
                yield from zip_longest(mine, other, fillvalue=nothing)
            else:
                yield from ((one, nothing) for one in mine)
                yield from ((nothing, one) for one in other)


def _rows(table: Statistics) -> list[list[_At]]:
    found: dict[int, list[_At]] = {}
    for one in _cells(table):
        found.setdefault(one[0].row, []).append(one)
    return list(found.values())


def _words_of(row: Sequence[_At]) -> str:
    return "".join(compared(text) for _, text, _ in row if not _NUMBER.fullmatch(compared(text)))


def _row_words(table: Statistics, cell: Cell) -> str:
    """The words left of a cell, and those above it."""
    row = [text for other, text in table.cells() if other.row == cell.row and other.column < cell.column]
    words = [text for text in row if text.strip() and not _NUMBER.fullmatch(compared(text))]
    above = [
        text
        for other, text in table.cells()
        if other.row < cell.row and other.column <= cell.column < other.column + other.columns
    ]
    heads = [text for text in above if text.strip() and not _NUMBER.fullmatch(compared(text))]
    return f"{words[-1].strip() if words else ''}{f'“{heads[-1].strip()}”' if heads else ''}"
