"""The sheet on which an office names and orders its chapters, in forms whose chapters are not prescribed."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.worksheet.worksheet import Worksheet

from generator.form import looks
from generator.form.entry_rules import WORDS, add_rule
from generator.form.layout import ARRANGED, LEFT_OUT, ORDER_PREFIX, TITLE_PREFIX, Spot
from generator.standard.model import Standard

_TITLES = 44  # the width of a column of titles
_HEADS = {
    "格式里的标题": _TITLES,
    "本单位的标题（照用格式里的就空着）": _TITLES,
    f"印在第几章（照格式的次序就空着；不印写“{LEFT_OUT}”）": 30,
}


def write_arrangement(sheet: Worksheet, standard: Standard, year: int, values: Mapping[str, object]) -> dict[str, Spot]:
    """Write a row for all that may be named; the cells of titles and places by name."""
    looks.put_heads(sheet, _HEADS)
    cells: dict[str, Spot] = {}
    for row, key in enumerate(standard.titled, 2):
        title = standard.title_of(key, year)
        looks.put(sheet, row, 1, title).border = looks.FRAME
        looks.raise_row(sheet, row, looks.lines_of(title, _TITLES - 2))
        for column, prefix in ((2, TITLE_PREFIX), (3, ORDER_PREFIX)):
            if prefix == ORDER_PREFIX and not standard.placed(key):
                continue
            cell = looks.cell_at(sheet, row, column)
            looks.put_input(cell, values.get(prefix + key))
            cell.alignment, cell.number_format = looks.left(), "@"
            what = "印在报告里的标题" if prefix == TITLE_PREFIX else f"写第几章的数字，或者“{LEFT_OUT}”"
            add_rule(sheet, cell, WORDS, ("各章的安排", what, "文字太长，请改短。"))
            cells[prefix + key] = (ARRANGED, row, column)
    looks.finish(sheet, "B2")
    return cells
