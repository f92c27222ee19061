"""`nianbao check`: the verdict, then every finding."""

from __future__ import annotations

import json
from argparse import Namespace

from generator.command.listing import listing
from generator.errors import InputError
from generator.examination.findings import counts, verdict
from generator.flow.case import Case, open_case, open_published
from generator.flow.opening import is_text


def run(given: Namespace) -> int:
    """Exit 0 without errors, 1 with them; with --strict warnings and blanks count too."""
    if given.file.is_dir():
        from generator.command.check_many import run as check_many

        return check_many(given)
    for option in ("report", "units", "scheduler"):
        if getattr(given, option):
            raise InputError(f"--{option} 要和文件夹一起用：{given.file} 不是文件夹。")
    if given.annotate:
        from generator.command.annotating import refuse_unfit, write_annotated

        refuse_unfit(given.file, given.annotate, given.last_year)
    found = _found(given)
    head = verdict(found.findings) if found.drafted else _told(found)
    if given.json:
        report = found.report
        told = {
            "file": given.file.name,
            "verdict": head,
            "standard": found.standard.id,
            "year": report.year,
            "agency": report.agency,
            "counts": counts(found.findings),
            "findings": [finding.as_data() for finding in found.findings],
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print("\n".join([head, *listing(found.findings)]))
    if given.annotate:
        write_annotated(given, found.findings)
    open_ones = [finding for finding in found.findings if not finding.settled]
    return 1 if found.examination.has_errors or (given.strict and open_ones) else 0


def _told(case: Case) -> str:
    """The first line on a published report: what was read, and what was found."""
    numbers = sum(case.report.number(address) is not None for address in case.standard.figures)
    listed = verdict(case.findings).partition("：")[2] or "没有发现问题"
    return f"{case.report.year}年度，读了 {case.proof.sentences} 句，认出表内 {numbers} 个数：{listed}"


def _found(given: Namespace) -> Case:
    """A filled file examined; a published text read as the form it is said to follow."""
    if not is_text(given.file):
        if given.standard or given.year:
            raise InputError("--standard 和 --year 只在核对发布的报告文本（.txt）时用；填报表里已经有格式和年度。")
        return open_case(given.file, given.templates, given.last_year)
    if not given.standard:
        raise InputError(
            f"{given.file.name}：核对报告文本要写明年报格式，如 --standard national-2021；格式见 nianbao standards。"
        )
    return open_published(given.file, given.standard, given.year, given.templates, given.last_year)
