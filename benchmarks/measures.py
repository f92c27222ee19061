"""The measures: each takes the sample and gives one ratio with its bound."""

from __future__ import annotations

import shutil
import sys
import sysconfig
import time
from collections.abc import Callable, Sequence
from statistics import median

from benchmarks import memory, peer
from benchmarks.growth import linear_proofreading, linear_reading
from benchmarks.pages import pdf_written, picture_written, proof_written, review_opened, web_page_written
from benchmarks.reading import pdf_report, web_page, word_report
from benchmarks.road import make_report
from benchmarks.sample import ANSWERS, Sample
from benchmarks.timing import Medians, in_turn, process
from benchmarks.verdicts import Verdict
from generator.drafting import draft
from generator.examination import examine
from generator.flow.opening import read_answers
from generator.proofreading import of_document, proofread
from generator.standard import load_standard
from generator.wizard.conversation import Conversation
from generator.wizard.record import Record
from generator.wizard.terminal import Terminal, Validate
from generator.writers import write_docx

LONG_TEXT = ANSWERS.parents[1] / "anhui-2018" / "anhui-jiguan-2018.yaml"  # the example with the most text


def one_document(sample: Sample) -> Verdict:
    """Draft and write one Word file, warm, without reading it back."""

    def ours() -> bytes:
        return write_docx(draft(sample.standard, sample.report))

    taken = in_turn(ours, lambda: peer.render(sample.template, sample.context), rounds=19, batch=4)
    return Verdict("draft + DOCX, warm: times faster than docxtpl", taken.theirs / taken.ours, 15, floor=True)


def whole_road(sample: Sample) -> Verdict:
    """From the filled form to verified files, warm."""
    output = sample.folder / "peer.docx"

    def theirs() -> None:
        peer.read_cells(sample.form)
        output.write_bytes(peer.render(sample.template, sample.context))

    taken = in_turn(lambda: make_report(sample.form, sample.folder / "road"), theirs, rounds=9, batch=4)
    return Verdict("form to verified DOCX + text, warm: of openpyxl + docxtpl", taken.ours / taken.theirs, 0.13)


def whole_process(sample: Sample) -> Verdict:
    """One report, a process of its own."""
    build = process([_nianbao(), "build", sample.form, "-o", sample.folder / "process"])
    files = [sample.form, sample.template, sample.context_file, sample.folder / "peer.docx"]
    taken = in_turn(build, process([sys.executable, peer.__file__, *files]), rounds=15)
    return Verdict("the same, whole process: of openpyxl + docxtpl", taken.ours / taken.theirs, 0.65)


def start_up(sample: Sample) -> Verdict:
    """`nianbao --help` beside a Python that does nothing."""
    taken = in_turn(process([_nianbao(), "--help"]), process([sys.executable, "-c", "pass"]), rounds=25)
    return Verdict("nianbao --help: of python -c pass", taken.ours / taken.theirs, 3)


def file_size(sample: Sample) -> Verdict:
    """Bytes of the Word files."""
    ours, theirs = write_docx(draft(sample.standard, sample.report)), peer.render(sample.template, sample.context)
    return Verdict("DOCX file size: of docxtpl's", len(ours) / len(theirs), 0.4)


def flat_memory(sample: Sample) -> Verdict:
    """Peak memory of one process after many reports beside that after few."""
    told = process([sys.executable, "-m", memory.__name__, sample.form, sample.folder / "many"])()
    few, many = map(int, told.split())
    return Verdict(f"peak memory after {memory.MANY} reports: of that after {memory.FEW}", many / few, 1.2)


def proofreading(sample: Sample) -> Verdict:
    """All rules on the text of one report, warm: of what building that report takes."""
    taken = _proofread_and_built(sample)
    return Verdict("proofreading one report, warm: of building it", taken.ours / taken.theirs, 0.42)


def proofreading_time(sample: Sample) -> Verdict:
    """The same in milliseconds."""
    taken = _proofread_and_built(sample)
    return Verdict("proofreading one report, warm: milliseconds", taken.ours * 1000, 50)


def _proofread_and_built(sample: Sample) -> Medians:
    answers = read_answers(LONG_TEXT)
    standard = load_standard(answers.standard)
    report = examine(standard, answers).report
    document = draft(standard, report)
    return in_turn(
        lambda: proofread(of_document(standard, answers, report, document)),
        lambda: make_report(LONG_TEXT, sample.folder / "long"),
        rounds=19,
        batch=4,
    )


def next_prompt(sample: Sample) -> Verdict:
    """From Enter to the next prompt of the wizard, for the largest table: what our side takes, in milliseconds."""
    standard = sample.standard
    terminal = Waiting()
    conversation = Conversation(Record(standard, 2023, sample.folder / "wizard.yaml"), terminal)
    conversation.run()
    return Verdict("wizard: milliseconds from Enter to the next prompt", median(terminal.waits) * 1000, 50)


class Waiting(Terminal):
    """Answers at once and notes how long each next prompt took to come."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.entered = 0.0

    def _came(self) -> None:
        if self.entered:
            self.waits.append(time.perf_counter() - self.entered)

    def say(self, text: str = "") -> None:
        """Nothing is printed."""

    def text(self, message: str, default: str = "", validate: Validate | None = None, status: str = "") -> str:
        self._came()
        self.entered = time.perf_counter()
        typed = "示例局" if "机关" in message else "2024-01-25" if "日期" in message else "1 0 0 0 0 0"
        return typed if not validate or validate(typed) is True else "1"

    def paragraphs(self, message: str, default: str = "", validate: Validate | None = None) -> str:
        return ""

    def yes(self, message: str, default: bool = True, pasted: Validate | None = None) -> bool:
        return True

    def choose(self, message: str, options: Sequence[tuple[str, str]], given: str = "") -> str:
        return options[0][0]

    def tick(self, message: str, options: Sequence[tuple[str, str]], ticked: Sequence[str]) -> list[str]:
        return []


def _nianbao() -> str:
    found = shutil.which("nianbao", path=sysconfig.get_path("scripts"))
    if not found:
        raise SystemExit("nianbao is not installed beside this Python: run `make bench`")
    return found


MEASURES: tuple[Callable[[Sample], Verdict | None], ...] = (
    one_document,
    whole_road,
    whole_process,
    start_up,
    file_size,
    flat_memory,
    proofreading,
    proofreading_time,
    next_prompt,
    linear_proofreading,
    linear_reading,
    word_report,
    web_page,
    pdf_report,
    web_page_written,
    picture_written,
    proof_written,
    review_opened,
    pdf_written,
)
