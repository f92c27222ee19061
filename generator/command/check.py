"""`nianbao check`: the verdict, then every finding."""

from __future__ import annotations

import json
from argparse import Namespace

from generator.command.inputs import Examined, Read, examined, read_report
from generator.command.listing import listing
from generator.command.many_arguments import need_folder
from generator.errors import InputError
from generator.examination.findings import counts, verdict
from generator.flow.opening import PUBLISHED


def run(given: Namespace) -> int:
    """Exit 0 without errors, 1 with them; with --strict warnings and blanks count too."""
    if given.file.is_dir():
        from generator.command.check_many import run as check_many

        return check_many(given)
    need_folder(given)
    if given.annotate:
        from generator.command.annotating import refuse_unfit, write_annotated

        refuse_unfit(given.file, given.annotate, given.last_year)
    found = _found(given)
    if given.json:
        report = found.examination.report
        told = {
            "file": given.file.name,
            "verdict": verdict(found.findings) if isinstance(found, Examined) else _told(found),
            "standard": found.standard.id,
            "year": report.year,
            "agency": report.agency,
            "counts": counts(found.findings),
            "findings": [finding.as_data() for finding in found.findings],
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        head = verdict(found.findings) if isinstance(found, Examined) else _told(found)
        print("\n".join([head, *listing(found.findings)]))
    if given.annotate:
        write_annotated(given, found.findings)
    open_ones = [finding for finding in found.findings if not finding.settled]
    return 1 if found.examination.has_errors or (given.strict and open_ones) else 0


def _told(read: Read) -> str:
    """The first line on a published report: what was read, and what was found."""
    numbers = sum(read.examination.report.number(address) is not None for address in read.standard.figures)
    listed = verdict(read.findings).partition("：")[2] or "没有发现问题"
    return f"{read.examination.report.year}年度，读了 {read.sentences} 句，认出表内 {numbers} 个数：{listed}"


def _found(given: Namespace) -> Examined | Read:
    """A filled file examined; a published text read as the form it is said to follow."""
    if given.file.suffix.lower() not in PUBLISHED:
        if given.standard or given.year:
            raise InputError("--standard 和 --year 只在核对发布的报告文本（.txt）时用；填报表里已经有格式和年度。")
        return examined(given.file, given.last_year, given.templates)
    if not given.standard:
        raise InputError(
            f"{given.file.name}：核对报告文本要写明年报格式，如 --standard national-2021；格式见 nianbao standards。"
        )
    return read_report(given.file, given.standard, given.year, given.last_year, given.templates)
