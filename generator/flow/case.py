"""A case: one report on its way, from what an office gave to all that is found about it; each part is worked out when asked for.

case = open_case(Path("form.xlsx"), last_year=Path("2023.xlsx"))
case.findings
publish(case.document, Path("out"))
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.answers.answer import Answers
from generator.document.blocks import Block, Document, Statistics
from generator.document.places import Place
from generator.drafting import draft, unwritten
from generator.drafting.tabulation import tabulate
from generator.errors import InputError
from generator.examination import Examination, Finding, Report, examine
from generator.examination.findings import verdict
from generator.examination.settling import settled
from generator.flow.opening import read_given
from generator.proofreading import LastYear, Manuscript, of_document, of_published, proofread
from generator.proofreading.proofreading import Proof
from generator.readers.outline import outlined
from generator.readers.pieces import Piece
from generator.recognition.coverage import coverage, reading_findings, tables_read
from generator.recognition.which_standard import Stated
from generator.standard import Standard, load_standard

if TYPE_CHECKING:
    from generator.recognition.published import Published

DRAFT_MARK = "（草稿）"


@dataclass(frozen=True)
class Case:
    """What an office gave, last year's case beside it, and the templates both are read by; `mark` stands before the title.

    Every part raises NianbaoError when what it rests on cannot be used.
    """

    answers: Answers
    templates: Path | None = None
    last: Case | None = None
    mark: str = ""

    @cached_property
    def standard(self) -> Standard:
        return load_standard(self.answers.standard, self.templates)

    @cached_property
    def examination(self) -> Examination:
        return examine(self.standard, self.answers, self.last.report if self.last else None)

    @property
    def report(self) -> Report:
        return self.examination.report

    @cached_property
    def document(self) -> Document:
        return draft(self.standard, self.report, self.last.report if self.last else None, self.mark)

    @cached_property
    def manuscript(self) -> Manuscript:
        """The text as it is proofread."""
        return of_document(self.standard, self.answers, self.report, self.document)

    @cached_property
    def proof(self) -> Proof:
        last = LastYear(self.last.report, self.last.manuscript) if self.last else None
        return proofread(self.manuscript, last, self.templates)

    @cached_property
    def restated(self) -> Answers:
        """The answers the report can be made again of; of a form and an answers file the same."""
        return self.answers

    @cached_property
    def restated_report(self) -> Report:
        """The report of the restated answers: of a published one also its contact data and its words by chapter."""
        return self.report if self.drafted else examine(self.standard, self.restated).report

    @property
    def unread(self) -> int:
        """How many cells of the tables of a published report were not read."""
        return 0

    @property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """The lines of a published report with their numbers."""
        return ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What of the file could not be read, in Chinese, each with its place."""
        return ()

    @cached_property
    def unwritten(self) -> list[Finding]:
        """What a person still has to write."""
        return unwritten(self.answers, self.document, self.examination.findings)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in reading order, warnings with a reason settled."""
        found = settled([*self._told(), *self.proof.findings], self.answers)
        return tuple(sorted(found, key=lambda finding: finding.order))

    def _told(self) -> Iterator[Finding]:
        """What is found without reading the text."""
        yield from self.examination.findings
        yield from self.unwritten

    @property
    def drafted(self) -> bool:
        """Whether the report is drafted here; a published one is read as it is."""
        return True

    @property
    def verdict(self) -> str:
        """The first line of what is told: whether a report can be made, or what of a published one was read and found."""
        return verdict(self.findings)


@dataclass(frozen=True)
class _Found(Case):
    """A report as published: its own text, and the figures as far as they are told."""

    published: Published | None = None

    @cached_property
    def manuscript(self) -> Manuscript:
        assert self.published is not None
        return of_published(self.standard, self.report, self.published)

    def _told(self) -> Iterator[Finding]:
        assert self.published is not None
        totals = {instance.code for instance in self.standard.instances if instance.total}
        certain = (f for f in self.examination.findings if _certain(f, self.manuscript, totals))
        for finding in (*certain, *reading_findings(self.standard, self.published)):
            yield finding._replace(order=(self.manuscript.line(finding.place), 1))

    @property
    def drafted(self) -> bool:
        return False

    @property
    def lines(self) -> tuple[tuple[int, str], ...]:
        assert self.published is not None
        return tuple((line.number, line.text) for line in self.published.lines)

    @cached_property
    def read_document(self) -> Document:
        """The document of the file; of a text its lines, and the tables that were found in them."""
        assert self.published is not None
        if self.published.source.document is not None:
            return self.published.source.document
        place = self.published.source.place
        heads = {passage.text for passage in self.manuscript.headings()}  # also those that stand right above a table
        lines = ((line, line.text.strip()) for line in self.published.lines)
        pieces = [Piece(text, place(line.number)) for line, text in lines if not line.table or text in heads]
        text = outlined(self.answers.source, pieces)
        seen = {address.partition(".")[0] for address in (*self.answers.figures, *self.published.blank)}
        tables = tuple(tabulate(self.standard, name, self.report) for name in self.standard.tables if name in seen)
        return with_places(Document(text.title, text.agency, self.answers.year, tables), self.answers, text.blocks)

    @property
    def unread(self) -> int:
        assert self.published is not None
        return sum(len(table.unread) for table in tables_read(self.standard, self.published))

    @cached_property
    def restated(self) -> Answers:
        from generator.recognition.restating import Restating

        assert self.published is not None
        return Restating(self.standard, self.published).restated()

    @property
    def verdict(self) -> str:
        assert self.published is not None
        tables = tables_read(self.standard, self.published)
        nothing = "读到的没有发现问题" if any(table.unread for table in tables) else "没有发现问题"
        listed = verdict(self.findings).partition("：")[2] or nothing
        read = "，".join(filter(None, (f"读了 {self.proof.sentences} 句", coverage(tables))))
        return f"{self.answers.year}年度（{self.standard.id}），{read}：{listed}"

    @property
    def notes(self) -> tuple[str, ...]:
        assert self.published is not None
        return self.published.source.notes


def open_case(
    file: Path,
    templates: Path | None = None,
    last_year: Path | None = None,
    mark: str = "",
    stated: Stated = Stated(),  # noqa: B008, it is frozen
) -> Case:
    """The case of a file of any kind: a form, an answers file, a report as published; `last_year` is last year's. Raises NianbaoError."""
    given = read_given(file, stated, templates)
    answers = given if isinstance(given, Answers) else given.answers
    standard = load_standard(answers.standard, templates)
    last = last_case(last_year, standard, answers.year, templates) if last_year else None
    if isinstance(given, Answers):
        return Case(answers, templates, last, mark)
    return _Found(answers, templates, last, published=given)


