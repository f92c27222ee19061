"""The list of units: who is to hand in a report, one a line, with last year's file, other names and cover answers where they are known."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import StringIO
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from generator.answers.values import Refused, read_value
from generator.batch.unit_columns import ListColumns, columns_of
from generator.errors import InputError
from generator.form.layout import HIDDEN
from generator.matching.sheets import Sheet, read_book
from generator.package.gate import read_bytes
from generator.words.characters import is_blank, plain

MOST_ROWS = 400_000
Line = tuple[int, list[str]]
_NO_UNIT = re.compile(r"(?:合计|总计|共计|小计|汇总|备注|说明|注|填表人|制表人?|审核人?|共\d+)(?:$|[:：。\d个家].*)")
_NUMBER = re.compile(r"[\d.,、]*")
_BESIDE_HAN = re.compile(r"\s+(?=[^\x00-\xff])|(?<=[^\x00-\xff])\s+")
_APART = re.compile(r"[、,，;；/\n]+")


class Unit(NamedTuple):
    """A unit of the list: its full name, its line, last year's file, its other names, and what else stands there by the head of its column."""

    name: str
    line: int
    last_year: Path | None = None
    answers: Mapping[str, str] = {}
    aliases: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return unit_key(self.name)


class UnitList(NamedTuple):
    """The units of a list, and in Chinese how it was understood and what of it was left out."""

    units: list[Unit]
    notes: tuple[str, ...] = ()


def unit_key(name: str) -> str:
    """What makes two names one unit's: the same characters, width and spaces apart."""
    return "".join(plain(name).split())


def read_units(path: Path) -> UnitList:
    """The units of a list (.xlsx, .csv or .txt); raises InputError with the line of whatever cannot be used."""
    sheets = [(title, filled) for title, lines in _sheets(path) if (filled := _filled(lines))]
    headed = [title for title, lines in sheets if columns_of(lines).headed]
    units: list[Unit] = []
    notes: list[str] = []
    for title, lines in sheets:
        if title in headed or (not headed and not units):
            told = f"{path.name}“{title}”" if len(sheets) > 1 else path.name
            found = list(_units(path, told, lines, notes))
            units += found
        else:
            notes.append(f"{path.name}：工作表“{title}”没有“单位”一栏，没有读")
    if not units:
        raise InputError(f"{path.name}：单位名单是空的。一行写一个单位的全称；有表头的，名称一栏写“单位”。")
    for before, unit in repeated(units, attrgetter("key")):
        raise InputError(
            f"{path.name} 第{unit.line}行：“{unit.name}”和第{before.line}行是同一个单位。请删掉重复的一行。"
        )
    return UnitList(units, tuple(notes))


def repeated(units: Iterable[Unit], key: Callable[[Unit], object]) -> Iterator[tuple[Unit, Unit]]:
    """Each unit of a list that has the key of one before it, after that one."""
    first: dict[object, Unit] = {}
    for unit in units:
        before = first.setdefault(key(unit), unit)
        if before is not unit:
            yield before, unit


def _sheets(path: Path) -> Iterator[tuple[str, list[Line]]]:
    """The lines of a list, sheet by sheet."""
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        book = read_book(path, MOST_ROWS)
        if HIDDEN in book.sheets:
            raise InputError(f"{path.name}：这是一份填报表，不是单位名单。名单一行写一个单位的全称。")
        yield from ((title, list(_rows(book.sheets[title]))) for title in book.sheets)
    elif suffix == ".csv":
        yield "", list(_csv_lines(path))
    elif suffix == ".txt":
        yield "", [(number, line.split("\t")) for number, line in enumerate(_text(path).splitlines(), 1)]
    else:
        raise InputError(f"{path.name}：单位名单要是 .xlsx、.csv 或 .txt 文件，一行一个单位。")


def _rows(sheet: Sheet) -> Iterator[Line]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.items():
        rows.setdefault(row, {})[column] = cell.text
    for row, cells in sorted(rows.items()):
        yield row, [cells.get(column, "") for column in range(1, max(cells) + 1)]


def _csv_lines(path: Path) -> Iterator[Line]:
    """The lines of a table in text, between commas or, as Excel's “Unicode 文本”, tabs; however its lines end."""
    text = _text(path)
    head = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=None), delimiter="\t" if "\t" in head and "," not in head else ",")
    try:
        yield from ((reader.line_num, row) for row in reader)
    except csv.Error:
        raise InputError(
            f"{path.name} 第{reader.line_num}行：这一格太长，不像是单位名单；可能是前面有一个引号没有配对。请改正后再用。"
        ) from None


def _text(path: Path) -> str:
    """The text of a list, as UTF-8, as UTF-16 with its mark, or as Chinese Excel writes it."""
    data = read_bytes(path, limit=50_000_000)
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{path.name}：看不懂文件的编码，请另存为 UTF-8 编码后再用。")


def _filled(lines: Iterable[Line]) -> list[Line]:
    return [(number, cells) for number, cells in lines if any(not is_blank(cell) for cell in cells)]


def _units(path: Path, told: str, lines: list[Line], notes: list[str]) -> Iterator[Unit]:
    """The units of one sheet; how it was understood goes to `notes`."""
    columns = columns_of(lines)
    if columns.telling:
        notes.append(f"{told}：{columns.telling}")
    for number, cells in lines[columns.first :]:
        for at in columns.names:
            name = cells[at] if at < len(cells) else ""
            rest = [cell for n, cell in enumerate(cells) if n not in columns.numbers and not is_blank(cell)]
            if is_blank(name) and len(columns.names) > 1:
                continue
            if is_blank(name) or _NO_UNIT.fullmatch(unit_key(name)):
                notes.append(f"{told} 第{number}行“{' '.join(rest) or ' '.join(cells).strip()}”不是单位，没有算进去")
            else:
                yield _unit(path, f"{told} 第{number}行", Unit(name, number), (at, cells, columns))


def _unit(path: Path, where: str, unit: Unit, row: tuple[int, list[str], ListColumns]) -> Unit:
    """The unit of a row, whose name stands in a column; raises InputError for what cannot be a name."""
    at, cells, columns = row
    try:
        name = _BESIDE_HAN.sub("", str(read_value("text", unit.name)).strip())
    except Refused as problem:
        raise InputError(f"{where}：单位名称{problem}。") from None
    if _NUMBER.fullmatch(plain(name)):
        raise InputError(
            f"{where}：“{columns.head(at)}”一栏写的是“{name}”，不像单位名称。名称一栏的表头请写“单位名称”。"
        )
    last = cells[columns.last].strip() if 0 <= columns.last < len(cells) else ""
    aliases = [one.strip() for n in columns.aliases if n < len(cells) for one in _APART.split(cells[n])]
    taken = {*columns.names, columns.last, *columns.aliases}
    others = {columns.heads[n]: cells[n] for n in range(min(len(cells), len(columns.heads))) if n not in taken}
    return Unit(name, unit.line, path.parent / last if last else None, others, tuple(filter(None, aliases)))
