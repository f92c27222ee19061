"""What a clerk left beside the cells of a form: words that no answer holds, numbers typed as words, sheets that are not the form's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache

from generator.answers.answer import Answer
from generator.answers.values import Refused, read_value
from generator.document.places import Place
from generator.form.formulas import BROKEN, HOLDS, NOT_ASKED, OPEN
from generator.form.layout import COVER, TEXTS, Spot, coordinate
from generator.matching.repeated_sheets import OURS
from generator.matching.sheets import Book, Sheet
from generator.standard.model import Standard
from generator.standard.table_definition import Kind
from generator.words.characters import is_blank, plain

_STATES = frozenset({HOLDS, OPEN, NOT_ASKED, BROKEN})
_RULE = re.compile(r"[A-Z]{1,4}\d*(?:-\d+)?\u3000|自动核对（")  # a line of checks below a table
_SIDE = re.compile(r"[A-Z]{1,4}\d*(?:-\d+)? ?核对")  # the head of a column of checks beside it
_HOW = "浅黄色格填数"  # in the line on how to fill a table
_NUMBER = re.compile(r"(?:差 )?-?[\d.]+")
_HEADS = ("上年写的", "自动起草")  # heads of columns that are only to be read
_SHOWN, _LISTED = 5, 8
_COUNTED = frozenset({"count", "signed_count", "money"})


def asides(book: Book, standard: Standard, year: int, spots: Mapping[str, Spot]) -> Iterator[Answer]:
    """For each sheet of the form the words outside its cells, told at the first of them.

    `spots` are the cells of the form's own answers by name.
    """
    cells: dict[str, set[tuple[int, int]]] = {}
    for name, row, column in spots.values():
        cells.setdefault(name, set()).add((row, column))
    tables = {table.sheet: name for name, table in standard.tables.items()}
    for title, own in cells.items():
        sheet = book.sheets[title]
        if title in tables:
            known = _known(standard, tables[title], year)
            lost = sorted(_table_words(sheet, own, known))
        elif title in (COVER, TEXTS):
            lost = [at for at in _list_words(sheet, own) if at not in own]
        else:
            continue
        if lost:
            yield _told(standard, year, title, tables.get(title, ""), {at: sheet[at].text for at in lost}, spots)


@lru_cache(maxsize=64)
def _known(standard: Standard, table: str, year: int) -> frozenset[str]:
    """The words that the form itself writes on the sheet of a table."""
    labels = {plain(standard.wording(cell.text, year)) for cell in standard.grids[table].cells if cell.text}
    title = plain(standard.wording(f"{standard.tables[table].title}（{standard.file.period}）", year))
    return frozenset(labels | {title})


def _table_words(sheet: Sheet, own: Set[tuple[int, int]], known: Set[str]) -> Iterator[tuple[int, int]]:
    """The cells of a table's sheet with words that are neither the form's nor its checks'."""
    lines = {row for (row, _), cell in sheet.items() if _RULE.match(cell.text)}
    sides = {column for (_, column), cell in sheet.items() if _SIDE.fullmatch(cell.text)}
    for (row, column), cell in sheet.items():
        if cell.formula or (row, column) in own:
            continue
        text = cell.text.strip()
        check = row in lines or row - 1 in lines or column in sides
        if not (
            is_blank(text)
            or plain(text) in known
            or text in _STATES
            or _RULE.match(text)
            or _SIDE.fullmatch(text)
            or _HOW in text
            or (check and _NUMBER.fullmatch(text))
        ):
            yield row, column


def _list_words(sheet: Sheet, own: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The cells right of or below the columns of the cover and of the texts."""
    last, first = max(row for row, _ in own), min(column for _, column in own)
    read = {column for (row, column), cell in sheet.items() if row == 1 and cell.text.startswith(_HEADS)}
    ours = {*read, *(column for _, column in own), *range(first - 2, first), first + 1}
    for (row, column), cell in sorted(sheet.items()):
        if (row > last or column not in ours) and column not in read and not is_blank(cell.text):
            yield row, column


def _told(
    standard: Standard,
    year: int,
    title: str,
    table: str,
    lost: Mapping[tuple[int, int], str],
    spots: Mapping[str, Spot],
) -> Answer:
    first = next(iter(lost))
    quoted = [f"{coordinate(*at) if at != first else ''}“{text.strip()[:30]}”" for at, text in lost.items()]
    more = f"等 {len(lost)} 格" if len(lost) > _SHOWN else ""
    where = f"“{TEXTS}”"
    slot = (
        next((chapter for chapter in standard.file.chapters if table in standard.tables_in(chapter)), "")
        if table
        else ""
    )
    if slot and (spot := spots.get(f"text.{slot}")):
        where += f" {coordinate(*spot[1:])}（{standard.wording(standard.text_slots[slot].title, year)}）"
    problem = f"{'、'.join(quoted[:_SHOWN])}{more}写在填报的格以外，没有读，不会印进报告（要印进报告的，写在{where}）"
    return Answer(lost[first], Place(title, coordinate(*first)), problem)


def remarks(book: Book, standard: Standard, spots: Mapping[str, Spot], copies: set[str]) -> Iterator[str]:
    """Sentences on what the form itself does not see: numbers typed as words; sheets that are not its own."""
    words: dict[str, list[tuple[int, int]]] = {}
    for name, (sheet, row, column) in spots.items():
        figure = standard.figures.get(name)
        if figure and figure.kind in _COUNTED and not figure.is_total:
            cell = book.sheets[sheet].get((row, column)) if sheet in book.sheets else None
            if cell and cell.words and not cell.formula and _is_number(figure.kind, cell.text):
                words.setdefault(sheet, []).append((row, column))
    for sheet, cells in words.items():
        listed = "、".join(coordinate(*at) for at in cells[:_LISTED])
        more = f"等 {len(cells)} 格" if len(cells) > _LISTED else ""
        yield (
            f"“{sheet}”的 {listed}{more} 是文字格式，这里照数读了，表里的合计没有算进它："
            "点格子旁的小标记，选“转换为数字”，或者把数重新输一遍。"
        )
    own = {sheet for sheet, _, _ in spots.values()} | OURS | copies
    for title in book.sheets:
        if (
            title not in own
            and not title.startswith("WpsReserved")
            and any(c.text.strip() for c in book.sheets[title].values())
        ):
            yield f"工作表“{title}”不是这份表的，里面写的没有读，不会印进报告。"


def _is_number(kind: Kind, text: str) -> bool:
    try:
        return bool(read_value(kind, text))
    except Refused:
        return False
