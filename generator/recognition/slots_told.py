"""The paragraphs of a published report by the chapters and parts of the form that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.document.blocks import AttachmentNote, Closing, Document, Heading, lines_in, text_of
from generator.document.places import Place
from generator.standard.model import Standard
from generator.words.folding import unspaced
from generator.words.titles import same_chapter

_LONGEST_HEADING = 60


class ToldParagraph(NamedTuple):
    """A paragraph of a published report and its place."""

    text: str
    place: Place


def slots_told(
    standard: Standard, document: Document, paragraphs: Sequence[ToldParagraph]
) -> dict[str, list[ToldParagraph]]:
    """By slot the paragraphs under its heading, as far as the headings are those of the form; a draft tells how these read."""
    heads = _heads(standard, document)
    last = _end(document, paragraphs)
    found: dict[str, list[ToldParagraph]] = {}
    slot, at = "", 0
    for told in paragraphs[:last]:
        number = next((n for n in range(at, len(heads)) if unspaced(told.text) == unspaced(heads[n][1])), None)
        if number is None and len(told.text) < _LONGEST_HEADING:
            number = next((n for n in range(at, len(heads)) if _like(told.text, heads[n])), None)
        if number is not None:
            slot, at = heads[number][0], number + 1
            found.setdefault(slot, [])
        elif slot:
            found[slot].append(told)
    return found


def _heads(standard: Standard, document: Document) -> list[tuple[str, str]]:
    """The headings of chapters and parts, with their slots, in the order of the form."""
    seen: dict[str, str] = {}
    for block in document.blocks:
        if isinstance(block, Heading) and block.origin.slot in standard.slots:
            seen.setdefault(block.origin.slot, text_of(block))
    return list(seen.items())


def _end(document: Document, paragraphs: Sequence[ToldParagraph]) -> int:
    """Where the body ends: at its closing, or the list of attachments before it."""
    ends = [unspaced(next(lines_in(b), "")) for b in document.blocks if isinstance(b, Closing | AttachmentNote)]
    starts = [number for number, told in enumerate(paragraphs) if unspaced(told.text) in ends]
    return next((number for number in starts if number > len(paragraphs) // 2), len(paragraphs))


def _like(text: str, head: tuple[str, str]) -> bool:
    """Whether a heading is a chapter of the form in other words."""
    return (
        "." not in head[0]
        and text[:1] == head[1][:1]
        and text[1:2] == head[1][1:2] == "、"
        and same_chapter(head[1], text)
    )
