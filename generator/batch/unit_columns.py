"""What the columns of a list of units are: the row of heads, wherever it stands, and without one what the cells look like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.flow.opening import ANSWER_FILES, REPORTS, WORKBOOKS
from generator.form.layout import letters
from generator.words.characters import is_blank, plain

NAME_HEADS = [
    "单位",
    "单位名称",
    "单位全称",
    "报送单位",
    "报送单位名称",
    "填报单位",
    "责任单位",
    "机关",
    "机关名称",
    "行政机关",
    "行政机关名称",
    "编制机关",
    "部门",
    "部门名称",
    "部门单位",
    "名称",
    "全称",
    "单位或部门",
    "部门或单位",
]
LAST_HEADS = ["上年文件", "上年", "上年填报表", "上年报告"]
ALIAS_HEADS = ["简称", "单位简称", "别名", "旧称", "原名", "原名称", "原单位名称", "曾用名", "其他名称", "公章名称"]
MOST_ABOVE = 10  # rows of titles above the heads
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_MARKS = re.compile(r"[\s*:：]+")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_TITLE = re.compile(r"名单|一览表|通讯录|花名册|汇总表|登记表|清单")
_FILES = (*WORKBOOKS, *ANSWER_FILES, *REPORTS)


class ListColumns(NamedTuple):
    """Where names, last year's file and other names stand, the heads, the row on which the units begin, and what is to be told of it."""

    names: tuple[int, ...] = (0,)
    last: int = -1
    aliases: tuple[int, ...] = ()
    heads: tuple[str, ...] = ()
    first: int = 0
    telling: str = ""
    numbers: tuple[int, ...] = ()

    @property
    def headed(self) -> bool:
        return bool(self.heads)

    def head(self, at: int) -> str:
        """What a column is called."""
        return self.heads[at] if at < len(self.heads) else f"{letters(at + 1)} 列"


def columns_of(lines: Sequence[tuple[int, list[str]]]) -> ListColumns:
    """The columns of the lines of a list."""
    for number, (_, cells) in enumerate(lines[:MOST_ABOVE]):
        heads = [_folded(cell) for cell in cells]
        if name := next((head for head in NAME_HEADS if head in heads), ""):
            return _headed(number, lines, heads, name)
    return _without_heads(lines)


def _folded(head: str) -> str:
    return _MARKS.sub("", _BRACKETS.sub("", plain(head)))


def _headed(number: int, lines: Sequence[tuple[int, list[str]]], heads: list[str], name: str) -> ListColumns:
    row, cells = lines[number]
    names = tuple(at for at, head in enumerate(heads) if head == name)
    above = "".join(f"；第{line}行“{' '.join(filter(None, there))}”是标题" for line, there in lines[:number])
    said = "、".join(letters(at + 1) for at in names)
    plainly = number == 0 and len(names) == 1 and plain(cells[names[0]]) == name
    telling = "" if plainly else f"单位名称取自第{row}行表头“{plain(cells[names[0]])}”下的 {said} 列{above}"
    return ListColumns(
        names,
        next((at for at, head in enumerate(heads) if head in LAST_HEADS), -1),
        tuple(at for at, head in enumerate(heads) if head in ALIAS_HEADS),
        tuple(plain(cell) for cell in cells),
        number + 1,
        telling,
        tuple(at for at, head in enumerate(heads) if head in ("序号", "编号", "序")),
    )


def _without_heads(lines: Sequence[tuple[int, list[str]]]) -> ListColumns:
    """The first column that holds words in most rows; a row of one cell that speaks of a list is its title."""
    titles = 0
    while titles < min(MOST_ABOVE, len(lines)) and _is_title(lines[titles][1]):
        titles += 1
    wide = max((len(cells) for _, cells in lines), default=0)
    rows = [cells for _, cells in lines[titles:]]
    worded = [at for at in range(wide) if sum(bool(_HAN.search(_cell(cells, at))) for cells in rows) * 2 > len(rows)]
    name = worded[0] if worded else 0
    last = next((at for at in range(name + 1, wide) if any(_names_file(_cell(cells, at)) for cells in rows)), -1)
    told = f"没有表头，单位名称取自 {letters(name + 1)} 列" if name or titles else ""
    told += "".join(f"；第{line}行“{' '.join(filter(None, there))}”是标题" for line, there in lines[:titles])
    return ListColumns((name,), last, (), (), titles, told, tuple(range(name)))


def _is_title(cells: list[str]) -> bool:
    given = [cell for cell in cells if not is_blank(cell)]
    return len(given) == 1 and bool(_TITLE.search(given[0]))


def _cell(cells: list[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _names_file(cell: str) -> bool:
    return cell.strip().lower().endswith(_FILES)
