"""The check of one unit's file: its verdict, made where the file is read and small enough to travel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from generator.batch.contribution import alike_mark, hash_of, numbers_of
from generator.batch.own_words import OwnWords, own_words, published_words
from generator.batch.unit_file import FileTask, UnitFile, examined_fields
from generator.document.places import Place
from generator.examination.findings import SEVERITY_WORDS, Finding, counts, number_text, verdict
from generator.flow.case import Case
from generator.form.layout import COVER_PREFIX
from generator.standard.definition import AGENCY

_RANK = {severity: number for number, severity in enumerate(SEVERITY_WORDS)}
WORST = 3


@dataclass(frozen=True)
class CheckTask(FileTask):
    """One file to judge; `more` are findings that other files led to."""

    more: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Judged(UnitFile):
    """What was found about one unit's file; `back` is the copy to send back, `page` its proof, `read` the verdict on a report as published.

    `at` is where its agency stands; `mark` is the same for two files alike in figures and words; `numbers` are its figures
    in the order of `added_names`, `words` stands for its own texts.
    """

    findings: tuple[Finding, ...] = ()
    own: OwnWords | None = None
    back: str = ""
    read: str = ""
    at: Place = Place()  # noqa: RUF009, it is frozen
    mark: str = ""
    numbers: tuple[str, ...] = ()
    words: str = ""
    page: str = ""

    def with_more(self, more: Iterable[Finding]) -> Judged:
        """The verdict with findings that other files led to."""
        found = (*self.findings, *more)
        added = counts(more)
        error, warning, blank = self.counts
        return replace(self, findings=found, counts=(error + added["error"], warning + added["warning"], blank))

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings but for those settled with a reason."""
        return tuple(finding for finding in self.findings if not finding.settled)

    @property
    def word(self) -> str:
        """What becomes of the file."""
        if self.problem:
            return "不能用"
        good = "没有错误" if self.read else "可以出报告"
        return "退回" if self.counts[0] else "有待填" if self.counts[2] else good

    @property
    def worst(self) -> tuple[Finding, ...]:
        """The open findings that weigh most."""
        return tuple(sorted(self.open, key=lambda finding: _RANK[finding.severity])[:WORST])

    @property
    def worst_lines(self) -> str:
        """The findings that weigh most, a line each: severity, code, place, message."""
        return self.problem or "\n".join(
            f"{one.word} [{one.code}] {f'{one.place} ' if str(one.place) else ''}{one.message}" for one in self.worst
        )

    @property
    def first(self) -> str:
        """The worst finding as short as it can be: its code, its cell, what it is about."""
        return self.problem or "".join(f"{one.code} {one.place.spot} {one.label}" for one in self.worst[:1])

    def as_data(self) -> dict[str, Any]:
        """The verdict for programs."""
        return {
            "file": self.file,
            "verdict": f"不能用：{self.problem}" if self.problem else self.read or verdict(self.findings),
            "standard": self.standard,
            "year": self.year,
            "agency": self.agency,
            "problem": self.problem,
            "counts": counts(self.findings),
            "findings": [finding.as_data() for finding in self.findings],
        }


def judged_of(task: CheckTask, case: Case) -> Judged:
    """What was found about the file of a task, opened as its case."""
    report = case.report
    numbers = numbers_of(case.standard, report)
    findings = tuple(sorted([*case.findings, *task.more], key=lambda finding: finding.order))
    return Judged(
        *examined_fields(task.told, report, findings),
        findings=findings,
        own=own_words(case.standard, case.answers, report.agency) if case.drafted else published_words(case.manuscript),
        read="" if case.drafted else case.verdict,
        at=case.answers.place(f"{COVER_PREFIX}{AGENCY}"),
        mark=alike_mark(numbers, report),
        numbers=tuple("" if number is None else number_text(number) for number in numbers),
        words=f"{hash_of(repr([sorted(report.texts.items()), sorted(report.rewrites.items())])):x}",
    )
