"""`nianbao merge FOLDER`: the report of the whole as the sum of its units, or the comparison of a given one with it."""

from __future__ import annotations

import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator.batch.contribution import Contribution, contribution_of
from generator.batch.disk_list import DiskList
from generator.batch.engine import engine
from generator.batch.folder_files import FolderFiles, gather, with_kept
from generator.batch.kept import Kept, keep_for
from generator.batch.own_products import own_product
from generator.batch.summing import Refusal, Sum, alike, form_of_most, not_the_sum, refusals
from generator.batch.unit_file import FileTask
from generator.batch.unit_list import Unit, read_units
from generator.batch.unit_names import UnitNames
from generator.command.listing import listing
from generator.command.merged_before import Before, before_of, changes, numbers_told
from generator.command.merged_files import MERGED_FILES, beside_path, merged_files
from generator.command.progress import tracked
from generator.command.saying import say, say_written, tell
from generator.errors import InputError, OutputError
from generator.examination.findings import counts, verdict
from generator.flow.case import open_case
from generator.flow.opening import holds_many
from generator.standard import load_standard
from generator.writers.publishing import write_file

SHOWN = 30


class Chosen(NamedTuple):
    """The files that are added, without their numbers, and those that are left out by name."""

    added: list[Contribution]
    left_out: list[Contribution]


def run(given: Namespace) -> int:
    """Exit 0 when the sum is made and its checks hold, 1 when units stand in its way or a check fails."""
    _check_arguments(given)
    names = _listed(given)
    parts = _read(gather(given.file, _aside(given)), given, names)
    chosen = _chosen([replace(part, numbers=(), standard=sys.intern(part.standard)) for part in parts], given, names)
    if chosen is None:
        return 1
    standard_id, year = form_of_most(chosen.added)
    whole = Sum(load_standard(standard_id, given.templates))
    for part in _added(parts, chosen):
        whole.add(part)
    notes = _notes(whole, chosen, given, names)
    before = before_of(given.output, (standard_id, year), given.templates) if given.output else None
    if before:
        notes += changes(before, whole, _added(parts, chosen), year)
    code = 1 if chosen.left_out else 0
    if given.output:
        code = max(code, _write(given, whole, (year, before), _added(parts, chosen), notes))
        if (beside := beside_path(given.output)).is_file():
            keep_for(beside, numbers_told(_added(parts, chosen)))
    say(*notes)
    if given.against:
        code = max(code, _compare(given, whole, (standard_id, year)))
    return code


def compare_with_folder(given: Namespace) -> int:
    """`nianbao check WHOLE --against FOLDER`: where a given report of the whole is not the sum of the units in the folder."""
    changed = {"file": given.against, "against": given.file, "output": None, "units": None, "last_year": None}
    return run(Namespace(**{**vars(given), **changed, "with_errors": True, "without_errors": False}))


def _check_arguments(given: Namespace) -> None:
    if not holds_many(given.file):
        raise InputError(f"{given.file}：要写一个文件夹，里面放各单位的填报表。")
    if not given.output and not given.against:
        raise InputError("请用 -o 写明汇总表的文件名，如 -o 全县.xlsx；或用 --against 和已经填好的表比较。")
    if given.output and given.output.suffix.lower() not in MERGED_FILES:
        raise InputError(f"{given.output}：汇总表的文件名要以 .xlsx、.yaml 或 .json 结尾。")


def _aside(given: Namespace) -> list[Path | None]:
    """Files in the folder that are not units': the sum itself, what was kept of it before, and what it is compared with."""
    own: list[Path | None] = [given.against, given.last_year, given.units]
    if given.output:
        for path in (given.output, beside_path(given.output)):
            own += with_kept(path)
    return own


def _read(gathered: FolderFiles, given: Namespace, names: UnitNames | None) -> DiskList[Contribution]:
    """What each file gives; one that names no agency is the unit's of the list that it is called by."""
    tasks = (FileTask(file, gathered.told(file), given.templates) for file in gathered.files)
    parts = DiskList(Contribution)
    count = len(gathered.files)
    with engine(count, given.jobs, given.scheduler) as working, Kept(Contribution, count, given.templates) as kept:
        for one in tracked(kept.map(working, contribution_of, tasks), "汇总", count):
            if one.value or not own_product(one.task.file):
                part = one.value or Contribution.unusable(one.task, one.problem)
                called = names.in_text(Path(part.file).stem) if names and not (part.agency or part.problem) else None
                parts.append(replace(part, agency=called.name) if called else part)
    return parts


def _listed(given: Namespace) -> UnitNames | None:
    """The units of the list, and on stderr how it was understood."""
    if not given.units:
        return None
    units, notes = read_units(given.units)
    say(*notes)
    return UnitNames(units)


def _added(parts: DiskList[Contribution], chosen: Chosen) -> Iterator[Contribution]:
    taken = {part.file for part in chosen.added}
    return (part for part in parts if part.file in taken)


