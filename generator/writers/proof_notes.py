"""Where the findings of a report stand on its pages: each at a block, and there at the words or the cell it speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.document.blocks import Block, Document, Heading, Statistics, text_of
from generator.document.places import Place
from generator.examination.findings import SEVERITY_WORDS, Finding

_QUOTED = re.compile("“([^“”]+)”|(【待补充：[^】]*】)")
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
    cells = _Cells(document)
    return [_placed(document, cells, number, finding) for number, finding in enumerate(weighed, 1)]


def _placed(document: Document, cells: _Cells, number: int, finding: Finding) -> Note:
    if there := cells.of(finding):
        return Note(number, finding, there[0], cell=there[1])
    quoted = [
        words
        for found in _QUOTED.finditer(finding.message)
        if len(words := (found[1] or found[2]).strip("…")) >= _LEAST
    ]
    near = [at for at, block in enumerate(document.blocks) if _stands(block, finding)]
    for words in quoted:
        for at in (*near, *range(len(document.blocks))):
            if _bare(words) in cells.texts[at]:
                return Note(number, finding, at, words)
    if not near and (there := cells.called(finding)):
        return Note(number, finding, there[0], cell=there[1])
    return Note(number, finding, near[0] if near else _headed(document, finding))


class _Cells:
    """The cells of a document by the address of their figure and by where they stand; `texts` are its blocks without spaces."""

    def __init__(self, document: Document) -> None:
        self.texts = [_bare(text_of(block)) for block in document.blocks]
        self._by_address: dict[str, tuple[int, int]] = {}
        self._by_words: dict[str, tuple[int, int]] = {}
        self._by_place: dict[Place, tuple[int, int]] = {}
        for at, block in enumerate(document.blocks):
            if isinstance(block, Statistics):
                self._add(at, block)

    def _add(self, at: int, table: Statistics) -> None:
        for number, cell in enumerate(table.grid.cells):
            if cell.kind != "figure":
                self._by_words.setdefault(_bare(table.texts[number]), (at, number))
            else:
                self._by_address.setdefault(cell.address, (at, number))
                if table.places:
                    self._by_place.setdefault(table.places[number], (at, number))

    def of(self, finding: Finding) -> tuple[int, int] | None:
        """The block and the cell that a finding is about."""
        by_place = self._by_place.get(finding.place) if finding.place.cell else None
        found = [one for one in (self._by_address.get(finding.about) if finding.about else None, by_place) if one]
        return min(found, default=None)

    def called(self, finding: Finding) -> tuple[int, int] | None:
        """The block and the cell with words that a finding quotes: the name of a row or a column, as it is or should be."""
        quoted = (_bare(found[1] or found[2]) for found in _QUOTED.finditer(finding.message))
        return next((self._by_words[words] for words in quoted if words in self._by_words), None)


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
