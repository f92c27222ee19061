"""Our whole road for one report, as the command `build` goes it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.answers.answer import Answers
from generator.drafting import draft, unwritten
from generator.examination import examine
from generator.flow.opening import read_answers
from generator.proofreading import of_document, proofread
from generator.standard import load_standard
from generator.writers import publish


def make_report(form: Path, folder: Path) -> None:
    """Read, examine, draft, proofread, write and verify a report."""
    finish_road(read_answers(form), folder)


def finish_road(answers: Answers, folder: Path) -> None:
    """The road from the answers on."""
    standard = load_standard(answers.standard, None)
    examination = examine(standard, answers)
    document = draft(standard, examination.report)
    proofread(of_document(standard, answers, examination.report, document))
    unwritten(answers, document, examination.findings)
    publish(document, folder)


def of_another_unit(answers: Answers, number: int) -> Answers:
    """The answers of another agency, so that nothing can be remembered from the report before."""
    agency = answers.questions["agency"]
    other = agency._replace(text=f"{agency.text}第{number}局")
    return replace(answers, questions={**answers.questions, "agency": other})
