"""The log as a workbook: a row a unit, what was changed in files sent again, statistics by kind of unit, and the ranking."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from openpyxl import Workbook

from generator.batch.circular import Circular, Standing
from generator.batch.contribution import added_names
from generator.batch.hand_in_log import changed, kind_of_unit
from generator.batch.plain_cells import saved
from generator.batch.review_book import Sheet
from generator.form.layout import COVER_PREFIX, cell_of, coordinate
from generator.standard.model import Standard

_LOG = ("单位", 34), ("类别", 16), ("期限", 12), ("首次收到", 12), ("最近收到", 12), ("收了几次", 9), ("报送", 10), ("结论", 12), ("错误", 7), ("提醒", 7), ("重报改了什么", 60), ("文件", 50)  # fmt: skip
_KINDS = ("类别", 20), ("应报", 8), ("已报", 8), ("逾期", 8), ("没有报或要重报", 14), ("有错误", 8), ("新收申请", 10), ("上年结转", 10), ("办结", 10), ("结转下年", 10)  # fmt: skip
_RANKS = ("名次", 7), ("单位", 34), ("报送", 10), ("退回次数", 9), ("错误", 7), ("提醒", 7)
_TOLD = "new", "carried_over", "handled", "carried_forward"


def log_book(circular: Circular) -> bytes:
    """The bytes of the workbook."""
    book = Workbook(write_only=True)
    book.properties.creator = "nianbao"
    _log(Sheet(book, "收件登记", _LOG), circular)
    _kinds(Sheet(book, "分类统计", _KINDS), circular)
    _ranks(Sheet(book, "排名", _RANKS), circular)
    faults = Sheet(book, "常见问题", (("问题", 70), ("单位数", 9), ("处数", 9)))
    for fault in circular.faults():
        faults.add(*fault)
    return saved(book)


def _log(sheet: Sheet, circular: Circular) -> None:
    places = _places(circular.standard)
    for one in circular.standings:
        days = [entry.day for entry in one.entries]
        error, warning, _ = one.judged.counts if one.judged else ("", "", 0)
        again = "\n".join(f"{after.day}：{changed(before, after, places)}" for before, after in pairwise(one.entries))
        told = (
            one.unit.name,
            kind_of_unit(one.unit),
            one.deadline.isoformat(),
            min(days, default=""),
            max(days, default=""),
        )
        verdict = one.judged.word if one.judged else ""
        sheet.add(*told, len(days), one.word, verdict, error, warning, again, one.judged.file if one.judged else "")


def _places(standard: Standard) -> list[str]:
    """Where each figure that is added stands in the form, in the order of the numbers."""
    there = {
        address: f"{table.sheet.partition('、')[0]}!{coordinate(*at)}"
        for name, table in standard.tables.items()
        for address, at in cell_of(standard.grids[name]).items()
    }
    return [
        standard.questions[name.removeprefix(COVER_PREFIX)].label if name.startswith(COVER_PREFIX) else there[name]
        for name in added_names(standard)
    ]


def _kinds(sheet: Sheet, circular: Circular) -> None:
    names = added_names(circular.standard)
    for kind in circular.kinds:
        those = [one for one in circular.standings if kind_of_unit(one.unit) == kind.name]
        sums = [_sum(those, [n for n, name in enumerate(names) if name.split(".")[1:2] == [row]]) for row in _TOLD]
        sums[2] = sums[0] + sums[1] - sums[3]  # what was handled is a total, and no figure of its own
        wrong = sum(one.handed_in and one.wrong for one in those)
        sheet.add(kind.name, kind.due, kind.handed_in, kind.late, kind.due - kind.handed_in, wrong, *sums)


def _sum(standings: list[Standing], at: list[int]) -> Decimal:
    numbers = [one.judged.numbers for one in standings if one.judged and one.judged.numbers]
    return sum((Decimal(row[n] or 0) for row in numbers for n in at if n < len(row)), Decimal(0))


def _ranks(sheet: Sheet, circular: Circular) -> None:
    """Those on time before those late, then by how often they were sent back, errors, warnings; equals share a place."""
    ranked = sorted((_weight(one), one.unit.name, one) for one in circular.standings if one.handed_in)
    place, before = 0, None
    for number, (weight, name, one) in enumerate(ranked, 1):
        place, before = (place if weight == before else number), weight
        sheet.add(place, name, one.word, *weight[1:])


def _weight(one: Standing) -> tuple[bool, int, int, int]:
    error, warning, _ = one.judged.counts if one.judged else (0, 0, 0)
    return one.late, sum(bool(entry.errors) for entry in one.entries), error, warning
