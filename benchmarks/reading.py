"""Finished reports read: a Word file and a web page beside the filled form, a PDF beside pdfplumber."""

from __future__ import annotations

import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

from benchmarks.sample import Sample
from benchmarks.timing import in_turn
from benchmarks.verdicts import Verdict
from generator.drafting import draft
from generator.matching.form_reader import read_form
from generator.readers.office import office_program
from generator.readers.pdf_reader import read_pdf
from generator.readers.report_file import read_report
from generator.recognition.published import published
from generator.recognition.source import source_of
from generator.writers import write_docx
from tests.web_pages import on_site


def word_report(sample: Sample) -> Verdict:
    """A Word report read and recognised, warm, beside the filled form read."""
    return _read(sample, "报告.docx", write_docx(draft(sample.standard, sample.report)), "Word report")


def web_page(sample: Sample) -> Verdict:
    """The same report on a page of an office's site."""
    return _read(sample, "报告.html", on_site(draft(sample.standard, sample.report)), "web page")


def _read(sample: Sample, name: str, data: bytes, what: str) -> Verdict:
    def ours() -> None:
        found = published(source_of(name, read_report(name, data)))
        assert len(found.answers.figures) == len(sample.standard.figures)

    taken = in_turn(ours, lambda: read_form(sample.form), rounds=19, batch=4)
    return Verdict(f"{what} read and recognised, warm: of reading the form", taken.ours / taken.theirs, 1.5)


def pdf_report(sample: Sample) -> Verdict | None:
    """The tables of the same report as a PDF; None where LibreOffice is not there to make it."""
    program = office_program()
    if not program:
        return None
    import pdfplumber

    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / "report.docx"
        word.write_bytes(write_docx(draft(sample.standard, sample.report)))
        own = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        subprocess.run(
            [program, own, "--headless", "--convert-to", "pdf", "--outdir", folder, word],
            check=True,
            capture_output=True,
        )
        data = word.with_suffix(".pdf").read_bytes()

    def theirs() -> None:
        with pdfplumber.open(BytesIO(data)) as file:
            assert [table for page in file.pages for table in page.extract_tables()]

    taken = in_turn(lambda: read_pdf("report.pdf", data), theirs, rounds=7)
    return Verdict("five-page PDF read: times faster than pdfplumber", taken.theirs / taken.ours, 3, floor=True)
