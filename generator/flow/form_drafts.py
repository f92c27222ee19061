"""What will be drafted at each place of a form, as segments whose numbers are cells: the draft of a report of codes, decoded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import localcontext
from functools import lru_cache
from pathlib import Path

from generator.document.blocks import Paragraph, text_of
from generator.errors import DefinitionError
from generator.form.layout import BLANK_LINE, COVER_PREFIX, Segment
from generator.proofreading.telling.drafted import CODED_AGENCY, coded_draft, coded_names, codes_of, decoded
from generator.standard import Standard, load_standard
from generator.standard.definition import AGENCY

Terms = tuple[tuple[int, str], ...]
_MOST = 1000
_SEGMENT = re.compile(r"[^、，；。：（）]*(?:[、，；。：（）]|$)")
_TOLD = re.compile(rf"(?:(?<!\d)-)?\d{{5,}}(?:\.\d+)?|〔\w+〕|{CODED_AGENCY}")


@lru_cache(maxsize=4)
def form_drafts(name: str, year: int, templates: Path | None = None) -> dict[str, list[list[Segment]]]:
    """The drafted paragraphs by slot, of a standard by its name; none where its drafts cannot do with codes."""
    standard = load_standard(name, templates)
    names = coded_names(standard)
    if len(names) > _MOST:
        return {}
    codes = codes_of(names)
    found: dict[str, list[list[Segment]]] = {}
    with localcontext() as context:
        context.prec = 4 * len(names) + 50
        try:
            blocks = coded_draft(standard, year, codes, flags=False)
        except DefinitionError:
            return {}
        for block in blocks:
            if isinstance(block, Paragraph) and block.origin.slot and not block.origin.answer:
                segments = list(_segments(standard, text_of(block), codes))
                found.setdefault(block.origin.slot, []).append(segments)
    return found


def _segments(standard: Standard, text: str, codes: dict[str, int]) -> Iterator[Segment]:
    """The segments of a paragraph: answers of the cover are told when given, items of a list when they are not 0."""
    before = ""
    lead: tuple[str | Terms, ...] = ()
    for found in _SEGMENT.finditer(text):
        pieces = tuple(_pieces(standard, found[0], codes))
        segment = Segment(pieces)
        if not pieces:
            continue
        if not segment.names and found[0][-1] in "，：":  # said only with what follows it
            lead, before = (*lead, *pieces), found[0][-1]
            continue
        cover = bool(segment.names) and all(name.startswith(COVER_PREFIX) for name in segment.names)
        if lead and segment.names and not cover and before == "：":
            yield Segment(lead)
            lead = ()
        listed = bool(segment.names) and not cover and not lead and before in ("、", "：")
        yield Segment((*lead, *pieces), "blank" if cover else "zero" if listed else "")
        before, lead = found[0][-1], ()
    if lead:
        yield Segment(lead)


def _pieces(standard: Standard, text: str, codes: dict[str, int]) -> Iterator[str | Terms]:
    at = 0
    for found in _TOLD.finditer(text):
        terms = _terms(standard, found[0], codes)
        if terms:
            if found.start() > at:
                yield text[at : found.start()]
            yield terms
            at = found.end()
        elif found[0].strip("-")[0].isdigit():  # a share, or what cannot be reckoned in a cell
            yield text[at : found.start()] + BLANK_LINE
            at = found.end()
    if at < len(text):
        yield text[at:]


def _terms(standard: Standard, told: str, codes: dict[str, int]) -> Terms | None:
    if told == CODED_AGENCY:
        return ((1, f"{COVER_PREFIX}{AGENCY}"),)
    if told.startswith("〔"):
        key = told[1:-1]
        return ((1, f"{COVER_PREFIX}{key}"),) if key in standard.questions else None
    cells = decoded(told, codes)
    return cells.terms if cells else None
