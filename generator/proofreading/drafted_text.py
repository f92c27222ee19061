"""A drafted report as a manuscript: its blocks with the answers they came from."""

from __future__ import annotations

from collections.abc import Iterator

from generator.answers.answer import Answers
from generator.document.blocks import (
    PLACEHOLDER,
    Block,
    Closing,
    Document,
    Heading,
    Paragraph,
    Quote,
    Title,
    headed,
    text_of,
)
from generator.examination.report import Report
from generator.proofreading.manuscript import Kind, Manuscript, Passage, punctuated
from generator.standard.model import Standard


def of_document(standard: Standard, answers: Answers, report: Report, document: Document) -> Manuscript:
    """A drafted report; each passage stands where the office typed it, or where it may add to the draft."""
    passages = tuple(_drafted(standard, answers, document))
    return Manuscript(standard, report, report.year, report.agency, passages, places=answers.places)


def _drafted(standard: Standard, answers: Answers, document: Document) -> Iterator[Passage]:
    seen: set[str] = set()
    for block, chapter, heading in headed(document):
        text = punctuated(text_of(block))
        if not text:
            continue
        origin = block.origin
        for quote in origin.quotes:
            words = text[quote.start : quote.end]
            if quote.name not in seen and not PLACEHOLDER.match(words) and (kind := _quoted(standard, quote)):
                seen.add(quote.name)
                yield Passage(
                    words, answers.place(quote.name), kind, 0, chapter, heading, True, quote.name, origin.slot
                )
        name = origin.answer or (origin.slot and f"text.{origin.slot}")
        level = block.level if isinstance(block, Heading) else 0
        own = bool(origin.answer)
        yield Passage(text, answers.place(name), _kind(block), level, chapter, heading, own, name, origin.slot)


def _quoted(standard: Standard, quote: Quote) -> Kind | None:
    """How an answer inside a drafted block is read: as prose, or as data of the office that goes on from year to year."""
    question = standard.questions.get(quote.name.removeprefix("cover."))
    if question is None or question.kind not in ("text", "link"):
        return None
    return "aside" if question.keeps else "quoted"


def _kind(block: Block) -> Kind:
    match block:
        case Heading():
            return "heading"
        case Title():
            return "title"
        case Closing():
            return "closing"
        case Paragraph():
            return "prose"
    return "aside"