def document_of(file: Path, templates: Path | None = None) -> Document:
    """The document of a file: of a report as it stands there, of a form or an answers file as it is drafted; raises NianbaoError."""
    case = open_case(file, templates)
    if not isinstance(case, _Found):
        return with_places(case.document, case.answers)
    return case.read_document


def with_places(document: Document, answers: Answers, before: tuple[Block, ...] = ()) -> Document:
    """A draft whose blocks and figures stand where their answers were given, with these blocks before it."""

    def placed(block: Block) -> Block:
        origin = block.origin
        name = origin.answer or (origin.slot and f"text.{origin.slot}")
        if not isinstance(block, Statistics):
            return block._replace(origin=origin._replace(place=answers.place(name)))
        places = tuple(answers.place(cell.address) for cell in block.grid.cells)
        return block._replace(places=places, origin=origin._replace(place=Place(file=answers.source)))

    return document._replace(blocks=(*before, *(placed(block) for block in document.blocks)))


def last_case(file: Path, standard: Standard, year: int, templates: Path | None = None) -> Case:
    """Last year's case beside a report on `year`, from a file of any kind; raises InputError."""
    try:
        case = open_case(file, templates, stated=Stated(otherwise=year - 1))
        if case.answers.year != year - 1:
            raise InputError(
                f"{file.name} 是 {case.answers.year} 年度的，{year} 年度的报告要用 {year - 1} 年度的文件，请换一个。"
            )
        return case
    except InputError as problem:
        raise InputError(f"上年文件用不了。{problem}") from None


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
