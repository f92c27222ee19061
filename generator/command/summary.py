"""The summary of many units on the terminal: a line over all, a table of units, and what stands between them."""

from __future__ import annotations

import heapq
import sys
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from generator.words.characters import printable

if TYPE_CHECKING:
    from generator.batch.folder_files import FolderFiles
    from generator.batch.folder_review import Between, Review
    from generator.batch.unit_check import Judged

MOST_ROWS = 100
MOST_LINES = 20
MOST_NAME = 30
WIDE = 120


def console() -> Console:
    """The terminal at its width; a file or a pipe at a fixed one."""
    return Console(highlight=False) if sys.stdout.isatty() else Console(width=WIDE, highlight=False)


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
    out = console()
    out.print(f"{totals.files} 份：{'，'.join(part for part in parts if part)}", markup=False, soft_wrap=True)
    if gathered.others:
        out.print(f"（另有 {gathered.others} 个文件不是填报表或填报数据文件，没有看）", markup=False, soft_wrap=True)
    out.print()
    same = {entry.number for entry in between}
    rows = heapq.nsmallest(MOST_ROWS, enumerate(review.judged), key=lambda row: _order(row[0], row[1], row[0] in same))
    out.print(_table(rows, same, out.width))
    if totals.files > MOST_ROWS:
        out.print(f"其余 {totals.files - MOST_ROWS} 份没有列出；全部见 --report 写的表，或用 --json。")


def _order(number: int, judged: Judged, like_another: bool) -> tuple[int, ...]:
    """Files that cannot be used first, then those to be returned, then those with most to be said about them."""
    error, warning, blank = judged.counts
    return (0 if judged.problem else 1 if error else 2, -error, -warning - like_another, -blank, number)


def _table(rows: list[tuple[int, Judged]], same: set[int], wide: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    longest = max((cell_len(judged.unit) for _, judged in rows), default=0)
    name = max(8, min(longest, MOST_NAME, wide // 3))
    widths = {"结论": 10, "错误": 4, "提醒": 4, "待填": 4}
    table.add_column("单位", overflow="fold", width=name)
    for head, width in widths.items():
        table.add_column(head, justify="left" if head == "结论" else "right", width=width)
    rest = wide - name - sum(widths.values()) - 3 * (len(widths) + 1) - 2
    table.add_column("最要紧的一处", overflow="ellipsis", no_wrap=True, width=max(rest, 12))
    for number, judged in rows:
        error, warning, blank = (str(count or "") for count in judged.counts)
        if number in same:
            warning = str(judged.counts[1] + 1)
        worst = "D2 与其他单位雷同" if number in same and not judged.fails else judged.first
        tint = {"不能用": "red", "退回": "red"}.get(judged.word, "")
        shown = f"[{tint}]{judged.word}[/]" if tint else judged.word
        table.add_row(escape(printable(judged.unit)), shown, error, warning, blank, escape(printable(worst)))
    return table


def told_between(review: Review, between: list[Between]) -> None:
    """Who is missing, who handed in twice, whose words are another's."""
    out = console()
    lines = [
        (
            "没有报的单位",
            [absent.unit.name + (f"（{absent.why}）" if absent.file else "") for absent in review.missing()],
        )
    ]
    lines.append(("报了、但名单上没有的单位（名称写得不同？）", review.unlisted()))
    lines.append(("一个单位几个文件", [f"{name}：{'、'.join(files)}" for name, files in review.doubled().items()]))
    lines.append(("雷同 [D2]", [f"{e.judged.unit}（{e.finding.place}）：{e.finding.message}" for e in between]))
    for head, told in lines:
        if told:
            out.print(f"\n{head}：{len(told)}", markup=False, soft_wrap=True)
            for line in told[:MOST_LINES]:
                out.print(f"  {printable(line)}", markup=False, soft_wrap=True)
            if len(told) > MOST_LINES:
                out.print(f"  其余 {len(told) - MOST_LINES} 个见 --report 写的表。", markup=False, soft_wrap=True)
