"""A unit's contribution to the whole: the figures that are added up, taken from its file where that is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b

from generator.batch.unit_file import FileTask, UnitFile, case_of, examined_fields
from generator.errors import InputError
from generator.examination.report import Number, Report
from generator.form.layout import COVER_PREFIX
from generator.standard.model import Standard
from generator.words.likeness import unchanging

FIGURES_TELL = 8  # figures above nought that two units never have in common
ADDED = ("count", "signed_count", "money", "amount")


@dataclass(frozen=True)
class Contribution(UnitFile):
    """What one file gives to the whole: a number or None for each name of `added_names`, and the units it is the sum of.

    `published` says that the figures were read from a finished report; `mark` is the same for two files alike in figures and words.
    """

    numbers: tuple[Number | None, ...] = ()
    within: tuple[str, ...] = ()
    published: bool = False
    mark: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every unit whose figures it holds: its own, and those it is the sum of."""
        return tuple(dict.fromkeys(filter(None, (self.agency, *self.within))))


def added_names(standard: Standard) -> list[str]:
    """The names of what is added up: entered figures by address, then counts and amounts of the cover."""
    figures = [a for a, figure in standard.figures.items() if not figure.is_total and figure.kind in ADDED]
    return figures + [COVER_PREFIX + key for key, question in standard.questions.items() if question.kind in ADDED]


def numbers_of(standard: Standard, report: Report) -> tuple[Number | None, ...]:
    """The numbers of a report in the order of `added_names`; amounts are in 万元, however they were entered."""
    given = {**report.figures, **{COVER_PREFIX + key: value for key, value in report.questions.items()}}
    numbers = (given.get(name) for name in added_names(standard))
    return tuple(Decimal(one) if isinstance(one, Decimal) else one if isinstance(one, int) else None for one in numbers)


def contribution_of(task: FileTask) -> Contribution:
    """Read and examine one file for its figures; raises NianbaoError when it cannot be used."""
    case = case_of(task)
    report = case.report
    if not case.drafted and (unread := case.unread):
        raise InputError(
            f"{task.file.name}：这份报告的表有 {unread} 格没有读到，不能相加。请让单位交填报表，或者先改好报告。"
        )
    numbers = numbers_of(case.standard, report)
    return Contribution(
        *examined_fields(task.told, report, case.examination.findings),
        numbers=numbers,
        published=not case.drafted,
        within=case.answers.within,
        mark=alike_mark(numbers, report),
    )


def alike_mark(numbers: Iterable[Number | None], report: Report) -> str:
    """The same for two files alike in figures and words, the unit's own name apart; nothing where there is too little to tell by."""
    told = [number or 0 for number in numbers]
    words = sorted(unchanging(text, report.agency) for text in (*report.texts.values(), *report.rewrites.values()))
    given = sum(map(bool, told))
    if given < FIGURES_TELL:
        if not (given and "".join(words)):
            return ""
        told.extend(hash_of(word) for word in words)
    return f"{hash_of(repr([str(one) for one in told])):x}"


def hash_of(text: str) -> int:
    """A number for a text, the same in every process."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())
