"""Where the findings of a report stand on its pages: each at a block, and there at the words or the cell it speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.document.blocks import Block, Document, Heading, Statistics, text_of
from generator.examination.findings import SEVERITY_WORDS, Finding

_QUOTED = re.compile("“([^“”]+)”")
_RANK = {severity: number for number, severity in enumerate(SEVERITY_WORDS)}
_LEAST = 4  # letters by which quoted words are known


class Note(NamedTuple):
    """A finding with its number on the page, the block it stands at (-1: none), and the words or the cell (-1: none) there."""

    number: int
    finding: Finding
    block: int = -1
    words: str = ""
    cell: int = -1

    @property
    def kind(self) -> str:
        return "settled" if self.finding.settled else self.finding.severity


def notes_of(document: Document, findings: Sequence[Finding]) -> list[Note]:
    """The findings numbered from 1 by weight: errors, warnings, blanks, those settled; in reading order among these."""
    weighed = sorted(findings, key=lambda one: (one.settled, _RANK[one.severity]))
    return [_placed(document, number, finding) for number, finding in enumerate(weighed, 1)]


def _placed(document: Document, number: int, finding: Finding) -> Note:
    for at, block in enumerate(document.blocks):
        if isinstance(block, Statistics) and (cell := _cell(block, finding)) >= 0:
            return Note(number, finding, at, cell=cell)
    quoted = [words for part in _QUOTED.findall(finding.message) if len(words := part.strip("…")) >= _LEAST]
    near = [at for at, block in enumerate(document.blocks) if _stands(block, finding)]
    for words in quoted:
        for at in (*near, *range(len(document.blocks))):
            if _bare(words) in _bare(text_of(document.blocks[at])):
                return Note(number, finding, at, words)
    return Note(number, finding, near[0] if near else _headed(document, finding))


def _cell(table: Statistics, finding: Finding) -> int:
    """The cell of a table that a finding is about."""
    for number, cell in enumerate(table.grid.cells):
        placed = table.places and finding.place.cell and table.places[number] == finding.place
        if cell.kind == "figure" and (cell.address == finding.about or placed):
            return number
    return -1


def _stands(block: Block, finding: Finding) -> bool:
    same = block.origin.place == finding.place and bool(finding.place.spot)
    return same or (bool(finding.about) and finding.about in (block.origin.answer, f"text.{block.origin.slot}"))


def _headed(document: Document, finding: Finding) -> int:
    """The heading that the words of a finding begin with."""
    for at, block in enumerate(document.blocks):
        if isinstance(block, Heading) and finding.message.startswith(block.text[:8]):
            return at
    return -1


def _bare(text: str) -> str:
    return "".join(text.split()).replace(",", "，").replace(":", "：").replace(";", "；")
