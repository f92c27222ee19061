"""A PDF with text to a document: its tables with every cell, its prose in whole paragraphs, each with its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.document.blocks import Origin, Statistics
from generator.document.grids import Cell, Grid
from generator.document.places import Place
from generator.errors import InputError
from generator.readers.outline import outlined
from generator.readers.pdf_apart import sights
from generator.readers.pdf_document import COVERED, INSTEAD
from generator.readers.pdf_furniture import without_furniture
from generator.readers.pdf_joining import goes_on, put_together
from generator.readers.pdf_lines import PrintedLine
from generator.readers.pdf_prose import Leaf, paragraphs
from generator.readers.pdf_sight import Sight
from generator.readers.pdf_tables import PageContent, PageTable, page_content
from generator.readers.read_file import ReadFile

_FEW = 20  # characters of a page that is a scan: a stamp or a page number laid over the image


def read_pdf(name: str, data: bytes) -> ReadFile:
    """Read a PDF; raises InputError when it is none, is locked or damaged, or has only images of pages."""
    pages = sights(name, data)
    if problem := _unreadable(pages):
        raise InputError(f"{name}：这份 PDF {problem}。")
    document = outlined(name, paragraphs(name, _leaves(name, pages)))
    return ReadFile(document, tuple(_notes(pages)))


def _unreadable(pages: list[Sight]) -> str:
    """Why nothing can be made of a file, and what to do; nothing where something can."""
    scans = [page.number for page in pages if _is_scan(page)]
    count = sum(len(page.glyphs) for page in pages)
    if scans and not any(len(page.glyphs) >= _FEW or page.crowded for page in pages):
        which = f"{_spread(scans)}都是图片"
        return f"是扫描件（{which}），里面没有文字，读不出来。请用原来的 Word 文件，或先做文字识别（OCR）后再用"
    if not count:
        crowded = any(page.crowded for page in pages)
        return f"里{'内容太多或已损坏' if crowded else '没有文字'}，读不出来。{INSTEAD}"
    if sum(page.unread for page in pages) * 2 > count:
        return f"的字体里没有文字编码，大部分字认不出，读不出来。{INSTEAD}"
    return ""


def _is_scan(page: Sight) -> bool:
    return page.picture >= COVERED and len(page.glyphs) < _FEW


def _spread(numbers: list[int]) -> str:
    first, last = numbers[0], numbers[-1]
    return (
        f"第{first}页"
        if first == last
        else f"第{first}—{last}页"
        if last - first == len(numbers) - 1
        else f"共{len(numbers)}页"
    )


def _notes(pages: list[Sight]) -> Iterator[str]:
    for page in pages:
        if page.crowded:
            yield f"第{page.number}页的内容太多或已损坏，没有全部读出"
        if _is_scan(page):
            yield f"第{page.number}页是扫描的图片，读不到文字"
        elif page.hidden:
            yield f"第{page.number}页是扫描的图片，读的是别的软件识别出来的文字，可能有错，请对照图片核对"
        if page.unread:
            yield f"第{page.number}页有 {page.unread} 个字认不出（字体里没有文字编码）"
    slanted = [page.number for page in pages if page.slanted]
    if slanted:
        yield f"{_spread(slanted)}斜着印的文字（水印）没有读"


def _leaves(name: str, pages: Sequence[Sight]) -> list[Leaf]:
    """The pages with their tables put together; a table stands on the page it begins on."""
    contents = [page_content(page) for page in pages]
    bodies = without_furniture([content.lines for content in contents], pages)
    flows = [_flow(content, lines) for content, lines in zip(contents, bodies, strict=True)]
    _join(flows)
    leaves, number = [], 0
    for page, flow in zip(pages, flows, strict=True):
        items: list[PrintedLine | Statistics] = []
        fresh: set[PrintedLine] = set()
        for item in flow:
            if isinstance(item, PageTable) and item.is_table:
                number += 1
                items.append(_statistics(name, page.number, number, item))
            elif isinstance(item, PageTable):
                items += [line for lines in item.lines for line in lines]
                fresh |= {lines[0] for lines in item.lines if lines}
            else:
                items.append(item)
        leaves.append(Leaf(page.number, items, frozenset(fresh)))
    return leaves


def _flow(content: PageContent, lines: list[PrintedLine]) -> list[PrintedLine | PageTable]:
    items: list[PrintedLine | PageTable] = [*content.tables, *lines]
    return sorted(items, key=lambda item: item.top if isinstance(item, PageTable) else item.base)


def _join(flows: list[list[PrintedLine | PageTable]]) -> None:
    """Each table at the foot of a page made one with the rest of it at the head of the next."""
    before: list[PrintedLine | PageTable] = []
    for flow in flows:
        last, first = before[-1] if before else None, flow[0] if flow else None
        if isinstance(last, PageTable) and isinstance(first, PageTable) and goes_on(last, first):
            before[-1] = put_together(last, first)
            del flow[0]
        before = flow or before


def _statistics(name: str, page: int, number: int, table: PageTable) -> Statistics:
    cells = tuple(Cell(cell.row, cell.column, cell.rows, cell.columns, "read", cell.text) for cell in table.cells)
    places = tuple(Place(file=name, page=c.page, table=number, row=c.row + 1, column=c.column + 1) for c in table.cells)
    grid = Grid(cells, table.rows, len(table.across) - 1, 0, 0)
    origin = Origin(place=Place(file=name, page=page, table=number))
    return Statistics("", grid, tuple(cell.text for cell in table.cells), (), origin, places)
