"""The one report that all contestants make: its filled form, its examined figures, and its docxtpl template."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from benchmarks.peer import render
from benchmarks.template import context_of, make_template
from generator.document.blocks import Document
from generator.drafting import draft
from generator.examination import Report, examine
from generator.examination.carrying import filled
from generator.flow.opening import read_answers
from generator.form.writing import write_form
from generator.standard import Standard, load_standard
from generator.writers import verify_docx

ANSWERS = Path(__file__).parents[1] / "example_inputs" / "national-2021" / "suqian-2023.yaml"


class Sample(NamedTuple):
    """What the contestants are given, in memory and as files in one folder."""

    standard: Standard
    report: Report
    context: dict[str, list[str]]
    folder: Path
    told: str

    @property
    def form(self) -> Path:
        return self.folder / "form.xlsx"

    @property
    def template(self) -> Path:
        return self.folder / "template.docx"

    @property
    def context_file(self) -> Path:
        return self.folder / "context.json"


def prepare(answers_file: Path, folder: Path) -> Sample:
    """Make the form and the template; raises OutputError when docxtpl's report is not the same as ours."""
    answers = read_answers(answers_file)
    standard = load_standard(answers.standard)
    (folder / "form.xlsx").write_bytes(write_form(standard, answers.year, filled(standard, answers)))
    report = examine(standard, read_answers(folder / "form.xlsx")).report
    document = draft(standard, report)
    context = context_of(document)
    sample = Sample(standard, report, context, folder, _told(document, context))
    make_template(document, sample.template)
    sample.context_file.write_text(json.dumps(context, ensure_ascii=False), "utf-8")
    verify_docx(render(sample.template, context), document)
    return sample


def _told(document: Document, context: dict[str, list[str]]) -> str:
    letters = sum(map(len, context["p"]))
    return f"{document.title}, {len(context['p'])} paragraphs of {letters} characters, {len(context['f'])} figures"
