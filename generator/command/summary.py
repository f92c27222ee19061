"""The summary of many units on the terminal: a line over all, a table of units, and what stands between them."""

from __future__ import annotations

import heapq
import sys
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from generator.words.characters import shown

if TYPE_CHECKING:
    from generator.batch.folder_files import FolderFiles
    from generator.batch.folder_review import Between, Review
    from generator.batch.unit_check import Judged

MOST_ROWS = 100
MOST_LINES = 20
MOST_NAME = 30
WIDE = 120
BESIDE = 39  # the columns between the first and the last, and what parts them


def told_table(review: Review, between: list[Between], gathered: FolderFiles) -> None:
    """The verdict over all, then the units, those to be returned first."""
    totals = review.totals
    parts = [
        f"{totals.good} 份没有错误" if totals.good else "",
        f"{totals.wrong} 份有错误，要退回" if totals.wrong else "",
        f"{totals.unusable} 份不能用" if totals.unusable else "",
        f"{len(review.doubled())} 个单位重复报" if review.doubled() else "",
        f"{len(review.missing())} 个单位没有报" if review.missing() else "",
        f"{len({entry.number for entry in between})} 份与其他单位雷同" if between else "",
    ]
    print(f"{totals.files} 份：{'，'.join(part for part in parts if part)}")
    if gathered.others:
        print(f"（另有 {gathered.others} 个文件既不是表也不是报告，没有看）")
    print()
    same = {entry.number for entry in between}
    rows = heapq.nsmallest(MOST_ROWS, enumerate(review.judged), key=lambda row: _order(row[0], row[1], row[0] in same))
    out = Console(width=None if sys.stdout.isatty() else WIDE)  # a file or a pipe has no width of its own
    out.print(_table(rows, same, out.width))
    if totals.files > MOST_ROWS:
        print(f"其余 {totals.files - MOST_ROWS} 份没有列出；全部见 --report 写的表，或用 --json。")


def _order(number: int, judged: Judged, like_another: bool) -> tuple[int, ...]:
    """Files that cannot be used first, then those to be returned, then those with most to be said about them."""
    error, warning, blank = judged.counts
    return (0 if judged.problem else 1 if error else 2, -error, -warning - like_another, -blank, number)


def _table(rows: list[tuple[int, Judged]], same: set[int], wide: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    longest = max((cell_len(judged.unit) for _, judged in rows), default=0)
    name = max(8, min(longest, MOST_NAME, wide // 3))
    table.add_column("单位", overflow="fold", width=name)
    table.add_column("结论", width=10)
    for head in ("错误", "提醒", "待填"):
        table.add_column(head, justify="right", width=4)
    table.add_column("最要紧的一处", overflow="ellipsis", no_wrap=True, width=max(wide - name - BESIDE, 12))
    for number, judged in rows:
        error, warning, blank = judged.counts
        counted = (str(count or "") for count in (error, warning + (number in same), blank))
        worst = "D2 与其他单位雷同" if number in same and not judged.fails else judged.first
        verdict = Text(judged.word, "red" if judged.fails else "")
        table.add_row(Text(shown(judged.unit)), verdict, *counted, Text(shown(worst)))
    return table


def told_between(review: Review, between: list[Between]) -> None:
    """Who is missing, who handed in twice, whose words are another's."""
    lists = {
        "没有报的单位": [one.unit.name + (f"（{one.why}）" if one.file else "") for one in review.missing()],
        "报了、但名单上没有的单位（名称写得不同？）": review.unlisted(),
        "一个单位几个文件": [f"{name}：{'、'.join(files)}" for name, files in review.doubled().items()],
        "雷同 [D2]": [f"{e.judged.unit}（{e.finding.place}）：{e.finding.message}" for e in between],
    }
    for head, told in lists.items():
        if told:
            more = len(told) - MOST_LINES
            lines = [*told[:MOST_LINES], *([f"其余 {more} 个见 --report 写的表。"] if more > 0 else [])]
            print(shown("\n  ".join([f"\n{head}：{len(told)}", *lines])))
