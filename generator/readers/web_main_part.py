"""The report among all that stands on a web page: from its title to its last words, and the facts of its publication before it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from generator.readers.front_lines import is_bare, is_date, title_lines
from generator.readers.web_furniture import ends_report, facts_in, facts_of_table, is_furniture, is_key
from generator.readers.web_items import WebBox, WebItem, WebParagraph, WebTable, common_box
from generator.words.headings import heading_level

_PROSE = 30  # characters of a paragraph that tells something
_FEW_CELLS = 4
_FRONT = 60  # paragraphs before the first chapter among which the title is looked for
_TITLE_LINES = 3


class MainPart(NamedTuple):
    """The report on a page: its items, and `facts` of its publication that stand before it.

    It surely stands in the items whose numbers are from `first` to `last`; `sure` says whether they have chapters or tables.
    """

    facts: tuple[str, ...]
    items: tuple[WebItem, ...]
    first: int
    last: int
    sure: bool


def main_part(items: list[WebItem]) -> MainPart:
    """Find the report on a page of these items; where nothing tells it, all but the site's own furniture is taken for it."""
    return _Finding(items).found()


class _Finding:
    """The items of a page, which of them are chapters, tables or prose, and the smallest part of the page that holds these."""

    def __init__(self, items: list[WebItem]) -> None:
        self.items = items
        self.sure = [at for at, item in enumerate(items) if _is_sure(item)]
        prose = [at for at, item in enumerate(items) if _is_prose(item)]
        self.box = self._box(prose)
        self.body = [at for at in sorted({*self.sure, *prose}) if self._within(at)]
        self.first, self.last = (self.body[0], self.body[-1]) if self.body else (len(items), -1)

    def _box(self, prose: list[int]) -> WebBox | None:
        """The smallest part of the page with all chapters and tables, and three quarters of the prose."""
        if not self.sure and not prose:
            return None
        told = [0] * (max(item.number for item in self.items) + 2)
        for at in prose:
            told[self.items[at].number + 1] = len(_text(self.items[at]))
        up_to = list(accumulate(told))
        ends = (self.sure[0], self.sure[-1]) if self.sure else (longest := max(prose, key=self._length), longest)
        box = common_box(self.items[ends[0]].box, self.items[ends[1]].box)
        while box.above and (up_to[min(box.end, len(told) - 1)] - up_to[box.first]) * 4 < up_to[-1] * 3:
            box = box.above
        return box

    def _length(self, at: int) -> int:
        return len(_text(self.items[at]))

    def _within(self, at: int) -> bool:
        return self.box is None or self.box.first <= self.items[at].number < self.box.end

    def found(self) -> MainPart:
        title = self._title()
        start = min(title[0], self.first) if title else 0
        kept = [at for at in range(start, len(self.items)) if self._within(at) or (title and at < self.first)]
        kept += self._rest(kept[-1] + 1 if kept else len(self.items))
        told = list(self._told(kept))
        doubled = self._doubled(title, told)
        chosen = tuple(self.items[at] for at in told if at not in doubled)
        numbers = (self.items[self.first].number, self.items[self.last].number) if self.body else (0, 0)
        return MainPart(tuple(dict.fromkeys(self._facts())), chosen, *numbers, bool(self.sure))

    def _title(self) -> list[int]:
        """The paragraphs of the title: before the first chapter or table, anywhere on the page."""
        until = self.sure[0] if self.sure else self.first
        front = [at for at in range(until) if _may_be_title(self.items[at])][-_FRONT:]
        lines = title_lines([_text(self.items[at]) for at in front])
        return [front[line] for line in lines]

    def _rest(self, at: int) -> Iterator[int]:
        """What follows the part of the page and goes on with the report: where a stray tag has closed it too soon."""
        while at < len(self.items) and self._goes_on(at):
            yield at
            at += 1

    def _goes_on(self, at: int) -> bool:
        item = self.items[at]
        if not isinstance(item, WebParagraph) or item.linked or is_furniture(item):
            return False
        signs = is_bare(item.text) and is_date(_text(self.items[at + 1])) if at + 1 < len(self.items) else False
        return signs or is_date(item.text) or _is_prose(item)

    def _told(self, kept: list[int]) -> Iterator[int]:
        """Of these items those of the report, without what the site has set between and below them."""
        for at in kept:
            item = self.items[at]
            outside = not self.first <= at <= self.last
            if isinstance(item, WebTable):
                if not (item.linked or (at < self.first and facts_of_table(item) is not None)):
                    yield at
            elif at > self.last and ends_report(item):
                return
            elif not (is_furniture(item) or (outside and self._is_aside(at, item))):
                yield at

    def _is_aside(self, at: int, item: WebParagraph) -> bool:
        """Whether a paragraph before or behind the report is none of its own."""
        facts = facts_in(item.text)
        if at > self.last:
            return facts == [] or (item.linked and not item.text.startswith("附"))
        return facts is not None or (item.linked and not item.kind.startswith("h")) or self._in_pair(at)

    def _in_pair(self, at: int) -> bool:
        """Whether a paragraph is the name of a fact, or stands behind one."""
        return any(near >= 0 and _is_lone_key(self.items[near]) for near in (at - 1, at))

    def _facts(self) -> Iterator[str]:
        """The facts of the publication, on the page before the report."""
        for at, item in enumerate(self.items[: max(self.first, 0)]):
            if isinstance(item, WebTable):
                yield from facts_of_table(item) or ()
            elif _is_lone_key(item):
                yield from facts_in(f"{item.text.rstrip('：: ')}：{_text(self.items[at + 1])}") or ()
            else:
                yield from facts_in(item.text) or ()

    def _doubled(self, title: list[int], told: list[int]) -> list[int]:
        """The title of the page, where the report has the same once more."""
        named = "".join(_squeezed(self.items[at]) for at in title)
        behind = [at for at in told if title and title[-1] < at < self.first]
        for start in range(len(behind)):
            for end in range(start + 1, start + 1 + _TITLE_LINES):
                if named == "".join(_squeezed(self.items[at]) for at in behind[start:end]):
                    return title
        return []


def _text(item: WebItem) -> str:
    return item.text if isinstance(item, WebParagraph) else ""


def _squeezed(item: WebItem) -> str:
    return "".join(_text(item).split())


def _is_sure(item: WebItem) -> bool:
    """Whether an item is a chapter or a table, as reports have them."""
    if isinstance(item, WebTable):
        return not item.linked and len(item.texts) >= _FEW_CELLS and facts_of_table(item) is None
    return not item.linked and heading_level(item.text) == 1


def _is_prose(item: WebItem) -> bool:
    if isinstance(item, WebTable) or item.linked:
        return False
    return len(item.text) >= _PROSE and "。" in item.text and not is_furniture(item) and not facts_in(item.text)


def _may_be_title(item: WebItem) -> bool:
    return isinstance(item, WebParagraph) and (not item.linked or item.kind.startswith("h")) and not is_furniture(item)


def _is_lone_key(item: WebItem) -> bool:
    return isinstance(item, WebParagraph) and item.text.rstrip().endswith(("：", ":")) and is_key(item.text)
