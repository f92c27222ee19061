"""`nianbao build FOLDER`: the reports of all units without errors; what was made before is not made again."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.answers.values import printable
from generator.batch.desk import Examine
from generator.batch.engine import engine
from generator.batch.gathering import Gathered, gather, twice
from generator.batch.journal import Done, Journal, journal, key_of, stamp_of
from generator.batch.making import Made, Making, Order, lost, make
from generator.command.inputs import examined
from generator.command.pairing import identified, last_of, need_folder
from generator.command.progress import tracked


class Tally(NamedTuple):
    """How many were made now, made before, refused for their findings, or could not be made."""

    made: int = 0
    before: int = 0
    refused: int = 0
    failed: int = 0

    def plus(self, made: Made) -> Tally:
        return Tally(
            self.made + (not made.fails and not made.before),
            self.before + made.before,
            self.refused + bool(made.refused),
            self.failed + bool(made.problem),
        )


def run(given: Namespace, order: Order) -> int:
    """Exit 0 when there is a report of every unit, 1 when some have none, 2 when the folder cannot be used."""
    need_folder(given.last_year)
    order = order._replace(folder=order.folder.resolve())
    own = order.folder if order.folder != given.file.resolve() else None
    gathered = gather(given.file, (own, given.last_year))
    tally = Tally()
    with engine(len(gathered.files), given.jobs, given.scheduler) as working, journal(order.folder) as known:
        last = last_of(given.last_year, (), given.templates, working)
        identities = identified(gathered, given.templates, working, "认单位")
        doubled = {file for files in twice(identities).values() for file in files}
        pairs = {found.file: last.get(found.key) for found in identities}
        for files in twice(identities).values():
            _tell(_twice(gathered, files))
        results = working.map(make, _tasks(gathered, given, order, pairs, doubled, known), lost)
        for made in tracked(results, "生成", len(gathered.files) - len(doubled)):
            _told(made, known)
            tally = tally.plus(made)
    return _summary(tally, len(doubled))


def _tasks(
    gathered: Gathered,
    given: Namespace,
    order: Order,
    pairs: dict[Path, Path | None],
    doubled: set[Path],
    known: Journal,
) -> Iterator[Making | Made]:
    """A task for each file whose report is not there yet, else what was made before."""
    stamp = stamp_of(given.templates, order._replace(folder=Path()), order.layout and order.layout.read_bytes())
    examine: Examine = examined
    for file in gathered.files:
        if file in doubled:
            continue
        key = key_of(stamp, (file, pairs[file]))
        done = known.done(key) if key else None
        if done:
            yield Made(gathered.told(file), done.agency, done.files, done.counts, key=key, before=True)
        else:
            yield Making(file, gathered.told(file), examine, order, given.templates, pairs[file], key)


def _told(made: Made, known: Journal) -> None:
    """Paths to stdout, reasons to stderr; what is made goes into the journal."""
    if made.fails:
        _tell(f"{made.unit}（{made.told}）：{made.refused or made.problem}")
        return
    if not made.before:
        known.add(Done(made.key, made.agency, made.files, made.counts))
    for name in made.files:
        print(known.folder / name)
    for name in made.kept:
        _tell(f"{made.unit}：原来的文件已另存为 {known.folder / name}")


def _twice(gathered: Gathered, files: list[Path]) -> str:
    listed = "、".join(gathered.told(file) for file in files)
    return f"同一个单位有几个文件，不知道用哪一个，都没有生成：{listed}。请只留一个。"


def _summary(tally: Tally, doubled: int) -> int:
    parts = [
        f"生成 {tally.made} 份报告",
        f"{tally.before} 份以前已生成、没有变" if tally.before else "",
        f"{tally.refused} 份有错误或待填，没有生成" if tally.refused else "",
        f"{tally.failed} 份不能用" if tally.failed else "",
        f"{doubled} 个文件重复" if doubled else "",
    ]
    _tell("，".join(part for part in parts if part))
    if tally.refused or tally.failed or doubled:
        _tell("没有生成的，用 nianbao check 看每一处错误；改好后再运行同样的命令，只生成这些。")
        return 1
    return 0


def _tell(line: str) -> None:
    print(printable(line), file=sys.stderr)
