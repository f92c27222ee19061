"""A finished PDF read back: every cell through the reader of published PDFs, all words in their order through pdfium."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from generator.document.blocks import Document, Statistics, text_of
from generator.document.comparison import compared
from generator.errors import OutputError
from generator.words.characters import printable, visible
from generator.writers.verification import LOUD, bare_words

_FOOT = 35 / 25.4 * 72 - 6  # points; the page number stands below


def verify_pdf(data: bytes, document: Document) -> int:
    """Compare a PDF with its document; the number of figures compared. Raises OutputError on any difference."""
    printed, at = words_as_set("".join(page_texts(data, _FOOT))), 0
    for block in document.blocks:
        wanted = words_as_set(text_of(block))
        at = printed.find(wanted, at)
        if at < 0:
            raise OutputError(f"PDF 里少了“{text_of(block)[:40]}”。{LOUD}")
        at += len(wanted)
    tables = [block for block in document.blocks if isinstance(block, Statistics)]
    return _compare_tables(data, tables) if tables else 0


def words_as_set(text: str) -> str:
    """Words as two are compared: without spaces and marks that only steer the setting, look-alikes made one."""
    plain = unicodedata.normalize("NFKC", visible(printable(text)))
    return bare_words(plain if plain.isascii() else "".join(c for c in plain if unicodedata.category(c) != "Cf"))


def page_texts(data: bytes, foot: float = 0) -> Iterator[str]:
    """The text of each page above so many points from its lower edge, in the order it was set in."""
    import pypdfium2  # type: ignore[import-untyped]

    pdf = pypdfium2.PdfDocument(data)
    try:
        for page in pdf:
            text = page.get_textpage()
            yield text.get_text_bounded(bottom=foot or None).replace("\ufffe", "").replace("\r\n", "\n")
            text.close()
            page.close()
    finally:
        pdf.close()


def _compare_tables(data: bytes, tables: list[Statistics]) -> int:
    from generator.readers.pdf_reader import read_pdf

    read = read_pdf("生成的 PDF", data).document
    found = [block for block in read.blocks if isinstance(block, Statistics)]
    if len(found) != len(tables):
        raise OutputError(f"PDF 里有 {len(found)} 张表，应有 {len(tables)} 张。{LOUD}")
    for table, other in zip(tables, found, strict=True):
        there = {cell[:4]: text for cell, text in other.cells()}
        for cell, text in table.cells():
            seen = there.get(cell[:4])
            if seen is None or compared(seen) != compared(visible(printable(text))):
                raise OutputError(
                    f"PDF 里表 {table.name} 第{cell.row + 1}行第{cell.column + 1}列是“{seen}”，应为“{text}”。{LOUD}"
                )
    return sum(cell.kind == "figure" for table in tables for cell in table.grid.cells)
