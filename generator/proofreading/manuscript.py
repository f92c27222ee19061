"""The manuscript: a report as running text with places, whether it was drafted here or published elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.answers.answer import Answer, Answers
from generator.document.blocks import Block, Closing, Document, Heading, Paragraph, Quote, Title, headed, text_of
from generator.document.places import Place
from generator.examination.report import Report
from generator.standard.model import Standard
from generator.words.titles import alike

if TYPE_CHECKING:
    from generator.recognition.published import Published

_SUBJECT = re.compile(
    r"(?:^|[，。；：\s年])([\u4e00-\u9fff]{2,8}?(?:局|委|厅|区|县|镇|乡|街道|管委会))"
    r"(?=高度重视|坚持|认真|没有|未|积极|政府信息公开|严格|始终|深入|继续|建立|编制|主动公开|各单位)"
)
Kind = Literal["title", "heading", "prose", "quoted", "closing", "aside"]
LEVELS = (
    re.compile(r"^第?[一二三四五六七八九十]{1,3}(?:、|章|部分)"),
    re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"^\d{1,2}[.．、](?!\d)"),
)
_HEADING_LENGTH = 40
_ASIDE = re.compile(
    r"浏览次数|阅读次数|阅读：|字号|字体|打印|关闭窗口|上一篇|下一篇|责任编辑|版权所有|ICP备|公网安备|网站地图|网站标识码|分享|信息来源|"
    r"发布(?:日期|时间|机构)|索引号|来源[:：]|当前位置|关键词|相关新闻|联系我们"
)


_HALF = re.compile(
    r"(?<=[\u4e00-\u9fff》”）)\d%])[,:;?!](?=[\u4e00-\u9fff《“（\d]|$)|(?<=\d),(?=[\u4e00-\u9fff《“])|[()]"
)
_FULL = str.maketrans(",:;?!()", "，：；？！（）")


def punctuated(text: str) -> str:
    """Half-width punctuation of a web page as the full-width one it was; numbers and times keep theirs."""
    return _HALF.sub(lambda found: found[0] if _in_number(text, found.start()) else found[0].translate(_FULL), text)


def _in_number(text: str, at: int) -> bool:
    """Whether a comma or colon stands inside a number or a time: `1,234`, `10:30`."""
    near = text[max(at - 1, 0) : at + 4]
    return bool(re.fullmatch(r"\d,\d{3}|\d:\d\d?.?", near)) and text[at] in ",:"


class Passage(NamedTuple):
    """A heading or paragraph; `chapter` and `heading` are the headings it stands under.

    `own` is what the office wrote itself, in the answer `name`; `quoted` are its words inside a drafted paragraph.
    """

    text: str
    place: Place
    kind: Kind
    level: int = 0
    chapter: str = ""
    heading: str = ""
    own: bool = True
    name: str = ""


@dataclass(frozen=True)
class Manuscript:
    """The text of one report and what is known of it. `blank` are cells that a published table shows empty."""

    standard: Standard
    report: Report
    year: int
    agency: str
    passages: tuple[Passage, ...]
    published: bool = False
    released: Answer | None = None
    blank: frozenset[str] = frozenset()
    broken: tuple[tuple[str, Place], ...] = ()
    tables: tuple[tuple[str, Place], ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def school(self) -> bool:
        return self.standard.file.kind == "高校"

    def paragraphs(self) -> Iterator[Passage]:
        """The paragraphs, and headings that run on into a sentence, drafted ones included."""
        return (passage for passage in self.passages if passage.kind == "prose")

    def prose(self) -> Iterator[Passage]:
        """What the office wrote itself: its paragraphs, and its answers quoted in drafted ones."""
        return (passage for passage in self.passages if passage.own and passage.kind in ("prose", "quoted"))

    def headings(self) -> Iterator[Passage]:
        return (passage for passage in self.passages if passage.kind == "heading")

    @cached_property
    def text(self) -> str:
        """All text but navigation, paragraph by paragraph."""
        return "\n".join(passage.text for passage in self.passages if passage.kind not in ("aside", "quoted"))

    @property
    def government(self) -> bool:
        """Whether the report is one of a people's government or of its whole region."""
        kind = self.report.questions.get("kind")
        if kind:
            return kind == "人民政府"
        return bool(re.search(r"(?:人民政府|[省市县区旗镇乡])$", self.agency)) and not self.agency.endswith(
            ("管理区", "园区", "景区")
        )

    @cached_property
    def self_words(self) -> list[str]:
        """What the office calls itself, as patterns: `我局`, `本机关`, its name; for a region also 全县."""
        found = [
            "我(?:局|委|厅|办|院|校|镇|乡|站|所|处|馆|街道|单位|机关|中心|部门|管委会|委员会)(?!门户|政府网)",
            "我们|本(?:机关|单位|局|部门|行政机关|镇|乡|街道|办|委|中心|校|院)",
        ]
        found += [re.escape(name) for name in self.subjects if not self.agency]
        if self.agency:
            names = {self.agency, re.sub(r"^.*?(?:省|市|自治州|县|区)(?=.{2,})", "", self.agency)}
            if core := re.search(r"([省市县区])([\u4e00-\u9fff]{2,12}(?:局|委|委员会|办公室|厅))$", self.agency):
                names.add(core[1] + core[2])
            if self.government and (place := self.agency.removesuffix("人民政府")) and len(place) > 2:
                names.add(place)
            found += [re.escape(name) for name in sorted(names, key=len, reverse=True) if len(name) >= 2]
        if self.government:
            level = re.search(r"([省市县区旗镇乡])(?:人民政府)?$", self.agency)
            of = "省市县区旗镇乡" if not level else "县区旗" if level[1] in "县区旗" else level[1]
            found.append(rf"[我本][{of}](?!级|直|门户|政府网)")
            found.append(rf"全(?:[{of}])(?:各级)?(?:各部门)?(?:行政机关|政府系统|各级政府及其部门)?")
        return found

    @cached_property
    def subjects(self) -> list[str]:
        """What a text without title calls its office: a name that opens sentences about the office's own deeds."""
        times = Counter(found[1] for passage in self.prose() for found in _SUBJECT.finditer(passage.text))
        return [name for name, number in times.most_common(1) if number > 1]


