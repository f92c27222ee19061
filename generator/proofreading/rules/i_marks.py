"""Rule I: marks written twice, brackets and quotation marks without their other half, sentences that do not end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from generator.proofreading.manuscript import LEVELS, Passage
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.words.patterns import lazily

_TWICE = lazily("([，。、；：])[，。、；：]+|。。+")
_PAIRS = {"（": "）", "“": "”", "《": "》", "【": "】"}
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
_HALF = lazily("[" + re.escape("".join((*_PAIRS, *_OPENING))) + "]")
_APART = 5  # paragraphs that a bracket may go over, in a text with broken lines
_NUMBERED = lazily(r"(?:[\da-zA-Z]|[一二三四五六七八九十①-⑳])$")  # `1）` needs no opening
_GOES_ON = lazily(r"[\u4e00-\u9fff，、]$")
_ENDLESS = lazily(r"，.{8,}[\u4e00-\u9fff]$")


class Halves:
    """The brackets and quotation marks of one paragraph that have no other half: what is open, and what closes nothing."""

    def __init__(self, passages: list[Passage]) -> None:
        self.passage = passages[0]
        self.text = "\n".join(passage.text for passage in passages)
        self.open: dict[str, list[int]] = {mark: [] for mark in _PAIRS}
        self.unopened: list[tuple[str, int]] = []
        for found in _HALF.finditer(self.text):
            at, letter = found.start(), found[0]
            if letter in _PAIRS:
                self.open[letter].append(at)
            elif (opening := _OPENING.get(letter)) and self.open[opening]:
                self.open[opening].pop()
            elif opening:
                self.unopened.append((opening, at))
        if '"' in self.text:
            self.open["“"].clear()
            self.unopened = [(mark, at) for mark, at in self.unopened if mark != "“"]

    def closing(self, before: list[Halves]) -> None:
        """Take what this paragraph closes of the few before it for closed."""
        for mark, at in list(self.unopened):
            holder = next((halves for halves in reversed(before) if halves.open[mark]), None)
            if holder:
                holder.open[mark].pop()
                self.unopened.remove((mark, at))

    def _numbers(self, at: int) -> bool:
        """Whether a bracket closes a number, `1）`, that needs no opening."""
        return self.text[at] == "）" and bool(_NUMBERED.search(self.text[max(at - 1, 0) : at]))

    def told(self) -> Iterator[Remark]:
        first = [
            (at, mark, f"“{mark}”没有配对的“{_PAIRS[mark]}”") for mark, found in self.open.items() for at in found[:1]
        ]
        first += [
            (at, mark, f"“{_PAIRS[mark]}”前面没有“{mark}”") for mark, at in self.unopened if not self._numbers(at)
        ]
        for at, _, message in sorted(first)[:1]:
            near = self.text[max(at - 6, 0) : at + 6].strip()
            yield Remark("I1", self.passage, quoted(self.text, near), message, "补全括号、引号，或者删掉多出来的一个")


def marks(reading: Reading) -> Iterator[Remark]:
    """Marks written twice, brackets and quotation marks that are not pairs, a paragraph without its full stop (I1)."""
    for passage in reading.manuscript.own():
        if found := _TWICE.search(passage.text):
            near = passage.text[max(found.start() - 6, 0) : found.end() + 6]
            yield Remark("I1", passage, quoted(passage.text, near), f"标点“{found[0]}”连着写了两个", "只留一个")
    yield from _halves(reading)
    yield from _endless(reading)


def _halves(reading: Reading) -> Iterator[Remark]:
    read = [p for p in reading.manuscript.passages if (p.own or p.kind == "aside") and p.kind != "closing"]
    lines = [list(line) for _, line in groupby(read, key=lambda p: (p.name, p.place))]
    halves = [Halves(line) for line in lines if all(p.kind != "unread" for p in line)]
    for number, one in enumerate(halves):
        one.closing(halves[max(number - _APART, 0) : number])
    for one in halves[: -1 if reading.cut else None]:
        if one.passage.kind not in ("aside", "title"):
            yield from one.told()


def _numbered(passage: Passage) -> bool:
    """Whether a passage begins with the number of a chapter or a section."""
    return any(level.match(passage.text) for level in LEVELS[:2])


def _endless(reading: Reading) -> Iterator[Remark]:
    """A published paragraph that stops without a mark right before a heading."""
    spoken = [p for p in reading.manuscript.passages if p.kind not in ("aside", "closing")]
    before = ""
    for passage, following in pairwise(spoken if reading.manuscript.published else ()):
        if passage.kind == "prose" and _numbered(following) and _ENDLESS.search(before + passage.text):
            words = (before + passage.text)[-18:]
            yield Remark("I1", passage, quoted(words), "这一段末尾没有句号", "补上句号，看看后面是不是漏了字")
        before = passage.text if passage.kind == "prose" and _GOES_ON.search(passage.text) else ""
