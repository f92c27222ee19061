"""A case: one report on its way, from what an office gave to all that is found about it; each part is worked out when asked for.

case = open_case(Path("form.xlsx"), last_year=Path("2023.xlsx"))
case.findings
publish(case.document, Path("out"))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.answers.answer import Answers
from generator.document.blocks import Block, Document, Statistics
from generator.document.places import Place
from generator.drafting import draft, unwritten
from generator.drafting.picture import Picture, picture_of
from generator.errors import InputError
from generator.examination import Examination, Finding, Report, examine
from generator.examination.findings import verdict
from generator.examination.settling import settled
from generator.flow.opening import read_given
from generator.proofreading import LastYear, Manuscript, of_document, proofread
from generator.proofreading.proofreading import Proof
from generator.recognition.stated import Stated
from generator.standard import Standard, load_standard

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

    def picture(self, earlier: Iterable[Case] = ()) -> Picture | None:
        """The picture of the report beside those of earlier years; None where its form has none."""
        if not self.standard.file.picture:
            return None
        before = [*([self.last] if self.last else []), *earlier]
        years = [(case.standard, case.report) for case in before if case.report.year < self.report.year]
        return picture_of(self.document.title, [*years, (self.standard, self.report)])

    @cached_property
    def read_document(self) -> Document:
        """The document with its places: of a published report as it stands there, of a form or an answers file as it is drafted."""
        return with_places(self.document, self.answers)

    @cached_property
    def manuscript(self) -> Manuscript:
        """The text as it is proofread."""
        return of_document(self.standard, self.answers, self.report, self.document)

    @cached_property
    def proof(self) -> Proof:
        return self._proofread()

    def _proofread(self) -> Proof:
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
        """What of the file could not be read, and what could not be asked, in Chinese."""
        with_last = any(operand.kind == "last" for one in self.standard.instances for operand in one.equation.operands)
        alone = () if self.last or not with_last else ("没有给上年的文件，与上年的关系没有核对。",)
        return (*self.answers.remarks, *alone)

    @cached_property
    def unwritten(self) -> list[Finding]:
        """What a person still has to write."""
        return unwritten(self.answers, self.document, self.examination.findings)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in reading order, warnings with a reason settled."""
        found = settled([*self.entered_findings, *self.proof.findings], self.answers)
        return tuple(sorted(found, key=lambda finding: finding.order))

    @cached_property
    def entered_findings(self) -> tuple[Finding, ...]:
        """What is found without reading the text: all errors, and what is still to be filled in or written."""
        return tuple(self._once(self._told()))

    def _once(self, findings: Iterable[Finding]) -> Iterable[Finding]:
        """What is not filled told once for a whole table or report."""
        found = list(findings)
        if not (self.drafted and any(finding.severity == "unfilled" for finding in found)):
            return found
        from generator.examination.gathering import gathered

        return gathered(self.standard, self.answers, self.report.absent, found)

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


def open_case(
    file: Path,
    templates: Path | None = None,
    last_year: Path | None = None,
    mark: str = "",
    stated: Stated = Stated(),  # noqa: B008, it is frozen
) -> Case:
    """The case of a file of any kind: a form, an answers file, a report as published; raises NianbaoError.

    `last_year` is last year's file; without it a form made from last year's report is compared with what it holds of that.
    """
    given = read_given(file, stated, templates)
    answers = given if isinstance(given, Answers) else given.answers
    standard = load_standard(answers.standard, templates)
    last = last_case(last_year, standard, answers.year, templates) if last_year else _last_held(answers, templates)
    if isinstance(given, Answers):
        return Case(answers, templates, last, mark)
    from generator.flow.published_case import PublishedCase

    return PublishedCase(answers, templates, last, published=given)


def _last_held(answers: Answers, templates: Path | None) -> Case | None:
    return Case(answers.last, templates) if answers.last else None


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
