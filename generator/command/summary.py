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

from generator.batch.alike_units import CODE as ALIKE
from generator.command.saying import tell
from generator.examination.findings import NOT_LISTED, OTHER_FORM, SAME_FIGURES
from generator.words.characters import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.batch.folder_review import Absent, Between, Review
    from generator.batch.unit_check import Judged

MOST_ROWS = 100
MOST_LINES = 20
MOST_NAME = 30
WIDE = 120
BESIDE = 39  # the columns between the first and the last, and what parts them


def told_table(review: Review, between: list[Between]) -> None:
    """The verdict over all, then the units, those to be returned first."""
    totals, absent = review.totals(between), review.missing()
    alike = {entry.number for entry in between if entry.finding.code == ALIKE}
    parts = [
        f"{totals.good} 份没有错误" if totals.good else "",
        f"{totals.wrong} 份有错误，要退回" if totals.wrong else "",
        f"{totals.unusable} 份不能用" if totals.unusable else "",
        f"{len(review.doubled())} 个单位重复报" if review.doubled() else "",
        *(f"{len(those)} 个单位{what}" for what, those in _absent(absent).items() if those),
        f"{len(alike)} 份与其他单位雷同" if alike else "",
    ]
    tell(f"{totals.files} 份：{'，'.join(part for part in parts if part)}")
    tell("")
    same = alike
    verdicts = enumerate(review.verdicts(between))
    rows = heapq.nsmallest(MOST_ROWS, verdicts, key=lambda row: _order(row[0], row[1], row[0] in same))
    out = Console(width=None if sys.stdout.isatty() else WIDE)  # a file or a pipe has no width of its own
    out.print(_table(rows, same, out.width))
    if totals.files > MOST_ROWS:
        tell(f"其余 {totals.files - MOST_ROWS} 份没有列出；全部见 --report 写的表，或用 --json。")


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


def _absent(absent: list[Absent]) -> dict[str, list[Absent]]:
    """The units without a report of their own by what is known of them."""
    return {
        "没有报": [one for one in absent if not one.file],
        "交的文件不能用": [one for one in absent if one.file and not one.like],
        "的文件名称对不上": [one for one in absent if one.like],
    }


def told_between(review: Review, between: list[Between], aside: Mapping[str, str]) -> None:
    """Who is missing, who handed in twice, whose names or forms are wrong, whose words are another's, and what was left aside."""
    absent = _absent(review.missing())
    by_code = {
        code: [f"{e.judged.unit}（{e.judged.file}）：{e.finding.message}" for e in between if e.finding.code == code]
        for code in (NOT_LISTED, OTHER_FORM, SAME_FIGURES)
    }
    lists = {
        "没有报的单位": [one.unit.name for one in absent["没有报"]],
        "交了、但文件不能用的单位": [f"{one.unit.name}：{one.file}" for one in absent["交的文件不能用"]],
        "文件像是它的、名称对不上的单位": [f"{one.unit.name}：{one.why}" for one in absent["的文件名称对不上"]],
        f"编制机关和名单、文件名对不上 [{NOT_LISTED}]": by_code[NOT_LISTED],
        f"年度或格式和其他单位不同 [{OTHER_FORM}]": by_code[OTHER_FORM],
        f"数和别的单位一模一样 [{SAME_FIGURES}]": by_code[SAME_FIGURES],
        "一个单位几个文件": [f"{name}：{'、'.join(files)}" for name, files in review.doubled().items()],
        "雷同 [D2]": [
            f"{e.judged.unit}（{e.finding.place}）：{e.finding.message}" for e in between if e.finding.code == ALIKE
        ],
        "没有看的文件": [f"{file}：{why}" for file, why in aside.items()],
    }
    for head, told in lists.items():
        if told:
            more = len(told) - MOST_LINES
            lines = [*told[:MOST_LINES], *([f"其余 {more} 个见 --report 写的表。"] if more > 0 else [])]
            tell("\n  ".join([f"\n{head}：{len(told)}", *lines]))
