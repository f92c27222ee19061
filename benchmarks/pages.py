"""Making the pages that are looked at: web page, picture, proof and PDF, each against the time of what the program makes anyway."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import count

from benchmarks.sample import Sample
from benchmarks.timing import in_turn
from benchmarks.truth.consistent import consistent
from benchmarks.verdicts import Verdict
from generator.batch.review_page import ReviewPage
from generator.batch.unit_check import Judged
from generator.document.places import Place
from generator.drafting import draft
from generator.drafting.picture import picture_of
from generator.examination.findings import Finding
from generator.flow.case import Case, open_case
from generator.readers.office import office_program
from generator.writers import write_docx
from generator.writers.picture_writer import write_picture_page
from generator.writers.proof_writer import write_proof
from generator.writers.web_writer import write_web

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_OPENED = """addEventListener("load", () => setTimeout(() => {
  const [page] = performance.getEntriesByType("navigation"); document.body.textContent = "opened " + page.loadEventEnd; }))"""


def web_page_written(sample: Sample) -> Verdict:
    """The web page of a report, against its draft and Word file."""
    document = draft(sample.standard, sample.report)
    taken = in_turn(lambda: write_web(document), lambda: write_docx(draft(sample.standard, sample.report)), 19, 4)
    return Verdict("web page written, warm: of draft + DOCX", taken.ours / taken.theirs, 1)


def picture_written(sample: Sample) -> Verdict:
    """The picture as a page, against draft and Word file."""

    def ours() -> bytes:
        return write_picture_page(picture_of("年报", [(sample.standard, sample.report)]))

    taken = in_turn(ours, lambda: write_docx(draft(sample.standard, sample.report)), 19, 4)
    return Verdict("picture written, warm: of draft + DOCX", taken.ours / taken.theirs, 1)


def proof_written(sample: Sample) -> Verdict:
    """The proof of a report with its findings and as many as it has figures, against draft and Word file."""
    answers = sample.folder / "proof.xlsx"
    answers.write_bytes(sample.form.read_bytes())
    case = open_case(answers)
    about = [(address, case.answers.place(address)) for address in sample.standard.figures]
    found = [
        *case.findings,
        *(Finding("X1", "warning", place, one, "核对这个数", about=one) for one, place in about[::4]),
    ]

    def ours() -> bytes:
        return write_proof(case.read_document, case.verdict, case.notes, found)

    taken = in_turn(ours, lambda: write_docx(draft(sample.standard, sample.report)), 19, 4)
    return Verdict("proof written with 50 findings, warm: of draft + DOCX", taken.ours / taken.theirs, 1)


def review_opened(sample: Sample) -> Verdict | None:
    """Seconds until Chromium has opened the review of eighty units with twelve findings each, the least of five."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        return None
    page = ReviewPage()
    finding = Finding("C1", "warning", Place("三、收到和处理申请情况", "D6"), "", "文字" * 55, "核对" * 10)
    for number in range(80):
        judged = Judged(f"{number}.xlsx", agency=f"示例县单位{number}", findings=(finding,), counts=(0, 12, 0))
        for _ in range(12):
            page.finding(judged, finding)
        page.unit(judged, "")
    opened = sample.folder / "review.html"
    text = _POLICY.sub("", page.finish().decode())
    opened.write_text(text.replace("</body>", f"<script>{_OPENED}</script></body>"), encoding="utf-8")
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", opened.as_uri()]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(5)]
    least = min(float(found[1]) for run in runs if (found := re.search(r"opened ([\d.]+)", run)))
    return Verdict("review of 80 units opened in Chromium, in seconds", least / 1000, 1)


def pdf_written(sample: Sample) -> Verdict | None:
    """The PDF of a report, read back, against LibreOffice converting the same Word file."""
    office = office_program()
    if not office:
        return None
    from generator.writers.pdf_verification import verify_pdf
    from generator.writers.pdf_writer import write_pdf

    document = draft(sample.standard, sample.report)
    word = sample.folder / "printed.docx"
    word.write_bytes(write_docx(document))
    profile = f"-env:UserInstallation={(sample.folder / 'profile').as_uri()}"
    others = (Case(consistent(sample.standard, sample.report.year, seed)).document for seed in count())
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(sample.folder), str(word)]

    def ours() -> int:
        other = next(others)  # another report each time, for typst keeps what it has set before
        return verify_pdf(write_pdf(other).data, other)

    def theirs() -> None:
        subprocess.run(command, check=True, capture_output=True)

    theirs()
    taken = in_turn(ours, theirs, 5)
    return Verdict(
        "PDF drafted, written and read back, warm: times faster than LibreOffice",
        taken.theirs / taken.ours,
        4,
        floor=True,
    )
