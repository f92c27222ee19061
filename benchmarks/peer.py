"""The usual way to such a report: openpyxl reads the form, docxtpl renders a Word template.

Also a script, so that its process imports nothing of ours: `peer.py FORM TEMPLATE CONTEXT OUTPUT`.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from pathlib import Path

import openpyxl
from docxtpl import DocxTemplate  # type: ignore[import-untyped]


def read_cells(form: Path) -> dict[str, list[tuple[object, ...]]]:
    """The values of all cells of all sheets."""
    book = openpyxl.load_workbook(form, data_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def render(template: Path, context: dict[str, list[str]]) -> bytes:
    """The Word file; the template is opened anew, as docxtpl's documentation asks, for rendering changes it."""
    rendered = DocxTemplate(template)
    rendered.render(context)
    stream = BytesIO()
    rendered.save(stream)
    return stream.getvalue()


def main(form: Path, template: Path, context: Path, output: Path) -> None:
    """Make one report from files; the context stands ready, so no work of ours is asked of the peer."""
    read_cells(form)
    output.write_bytes(render(template, json.loads(context.read_text("utf-8"))))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
