"""What a person still has to write: the placeholders of a draft as findings, each at the cell or line it belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from generator.answers.answer import Answers
from generator.document.blocks import PLACEHOLDER, Document, Origin, headed, text_of
from generator.examination.findings import BLANK, COVER_ORDER, TEXT_ORDER, UNWRITTEN, Finding
from generator.standard.definition import AGENCY

_ORDER = 1000  # after the other findings of the same sheet


def unwritten(answers: Answers, document: Document, known: Iterable[Finding]) -> list[Finding]:
    """A finding for each placeholder that is not a blank already found."""
    listed = {finding.about for finding in known if finding.severity == "unfilled" or finding.code == BLANK}
    found: list[Finding] = []
    for block, _, heading in headed(document):
        for hole in PLACEHOLDER.finditer(text_of(block)):
            what = hole[1]
            name = _answer(block.origin, hole.start())
            if name in listed or not name.startswith(("cover.", "text.")):
                continue
            on_cover = name.startswith("cover.")
            advice = "在封面填写" if on_cover else "在各章文字里写明，或在封面填写有关的数"
            order = (COVER_ORDER if on_cover else TEXT_ORDER, _ORDER + len(found))
            message = f"{heading}：{hole[0]}"
            found.append(
                Finding(UNWRITTEN, "unfilled", answers.place(name), what, message, advice, order=order, about=name)
            )
    return found


def _answer(origin: Origin, at: int) -> str:
    """The answer a placeholder stands for: the one quoted there, else the text of its slot."""
    quoted = next((quote.name for quote in origin.quotes if quote.start <= at < quote.end), "")
    return quoted or (f"text.{origin.slot}" if origin.slot else f"cover.{AGENCY}")
