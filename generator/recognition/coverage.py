"""What of a published report's tables was read, what stands empty, and what was not read: for the verdict, and as findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.document.places import Place
from generator.examination.findings import EMPTY_CELLS, UNREAD, Finding, with_names
from generator.matching.text_tables import Misfit
from generator.recognition.published import Published
from generator.standard.figures import Figure
from generator.standard.model import Standard
from generator.standard.table_definition import NUMBERS, RepeatedRow

_MOST_ROWS, _MOST_ALONE = 6, 2


class TableRead(NamedTuple):
    """One official table: the addresses that were read, that stand empty, and that were not read."""

    title: str
    read: tuple[str, ...]
    blank: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def seen(self) -> bool:
        return bool(self.read or self.blank)


def tables_read(standard: Standard, published: Published) -> list[TableRead]:
    """What became of every table of the form; totals that are only added up are not read."""
    found = []
    for name, table in standard.tables.items():
        addresses = [
            a
            for a, figure in standard.figures.items()
            if figure.table == name and _expected(standard, published, figure)
        ]
        read = tuple(a for a in addresses if a in published.answers.figures)
        blank = tuple(a for a in addresses if a in published.blank)
        unread = tuple(a for a in addresses if a not in published.answers.figures and a not in published.blank)
        found.append(TableRead(standard.wording(table.title, published.answers.year), read, blank, unread))
    return found


def _expected(standard: Standard, published: Published, figure: Figure) -> bool:
    """Whether a report has to have a figure: not the rows of a list that are not filled, nor what only some offices have."""
    told = figure.address in published.answers.figures or figure.address in published.blank
    return told or not (figure.address in standard.conditions or isinstance(figure.row.row, RepeatedRow))


def coverage(tables: Iterable[TableRead]) -> str:
    """How many figures were read, in Chinese words; nothing for a form without tables."""
    told = list(tables)
    numbers = [sum(len(part) for part in parts) for parts in zip(*(table[1:] for table in told), strict=True)]
    if not told:
        return ""
    read, blank, unread = numbers
    empty = f"，空着 {blank} 格" if blank else ""
    if not unread:
        return f"表内 {read + blank} 格：读到 {read} 个数{empty}" if blank else f"表内 {read} 个数都读到了"
    if not read and not blank:
        return "没有看到统计表，表没有核对"
    lost = "，".join(_lost(table) for table in told if table.unread)
    return f"表内 {sum(numbers)} 格：读到 {read} 个数{empty}，没有读到 {unread} 格（{lost}）"


def _lost(table: TableRead) -> str:
    return f"“{table.title}”" + (f"有 {len(table.unread)} 格没有认出" if table.seen else "没有认出")


def reading_findings(standard: Standard, published: Published) -> Iterator[Finding]:
    """Rows that are no row of the form's, rows that were not found, and cells left empty, each with its place."""
    told: set[str] = set()
    for misfits in _alike(published.tables.misfits):
        told.update(address for misfit in misfits for address in misfit.addresses)
        yield _misfitting(standard, published, misfits)
    for table in tables_read(standard, published):
        left = [address for address in table.unread if address not in told]
        if left and table.seen:
            rows = _rows(standard, published, left)
            place = published.answers.place(table.read[0] if table.read else table.blank[0])
            message = f"“{table.title}”有 {len(left)} 格没有读到，没有核对：{rows}"
            advice = "看这几行在不在表里、行名列名是不是格式上的"
            yield _finding(standard, published, UNREAD, left[0], place, message, advice)
        empty = [address for address in table.blank if _wanted(standard, address)]
        if empty:
            message = f"“{table.title}”有 {len(empty)} 格空着：{_rows(standard, published, empty)}"
            place = published.answers.place(empty[0])
            yield _finding(standard, published, EMPTY_CELLS, empty[0], place, message, "没有的填 0，不留空")


def missing_tables(standard: Standard, published: Published) -> Iterator[Finding]:
    """The tables of the form that a report, whole but for them, does not have."""
    unseen = [table for table in tables_read(standard, published) if not table.seen]
    if unseen:
        titles = "”“".join(table.title for table in unseen)
        message = f"没有看到统计表“{titles}”，{'这张表' if len(unseen) == 1 else '这些表'}没有核对"
        advice = "报告要有格式规定的统计表；表是图片的，换成文字的表再核对"
        place = Place(file=published.source.name)
        yield Finding(UNREAD, "warning", place, "统计表", message, advice, about=unseen[0].unread[0])


def _alike(misfits: Iterable[Misfit]) -> list[list[Misfit]]:
    """The misfits of one table that have one reason, together where they are several."""
    found: dict[tuple[str, str], list[Misfit]] = {}
    for misfit in misfits:
        found.setdefault((misfit.addresses[0].partition(".")[0], misfit.why), []).append(misfit)
    return [
        group
        for several in found.values()
        for group in ([several] if len(several) > _MOST_ALONE else [[m] for m in several])
    ]


def _misfitting(standard: Standard, published: Published, misfits: Sequence[Misfit]) -> Finding:
    """One row that is not told, or several for one reason."""
    first = misfits[0]
    place = published.source.place(first.line, first.column)
    message, advice = (
        f"{first.why}，没有采用" + (f"（{first.shown}）" if first.shown else ""),
        "照格式改正这一行，再核对一次",
    )
    if len(misfits) > 1:
        title = standard.tables[standard.figures[first.addresses[0]].table].title
        rows = _rows(standard, published, [address for misfit in misfits for address in misfit.addresses])
        message, advice = f"“{title}”有 {len(misfits)} 行没有采用：{first.why}：{rows}", "照格式改正这几行，再核对一次"
    return _finding(standard, published, UNREAD, first.addresses[0], place, message, advice)


def _finding(
    standard: Standard, published: Published, code: str, address: str, place: Place, message: str, advice: str
) -> Finding:
    year = published.answers.year
    name = standard.name_of(standard.figures[address], year).printed
    said = message if "”有 " in message else f"{name}：{message}"
    return with_names(Finding(code, "warning", place, name, said, advice, about=address), standard, year)


def _wanted(standard: Standard, address: str) -> bool:
    figure = standard.figures[address]
    return figure.kind in NUMBERS and not figure.optional and standard.tables[figure.table].row_needs == "all"


def _rows(standard: Standard, published: Published, addresses: list[str]) -> str:
    """The rows of some figures with how many of each: `（一）予以公开 7 格、……`."""
    year = published.answers.year
    counted = Counter(standard.name_of(standard.figures[address], year).row for address in addresses)
    listed = "、".join(f"{row or '这一行'} {number} 格" for row, number in list(counted.items())[:_MOST_ROWS])
    return f"{listed}等 {len(counted)} 行" if len(counted) > _MOST_ROWS else listed