def _chosen(parts: list[Contribution], given: Namespace, names: UnitNames | None) -> Chosen | None:
    """The files to add; None, and the reasons told, when something stands in the way."""
    left = [part for part in parts if part.fails] if given.without_errors else []
    added = [part for part in parts if not part.fails] if given.without_errors else parts
    found = refusals(added, names)
    if not given.with_errors:
        found += alike(added) if names is None else []  # a list knows that they are two
        found += [Refusal(f"“{part.unit}”有 {part.counts[0]} 处错误", (part.file,)) for part in added if part.counts[0]]
    if not found and added:
        return Chosen(added, left)
    say(f"没有汇总：{len(found) or '全部'} 处不能相加")
    for reason, files in found[:SHOWN]:
        say(f"  {'、'.join(files)}：{reason}")
    if len(found) > SHOWN:
        say(f"  其余 {len(found) - SHOWN} 处用 nianbao check 看。")
    say(
        "先用 nianbao check 看每一处，退回改正。有错误的单位也要加进去，加 --with-errors；只加没有错误的，加 --without-errors。"
    )
    return None


def _notes(whole: Sum, chosen: Chosen, given: Namespace, names: UnitNames | None) -> list[str]:
    """What is to be known about the sum."""
    leaves = sum(len(part.within) or 1 for part in chosen.added)
    lines = [f"{whole.units} 个文件相加" + (f"，共 {leaves} 个单位" if leaves != whole.units else "")]
    lines += [
        f"没有加进去：{part.unit}（{part.file}），{part.problem or f'{part.counts[0]} 处错误'}"
        for part in chosen.left_out
    ]
    if given.with_errors:
        wrong = [part for part in chosen.added if part.counts[0]]
        lines += [f"有错误也加进去了：{part.unit}（{part.counts[0]} 处错误）" for part in wrong]
    if whole.open:
        listed = "、".join(f"{unit}（{blank} 格）" for unit, blank in list(whole.open.items())[:SHOWN])
        more = f"等 {len(whole.open)} 个单位" if len(whole.open) > SHOWN else ""
        lines.append(f"有空格没有填，按已填的相加：{listed}{more}")
    lines += [
        f"封面“{label}”没有带入：{blanks} 个单位没有填，已填的相加是 {number}"
        for label, number, blanks in whole.left_open()
    ]
    if names or given.with_errors:
        lines += [f"{reason}：{'、'.join(files)}" for reason, files in alike(chosen.added)[:SHOWN]]
    if names:
        handed_in = [unit for part in (*chosen.added, *chosen.left_out) if (unit := _owner(part, names))]
        had = {unit.key for unit in handed_in}
        had |= {unit.key for part in chosen.added for name in part.within if (unit := names.unit(name))}
        missing = [unit.name for unit in names.units if unit.key not in had]
        lines += [f"没有报的单位 {len(missing)} 个：{'、'.join(missing[:SHOWN])}"] if missing else []
    return lines


def _owner(part: Contribution, names: UnitNames) -> Unit | None:
    """Whose a file is: by the agency it tells, or by the name of the file that cannot be read."""
    return names.unit(part.agency) or names.in_text(Path(part.file).stem)


def _write(
    given: Namespace, whole: Sum, form: tuple[int, Before | None], parts: Iterator[Contribution], notes: list[str]
) -> int:
    """Write the sum, with what the county had typed `before`, read it back, and tell what the checks of the whole say."""
    files = merged_files(given, whole, form, parts, notes)
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        there = Path(folder) / given.output.name
        there.write_bytes(files[given.output])
        found = open_case(there, given.templates, given.last_year)
    for name, number in whole.totals().items():
        figure = found.report.figures.get(name, number)
        if figure != number:
            raise OutputError(
                f"{given.output}：写好的汇总表读回来 {name} 是 {figure}，应为 {number}。没有写出文件，请告诉开发者。"
            )
    for path, data in files.items():
        say_written(write_file(path, data))
    errors = [finding for finding in found.findings if finding.severity != "unfilled"]
    say(f"全地区的表：{verdict(found.findings)}", *listing(errors))
    return 1 if counts(found.findings)["error"] else 0


def _compare(given: Namespace, whole: Sum, form: tuple[str, int]) -> int:
    """Compare a given report of the whole with the sum (A9)."""
    case = open_case(given.against, given.templates)
    answers = case.answers
    if (answers.standard, answers.year) != form:
        raise InputError(
            f"{given.against.name} 是 {answers.year} 年度、{answers.standard} 格式的，各单位的是 {form[1]} 年度、{form[0]} 格式的，不能比较。"
        )
    found = not_the_sum(whole.standard, case.report, answers, whole.totals())
    if not found:
        tell(f"{given.against.name}：每一格都等于各单位之和")
        return 0
    tell(f"{given.against.name}：{len(found)} 格不等于各单位之和")
    tell("\n".join(listing(found)))
    return 1
