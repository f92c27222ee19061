"""What the commands on folders call for one file; see `generator.flow.case`."""

from __future__ import annotations

from pathlib import Path

from generator.examination import Report
from generator.flow.case import DRAFT_MARK as DRAFT_MARK
from generator.flow.case import Case, open_case


def examined(file: Path, last_year: Path | None, templates: Path | None, mark: str = "") -> Case:
    return open_case(file, templates, last_year, mark)


def figures_examined(file: Path, templates: Path | None) -> Case:
    return open_case(file, templates)


def report_of(file: Path, templates: Path | None) -> Report:
    return open_case(file, templates).report
