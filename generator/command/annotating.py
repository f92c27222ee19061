"""A copy of a filled form with its findings as notes at their cells."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from generator.examination.findings import SEVERITY_WORDS, Finding

_TINTS = {"error": "FFC7CE", "warning": "FFEB9C", "unfilled": "BDD7EE"}


def annotated_copy(data: bytes, findings: Iterable[Finding]) -> bytes:
    """The bytes of the form with a note and a tint at the cell of each finding."""
    book = load_workbook(BytesIO(data))
    notes: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.place.sheet in book.sheetnames and finding.place.cell:
            notes.setdefault((finding.place.sheet, finding.place.cell), []).append(finding)
    for (sheet, cell), found in notes.items():
        lines = [f"{SEVERITY_WORDS[f.severity]} [{f.code}] {f.message}\n怎么办：{f.advice}" for f in found]
        target = book[sheet][cell]
        target.comment = Comment("\n".join(lines)[:2000], "nianbao", width=400, height=160)
        target.fill = PatternFill("solid", fgColor=_TINTS[found[0].severity])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
