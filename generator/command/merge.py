"""`nianbao merge FOLDER`: the report of the whole as the sum of its units, or the comparison of a given one with it."""

from __future__ import annotations

import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.answers.values import Refused, printable, read_value
from generator.batch.engine import engine
from generator.batch.gathering import Gathered, gather, with_kept
from generator.batch.merging import Refusal, Sum, form_of_most, not_the_sum, refusals
from generator.batch.shares import Adding, Share, lost, share_of
from generator.batch.spool import Spool
from generator.batch.units import read_units, unit_key
from generator.command.inputs import examined, figures_examined
from generator.command.listing import listing
from generator.command.merged_files import MERGED_FILES, beside_path, merged_files
from generator.command.progress import tracked
from generator.errors import InputError, OutputError
from generator.examination.findings import counts, verdict
from generator.flow.opening import read_answers
from generator.standard import load_standard
from generator.writers.publishing import write_file

SHOWN = 30


class Chosen(NamedTuple):
    """Which shares are added, and which are left out by name."""

    shares: list[Share]
    left_out: list[Share]


def run(given: Namespace) -> int:
    """Exit 0 when the sum is made and its checks hold, 1 when units stand in its way or a check fails."""
    _check_arguments(given)
    gathered = gather(given.file, _aside(given))
    spool = _spooled(gathered, given)
    chosen = _chosen(spool, given)
    if chosen is None:
        return 1
    standard_id, year = form_of_most(chosen.shares)
    standard = load_standard(standard_id, given.templates)
    whole = Sum(standard)
    taken = {share.told for share in chosen.shares}
    for share in spool.shares():
        if share.told in taken:
            whole.add(share)
    notes = _notes(whole, chosen, given)
    code = 1 if chosen.left_out else 0
    if given.output:
        shares = (share for share in spool.shares() if share.told in taken)
        code = max(code, _write(given, whole, year, shares, notes))
    _say(*notes)
    if given.against:
        code = max(code, _compare(given, whole, (standard.id, year)))
    return code


def _check_arguments(given: Namespace) -> None:
    if not given.file.is_dir():
        raise InputError(f"{given.file}：要写一个文件夹，里面放各单位的填报表。")
    if not given.output and not given.against:
        raise InputError("请用 -o 写明汇总表的文件名，如 -o 全县.xlsx；或用 --against 和已经填好的表比较。")
    if given.output and given.output.suffix.lower() not in MERGED_FILES:
        raise InputError(f"{given.output}：汇总表的文件名要以 .xlsx、.yaml 或 .json 结尾。")
    try:
        given.agency = str(read_value("text", given.agency))
    except Refused as problem:
        raise InputError(f"--agency {problem}。") from None


def _aside(given: Namespace) -> list[Path | None]:
    """Files in the folder that are not units': the sum itself, what was kept of it before, and what it is compared with."""
    own: list[Path | None] = [given.against, given.last_year, given.units]
    if given.output:
        for path in (given.output, beside_path(given.output)):
            own += with_kept(path)
    return own


def _spooled(gathered: Gathered, given: Namespace) -> Spool:
    tasks = (Adding(file, gathered.told(file), figures_examined, given.templates) for file in gathered.files)
    spool = Spool()
    with engine(len(gathered.files), given.jobs, given.scheduler) as working:
        for share in tracked(working.map(share_of, tasks, lost), "汇总", len(gathered.files)):
            spool.add(share)
    return spool


def _chosen(spool: Spool, given: Namespace) -> Chosen | None:
    """The shares to add; None, and the reasons told, when something stands in the way."""
    wrong = [s for s in spool.heads if s.problem or s.counts[0]] if given.without_errors else []
    left = {share.told for share in wrong}
    shares = [share for share in spool.heads if share.told not in left]
    found = refusals(shares)
    if not given.with_errors:
        found += [
            Refusal(f"“{share.unit}”有 {share.counts[0]} 处错误", (share.told,)) for share in shares if share.counts[0]
        ]
    if not found and shares:
        return Chosen(shares, wrong)
    _say(f"没有汇总：{len(found) or '全部'} 处不能相加")
    for reason, files in found[:SHOWN]:
        _say(f"  {'、'.join(files)}：{reason}")
    if len(found) > SHOWN:
        _say(f"  其余 {len(found) - SHOWN} 处用 nianbao check 看。")
    _say(
        "先用 nianbao check 看每一处，退回改正。有错误的单位也要加进去，加 --with-errors；只加没有错误的，加 --without-errors。"
    )
    return None


