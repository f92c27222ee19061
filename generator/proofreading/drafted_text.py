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
    Statistics,
    Title,
    headed,
    text_of,
)
from generator.document.places import Place
from generator.examination.report import Report
from generator.proofreading.manuscript import Kind, Manuscript, Passage, punctuated
from generator.standard.model import Standard
from generator.words.folding import narrow

_KINDS: dict[type[Block], Kind] = {Heading: "heading", Title: "title", Closing: "closing", Paragraph: "prose"}


def of_document(standard: Standard, answers: Answers, report: Report, document: Document) -> Manuscript:
    """A drafted report; each passage stands where the office typed it, or where it may add to the draft."""
    passages = tuple(_drafted(standard, answers, document))
    return Manuscript(standard, report, report.year, report.agency, passages, places=answers.places)


def _drafted(standard: Standard, answers: Answers, document: Document) -> Iterator[Passage]:
    seen: set[str] = set()
    for block, chapter, heading in headed(document):
        text, origin = punctuated(narrow(text_of(block))), block.origin
        if isinstance(block, Statistics):
            yield from _cells(standard, answers, block, Passage("", Place(), "aside", 0, chapter, heading))
        if not text:
            continue
        name = origin.answer or (origin.slot and f"text.{origin.slot}")
        kind, level = _KINDS.get(type(block), "aside"), block.level if isinstance(block, Heading) else 0
        whole = Passage(
            text, answers.place(name), kind, level, chapter, heading, bool(origin.answer), name, origin.slot
        )
        for quote in origin.quotes:
            words, place = text[quote.start : quote.end], answers.place(quote.name)
            if quote.name not in seen and not PLACEHOLDER.fullmatch(words) and (how := _quoted(standard, quote)):
                seen.add(quote.name)
                yield whole._replace(text=words, place=place, kind=how, level=0, own=True, name=quote.name)
        yield whole


def _cells(standard: Standard, answers: Answers, table: Statistics, under: Passage) -> Iterator[Passage]:
    """The words typed into the cells of a table."""
    for cell, text in table.cells():
        figure = standard.figures.get(cell.address)
        if text and figure and figure.kind in ("text", "link"):
            kind: Kind = "quoted" if figure.kind == "text" else "aside"
            words, place = punctuated(narrow(text)), answers.place(cell.address)
            yield under._replace(text=words, place=place, kind=kind, name=cell.address)


def _quoted(standard: Standard, quote: Quote) -> Kind | None:
    """How an answer inside a drafted block is read: as prose, or as data of the office that goes on from year to year."""
    question = standard.questions.get(quote.name.removeprefix("cover."))
    if question is None or question.kind not in ("text", "link"):
        return None
    return "aside" if question.keeps else "quoted"
