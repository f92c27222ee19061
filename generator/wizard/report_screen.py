"""The whole report on a terminal: as wide as it is, a table that is wider as its rows with their figures below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.document.blocks import Document, Statistics
from generator.wizard.terminal import folded
from generator.words.widths import width
from generator.writers import write_text
from generator.writers.text_table import table_lines


def report_screen(document: Document, marks: Mapping[str, str], columns: int) -> str:
    """The report in lines of at most this width, with marks behind figures by address."""
    whole = Document(document.title, document.agency, document.year, ())
    parts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Statistics) and any(width(line) > columns for line in table_lines(block, marks)):
            parts += ["", *_narrow(block, marks, columns), ""]
        else:
            parts += write_text(whole._replace(blocks=(block,)), marks).rstrip("\n").split("\n")
    return "\n".join(folded(line, columns) for line in parts)


def _narrow(table: Statistics, marks: Mapping[str, str], columns: int) -> Iterator[str]:
    """Each row as its label, and its figures with their heads; zeros together."""
    heads: dict[int, str] = {}
    rows: dict[int, tuple[list[str], list[tuple[str, str, str]]]] = {}
    for cell, text in table.cells():
        label, figures = rows.setdefault(cell.row, ([], []))
        if cell.kind == "head":
            heads.update(dict.fromkeys(range(cell.column, cell.column + cell.columns), text))
        elif cell.kind in ("stub", "group", "banner") and text:
            label.append(text)
        elif cell.kind == "figure":
            figures.append((heads.get(cell.column, ""), text, marks.get(cell.address, "")))
    for label, figures in rows.values():
        if label:
            yield "　".join(label)
        told = [
            f"{head} {text or '空'}{f'（{mark}）' if mark else ''}"
            for head, text, mark in figures
            if text != "0" or mark
        ]
        zeros = sum(text == "0" and not mark for _, text, mark in figures)
        if figures:
            yield f"　　{'　'.join([*told, *([f'其余 {zeros} 格 0'] if told and zeros else ['都是 0'] if zeros else [])])}"
