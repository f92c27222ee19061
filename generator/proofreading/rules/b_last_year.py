"""Rule B: figures that are last year's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark
from generator.standard.definition import NUMBERS


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
