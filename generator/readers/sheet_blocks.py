"""A sheet as one who looks at it sees it: its tables, and the lines that stand above, between and below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from generator.readers.front_lines import attachment_note, is_date, starts_attachment
from generator.readers.workbook_cells import MergedCells, SheetCells
from generator.words.headings import HEADING_LENGTH, ends_sentence

_NUMBER = re.compile(r"[-－]?\d[\d,，]*(?:\.\d+)?[%％]?|[-－—–/／]+|无")  # or what stands for none
_NAMED = re.compile(
    r"(?!其中)[^：:\d]{1,12}[：:]|\d{4}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?$"
)  # 填表人：, 单位：件, 2024年度
_NOTE = re.compile(r"[（(]?(?:备?注|说明|填[表报]说明)\d?\s*[：:]")
_BANNER = re.compile("第[一二三四五六七八九十百]+条")  # 第二十条第（一）项, the first row of an official table
_NEAR = 50  # rows above that are looked at
_PROSE = 30  # characters of a sentence that is not the label of a row


class Filled(NamedTuple):
    """A filled cell: where it stands with what it covers, and its text."""

    span: MergedCells
    text: str


Row = list[Filled]


class SheetTable(NamedTuple):
    """A table of a sheet: the box around its filled cells."""

    sheet: SheetCells
    box: MergedCells

    def cells(self) -> Iterator[Filled]:
        """Every cell in reading order, the empty ones too, each merged one once."""
        top, left, rows, columns = self.box
        taken: set[tuple[int, int]] = set()
        for row in range(top, top + rows):
            for column in range(left, left + columns):
                if (row, column) not in taken:
                    span = self.sheet.merged.get((row, column), MergedCells(row, column))
                    span = MergedCells(
                        row, column, min(span.rows, top + rows - row), min(span.columns, left + columns - column)
                    )
                    taken.update(span.places())
                    yield Filled(span, self.sheet.cells.get((row, column), ""))


def blocks_of(sheet: SheetCells) -> Iterator[Filled | SheetTable]:
    """The tables of a sheet, and the cells that are lines of text, from top to bottom."""
    for band in _bands(sheet):
        table: list[Row] = []
        reach = 0
        for number, row in enumerate(band):
            following = band[number + 1] if number + 1 < len(band) else []
            if row[0].span.row >= reach and _stands_apart(row, table[-_NEAR:], following):
                yield from _table(sheet, table)
                yield from row
                table = []
            else:
                table.append(row)
            reach = max(reach, _bottom(row))
        yield from _table(sheet, table)


def _bands(sheet: SheetCells) -> Iterator[list[Row]]:
    """The filled rows between blank ones; what lies hidden under a merged cell is not seen."""
    rows: dict[int, Row] = {}
    covered = sheet.covered()
    for place, text in sorted(sheet.cells.items()):
        if place not in covered:
            rows.setdefault(place[0], []).append(Filled(sheet.merged.get(place, MergedCells(*place)), text))
    band: list[Row] = []
    reach = 0
    for number, row in rows.items():
        if band and number > reach:
            yield band
            band = []
        band.append(row)
        reach = max(reach, _bottom(row))
    if band:
        yield band


def _bottom(row: Row) -> int:
    return max(cell.span.row + cell.span.rows for cell in row)


def _stands_apart(row: Row, table: list[Row], following: Row) -> bool:
    """Whether a row is text and no part of a table, whose last rows above it these are."""
    if _is_prose(row):
        return True
    text = row[0].text.strip()
    if not table:
        return (len(row) == 1 and not _BANNER.match(text)) or _is_named(row)
    if len(row) > 1 or _BANNER.match(text):
        return False
    return _is_line(text, following) or not _is_label(row[0], table) or _begins_table(following, table)


def _is_line(text: str, following: Row) -> bool:
    """Whether a text is the label of no row, whatever stands around it."""
    attached = starts_attachment(text) or attachment_note(text) is not None
    closing = is_date(text) or (len(following) == 1 and is_date(following[0].text.strip()))
    return attached or closing or len(text) > HEADING_LENGTH or ends_sentence(text) or _NOTE.match(text) is not None


def _is_prose(row: Row) -> bool:
    """Whether a row holds written sentences, with a heading before them or not, and no number."""
    texts = [cell.text.strip() for cell in row]
    sentences = any(len(text) > _PROSE and (ends_sentence(text) or len(text) > 2 * HEADING_LENGTH) for text in texts)
    return sentences and not _has_number([row])


def _is_named(row: Row) -> bool:
    """Whether a row only says who filled in a table, when, and in which unit."""
    return all(_NAMED.match(cell.text.strip()) for cell in row)


def _is_wide(row: Row, table: list[Row]) -> bool:
    return row[0].span.columns > 1 and row[0].span.columns >= _box(table).columns


def _is_label(cell: Filled, above: list[Row]) -> bool:
    """Whether a cell alone in its row stands below words, as wide as some of them: a label, or a line across all of the table."""
    column = [other for row in reversed(above) for other in row if other.span.column == cell.span.column]
    words = bool(column) and not _NUMBER.fullmatch(column[0].text.strip())
    return words and any(other.span.columns == cell.span.columns for other in column)


def _begins_table(row: Row, above: list[Row]) -> bool:
    """Whether a row is the head of another table: words only, in all columns, below rows with numbers."""
    across = sum(cell.span.columns for cell in row)
    return len(row) > 1 and across >= _box(above).columns and _has_number(above) and not _has_number([row])


def _has_number(rows: list[Row]) -> bool:
    return any(_NUMBER.fullmatch(cell.text.strip()) for cell in chain.from_iterable(rows))


def _table(sheet: SheetCells, rows: list[Row]) -> Iterator[Filled | SheetTable]:
    """These rows as a table, those at its end that only name someone or run across all of it as lines."""
    end = len(rows)
    while end > 1 and (
        _is_named(rows[end - 1]) or (len(rows[end - 1]) == 1 and _is_wide(rows[end - 1], rows[: end - 1]))
    ):
        end -= 1
    if end > 1 and _box(rows[:end]).columns > 1:
        table, beside = _side_by_side(rows[:end])
        yield SheetTable(sheet, _box(table))
        yield from [SheetTable(sheet, _box(beside))] if len(beside) > 1 else chain.from_iterable(beside)
        yield from chain.from_iterable(rows[end:])
    else:
        yield from chain.from_iterable(rows)


def _side_by_side(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of a table with numbers, and of what stands right of it behind a blank column."""
    box, cells = _box(rows), list(chain.from_iterable(rows))
    taken = {column for cell in cells for column in range(cell.span.column, cell.span.column + cell.span.columns)}
    numbers = (cell.span.column for cell in cells if _NUMBER.fullmatch(cell.text.strip()))
    end = box.column + box.columns
    gaps = (column for column in range(max(min(numbers, default=end), box.column + 1), end) if column not in taken)
    gap = next(gaps, end)
    left = [[cell for cell in row if cell.span.column < gap] for row in rows]
    right = [[cell for cell in row if cell.span.column > gap] for row in rows]
    return list(filter(None, left)), list(filter(None, right))


def _box(rows: list[Row]) -> MergedCells:
    spans = [cell.span for cell in chain.from_iterable(rows)]
    top, left = rows[0][0].span.row, min(span.column for span in spans)
    bottom, right = max(span.row + span.rows for span in spans), max(span.column + span.columns for span in spans)
    return MergedCells(top, left, bottom - top, right - left)
