"""A document to plain text: headings, paragraphs, and each table row on one line, aligned by display width."""

from __future__ import annotations

import unicodedata

from generator.drafting.document import (
    AttachmentNote,
    AttachmentStart,
    Block,
    Closing,
    Document,
    Heading,
    Line,
    Paragraph,
    Statistics,
    Subtitle,
    Title,
)
from generator.standard.grid import Cell

INDENT = "　　"
WIDTH = 76
GAP = "  "


def write_text(document: Document) -> str:
    """The report as text, ending in a line end."""
    lines: list[str] = []
    for block in document.blocks:
        lines += _lines(block)
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def _lines(block: Block) -> list[str]:
    match block:
        case Title(words):
            return [*map(_centred, words), ""]
        case Subtitle(text):
            return [_centred(text), ""]
        case Heading(1, text):
            return ["", INDENT + text, ""]
        case Heading(_, text):
            return [INDENT + text]
        case Paragraph(text, lead):
            return [INDENT + lead + text]
        case Line(text):
            return [text]
        case AttachmentNote(word, titles):
            count = "{}." if len(titles) > 1 else ""
            return [
                "",
                *(
                    f"{INDENT}{f'{word}：' if n == 1 else '　　　'}{count.format(n)}{t}"
                    for n, t in enumerate(titles, 1)
                ),
            ]
        case Closing(agency, date):
            return ["", *(" " * max(WIDTH - 8 - width(text), 0) + text for text in (agency, date))]
        case AttachmentStart(label):
            return ["", "", label, ""]
        case Statistics():
            return ["", *table_lines(block), ""]
    return []


def width(text: str) -> int:
    """Columns on the screen: wide and full-width characters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def _centred(text: str) -> str:
    return " " * max((WIDTH - width(text)) // 2, 0) + text


def table_lines(table: Statistics) -> list[str]:
    """The lines of a table; one without row labels has a line for each group of columns."""
    return _labelled(table) if table.grid.stub else _grouped(table)


def _labelled(table: Statistics) -> list[str]:
    """Label, unit and figures of each row; heads above them, again after each banner."""
    cells = table.cells()
    rows = [[(c, t) for c, t in cells if c.row <= n < c.row + c.rows] for n in range(table.grid.rows)]
    columns = [_column_width(table, number) for number in range(table.grid.columns)]
    labels = [_stub_text(row, table.grid.stub) for row in rows]
    first = max(width(label) for label in labels)
    lines, opened = [], set()
    for number, row in enumerate(rows):
        started = [(c, t) for c, t in row if c.row == number]
        banner = next((t for c, t in started if c.kind == "banner"), None)
        if banner is not None:
            lines.append(banner)
            continue
        for cell, text in started:  # vertical heads have a line of their own
            if cell.kind == "stub" and cell.rows > 1 and cell not in opened:
                opened.add(cell)
                lines.append(INDENT * cell.column + text)
        if any(c.kind == "head" for c, _ in row):
            lines += _head_line(table, row, number, first, columns)
            continue
        figures = "".join(
            GAP + _right(text, sum(columns[c.column : c.column + c.columns]) + len(GAP) * (c.columns - 1))
            for c, text in row
            if c.column >= table.grid.stub or c.kind == "unit"
        )
        lines.append(labels[number] + " " * (first - width(labels[number])) + figures)
    return lines


def _stub_text(row: list[tuple[Cell, str]], stub: int) -> str:
    """The label of a row, indented by its level and by the vertical heads it stands under."""
    for cell, text in row:
        if cell.kind == "stub" and cell.rows == 1:
            return INDENT * (cell.level + cell.column) + text
    return ""


def _head_line(
    table: Statistics, row: list[tuple[Cell, str]], number: int, first: int, columns: list[int]
) -> list[str]:
    """One line of heads over the figures: what starts on this row, the rest left empty."""
    stub = [(c, t) for c, t in row if c.column < table.grid.stub and c.row == number and c.kind == "head"]
    label, units = "", ""
    lines = []
    for cell, text in stub:
        if cell.column == 0 and width(text) <= first:
            label = text
        elif cell.column == 0:
            lines.append(text)
        else:
            units += GAP + _right(text, columns[cell.column])
    if not stub:
        units = "".join(
            GAP + " " * columns[c.column]
            for c, _ in row
            if 0 < c.column < table.grid.stub and _is_unit(table, c.column)
        )
    heads = "".join(
        GAP
        + _right(
            t if c.row == number else "", sum(columns[c.column : c.column + c.columns]) + len(GAP) * (c.columns - 1)
        )
        for c, t in row
        if c.column >= table.grid.stub
    )
    if label or units.strip() or heads.strip():
        lines.append(label + " " * (first - width(label)) + units + heads)
    return lines


def _is_unit(table: Statistics, column: int) -> bool:
    return any(c.kind == "unit" and c.column == column for c in table.grid.cells)


def _column_width(table: Statistics, column: int) -> int:
    """The widest single-column text in a column of figures or units."""
    wide = 4
    for cell, text in table.cells():
        counts = cell.kind in ("figure", "unit") or (cell.kind == "head" and column >= table.grid.stub)
        if cell.column == column and cell.columns == 1 and counts:
            wide = max(wide, width(text))
    return wide


def _right(text: str, wide: int) -> str:
    return " " * max(wide - width(text), 0) + text


def _grouped(table: Statistics) -> list[str]:
    """A table without row labels: the innermost spanner of each group, then its figures, heads above."""
    figures = [(c, t) for c, t in table.cells() if c.kind == "figure"]
    heads = [(c, t) for c, t in table.cells() if c.kind == "head"]
    groups: list[tuple[str, list[str], list[str]]] = []
    for cell, text in figures:
        over = [(c, t) for c, t in heads if c.column <= cell.column < c.column + c.columns]
        leaf = max(over, key=lambda found: found[0].row)[1]
        spanners = [t for c, t in sorted(over, key=lambda found: found[0].row) if c.columns > 1]
        name = spanners[-1] if spanners else leaf
        if not groups or groups[-1][0] != name:
            groups.append((name, [], []))
        groups[-1][1].append(leaf)
        groups[-1][2].append(text)
    first = max(width(name) for name, _, _ in groups)
    lines: list[str] = []
    before: list[str] = []
    for name, leaves, values in groups:
        if leaves != before:
            lines.append(" " * first + "".join(GAP + _right(leaf, max(8, width(leaf))) for leaf in leaves))
            before = leaves
        line = name + " " * (first - width(name))
        line += "".join(GAP + _right(v, max(8, width(leaf))) for leaf, v in zip(leaves, values, strict=True))
        lines.append(line)
    return lines
