"""What several commands share: a file read, examined and proofread, with last year's beside it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from generator.answers.answer import Answers
from generator.drafting import Document, draft, unwritten
from generator.errors import InputError
from generator.examination import Examination, Finding, Report, examine
from generator.examination.settling import settled
from generator.flow.opening import PUBLISHED, read_answers
from generator.proofreading import LastYear, Manuscript, of_document, of_published, proofread
from generator.standard import Standard, load_standard

DRAFT_MARK = "（草稿）"


class Examined(NamedTuple):
    """A file's answers, their examination, the draft, and all findings, those of the text included."""

    standard: Standard
    answers: Answers
    examination: Examination
    document: Document
    findings: tuple[Finding, ...]
    sentences: int = 0


class Read(NamedTuple):
    """A report read but not drafted: its examination as far as its figures are told, and all findings."""

    standard: Standard
    examination: Examination
    findings: tuple[Finding, ...]
    sentences: int


def examined(file: Path, last_year: Path | None, templates: Path | None, mark: str = "") -> Examined:
    """Read, examine, draft and proofread a file; raises NianbaoError when it cannot be used."""
    answers = read_answers(file, templates)
    standard = load_standard(answers.standard, templates)
    last = last_of(last_year, standard, answers.year, templates) if last_year else None
    examination = examine(standard, answers, last.report if last else None)
    document = draft(standard, examination.report, last.report if last else None, mark)
    proof = proofread(of_document(standard, answers, examination.report, document), last, templates)
    findings = [*examination.findings, *proof.findings, *unwritten(standard, answers, document, examination.findings)]
    return Examined(standard, answers, examination, document, _ordered(findings, answers), proof.sentences)


def figures_examined(file: Path, templates: Path | None) -> Read:
    """Read and examine the figures of a file alone, without drafting and proofreading."""
    answers = read_answers(file, templates)
    standard = load_standard(answers.standard, templates)
    examination = examine(standard, answers)
    return Read(standard, examination, examination.findings, 0)


def read_report(file: Path, standard: str, year: int | None, last_year: Path | None, templates: Path | None) -> Read:
    """Examine a report as published: the text rules, and the figures that can be told from its tables."""
    manuscript, answers = _published(file, standard, year, templates)
    last = last_of(last_year, manuscript.standard, manuscript.year, templates) if last_year else None
    examination = examine(manuscript.standard, answers, last.report if last else None)
    proof = proofread(manuscript, last, templates)
    told = [f._replace(order=(f.place.line, 1)) for f in examination.findings if _certain(f, manuscript)]
    findings = _ordered([*told, *proof.findings], answers)
    return Read(manuscript.standard, examination, findings, proof.sentences)


def last_of(file: Path, standard: Standard, year: int, templates: Path | None) -> LastYear:
    """Last year's report from a form, an answers file, or its published text; raises InputError."""
    try:
        if file.suffix.lower() in PUBLISHED and file.is_file():
            before = standard if standard.covers(year - 1) else _standard_before(standard, year - 1, templates)
            manuscript, _ = _published(file, before.id, year - 1, templates)
            return LastYear(manuscript.report, manuscript)
        answers = read_answers(file, templates)
    except InputError as problem:
        raise InputError(f"上年文件用不了。{problem}") from None
    own = load_standard(answers.standard, templates)
    report = examine(own, answers).report
    return LastYear(report, of_document(own, answers, report, draft(own, report)))


def report_of(file: Path, templates: Path | None) -> Report:
    """Last year's report; raises InputError when the file cannot be used."""
    try:
        answers = read_answers(file, templates)
    except InputError as problem:
        raise InputError(f"上年文件用不了。{problem}") from None
    return examine(load_standard(answers.standard, templates), answers).report


def _certain(finding: Finding, manuscript: Manuscript) -> bool:
    """Whether a finding on told figures can be relied on: what the text does not show is not a blank."""
    if finding.severity == "unfilled":
        return False
    figure = manuscript.standard.figures.get(finding.about)
    if finding.severity == "error" or figure is None or not figure.is_total or finding.code not in _totals(manuscript):
        return True
    parts = [part for way in figure.sums for part in way]
    shown = (part in manuscript.blank or manuscript.report.number(part) is not None for part in parts)
    return bool(finding.difference) and all(shown)


def _totals(manuscript: Manuscript) -> set[str]:
    return {instance.code for instance in manuscript.standard.instances if instance.total}


def _published(file: Path, standard: str, year: int | None, templates: Path | None) -> tuple[Manuscript, Answers]:
    from generator.recognition.published import read_published

    published = read_published(file, standard, year, templates)
    form = load_standard(standard, templates)
    return of_published(form, examine(form, published.answers).report, published), published.answers


def _standard_before(standard: Standard, year: int, templates: Path | None) -> Standard:
    from generator.standard import standard_for_year

    return standard_for_year(year, standard.file.kind, "", templates)


def _ordered(findings: Iterable[Finding], answers: Answers) -> tuple[Finding, ...]:
    return tuple(sorted(settled(findings, answers), key=lambda finding: finding.order))
