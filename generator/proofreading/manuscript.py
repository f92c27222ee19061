"""The manuscript: a report as running text with places, whether it was drafted here or published elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, NamedTuple

from generator.answers.answer import Answer
from generator.document.places import Place
from generator.examination.report import Report
from generator.standard.definition import GOVERNMENT, SHORT_NAMES, SIGNER, UNSIGNED
from generator.standard.model import Standard
from generator.words.patterns import lazily
from generator.words.sentences import sentences

_SUBJECT = lazily(
    r"(?:^|[，。；：\s年])([\u4e00-\u9fff]{2,8}?(?:局|委|厅|区|县|镇|乡|街道|管委会))"
    r"(?=高度重视|坚持|认真|没有|未|积极|政府信息公开|严格|始终|深入|继续|建立|编制|主动公开|各单位)"
)
Kind = Literal["title", "heading", "prose", "quoted", "closing", "aside", "unread"]
LEVELS = (
    re.compile(r"^第?[一二三四五六七八九十]{1,3}(?:、|章|部分)"),
    re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"^\d{1,2}[.．、](?!\d)"),
)
_HALF = re.compile("[,:;?!()]")
_FULL = str.maketrans(",:;?!()", "，：；？！（）")


def punctuated(text: str) -> str:
    """Half-width punctuation of a web page as the full-width one it was; numbers and times keep theirs."""
    return _HALF.sub(lambda found: found[0].translate(_FULL) if _is_chinese(text, found.start()) else found[0], text)


def _is_chinese(text: str, at: int) -> bool:
    """Whether a mark stands between Chinese words, and not inside a number or a time: `1,234`, `10:30`."""
    before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    if text[at] in "()":
        return True
    if not _goes_on(before, "》”）)%") or not (at + 1 == len(text) or _goes_on(after, "《“（")):
        return False
    near = text[max(at - 1, 0) : at + 4]
    return text[at] not in ",:" or not re.fullmatch(r"\d,\d{3}|\d:\d\d?.?", near)


def _goes_on(letter: str, marks: str) -> bool:
    """Whether a letter beside a mark is Chinese, a digit, or one of these marks."""
    return "\u4e00" <= letter <= "\u9fff" or letter.isdecimal() or (letter != "" and letter in marks)


class Passage(NamedTuple):
    """A heading or paragraph; `chapter` and `heading` are the headings it stands under.

    `own` is what the office wrote itself, in the answer `name`; `quoted` are its words inside a drafted paragraph,
    `unread` sentences that are too long to be judged.
    `slot` is the chapter or part of the standard it was drafted in; a published one stands in none for certain.
    """

    text: str
    place: Place
    kind: Kind
    level: int = 0
    chapter: str = ""
    heading: str = ""
    own: bool = True
    name: str = ""
    slot: str = ""


@dataclass(frozen=True)
class Manuscript:
    """The text of one report and what is known of it.

    `blank` are cells that a published table shows empty; `broken` are damaged lines, `tables` the lines of tables, `labels` the labels of
    its rows and columns that are not official, each after the official one. `numbers` are
    the lines of places in a published file that has no lines itself.
    """

    standard: Standard
    report: Report
    year: int
    agency: str
    passages: tuple[Passage, ...]
    published: bool = False
    released: Answer | None = None
    blank: frozenset[str] = frozenset()
    broken: tuple[Passage, ...] = ()
    tables: tuple[Passage, ...] = ()
    labels: tuple[tuple[str, Passage], ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    numbers: Mapping[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """Where a place of a published report stands in its reading order."""
        return self.numbers.get(place, place.line)

    def within(self, longest: int) -> Manuscript:
        """The manuscript with its sentences of more characters than the longest apart, `unread`."""
        return replace(self, passages=tuple(piece for passage in self.passages for piece in _cut(passage, longest)))

    def answered(self, name: str) -> Passage | None:
        """Where an answer that stands in no passage was given; None where nobody was asked."""
        place = self.places.get(name)
        return Passage("", place, "aside", name=name) if place else None

    @property
    def school(self) -> bool:
        return self.standard.school

    def paragraphs(self) -> Iterator[Passage]:
        """The paragraphs, and headings that run on into a sentence, drafted ones included."""
        return (passage for passage in self.passages if passage.kind == "prose")

    def prose(self) -> Iterator[Passage]:
        """What the office wrote itself: its paragraphs, and its answers quoted in drafted ones."""
        return (passage for passage in self.passages if passage.own and passage.kind in ("prose", "quoted"))

    def own(self) -> Iterator[Passage]:
        """Every heading and paragraph of the office's own, without navigation and sign-off."""
        return (passage for passage in self.passages if passage.own and passage.kind not in ("aside", "closing"))

    def headings(self) -> Iterator[Passage]:
        return (passage for passage in self.passages if passage.kind == "heading")

    @cached_property
    def text(self) -> str:
        """All text but navigation, paragraph by paragraph."""
        return "\n".join(passage.text for passage in self.passages if passage.kind not in ("aside", "quoted"))

    @property
    def unit_kind(self) -> object:
        """What kind of unit reports, where the form asks."""
        return self.report.questions.get(self.standard.file.means.unit_kind)

    @property
    def government(self) -> bool:
        """Whether the report is one of a people's government or of its whole region."""
        if self.unit_kind:
            return self.unit_kind == GOVERNMENT
        return bool(re.search(r"(?:人民政府|[省市县区旗镇乡])$", self.agency)) and not self.agency.endswith(
            ("管理区", "园区", "景区")
        )

    @cached_property
    def other_names(self) -> tuple[str, ...]:
        """Who signs, and what the text may call the office, as its cover says."""
        told = (str(self.report.questions.get(key, "")) for key in (SIGNER, SHORT_NAMES))
        names = (name.strip() for words in told for name in re.split("[、，,；;]", words))
        return tuple(name for name in names if name and name != UNSIGNED)

    @cached_property
    def self_words(self) -> list[str]:
        """What the office calls itself, as patterns: `我局`, `本机关`, its name; for a region also 全县."""
        found = [
            "我(?:局|委|厅|办|院|校|镇|乡|站|所|处|馆|街道|单位|机关|中心|部门|管委会|委员会)(?!门户|政府网)",
            "我们|本(?:机关|单位|局|部门|行政机关|镇|乡|街道|办|委|中心|校|院)",
        ]
        if self.subject and not self.agency:
            found.append(re.escape(self.subject))
        if self.agency:
            names = {self.agency, re.sub(r"^.*?(?:省|市|自治州|县|区)(?=.{2,})", "", self.agency)}
            if core := re.search(r"([省市县区])([\u4e00-\u9fff]{2,12}(?:局|委|委员会|办公室|厅))$", self.agency):
                names.add(core[1] + core[2])
            if self.government and (place := self.agency.removesuffix("人民政府")) and len(place) > 2:
                names.add(place)
            names |= set(self.other_names)
            found += [re.escape(name) for name in sorted(names, key=len, reverse=True) if len(name) >= 2]
            office = re.search("([省市县区旗])人民政府(?:办公室|办公厅)$", self.agency)
            if office and not any(re.search("[我本](?:办|厅|单位|机关)", passage.text) for passage in self.prose()):
                found.append(rf"我{office[1]}(?!级|直|门户|政府网)")  # the office of a government writes for its region
        if self.government:
            level = re.search(r"([省市县区旗镇乡])(?:人民政府)?$", self.agency)
            of = "省市县区旗镇乡" if not level else "县区旗" if level[1] in "县区旗" else level[1]
            found.append(rf"[我本][{of}](?!级|直|门户|政府网)")
            found.append(rf"全(?:[{of}])(?:各级)?(?:各部门)?(?:行政机关|政府系统|各级政府及其部门)?")
        return found

    @cached_property
    def subject(self) -> str:
        """What a text without title calls its office: a name that opens sentences about the office's own deeds."""
        times = Counter(found[1] for passage in self.prose() for found in _SUBJECT.finditer(passage.text))
        return next((name for name, number in times.most_common(1) if number > 1), "")


def _cut(passage: Passage, longest: int) -> Iterator[Passage]:
    if len(passage.text) <= longest or passage.kind == "aside":
        yield passage
        return
    read = [sentence for sentence in sentences(passage.text) if len(sentence) <= longest]
    if read:
        yield passage._replace(text="".join(read))
    for sentence in sentences(passage.text):
        if len(sentence) > longest:
            yield passage._replace(text=sentence, kind="unread")
