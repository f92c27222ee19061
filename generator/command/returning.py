"""The copy of a file that goes back to its unit: the form with its findings at the cells, or a list beside an answers file."""

from __future__ import annotations

from pathlib import Path

from generator.command.listing import listing
from generator.examination.findings import Finding, verdict


def returned(file: Path, findings: tuple[Finding, ...], problem: str) -> tuple[str, bytes]:
    """The suffix and the bytes of the copy; a list in text where the file is no workbook that could be marked."""
    if not problem and file.suffix.lower() == ".xlsx":
        from generator.command.annotating import annotated_copy

        return ".xlsx", annotated_copy(file.read_bytes(), findings)
    lines = [f"{file.name}：{problem}"] if problem else [f"{file.name}：{verdict(findings)}", *listing(findings)]
    return ".核对.txt", ("\n".join(lines) + "\n").encode("utf-8")
