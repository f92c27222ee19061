"""How the time to read and proofread one clause grows with its length: the text that patterns could take quadratic time for."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.sample import Sample
from benchmarks.timing import fastest
from benchmarks.verdicts import Verdict
from generator.document.places import Place
from generator.examination import examine
from generator.proofreading import Manuscript, Passage, proofread
from generator.proofreading.published_text import of_published
from generator.recognition.published import published
from generator.recognition.source import of_text
from generator.recognition.stated import Stated
from generator.words.folding import fold

LENGTH = 20_000  # characters, against twice as many
# fmt: off
PIECES = (
    "收到1件、", "未", "（", "《", "“", "1", "一是", "、", "全", " ", "\t", "|", "，", "1,", "1.", "年", "2023年", "其中：",
    "3.其他 ", "占1%", "因政府信息公开工作被申请", "公民、法人和其他组织", "a",
)
# fmt: on


def linear_proofreading(sample: Sample) -> Verdict:
    """One clause of the office's own, proofread; the worst of the pieces."""
    return Verdict("proofreading a clause of 2n characters: of one of n", _worst(sample, _proofread), 2.5)


def linear_reading(sample: Sample) -> Verdict:
    """The same clause on one line of a published text, read and proofread; the worst of the pieces."""
    return Verdict("reading a published line of 2n characters: of one of n", _worst(sample, _published), 2.5)


def _worst(sample: Sample, read: Callable[[Sample, str], object]) -> float:
    return max(_ratio(lambda text: read(sample, text), piece) for piece in PIECES)


def _ratio(read: Callable[[str], object], piece: str) -> float:
    short, long = (piece * (length // len(piece)) + "尾" for length in (LENGTH, 2 * LENGTH))
    longer, shorter = fastest(lambda: read(long), lambda: read(short))
    return longer / shorter


def _proofread(sample: Sample, text: str) -> None:
    """As a passage, past the limit of what may be typed into one answer."""
    passage = Passage(text, Place(file="hostile"), "prose", slot=next(iter(sample.standard.slots)))
    proofread(Manuscript(sample.standard, sample.report, sample.report.year, sample.report.agency, (passage,)))


def _published(sample: Sample, text: str) -> None:
    found = published(
        of_text("hostile.txt", fold(f"示例局2023年政府信息公开工作年度报告\n{text}\n")), Stated(sample.standard.id)
    )
    proofread(of_published(sample.standard, examine(sample.standard, found.answers).report, found))
