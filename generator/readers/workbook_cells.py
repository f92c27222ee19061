"""The filled cells of any workbook, sheet by sheet, and what of it is not read; calamine reads them in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

from generator.errors import InputError
from generator.package.gate import EXCEL, admitted
from generator.package.parts import Parts
from generator.package.workbook import WORKBOOK, sheet_parts
from generator.readers.calamine_cells import LOCKED, MAX_COLUMN, MAX_ROW
from generator.readers.kinds import KINDS, kind_of
from generator.words.characters import FORBIDDEN

_SECONDS = 10
_LARGE = 1_000_000  # bytes of a directory of sheets that is none
_RELATIONS = "xl/_rels/workbook.xml.rels"
_XLSX = EXCEL._replace(expected="含有年报的工作簿", instead="请换一个文件", barred={})
_PACKAGES = {
    "xlsx": _XLSX,
    "xlsb": _XLSX._replace(main="xl/workbook.bin"),
    "ods": _XLSX._replace(main="content.xml", suffix=".ods"),
}
_AGAIN = "请在 Excel 或 WPS 里打开，删去表格以外的内容，另存为“Excel 工作簿（.xlsx）”后再用"
_LINE_END = re.compile("\r\n?")
# A formula whose value no program has worked out yet; a worked out one may be an empty text.
_NO_VALUE = re.compile(
    rb'<c\b(?![^<>]*\bt="str")[^<>]*>\s*<f\b[^<>]*(?:/>|>[^<>]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)


class MergedCells(NamedTuple):
    """Where a cell of a sheet begins, from 0, and how many rows and columns it covers."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def name(self) -> str:
        """As a sheet calls its first cell: D6."""
        letters, rest = "", self.column + 1
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(65 + letter) + letters
        return f"{letters}{self.row + 1}"

    def places(self) -> Iterator[tuple[int, int]]:
        """Every row and column it covers."""
        return product(range(self.row, self.row + self.rows), range(self.column, self.column + self.columns))


class SheetCells(NamedTuple):
    """The filled cells of a sheet by row and column from 0, its merged cells by where they begin, and what is to be told of it.

    `words` are the cells that are saved as words, also where they read like a number.
    """

    title: str
    hidden: bool
    cells: Mapping[tuple[int, int], str]
    merged: Mapping[tuple[int, int], MergedCells]
    notes: tuple[str, ...] = ()
    words: frozenset[tuple[int, int]] = frozenset()

    def covered(self) -> set[tuple[int, int]]:
        """The places that belong to a merged cell which begins elsewhere."""
        return {place for span in self.merged.values() for place in span.places() if place != span[:2]}


def sheets_of(name: str, data: bytes) -> tuple[SheetCells, ...]:
    """The sheets of a workbook of any kind, hidden ones too; raises InputError."""
    kind = kind_of(name, data)
    if kind.advice or kind.code not in (*_PACKAGES, "xls"):
        raise InputError(kind.refusal(name) if kind.advice else f"{name}：这是{kind.told}，不是工作簿。请换一个文件。")
    package = admitted(name, data, _PACKAGES[kind.code]) if kind.code in _PACKAGES else None
    unvalued = _unvalued(package) if package and kind.code == "xlsx" else {}
    return tuple(_sheet(told, unvalued) for told in _told(name, data))


def _unvalued(parts: Parts) -> dict[str, int]:
    """How many formulas of each sheet have no value."""
    if not all(part in parts and len(parts[part]) < _LARGE for part in (WORKBOOK, _RELATIONS)):
        return {}
    sheets = sheet_parts(parts, parts.tree(WORKBOOK))
    return {title: len(_NO_VALUE.findall(parts[part])) for title, part in sheets.items()}


def _told(name: str, data: bytes) -> list[dict[str, Any]]:
    """What the process of its own says of the workbook."""
    command = [sys.executable, "-P", "-m", "generator.readers.calamine_cells"]
    path = os.pathsep.join(folder for folder in sys.path if folder)  # it finds what this one finds
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": path},
        )
    except (OSError, subprocess.TimeoutExpired):
        raise InputError(f"{name}：内容太多，{_SECONDS} 秒还没有读完。{_AGAIN}。") from None
    if done.returncode == LOCKED:
        raise InputError(KINDS["locked"].refusal(name))
    if done.returncode:
        raise InputError(f"{name}：工作簿读不出来，可能已损坏，或者内容太多。{_AGAIN}。")
    sheets: list[dict[str, Any]] = json.loads(done.stdout)
    return sheets


def _sheet(told: dict[str, Any], unvalued: Mapping[str, int]) -> SheetCells:
    title = FORBIDDEN.sub("", told["title"])
    cells = {(row, column): _LINE_END.sub("\n", FORBIDDEN.sub("", text)) for row, column, text, _ in told["cells"]}
    words = frozenset((row, column) for row, column, _, is_words in told["cells"] if is_words)
    merged = {span[:2]: span for span in _apart(told.get("spans", []))}
    notes = []
    if told["chart"]:
        notes.append(f"工作表“{title}”是图表，没有读。")
    elif told["hidden"] and cells:
        notes.append(f"工作表“{title}”是隐藏的，没有读。如果里面有年报的内容，请取消隐藏后再用。")
    elif told["beyond"]:
        notes.append(f"工作表“{title}”太大，第 {MAX_ROW} 行、第 {MAX_COLUMN} 列以外和过多的内容没有读。")
    if number := unvalued.get(told["title"], 0):
        notes.append(f"工作表“{title}”有 {number} 个公式没有算出数，按空格读。请在 Excel 或 WPS 里打开，保存后再用。")
    return SheetCells(title, bool(told["hidden"]), cells, merged, tuple(notes), words)


def _apart(ranges: list[list[int]]) -> Iterator[MergedCells]:
    """The merged ranges as far as they lie within the limits; one that runs into another is none."""
    taken: set[tuple[int, int]] = set()
    for top, left, bottom, right in ranges:
        span = MergedCells(top, left, min(bottom, MAX_ROW - 1) - top + 1, min(right, MAX_COLUMN - 1) - left + 1)
        if min(span.rows, span.columns) < 1 or span.rows * span.columns == 1:
            continue
        corners = {(span.row, span.column), (span.row + span.rows - 1, span.column + span.columns - 1)}
        if not corners & taken and not any(place in taken for place in span.places()):
            taken.update(span.places())
            yield span
