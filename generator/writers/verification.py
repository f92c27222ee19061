"""The finished files read back: every figure and every paragraph compared with the document they were made from.

The readers here share no code with the writers: they find cells by their place in the file and words by what they say.
"""

from __future__ import annotations

import re

from lxml import etree

from generator.document.blocks import Document, Statistics, text_of
from generator.errors import OutputError
from generator.package.gate import WORD, admitted

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT, _ROW, _CELL, _SPAN, _VALUE = (f"{_W}{tag}" for tag in ("t", "tr", "tc", "gridSpan", "val"))
LOUD = "没有生成文件。这是程序的错误，请把填报文件和这句话告诉开发者。"


def verify_docx(data: bytes, document: Document) -> int:
    """Compare a Word file with its document; the number of figures compared. Raises OutputError on any difference."""
    body = admitted("生成的 Word 文件", data, WORD).tree(WORD.main)[0]
    tables = [block for block in document.blocks if isinstance(block, Statistics)]
    found = [element for element in body if element.tag == f"{_W}tbl"]
    if len(found) != len(tables):
        raise OutputError(f"Word 文件里有 {len(found)} 张表，应有 {len(tables)} 张。{LOUD}")
    compared = sum(_compare_table(element, table) for element, table in zip(found, tables, strict=True))
    words = "".join(_words(element) for element in body if element.tag == f"{_W}p")
    wanted = "".join(text_of(block) for block in document.blocks)
    if bare_words(words) != bare_words(wanted):
        raise OutputError(f"Word 文件的文字与起草的文字不一致。{LOUD}")
    return compared


def bare_words(text: str) -> str:
    """Words without spaces."""
    return re.sub(r"\s+", "", text)


def _words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(_TEXT))


def _compare_table(element: etree._Element, table: Statistics) -> int:
    there = _spread(element)
    compared = 0
    for cell, text in table.cells():
        seen = there.get((cell.row, cell.column))
        if seen != text:
            raise OutputError(
                f"Word 文件里表 {table.name} 第{cell.row + 1}行第{cell.column + 1}列是“{seen}”，应为“{text}”。{LOUD}"
            )
        compared += cell.kind == "figure"
    return compared


def _spread(element: etree._Element) -> dict[tuple[int, int], str]:
    """The text of each cell by the row and grid column it begins at."""
    found: dict[tuple[int, int], str] = {}
    row, column, after = -1, 0, 0
    for node in element.iter(_ROW, _CELL, _SPAN, _TEXT):
        if node.tag == _ROW:
            row, after = row + 1, 0
        elif node.tag == _CELL:
            column, after = after, after + 1
            found[row, column] = ""
        elif node.tag == _SPAN:
            after = column + int(node.get(_VALUE, "1"))
        else:
            found[row, column] += node.text or ""
    return found


def verify_text(text: str, document: Document) -> int:
    """Compare a text file with its document; the number of figures compared. Raises OutputError on any difference."""
    lines = [line.split() for line in text.split("\n")]
    flat = "".join("".join(line) for line in lines)
    at, compared = 0, 0
    for block in document.blocks:
        if isinstance(block, Statistics):
            compared += _compare_rows(lines, block)
            continue
        for words in text_of(block).split("\n"):
            wanted = bare_words(words)
            at = flat.find(wanted, at)
            if at < 0:
                raise OutputError(f"文本文件里少了“{words[:40]}”。{LOUD}")
            at += len(wanted)
    return compared


def _compare_rows(lines: list[list[str]], table: Statistics) -> int:
    """Every row of figures stands on a line, in order of its columns, after the words of its row or group."""
    rows: dict[tuple[int, str], list[str]] = {}
    labels = {c.row: t for c, t in table.cells() if c.kind == "stub"}
    spanners = [(c, t) for c, t in reversed(table.cells()) if c.kind == "head" and c.columns > 1]
    figures = [(c, t) for c, t in table.cells() if c.kind == "figure"]
    for cell, text in figures:
        label = labels.get(cell.row) or next((t for c, t in spanners if 0 <= cell.column - c.column < c.columns), "")
        rows.setdefault((cell.row, label), []).extend(text.split())
    at = 0
    for (_, label), wanted in rows.items():
        words = label.split()
        at = next((n for n in range(at, len(lines)) if _is_row(lines[n], words, wanted)), -1)
        if at < 0:
            raise OutputError(f"文本文件里表 {table.name} 的“{label}”一行不是 {' '.join(wanted)}。{LOUD}")
        at += 1
    return len(figures)


def _is_row(line: list[str], words: list[str], figures: list[str]) -> bool:
    """Whether a line has the label and after it ends with the figures; a code may stand before, a unit between."""
    end = len(line) - len(figures)
    return line[end:] == figures and any(line[n : n + len(words)] == words for n in range(end - len(words) + 1))
