"""What several commands share: a file read and examined, with last year's beside it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from generator.drafting import Document, draft, unwritten
from generator.errors import InputError
from generator.examination import Examination, Finding, Report, examine
from generator.intake import Answers, read_answers
from generator.standard import Standard, load_standard

DRAFT_MARK = "（草稿）"


class Examined(NamedTuple):
    """A file's answers, their examination, the draft, and all findings, those of the draft included."""

    standard: Standard
    answers: Answers
    examination: Examination
    document: Document
    findings: tuple[Finding, ...]


def examined(file: Path, last_year: Path | None, templates: Path | None, mark: str = "") -> Examined:
    """Read, examine and draft a file; raises NianbaoError when it cannot be used."""
    answers = read_answers(file, templates)
    standard = load_standard(answers.standard, templates)
    last = report_of(last_year, templates) if last_year else None
    examination = examine(standard, answers, last)
    document = draft(standard, examination.report, last, mark)
    findings = [*examination.findings, *unwritten(standard, answers, document, examination.findings)]
    ordered = tuple(sorted(findings, key=lambda finding: finding.order))
    return Examined(standard, answers, examination, document, ordered)


def report_of(file: Path, templates: Path | None) -> Report:
    """Last year's report; raises InputError when the file cannot be used."""
    try:
        answers = read_answers(file, templates)
    except InputError as problem:
        raise InputError(f"上年文件用不了。{problem}") from None
    return examine(load_standard(answers.standard, templates), answers).report