def _notes(whole: Sum, chosen: Chosen, given: Namespace) -> list[str]:
    """What is to be known about the sum."""
    leaves = sum(len(share.within) or 1 for share in chosen.shares)
    lines = [f"{whole.units} 个文件相加" + (f"，共 {leaves} 个单位" if leaves != whole.units else "")]
    lines += [f"没有加进去：{share.unit}（{share.told}），{_why(share)}" for share in chosen.left_out]
    if given.with_errors:
        wrong = [share for share in chosen.shares if share.counts[0]]
        lines += [f"有错误也加进去了：{share.unit}（{share.counts[0]} 处错误）" for share in wrong]
    if whole.open:
        listed = "、".join(f"{unit}（{blank} 格）" for unit, blank in list(whole.open.items())[:SHOWN])
        more = f"等 {len(whole.open)} 个单位" if len(whole.open) > SHOWN else ""
        lines.append(f"有空格没有填，按已填的相加：{listed}{more}")
    lines += [
        f"封面“{label}”没有带入：{blanks} 个单位没有填，已填的相加是 {number}"
        for label, number, blanks in whole.left_open()
    ]
    if given.units:
        had = {unit_key(name) for share in chosen.shares for name in (share.agency, *share.within)}
        missing = [unit.name for unit in read_units(given.units) if unit.key not in had]
        lines += [f"没有报的单位 {len(missing)} 个：{'、'.join(missing[:SHOWN])}"] if missing else []
    return lines


def _why(share: Share) -> str:
    return share.problem or f"{share.counts[0]} 处错误"


def _write(given: Namespace, whole: Sum, year: int, shares: Iterator[Share], notes: list[str]) -> int:
    """Write the sum, read it back, and tell what the checks of the whole say."""
    files = merged_files(given, whole, year, shares, notes)
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        there = Path(folder) / given.output.name
        there.write_bytes(files[given.output])
        found = examined(there, given.last_year, given.templates)
    for name, number in whole.totals().items():
        figure = found.examination.report.figures.get(name, number)
        if figure != number:
            raise OutputError(
                f"{given.output}：写好的汇总表读回来 {name} 是 {figure}，应为 {number}。没有写出文件，请告诉开发者。"
            )
    for path, data in files.items():
        written = write_file(path, data)
        print(written.path)
        if written.kept:
            _say(f"原来的文件已另存为 {written.kept}")
    errors = [finding for finding in found.findings if finding.severity != "unfilled"]
    _say(f"全地区的表：{verdict(found.findings)}", *listing(errors))
    return 1 if counts(found.findings)["error"] else 0


def _compare(given: Namespace, whole: Sum, form: tuple[str, int]) -> int:
    """Compare a given report of the whole with the sum (A9)."""
    answers = read_answers(given.against, given.templates)
    if (answers.standard, answers.year) != form:
        raise InputError(
            f"{given.against.name} 是 {answers.year} 年度、{answers.standard} 格式的，各单位的是 {form[1]} 年度、{form[0]} 格式的，不能比较。"
        )
    report = examined(given.against, None, given.templates).examination.report
    found = not_the_sum(whole.standard, report, answers, whole.totals())
    if not found:
        print(f"{given.against.name}：每一格都等于各单位之和")
        return 0
    print(f"{given.against.name}：{len(found)} 格不等于各单位之和")
    print(printable("\n".join(listing(found))))
    return 1


def _say(*lines: str) -> None:
    print(printable("\n".join(lines)), file=sys.stderr)
