"""A finished web page read back: every cell where it stands and all words, compared with the document it was made from.

It shares no code with the writer: what stands in `main` is parsed, cells are found by the spans of those before them.
"""

from __future__ import annotations

from lxml import etree

from generator.document.blocks import Document, Statistics, text_of
from generator.errors import OutputError
from generator.package.safe_xml import root_of
from generator.words.characters import printable
from generator.writers.verification import LOUD, bare_words


def verify_web(data: bytes, document: Document) -> int:
    """Compare a web page with its document; the number of figures compared. Raises OutputError on any difference."""
    main = main_of(data, "网页")
    found = list(main.iter("table"))
    tables = [block for block in document.blocks if isinstance(block, Statistics)]
    if len(found) != len(tables):
        raise OutputError(f"网页里有 {len(found)} 张表，应有 {len(tables)} 张。{LOUD}")
    compared = sum(_compare_web_table(element, table) for element, table in zip(found, tables, strict=True))
    for element in found:
        above = element.getparent()
        if above is not None:
            element.tail = None
            above.remove(element)
    wanted = "".join(printable(text_of(block)) for block in document.blocks)
    if bare_words(words_in(main)) != bare_words(wanted):
        raise OutputError(f"网页的文字与起草的文字不一致。{LOUD}")
    return compared


def main_of(data: bytes, what: str) -> etree._Element:
    """The part of a page that holds the report; raises OutputError when it is not whole."""
    start, end = data.find(b"<main>"), data.rfind(b"</main>")
    try:
        return root_of(data[start : end + len(b"</main>")] if 0 <= start < end else b"")
    except (etree.XMLSyntaxError, ValueError):
        raise OutputError(f"{what}不完整或者不一致。{LOUD}") from None


def words_in(element: etree._Element) -> str:
    """All words in an element, without those behind it."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def _compare_web_table(element: etree._Element, table: Statistics) -> int:
    """Every cell stands where it should, by the spans of those before it, and says what it should."""
    there: dict[tuple[int, int], tuple[int, int, str]] = {}
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(element.iter("tr")):
        column = 0
        for cell in line:
            while (row, column) in taken:
                column += 1
            rows, columns = int(cell.get("rowspan", "1")), int(cell.get("colspan", "1"))
            taken |= {(row + down, column + right) for down in range(rows) for right in range(columns)}
            for end in cell.iter("br"):
                end.text = "\n"
            there[row, column] = (rows, columns, words_in(cell))
    for wanted, text in table.cells():
        rows, columns, seen = there.get((wanted.row, wanted.column), (0, 0, ""))
        if (rows, columns) != (wanted.rows, wanted.columns) or seen.lstrip("　") != printable(text).lstrip("　"):
            at = f"第{wanted.row + 1}行第{wanted.column + 1}列"
            raise OutputError(f"网页里表 {table.name} {at}是“{seen}”，应为“{text}”。{LOUD}")
    return sum(one.kind == "figure" for one in table.grid.cells)