def of_document(standard: Standard, answers: Answers, report: Report, document: Document) -> Manuscript:
    """A drafted report; each passage stands where the office typed it, or where it may add to the draft."""
    passages = tuple(_drafted(standard, answers, document))
    return Manuscript(standard, report, report.year, report.agency, passages, places=answers.places)


def _drafted(standard: Standard, answers: Answers, document: Document) -> Iterator[Passage]:
    seen: set[str] = set()
    for block, chapter, heading in headed(document):
        text = punctuated(text_of(block))
        if not text:
            continue
        origin = block.origin
        for quote in origin.quotes:
            if quote.name not in seen and (kind := _quoted(standard, quote)):
                seen.add(quote.name)
                words = text[quote.start : quote.end]
                yield Passage(words, answers.place(quote.name), kind, 0, chapter, heading, True, quote.name)
        name = origin.answer or (origin.slot and f"text.{origin.slot}")
        level = block.level if isinstance(block, Heading) else 0
        yield Passage(text, answers.place(name), _kind(block), level, chapter, heading, bool(origin.answer), name)


def _quoted(standard: Standard, quote: Quote) -> Kind | None:
    """How an answer inside a drafted block is read: as prose, or as data of the office that goes on from year to year."""
    question = standard.questions.get(quote.name.removeprefix("cover."))
    if question is None or question.kind not in ("text", "link"):
        return None
    return "aside" if question.keeps else "quoted"


def _kind(block: Block) -> Kind:
    match block:
        case Heading():
            return "heading"
        case Title():
            return "title"
        case Closing():
            return "closing"
        case Paragraph():
            return "prose"
    return "aside"


def of_published(standard: Standard, report: Report, published: Published) -> Manuscript:
    """A published report, read from its lines."""
    passages = tuple(_published(standard, published))
    return Manuscript(
        standard,
        report,
        report.year,
        report.agency,
        passages,
        published=True,
        released=published.released,
        blank=published.blank,
        broken=tuple((line.text, Place(file=published.answers.source, line=line.number)) for line in published.broken),
        tables=tuple(
            (line.text, Place(file=published.answers.source, line=line.number))
            for line in published.lines
            if line.table
        ),
        places=published.answers.places,
    )


def _published(standard: Standard, published: Published) -> Iterator[Passage]:
    chapter = heading = ""
    started = False
    damaged = {line.number for line in published.broken}
    titles = [chapter.title for chapter in standard.file.chapters.values()]
    rows = [_folded(row.label) for f in standard.figures.values() for row in (f.row.row, *f.row.above)]
    for line in published.lines:
        text, place = punctuated(line.text.strip()), Place(file=published.answers.source, line=line.number)
        if not text or (line.table and not _titled(text, titles, rows)):
            continue
        if line.number in damaged or (_ASIDE.search(text) and len(text) < 120):
            yield Passage(text, place, "aside", heading=heading)
            continue
        for piece, level in _pieces(text):
            if level:
                heading = piece
                chapter = piece if level == 1 else chapter
                started = True
                yield Passage(piece, place, "heading", level, chapter, heading)
            elif (
                not started
                and len(piece) < 50
                and re.search(r"报告|汇报|总结|简报", piece)
                and not re.search("[。；]", piece)
            ):
                yield Passage(piece, place, "title")
            else:
                yield Passage(piece, place, "prose", 0, chapter, heading)


def _titled(text: str, titles: list[str], rows: list[str]) -> bool:
    """Whether a line above a table is the heading of its chapter, not a row of it (be it slightly misspelt)."""
    if not LEVELS[0].match(text) or len(text) > _HEADING_LENGTH or not any(alike(text, title) for title in titles):
        return False
    from rapidfuzz import fuzz, process

    return process.extractOne(_folded(text), rows, scorer=fuzz.ratio, score_cutoff=80) is None


def _folded(text: str) -> str:
    return re.sub(r"\W", "", text)


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """A line as heading and prose: `一、概述 2018年，…` and `（一）加强领导。建立……` are both."""
    for level, pattern in enumerate(LEVELS, 1):
        if not pattern.match(text):
            continue
        if len(text) <= _HEADING_LENGTH and not re.search("[。；;]$", text):
            yield text, level
            return
        run_in = re.match(r"^(\S{3,30}?)(?:[。]|\s+|[：:](?=.{20}))(?=\S)", text)
        if run_in and not re.search("[，；]", run_in[1]) and level < 3:
            yield run_in[1], level
            yield text[run_in.end() :].strip(), 0
            return
    yield text, 0
