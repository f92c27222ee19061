"""The list of units: who is to hand in a report, one a line, with last year's file and cover answers where they are known."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import StringIO
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from generator.answers.values import Refused, read_value
from generator.errors import InputError
from generator.matching.sheets import read_book
from generator.package.gate import read_bytes
from generator.words.characters import is_blank, plain

NAME_HEADS = ("单位", "单位名称", "单位全称", "机关", "机关名称", "编制机关", "名称")
LAST_HEADS = ("上年文件", "上年", "上年填报表", "上年报告")
MOST_ROWS = 400_000
Line = tuple[int, list[str]]


class Unit(NamedTuple):
    """A unit of the list: its full name, its line, last year's file, and what else stands there by the head of its column."""

    name: str
    line: int
    last_year: Path | None = None
    answers: Mapping[str, str] = {}

    @property
    def key(self) -> str:
        return unit_key(self.name)


def unit_key(name: str) -> str:
    """What makes two names one unit's: the same characters, width and spaces apart."""
    return "".join(plain(name).split())


def read_units(path: Path) -> list[Unit]:
    """The units of a list (.xlsx, .csv or .txt); raises InputError with the line of whatever cannot be used."""
    lines = [(number, cells) for number, cells in _lines(path) if any(not is_blank(cell) for cell in cells)]
    heads = _heads(lines)
    units = list(_units(path, heads, lines[1:] if heads else lines))
    if not units:
        raise InputError(f"{path.name}：单位名单是空的。一行写一个单位的全称；有表头的，名称一栏写“单位”。")
    for before, unit in repeated(units, attrgetter("key")):
        raise InputError(
            f"{path.name} 第{unit.line}行：“{unit.name}”和第{before.line}行是同一个单位。请删掉重复的一行。"
        )
    return units


def repeated(units: Iterable[Unit], key: Callable[[Unit], object]) -> Iterator[tuple[Unit, Unit]]:
    """Each unit of a list that has the key of one before it, after that one."""
    first: dict[object, Unit] = {}
    for unit in units:
        before = first.setdefault(key(unit), unit)
        if before is not unit:
            yield before, unit


def _lines(path: Path) -> Iterator[Line]:
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        book = read_book(path, MOST_ROWS)
        sheet = next(iter(book.sheets.values()), {})
        rows: dict[int, dict[int, str]] = {}
        for (row, column), cell in sheet.items():
            rows.setdefault(row, {})[column] = cell.text
        for row, cells in sorted(rows.items()):
            yield row, [cells.get(column, "") for column in range(1, max(cells) + 1)]
    elif suffix == ".csv":
        yield from _csv_lines(path)
    elif suffix == ".txt":
        yield from ((number, line.split("\t")) for number, line in enumerate(_text(path).splitlines(), 1))
    else:
        raise InputError(f"{path.name}：单位名单要是 .xlsx、.csv 或 .txt 文件，一行一个单位。")


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


def _heads(lines: list[Line]) -> list[str]:
    """The heads of the columns, when the first line has them."""
    heads = [plain(cell) for cell in lines[0][1]] if lines else []
    return heads if any(head in NAME_HEADS for head in heads) else []


def _units(path: Path, heads: list[str], lines: Iterable[Line]) -> Iterator[Unit]:
    name_at = next((n for n, head in enumerate(heads) if head in NAME_HEADS), 0)
    last_at = next((n for n, head in enumerate(heads) if head in LAST_HEADS), 1 if not heads else -1)
    for number, cells in lines:
        cells = [*cells, *[""] * max(0, name_at + 1 - len(cells))]
        if is_blank(cells[name_at]):
            raise InputError(f"{path.name} 第{number}行：没有写单位名称。请补上，或者删掉这一行。")
        last = cells[last_at].strip() if 0 <= last_at < len(cells) else ""
        others = {
            head: cell for n, (head, cell) in enumerate(zip(heads, cells, strict=False)) if n not in (name_at, last_at)
        }
        try:
            name = str(read_value("text", cells[name_at])).strip()
        except Refused as problem:
            raise InputError(f"{path.name} 第{number}行：单位名称{problem}。") from None
        yield Unit(name, number, path.parent / last if last else None, others)
