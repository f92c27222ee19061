"""What a person still has to write: the placeholders of a draft as findings, each at the cell or line it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.answers.answer import Answers
from generator.document.blocks import (
    PLACEHOLDER,
    AttachmentStart,
    Block,
    Closing,
    Document,
    Heading,
    Title,
    text_of,
)
from generator.examination.findings import PLACEHOLDER as CODE
from generator.examination.findings import Finding
from generator.examination.valuation import COVER_ORDER, TEXT_ORDER, label_of
from generator.standard.model import Standard

_ORDER = 1000  # after the other findings of the same sheet


def unwritten(standard: Standard, answers: Answers, document: Document, known: Iterable[Finding]) -> list[Finding]:
    """A finding for each placeholder that is not a blank already found."""
    listed = {finding.label for finding in known if finding.severity == "unfilled"}
    listed |= {label_of(standard, figure, answers.year) for figure in standard.figures.values()}
    found = []
    for number, (heading, slot, mark) in enumerate(_placeholders(standard, document)):
        what = mark.removeprefix("【待补充：").removesuffix("】")
        if what in listed:
            continue
        name = _belongs(standard, slot, what)
        advice = "在封面填写" if name.startswith("cover.") else "在各章文字里写明，或在封面填写有关的数"
        message = f"{heading}：{mark}"
        order = (COVER_ORDER if name.startswith("cover.") else TEXT_ORDER, _ORDER + number)
        found.append(Finding(CODE, "unfilled", answers.place(name), what, message, advice, order=order, about=name))
    return found


def _belongs(standard: Standard, slot: str, what: str) -> str:
    """The question with whose words it begins, the slot of the chapter, or the first contact question for the opening."""
    for key, question in standard.questions.items():
        if what.startswith(question.label):
            return f"cover.{key}"
    if slot:
        return f"text.{slot}"
    return "cover.office" if "office" in standard.questions else "cover.agency"


def _placeholders(standard: Standard, document: Document) -> Iterator[tuple[str, str, str]]:
    """Every placeholder in reading order, with the heading and the slot it stands under."""
    for heading, slot, block in located(standard, document):
        for mark in PLACEHOLDER.findall(text_of(block)):
            yield heading, slot, mark


def located(standard: Standard, document: Document) -> Iterator[tuple[str, str, Block]]:
    """Every block in reading order, with the heading and the slot it stands under."""
    heading, slot, chapter = "开头", "", ""
    for block in document.blocks:
        if isinstance(block, Title):
            heading, slot = "标题" if text_of(block) == document.title else text_of(block), ""
        elif isinstance(block, Closing | AttachmentStart):
            heading, slot = "落款" if isinstance(block, Closing) else block.label, ""
        elif isinstance(block, Heading):
            heading = block.text
            chapter = block.text if block.level == 1 else chapter
            known = _slot(standard, document.year, chapter, block)
            slot = known or slot
        elif heading == "标题":
            heading = "开头"
        yield heading, slot, block


def _slot(standard: Standard, year: int, chapter: str, block: Heading) -> str:
    """The slot whose title a heading is."""
    for slot in standard.slots.values():
        home = standard.wording(standard.slots[slot.chapter].title, year)
        if standard.wording(slot.title, year) == block.text and (block.level == 1 or home == chapter):
            return slot.key
    return ""
