"""`nianbao answers`: a filled form, or a report as published, as an answers file."""

from __future__ import annotations

import re
from argparse import Namespace

from generator.answers.saving import ENDINGS, answers_bytes
from generator.command.progress import waiting
from generator.command.saying import say, say_written
from generator.document.blocks import lines_in
from generator.document.comparison import compared
from generator.errors import InputError
from generator.flow.case import Case, open_case
from generator.recognition.stated import Stated
from generator.standard import load_standard
from generator.writers.publishing import write_file

_MOST = 10
_WORD = re.compile(r"\w")


def run(given: Namespace) -> int:
    """Exit 0 when the file is written; its path on stdout."""
    target = given.output or given.file.with_suffix(".yaml")
    if given.output is None and target == given.file:
        raise InputError(f"{given.file.name} 已经是填报数据文件；要另存，请用 -o 写明文件名。")
    if target.suffix.lower() not in ENDINGS:
        raise InputError(f"{target}：填报数据文件要以 .yaml 或 .json 结尾。")
    with waiting(f"读 {given.file.name}"):
        case = open_case(given.file, given.templates, stated=Stated(given.standard or "", given.year))
    answers = case.restated
    if answers.strays:
        listed = "；".join(f"{stray.place}: {stray.problem}" for stray in answers.strays)
        raise InputError(f"{listed}。这些内容转不过去，请先改正。")
    data = answers_bytes(target.name, load_standard(answers.standard, given.templates), answers)
    say_written(write_file(target, data))
    say(*_unlike(case))
    return 0


def _unlike(case: Case) -> list[str]:
    """What of a published report was not read, and its paragraphs that a report made of the answers would not have."""
    if case.drafted:
        return []
    again = Case(case.restated, case.templates).document
    words = "\n".join(compared(line) for block in again.blocks for line in lines_in(block))
    passages = [(p, compared(p.text).rstrip("。")) for p in case.manuscript.passages if p.kind != "aside"]
    lost = [passage for passage, said in passages if _WORD.search(said) and said not in words]
    told = [case.verdict.partition("：")[0], *case.notes]
    if lost:
        told.append(f"重新生成时，有 {len(lost)} 段会和原文不一样：")
        told += [f"  {passage.place.within or '原文'} {passage.text[:40]}" for passage in lost[:_MOST]]
    return told
