"""Findings as marks on the form, and the annotated copy written beside it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from generator.command.saying import kept_told, say
from generator.errors import InputError
from generator.examination.findings import Finding
from generator.flow.case import Case
from generator.flow.opening import ANSWER_FILES
from generator.form.layout import COVER
from generator.form.marking.annotation import COLOURS, Mark, annotated
from generator.package.gate import WORD, read_bytes
from generator.writers.publishing import write_file
from generator.writers.word_comments import commented

WITHOUT_CELL = "没有单独一格的问题"


def refuse_unfit(source: Path, target: Path, last_year: Path | None = None) -> None:
    """Raise InputError where no annotated copy of the source can be made under this name."""
    if source.suffix.lower() in ANSWER_FILES:
        raise InputError(f"{source.name}：--annotate 只能标填报表（.xlsx）和报告。填报数据文件请看核对结果里的行号。")
    wanted, what = _copy_suffix(source)
    if target.suffix.lower() != wanted:
        raise InputError(f"{target}：标出问题的{what}，文件名要以 {wanted} 结尾。")
    for read, what in ((source, "正在核对的表"), (last_year, "上年的文件")):
        if read and read.exists() and target.exists() and target.samefile(read):
            raise InputError(f"{target}：这就是{what}，不能改动。--annotate 请写另一个文件名。")


def _copy_suffix(source: Path) -> tuple[str, str]:
    """What the copy of a file is, and how it is called."""
    kind = source.suffix.lower()
    return (kind, "填报表") if kind == ".xlsx" else (kind, "报告") if kind == ".docx" else (".txt", "报告")


def annotated_report(file: Path, case: Case) -> tuple[str, bytes]:
    """The suffix and the bytes of a report with its findings: comments in Word, else its text with each below its line."""
    open_ones = [finding for finding in case.findings if not finding.settled]
    if file.suffix.lower() == ".docx":
        return ".docx", commented(file.name, read_bytes(file, WORD.limit, WORD.expected), case.verdict, open_ones)
    told: dict[int, list[str]] = {}
    for finding in open_ones:
        told.setdefault(case.manuscript.line(finding.place), []).append(
            f"    ▲ {_text(finding)}".replace("\n", "\n      ")
        )
    lines = [case.verdict, *case.notes, *told.pop(0, []), ""]
    for number, text in case.lines:
        lines += [text, *told.pop(number, [])]
    return ".txt", ("\n".join([*lines, *(text for left in told.values() for text in left)]) + "\n").encode("utf-8")


def write_annotated_report(given: Namespace, case: Case) -> None:
    """Write the copy of a report with its findings; its path on stderr."""
    _, data = annotated_report(given.file, case)
    written = write_file(given.annotate, data)
    say(
        str(written.path),
        "问题写在批注里，原文件没有改动" if given.annotate.suffix.lower() == ".docx" else "问题写在每一行下面",
    )
    say(kept_told(written.kept))


def write_annotated(given: Namespace, findings: Iterable[Finding]) -> None:
    """Write the copy with the findings marked; its path on stderr."""
    marks = marks_of(findings)
    written = write_file(given.annotate, annotated(read_bytes(given.file), marks, given.file.name))
    cells = len({(mark.sheet, mark.cell) for mark in marks})
    told = f"标出了 {cells} 格，红色是错误，橙色是提醒，蓝色是待填；请在原表上改正" if marks else "没有要标的问题"
    say(str(written.path), told)
    say(kept_told(written.kept))


def marks_of(findings: Iterable[Finding]) -> list[Mark]:
    """A mark for each open finding at its cell; those without a cell in one mark on the cover's first cell."""
    open_ones = [finding for finding in findings if not finding.settled]
    marks = [Mark(f.place.sheet, f.place.cell, f.severity, _text(f)) for f in open_ones if f.place.cell]
    if others := [finding for finding in open_ones if not finding.place.cell]:
        worst = min((finding.severity for finding in others), key=list(COLOURS).index)
        told = [f"{f.place.sheet}：{_text(f)}" if f.place.sheet else _text(f) for f in others]
        marks.append(Mark(COVER, "A1", worst, "\n\n".join([WITHOUT_CELL, *told])))
    return marks


def _text(finding: Finding) -> str:
    advice = finding.advice and f"怎么办：{finding.advice}"
    head = f"{finding.word} [{finding.code}] {finding.message}"
    return "\n".join(line for line in (head, finding.culprit, advice) if line)
