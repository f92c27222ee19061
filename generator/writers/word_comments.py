"""A copy of a report in Word with its findings as comments: each on the number it speaks of, the first on the title with the verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from generator.document.places import Place
from generator.examination.findings import Finding, number_text
from generator.package.gate import WORD, admitted
from generator.package.parts import NewPart, Parts
from generator.readers.front_lines import titles_report
from generator.readers.word_elements import Element, W
from generator.readers.word_reader import placed_elements
from generator.words.characters import printable

AUTHOR = "nianbao"
_NEW = NewPart(
    "comments",
    "word/comments{}.xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
    f'<w:comments xmlns:w="{W[1:-1]}"/>',
)
_RUN, _TEXT, _LOOKS, _PARAGRAPH = f"{W}r", f"{W}t", f"{W}rPr", f"{W}p"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DELETED = frozenset((f"{W}del", f"{W}moveFrom"))
_QUOTED, _NUMBER = re.compile("“([^“”]+)”"), re.compile(r"\d+(?:[.,]\d+)*")


class _Letters(NamedTuple):
    """The text of a paragraph and of each of its pieces: the element that holds it, and where it begins."""

    text: str
    pieces: list[tuple[Element, int]]


def commented(name: str, data: bytes, verdict: str, findings: Sequence[Finding]) -> bytes:
    """The bytes of the copy; nothing but the comments is changed. Raises InputError when the file cannot be read."""
    parts = admitted(name, data, WORD)
    root, elements = placed_elements(name, parts)
    comments = _Comments(parts)
    placed = [(finding, elements.get(finding.place)) for finding in findings]
    lost = [finding for finding, element in placed if element is None]
    title = _title(elements)
    if title is not None:
        _anchor(title, (0, len(_letters(title).text)), comments.add([verdict, *(_head(finding) for finding in lost)]))
    for finding, element in placed:
        paragraph = _paragraph(element) if element is not None else None
        if paragraph is not None:
            _anchor(paragraph, _span(_letters(paragraph).text, finding), comments.add(list(_told(finding))))
    comments.save()
    parts.put(WORD.main, root)
    return parts.zipped()


class _Comments:
    """The comments of a file: added to, never replaced."""

    def __init__(self, parts: Parts) -> None:
        known = parts.related(WORD.main, _NEW.kind)
        self.parts, self.part = parts, known[0] if known else parts.add(WORD.main, _NEW).part
        self.root = parts.tree(self.part)
        ids = [int(number) for one in self.root if (number := one.get(f"{W}id", "")).isdecimal()]
        self.next = max(ids, default=-1) + 1

    def add(self, lines: Iterable[str]) -> str:
        """A comment of these paragraphs; its id."""
        number, self.next = str(self.next), self.next + 1
        facts = {f"{W}id": number, f"{W}author": AUTHOR, f"{W}initials": "nb"}
        comment = etree.SubElement(self.root, f"{W}comment", facts)
        for line in lines:
            text = etree.SubElement(etree.SubElement(etree.SubElement(comment, _PARAGRAPH), _RUN), _TEXT)
            text.text = printable(line)
            text.set(_SPACE, "preserve")
        return number

    def save(self) -> None:
        self.parts.put(self.part, self.root)


def _head(finding: Finding) -> str:
    return f"{finding.word} [{finding.code}] {finding.message}"


def _told(finding: Finding) -> Iterator[str]:
    yield _head(finding)
    yield from (text for text in (finding.culprit, finding.advice and f"怎么办：{finding.advice}") if text)


def _title(elements: dict[Place, Element]) -> Element | None:
    """The paragraph that names the report, else the first one with words."""
    paragraphs = [element for place, element in elements.items() if place.paragraph and _letters(element).text.strip()]
    return next((one for one in paragraphs[:30] if titles_report(_letters(one).text)), next(iter(paragraphs), None))


def _paragraph(element: Element) -> Element | None:
    """The paragraph itself, or the first one of a cell, rather one with words."""
    if element.tag == _PARAGRAPH:
        return element
    inside = list(element.iter(_PARAGRAPH))
    return next((one for one in inside if _letters(one).text.strip()), next(iter(inside), None))


def _letters(paragraph: Element) -> _Letters:
    text, pieces = "", []
    for piece in paragraph.iter(_TEXT):
        ancestors = list(piece.iterancestors())
        near = ancestors[: ancestors.index(paragraph)]
        if piece.getparent() is not None and not any(one.tag in _DELETED or one.tag == _PARAGRAPH for one in near):
            pieces.append((piece, len(text)))
            text += piece.text or ""
    return _Letters(text, pieces)


def _span(text: str, finding: Finding) -> tuple[int, int]:
    """Where in a paragraph a finding speaks of: a number within the words it quotes, else these, else any of its numbers, else all."""
    if finding.place.table:
        return 0, len(text)
    quotes = [quote.strip("… ") for quote in _QUOTED.findall(finding.message)]
    start, end = next(((text.find(q), text.find(q) + len(q)) for q in quotes if q and q in text), (0, len(text)))
    told = [number_text(number) for number in (finding.left, finding.right) if number is not None]
    behind = finding.message.partition("：")[2] or finding.message
    for number in (*told, *_NUMBER.findall(behind)):
        found = re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.]*\d)", text[start:end])
        if found:
            return start + found.start(), start + found.end()
    return start, end


def _anchor(paragraph: Element, span: tuple[int, int], number: str) -> None:
    """Set a comment on the characters of a span, whose runs are split where they begin and end."""
    _split(paragraph, span[1])
    _split(paragraph, span[0])
    runs = [
        run
        for piece, at in _letters(paragraph).pieces
        if span[0] <= at < span[1] and (run := _run_of(piece)) is not None
    ]
    facts = {f"{W}id": number}
    if not runs:
        place = len(paragraph) if paragraph.find(f"{W}pPr") is None else 1
        for offset, tag in enumerate(("commentRangeStart", "commentRangeEnd")):
            paragraph.insert(min(place + offset, len(paragraph)), etree.Element(f"{W}{tag}", facts))
        paragraph.append(_reference(facts))
        return
    runs[0].addprevious(etree.Element(f"{W}commentRangeStart", facts))
    end = etree.Element(f"{W}commentRangeEnd", facts)
    runs[-1].addnext(end)
    end.addnext(_reference(facts))


def _reference(facts: dict[str, str]) -> Element:
    run = etree.Element(_RUN)
    etree.SubElement(run, f"{W}commentReference", facts)
    return run


def _run_of(piece: Element) -> Element | None:
    run = piece.getparent()
    return run if run is not None and run.tag == _RUN else None


def _split(paragraph: Element, at: int) -> None:
    """Split the run that goes over a character, so that one begins there."""
    for piece, start in _letters(paragraph).pieces:
        words, run = piece.text or "", _run_of(piece)
        inside = start < at < start + len(words)
        begins = (
            at == start and run is not None and any(one.tag != _LOOKS for one in piece.itersiblings(preceding=True))
        )
        if run is None or not (inside or begins):
            continue
        rest = etree.Element(_RUN, {str(key): str(value) for key, value in run.attrib.items()})
        looks = run.find(_LOOKS)
        if looks is not None:
            rest.append(deepcopy(looks))
        later = list(piece.itersiblings())
        if inside:
            second = deepcopy(piece)
            second.text, second.tail = words[at - start :], None
            piece.text = words[: at - start]
            for one in (piece, second):
                one.set(_SPACE, "preserve")
            rest.append(second)
        else:
            rest.append(piece)
        rest.extend(later)
        run.addnext(rest)
        return
