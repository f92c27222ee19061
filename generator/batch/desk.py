"""The desk: the verdict on one unit's file, made where the file is read and small enough to travel."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from generator.answers.answer import Answers
from generator.batch.passages import Own, own_words
from generator.batch.units import unit_key
from generator.document.blocks import Document
from generator.errors import NianbaoError
from generator.examination.examining import Examination
from generator.examination.findings import Finding, counts, verdict
from generator.standard.model import Standard
from generator.writers.publishing import write_file


class Examined(Protocol):
    """What examining a file gives (`generator.command.inputs.Examined`)."""

    @property
    def standard(self) -> Standard: ...
    @property
    def answers(self) -> Answers: ...
    @property
    def examination(self) -> Examination: ...
    @property
    def document(self) -> Document: ...
    @property
    def findings(self) -> tuple[Finding, ...]: ...


Examine = Callable[[Path, Path | None, Path | None, str], Examined]
# The copy to send back: the suffix of its name and its bytes, for a file with these findings or this problem.
Return = Callable[[Path, tuple[Finding, ...], str], tuple[str, bytes]]


class Task(NamedTuple):
    """One file to judge. `back` is where the copy to send back goes; `more` are findings that others led to."""

    file: Path
    told: str
    examine: Examine
    templates: Path | None = None
    last_year: Path | None = None
    back: Path | None = None
    returned: Return | None = None
    more: tuple[Finding, ...] = ()
    compare: bool = False


class Verdict(NamedTuple):
    """What was found about one unit's file; `problem` says why it could not be examined at all."""

    file: str
    agency: str = ""
    standard: str = ""
    year: int = 0
    counts: tuple[int, int, int] = (0, 0, 0)
    findings: tuple[Finding, ...] = ()
    problem: str = ""
    own: Own | None = None
    back: str = ""

    @property
    def unit(self) -> str:
        """What the unit is called: its agency, or its file where that is not known."""
        return self.agency or Path(self.file).stem

    @property
    def key(self) -> str:
        return unit_key(self.agency)

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings but for those settled with a reason."""
        return tuple(finding for finding in self.findings if not finding.settled)

    @property
    def errors(self) -> int:
        return self.counts[0]

    @property
    def fails(self) -> bool:
        return bool(self.problem or self.errors)

    @property
    def word(self) -> str:
        """The verdict in words."""
        return f"不能用：{self.problem}" if self.problem else verdict(self.findings)

    def as_data(self) -> dict[str, Any]:
        """The verdict for programs."""
        return {
            "file": self.file,
            "verdict": self.word,
            "standard": self.standard,
            "year": self.year,
            "agency": self.agency,
            "problem": self.problem,
            "counts": counts(self.findings),
            "findings": [finding.as_data() for finding in self.findings],
        }


def judge(task: Task) -> Verdict:
    """Examine one file, and write its copy to send back where one is wanted; never raises for what a file holds."""
    try:
        judged = _judged(task)
    except NianbaoError as problem:
        judged = Verdict(task.told, problem=told_without_name(problem, task.file))
    except Exception as bug:
        judged = Verdict(task.told, problem=bug_told(bug))
    return _sent_back(task, judged)


def _judged(task: Task) -> Verdict:
    found = task.examine(task.file, task.last_year, task.templates, "")
    report = found.examination.report
    findings = found.findings
    if task.more:
        findings = tuple(sorted([*findings, *task.more], key=lambda finding: finding.order))
    own = own_words(found.answers, report.agency) if task.compare else None
    return Verdict(task.told, report.agency, report.standard, report.year, counted(findings), findings, "", own)


def counted(findings: Iterable[Finding]) -> tuple[int, int, int]:
    """How many errors, warnings and blanks."""
    told = counts(findings)
    return told["error"], told["warning"], told["unfilled"]


def _sent_back(task: Task, judged: Verdict) -> Verdict:
    if task.back is None or task.returned is None or not (judged.problem or judged.open):
        return judged
    try:
        suffix, data = task.returned(task.file, judged.findings, judged.problem)
        target = (task.back / task.told).with_suffix(suffix)
        if not (target.exists() and target.read_bytes() == data):
            write_file(target, data)
        return judged._replace(back=target.relative_to(task.back).as_posix())
    except NianbaoError as problem:
        return judged._replace(problem=judged.problem or str(problem))


def lost(task: Task) -> Verdict:
    """The verdict on a file that ended the process reading it."""
    return Verdict(task.told, problem=LOST)


def told_without_name(problem: NianbaoError, file: Path) -> str:
    """Why a file cannot be used, without its name, which is told beside it."""
    return str(problem).removeprefix(f"{file.name}：")


LOST = "读这个文件时程序两次意外中断（可能内存不够），已跳过。请单独核对这个文件，或者重新生成表格，把数抄过去。"


def bug_told(bug: Exception) -> str:
    """A mistake of ours, told so that it can be reported, without stopping the other units."""
    return f"程序处理这个文件时出错（{type(bug).__name__}：{bug}）。这是程序的错误，请把文件和这句话告诉开发者。"
