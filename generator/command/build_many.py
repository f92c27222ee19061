"""`nianbao build FOLDER`: the reports of all units without errors; what was made before is not made again."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.batch.engine import engine
from generator.batch.folder_files import DRAFTED, doubled, gather, of_another_form
from generator.batch.journal import Journal, journal, key_of, stamp_of
from generator.batch.unit_report import BuildTask, Built, Order, build_report
from generator.command.pairing import identified, last_files, refuse_one_file
from generator.command.progress import tracked
from generator.command.saying import kept_told, say, tell


def run(given: Namespace, order: Order) -> int:
    """Exit 0 when there is a report of every unit, 1 when some have none, 2 when the folder cannot be used."""
    refuse_one_file(given.last_year)
    folder, order = order.folder, order._replace(folder=order.folder.resolve())
    own = order.folder if order.folder != given.file.resolve() else None
    gathered = gather(given.file, (own, given.last_year), DRAFTED)
    tally: Counter[str] = Counter()
    notes: dict[str, None] = {}
    with engine(len(gathered.files), given.jobs, given.scheduler) as working, journal(order.folder) as known:
        if known.damaged:
            say(f"以前的生成记录坏了，已另存为 {known.damaged}；全部重新生成。")
        last = last_files(given.last_year, (), given.templates, working)
        identities = identified(gathered, given.templates, working)
        several = doubled(identities).values()
        twice = {file for files in several for file in files}
        year, others = of_another_form(identities)
        left = twice | set(others)
        pairs = {found.file: last.get(found.key) for found in identities if found.file not in left}
        for files in several:
            listed = "、".join(gathered.told(file) for file in files)
            say(f"同一个单位有几个文件，不知道用哪一个，都没有生成：{listed}。请只留一个。")
        for file in others:
            say(
                f"{gathered.told(file)}：不是 {year} 年度的，和其他单位的年度不同，没有生成。请换 {year} 年度的表，或者单独生成。"
            )
        stamp = stamp_of(given.templates, order._replace(folder=Path()), order.layout and order.layout.read_bytes())
        tasks = (
            _noted(BuildTask(file, gathered.told(file), given.templates, before), stamp, known)
            for file, before in pairs.items()
        )
        for one in tracked(working.map(partial(build_report, order), tasks), "生成", len(pairs)):
            built = one.value or Built.unusable(one.task, one.problem)
            notes.setdefault(built.note)
            tally[_told(built, one.task, known, folder)] += 1
    say(*filter(None, notes))
    tally["other"] = len(others)
    return _summary(tally, len(twice))


def _noted(task: BuildTask, stamp: str, known: Journal) -> BuildTask:
    """The task with the key of its inputs, and what was made from them before."""
    key = key_of(stamp, (task.file, task.last_year))
    return replace(task, key=key, before=known.made(key))


def _told(built: Built, task: BuildTask, known: Journal, folder: Path) -> str:
    """Paths, in the folder as it was given, to stdout, reasons to stderr; what is made goes into the journal.

    What came of it, as the summary counts it.
    """
    if built.refused or built.problem:
        say(f"{built.unit}（{built.file}）：{built.refused or built.problem}")
        return "refused" if built.refused else "failed"
    if not task.before and task.key:
        known.add(task.key, built.files)
    for name in built.files:
        tell(str(folder / name))
    for name in built.kept:
        say(f"{built.unit}：{kept_told(folder / name)}")
    return "before" if task.before else "made"


def _summary(tally: Counter[str], twice: int) -> int:
    parts = [
        f"生成 {tally['made']} 份报告",
        f"{tally['before']} 份以前已生成、没有变" if tally["before"] else "",
        f"{tally['refused']} 份有错误或待填，没有生成" if tally["refused"] else "",
        f"{tally['failed']} 份不能用" if tally["failed"] else "",
        f"{twice} 个文件重复" if twice else "",
        f"{tally['other']} 份年度不同" if tally["other"] else "",
    ]
    say("，".join(part for part in parts if part))
    if tally["refused"] or tally["failed"] or tally["other"] or twice:
        say("没有生成的，用 nianbao check 看每一处错误；改好后再运行同样的命令，只生成这些。")
        return 1
    return 0
