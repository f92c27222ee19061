"""Rule B: figures that are last year's, and figures that swing against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark
from generator.standard.table_definition import NUMBERS

_MOST_SWINGS = 5
_FAR, _TIMES = 1000, range(90, 116)  # from which number on a swing by some ten times is asked about; in tenths
_FARTHEST = 30  # times that no year brings
_VANISHED = 500  # from which number on none is asked about, where not all have gone


def figures_repeated(reading: Reading) -> Iterator[Remark]:
    """Three or more large figures that are last year's to the unit (B6); standing numbers are left out."""
    if reading.last is None:
        return
    manuscript, words, same = reading.manuscript, reading.words, []
    stock = re.compile(words.stock)
    for address, figure in manuscript.standard.figures.items():
        now = manuscript.report.told(address)
        label = manuscript.standard.name_of(figure, manuscript.year).printed
        entered = figure.kind in NUMBERS and not figure.is_total and not stock.search(label)
        if entered and now and now >= words.sameness["large"] and reading.last.report.told(address) == now:
            same.append((address, label, now))
    if len(same) >= words.sameness["figures"]:
        listed = "、".join(f"{label}{now}" for _, label, now in same[:4]) + ("等" if len(same) > 4 else "")
        address = same[0][0]
        message = f"有{len(same)}个数和上年报告完全一样：{listed}"
        yield Remark("B6", manuscript.answered(address), "", message, figure=address)


def figures_swinging(reading: Reading) -> Iterator[Remark]:
    """Figures some ten times or a tenth of last year's, and none where there were hundreds (B7); totals before their parts."""
    if reading.last is None:
        return
    manuscript, large = reading.manuscript, reading.words.sameness["large"]
    told: set[str] = set()
    gone = _VANISHED if _some_left(reading, large) else large * 5
    numbers = [(a, figure) for a, figure in manuscript.standard.figures.items() if figure.kind in NUMBERS]
    for address, figure in sorted(numbers, key=lambda pair: not pair[1].is_total):
        now, before = manuscript.report.told(address), reading.last.report.told(address)
        if now is None or before is None or address in told or len(told) >= _MOST_SWINGS:
            continue
        shifted = max(now, before) >= large * 10 and _by_a_digit(max(now, before), min(now, before))
        if shifted or (not now and before >= gone):
            told |= {address, *(part for way in figure.sums for part in way)}
            label = manuscript.standard.name_of(figure, manuscript.year).printed
            yuan = figure.kind == "money" and shifted and now > before * _FARTHEST
            why = "是不是按元填了" if yuan else "是不是多写、少写了一位" if shifted else "是不是漏填了"
            message = f"{label}今年是{now}，上年报告是{before}：{why}"
            advice = "核对今年的数；数是对的，在第一章说明为什么变化这样大"
            yield Remark("B7", manuscript.answered(address), "", message, advice, figure=address)


def _by_a_digit(more: Decimal | int, less: Decimal | int) -> bool:
    """Whether one number is the other with a digit too many, or nearly."""
    return bool(less) and (
        more == less * 10 or (more >= _FAR and (int(more * 10 / less) in _TIMES or more >= less * _FARTHEST))
    )


def _some_left(reading: Reading, large: int) -> bool:
    """Whether of last year's large numbers any but totals is still there."""
    manuscript, last = reading.manuscript, reading.last
    assert last is not None
    entered = (a for a, figure in manuscript.standard.figures.items() if figure.kind in NUMBERS and not figure.is_total)
    before = [address for address in entered if (last.report.told(address) or 0) >= large]
    return any(manuscript.report.told(address) for address in before)
