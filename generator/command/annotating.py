"""Findings as marks on the form, and the annotated copy written beside it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from generator.command.saying import kept_told, say
from generator.errors import InputError
from generator.examination.findings import Finding
from generator.form.layout import COVER
from generator.form.marking.annotation import COLOURS, Mark, annotated
from generator.package.gate import read_bytes
from generator.writers.publishing import write_file

WITHOUT_CELL = "没有单独一格的问题"


def refuse_unfit(source: Path, target: Path, last_year: Path | None = None) -> None:
    """Raise InputError where no annotated copy of the source can be made under this name."""
    if source.suffix.lower() != ".xlsx":
        raise InputError(f"{source.name}：--annotate 只能标填报表（.xlsx）。填报数据文件请看核对结果里的行号。")
    if target.suffix.lower() != ".xlsx":
        raise InputError(f"{target}：标出问题的填报表，文件名要以 .xlsx 结尾。")
    for read, what in ((source, "正在核对的表"), (last_year, "上年的文件")):
        if read and read.exists() and target.exists() and target.samefile(read):
            raise InputError(f"{target}：这就是{what}，不能改动。--annotate 请写另一个文件名。")


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
