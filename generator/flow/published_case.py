"""A report as published, on its way like any other: its own text, and its figures as far as they are told."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from generator.answers.answer import Answers
from generator.document.blocks import Block, Document, Statistics
from generator.drafting.tabulation import tabulate
from generator.examination import Finding
from generator.examination.findings import verdict
from generator.flow.case import Case, with_places
from generator.proofreading import Manuscript
from generator.proofreading.proofreading import Proof
from generator.proofreading.published_text import of_published
from generator.readers.front_lines import frames_attachments
from generator.readers.outline import outlined
from generator.readers.pieces import Piece
from generator.recognition.coverage import coverage, missing_tables, reading_findings, tables_read
from generator.recognition.printed_form import is_printed_form, printed_finding
from generator.recognition.published import Published
from generator.recognition.rearranging import Rearranging
from generator.recognition.restating import Restating

_MOST_CHAPTERS = 5  # a text with so many is a report and not an excerpt


@dataclass(frozen=True)
class PublishedCase(Case):
    """A report as published: its own text, and the figures as far as they are told."""

    published: Published = field(kw_only=True)

    @cached_property
    def printed(self) -> bool:
        """Whether it is a form of ours that was printed: then only its tables tell anything."""
        return is_printed_form(self.published.lines)

    @cached_property
    def manuscript(self) -> Manuscript:
        whole = of_published(self.standard, self.report, self.published)
        return replace(whole, passages=(), broken=(), labels=()) if self.printed else whole

    @cached_property
    def proof(self) -> Proof:
        return Proof((), 0) if self.printed else self._proofread()

    def _told(self) -> Iterator[Finding]:
        if self.printed:
            yield printed_finding(self.answers.source)
        totals = {instance.code for instance in self.standard.instances if instance.total}
        certain = (f for f in self.examination.findings if _certain(f, self.manuscript, totals))
        chapters = sum(passage.level == 1 for passage in self.manuscript.headings())
        whole = chapters >= _MOST_CHAPTERS or chapters * 2 > len(self.standard.file.chapters)
        missing = missing_tables(self.standard, self.published) if whole and not self.proof.cut else ()
        for finding in (*certain, *reading_findings(self.standard, self.published), *missing):
            yield finding._replace(order=(self.manuscript.line(finding.place), 1))

    @property
    def drafted(self) -> bool:
        return False

    @property
    def lines(self) -> tuple[tuple[int, str], ...]:
        return tuple((line.number, line.text) for line in self.published.lines)

    @cached_property
    def read_document(self) -> Document:
        """The document of the file; of a text its lines, and the tables that were found in them."""
        if self.published.source.document is not None:
            return self.published.source.document
        place = self.published.source.place
        heads = {passage.text for passage in self.manuscript.headings()}  # also those that stand right above a table
        lines = [(line, words) for line in self.published.lines if (words := line.text.strip())]
        framing = frames_attachments([words for _, words in lines])
        kept = (one for n, one in enumerate(lines) if not one[0].table or one[1] in heads or n in framing)
        pieces = [Piece(words, place(line.number)) for line, words in kept]
        text = outlined(self.answers.source, pieces)
        seen = {address.partition(".")[0] for address in (*self.answers.figures, *self.published.blank)}
        drawn = (tabulate(self.standard, name, self.report) for name in self.standard.tables if name in seen)
        tables = tuple(table for table in drawn if table)
        whole = with_places(Document(text.title, text.agency, self.answers.year, tables), self.answers, text.blocks)
        return whole._replace(blocks=tuple(sorted(whole.blocks, key=_first_line)))

    @property
    def unread(self) -> int:
        return sum(len(table.unread) for table in tables_read(self.standard, self.published))

    @cached_property
    def restated(self) -> Answers:
        if self.printed:
            return self.answers
        told = Restating(self.standard, self.published).restated()
        return Rearranging(self.standard, told, self.read_document).rearranged()

    @property
    def verdict(self) -> str:
        tables = tables_read(self.standard, self.published)
        partly = self.proof.cut or any(table.unread for table in tables)
        nothing = "只核对了一部分，读到的没有发现问题" if partly else "没有发现问题"
        listed = verdict(self.findings).partition("：")[2] or nothing
        read = "，".join(filter(None, (f"读了 {self.proof.sentences} 句", coverage(tables))))
        return f"{self.answers.year}年度（{self.standard.id}），{read}：{listed}"

    @property
    def notes(self) -> tuple[str, ...]:
        told = self.proof.numbers.words
        return (*self.published.source.notes, *((told,) if told else ()), *super().notes)


def _first_line(block: Block) -> int:
    """Where a block of a text begins; a table where the first of its figures stands, as far as it is known."""
    if isinstance(block, Statistics):
        return min((place.line for place in block.places or () if place.line), default=sys.maxsize)
    return block.origin.place.line


def _certain(finding: Finding, manuscript: Manuscript, totals: set[str]) -> bool:
    """Whether a finding on told figures can be relied on: what the text does not show is not a blank."""
    if finding.severity == "unfilled":
        return False
    figure = manuscript.standard.figures.get(finding.about)
    if finding.severity == "error" or figure is None or not figure.is_total or finding.code not in totals:
        return True
    parts = [part for way in figure.sums for part in way]
    shown = (part in manuscript.blank or manuscript.report.number(part) is not None for part in parts)
    return bool(finding.difference) and all(shown)
