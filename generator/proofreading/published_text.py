"""A report as published as a manuscript: its lines told apart as headings, prose and what a web page added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.examination.report import Report
from generator.proofreading.manuscript import LEVELS, Kind, Manuscript, Passage, punctuated
from generator.standard.model import Standard
from generator.words.folding import TextLine
from generator.words.titles import same_chapter, titles_alike

if TYPE_CHECKING:
    from generator.recognition.published import Published

_HEADING_LENGTH = 40
_LONGEST_ROW, _FEWEST = 80, 5  # letters
_MARKDOWN = re.compile(r"^#{1,6}\s+")
_FIRST = re.compile("^第?一(?:、|章|部分)")
_NUMBER = re.compile(r"^第?[一二三四五六七八九十]{1,3}(?:、|章|部分)")
_OWN_TEXT = re.compile(r"\s*[。：:]\s*\S|\s*(?:20\d\d年|我|本|全|无|没有|根据|按照|截)")
_TITLE = re.compile(r"[^。；，]*(?:报告|汇报|总结|简报)[^。；，]*")
_ASIDE = re.compile(
    r"浏览次数|阅读次数|阅读：|字号|字体|打印|关闭窗口|上一篇|下一篇|责任编辑|版权所有|ICP备|公网安备|网站地图|网站标识码|分享|信息来源|"
    r"发布(?:日期|时间|机构)|索引号|来源[:：]|当前位置|关键词|相关新闻|联系我们"
)


def of_published(standard: Standard, report: Report, published: Published) -> Manuscript:
    """A published report, read from its lines."""
    return Manuscript(
        standard,
        report,
        report.year,
        report.agency,
        tuple(_published(standard, published)),
        published=True,
        released=published.released,
        blank=published.blank,
        broken=tuple(_aside(line, published) for line in published.broken),
        tables=tuple(_aside(line, published) for line in published.lines if line.table),
        labels=tuple(_labels(published)),
        places=published.answers.places,
        numbers=published.source.numbers,
    )


def _aside(line: TextLine, published: Published) -> Passage:
    return Passage(line.text, published.source.place(line.number), "aside")


def _labels(published: Published) -> Iterator[tuple[str, Passage]]:
    for label in published.tables.labels:
        yield label.official, Passage(label.text, published.source.place(label.line, label.column), "aside")


def _published(standard: Standard, published: Published) -> Iterator[Passage]:
    damaged = {line.number for line in published.broken}
    titles = tuple(chapter.title for chapter in standard.file.chapters.values())
    under = _Headings(titles if standard.file.official_chapters else ())
    rows = [_folded(row.label) for f in standard.figures.values() for row in (f.row.row, *f.row.above)]
    for line in published.lines:
        text = punctuated(_MARKDOWN.sub("", line.text.strip()))
        aside = _aside(line, published)._replace(text=text, heading=under.heading)
        if not text or (line.table and not _titled(text, titles, rows)) or _cut_row(text, titles, rows):
            continue
        if line.number in damaged or (_ASIDE.search(text) and len(text) < 120):
            yield aside
            continue
        for piece, level in _pieces(text, titles):
            if level:
                under.enter(piece, level)
            titled = not under.heading and len(piece) < 50 and _TITLE.fullmatch(piece)
            kind: Kind = "heading" if level else "title" if titled else "prose"
            yield Passage(piece, aside.place, kind, level, under.chapter, under.heading)


class _Headings:
    """The chapter and the heading that a line stands under; what is numbered 一、 inside a section is no chapter."""

    def __init__(self, prescribed: Sequence[str]) -> None:
        self.prescribed = prescribed
        self.chapter = self.heading = ""
        self.level = 0
        self.inside = False

    def enter(self, heading: str, level: int) -> None:
        if level == 1:
            again = self.inside or (self.level == 2 and bool(_FIRST.match(heading)))
            self.inside = again and bool(self.prescribed) and not any(same_chapter(t, heading) for t in self.prescribed)
            self.chapter = self.chapter if self.inside else heading
        self.heading, self.level = heading, level


def _titled(text: str, titles: Sequence[str], rows: list[str]) -> bool:
    """Whether a line above a table is the heading of its chapter, not a row of it (be it slightly misspelt)."""
    if (
        not LEVELS[0].match(text)
        or len(text) > _HEADING_LENGTH
        or not any(titles_alike(text, title) for title in titles)
    ):
        return False
    from rapidfuzz import fuzz, process

    return process.extractOne(_folded(text), rows, scorer=fuzz.ratio, score_cutoff=80) is None


def _cut_row(text: str, titles: Sequence[str], rows: list[str]) -> bool:
    """Whether a line that looks like a heading is a row of a table that ends in it: `三、本年度办理结`, `二、上年结转… | 0`."""
    if not LEVELS[0].match(text) or len(text) > _LONGEST_ROW:
        return False
    label, cells, _ = text.partition("|")
    folded = _folded(label)
    like = [row for row in rows if row.startswith(folded) and len(folded) >= _FEWEST and (cells or row != folded)]
    return bool(like) and not any(same_chapter(title, label) for title in titles)


def _folded(text: str) -> str:
    return re.sub(r"\W", "", text)


def _pieces(text: str, titles: Sequence[str]) -> Iterator[tuple[str, int]]:
    """A line as heading and prose: `一、概述 2018年，…` and `（一）加强领导。建立……` are both."""
    for level, pattern in enumerate(LEVELS, 1):
        if not pattern.match(text):
            continue
        if level == 1 and (end := _end_of_title(text, titles)) and (rest := text[end:].lstrip("。：: ").strip()):
            yield text[:end], level
            yield rest, 0
            return
        if len(text) <= _HEADING_LENGTH and not re.search("。|[；;]$", text):
            yield text, level
            return
        run_in = re.match(r"^(\S{3,30}?)(?:[。]|\s+|[：:](?=.{20}))(?=\S)", text)
        if run_in and not re.search("[，；]", run_in[1]) and level < 3:
            yield run_in[1], level
            yield text[run_in.end() :].strip(), 0
            return
    yield text, 0


def _end_of_title(text: str, titles: Sequence[str]) -> int:
    """Where the official title of a chapter that a line begins with ends, when a text of its own follows; else nothing."""
    for title in titles:
        words = _NUMBER.sub("", title)
        found = re.match(rf"{LEVELS[0].pattern}\s*{re.escape(words)}", text)
        if found and _OWN_TEXT.match(text[found.end() :]):
            return found.end()
    return 0
