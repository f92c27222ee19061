"""A PDF with text to a document: its tables with every cell, its prose in whole paragraphs, each with its page."""

from __future__ import annotations

from collections.abc import Sequence

from generator.document.blocks import Origin, Statistics
from generator.document.grids import Cell, Grid
from generator.document.places import Place
from generator.errors import InputError
from generator.readers.outline import outlined
from generator.readers.pdf_apart import sights
from generator.readers.pdf_furniture import without_furniture
from generator.readers.pdf_joining import continues, put_together
from generator.readers.pdf_lines import PrintedLine
from generator.readers.pdf_notes import notes_on, unreadable
from generator.readers.pdf_prose import Leaf, paragraphs
from generator.readers.pdf_sight import Sight
from generator.readers.pdf_tables import PageContent, PageTable, page_content
from generator.readers.read_file import ReadFile


def read_pdf(name: str, data: bytes) -> ReadFile:
    """Read a PDF; raises InputError when it is none, is locked or damaged, or has only images of pages."""
    pages = sights(name, data)
    if problem := unreadable(pages):
        raise InputError(f"{name}：这份 PDF {problem}。")
    document = outlined(name, paragraphs(name, _leaves(name, pages)))
    return ReadFile(document, tuple(notes_on(pages)))


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
        if isinstance(last, PageTable) and isinstance(first, PageTable) and continues(last, first):
            before[-1] = put_together(last, first)
            del flow[0]
        before = flow or before


def _statistics(name: str, page: int, number: int, table: PageTable) -> Statistics:
    cells = tuple(Cell(cell.row, cell.column, cell.rows, cell.columns, "read", cell.text) for cell in table.cells)
    places = tuple(Place(file=name, page=c.page, table=number, row=c.row + 1, column=c.column + 1) for c in table.cells)
    grid = Grid(cells, table.rows, len(table.across) - 1, 0, 0)
    origin = Origin(place=Place(file=name, page=page, table=number))
    return Statistics("", grid, tuple(cell.text for cell in table.cells), (), origin, places)
