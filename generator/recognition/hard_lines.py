"""Sentences that a line end breaks made whole: the lines of a text that was wrapped at a width joined to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.recognition.cover_told import agency_name
from generator.words.days import DAY
from generator.words.folding import TextLine
from generator.words.headings import numbered_level
from generator.words.widths import width

_ENDS = frozenset("。！？；：:;!?…”》）)】")
NAMES_REPORT = re.compile(r"[^，,。；：]{2,40}(?:报告|汇报|总结)(?:[（(].{1,8}[）)])?(?:\s*篇\s*\d+)?")
_GOES_ON = re.compile(r"[，、,（(《“]$")
_OPENS = re.compile(r"[，。、；：！？）》”)%％]")  # nothing begins with these
_FIELD = re.compile(r"^[^，。]{2,12}[:：]")
_APART = re.compile(r"^\s{6,}|\S\s{2,}\S|[\t|｜│┃]")  # centred or set right, a row of cells
_ENDED = re.compile("[，。；]")
_STARTS = re.compile(rf"\d{{1,2}}[.．、]|附[件表]|[^，。]{{2,12}}[:：]|{DAY}$")  # what begins a line of its own
_LIKE, _LEAST_LINES, _LEAST, _LEAST_SENTENCE, _LONGEST_HEADING, _LONGEST_LINE = 2, 3, 12, 20, 40, 50


class _Measures(NamedTuple):
    """The characters and the columns of the screen at which a text was wrapped, 0 when it was not; whether paragraphs are indented."""

    letters: int
    columns: int
    indented: bool

    def reached(self, text: str) -> bool:
        """Whether a line goes as far as the text does."""
        letters, columns = len(text.strip()), width(text)
        by_letters = bool(self.letters) and letters >= self.letters - _LIKE
        return by_letters or (bool(self.columns) and columns >= self.columns - 2 * _LIKE)


def joined_lines(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """The lines with every paragraph on one, numbered as its first; rows of tables are left."""
    prose = [line.text for line in lines if _is_prose(line)]
    open_ones = [text for text in prose if text[-1:] not in _ENDS]
    indented = _LEAST_LINES <= sum(text.startswith("  ") for text in prose) < len(prose)
    measures = _Measures(_full(len(t.strip()) for t in open_ones), _full(width(t) for t in open_ones), indented)
    found: list[TextLine] = []
    wrapped = max((len(text.strip()) for text in prose), default=0) <= _LONGEST_LINE
    broken = halting = False  # whether the line before goes on in the next, or may if that is of sentences too
    for line in lines:
        if found and (broken or (halting and _ENDED.search(line.text))) and _continues(line, indented):
            found[-1] = found[-1]._replace(text=found[-1].text + line.text.strip())
        else:
            found.append(line)
        broken = _breaks(line, measures)
        halting = wrapped and not broken and _halts(line)
    return tuple(found)


def _full(lengths: Iterable[int]) -> int:
    """The length at which lines end that do not end a sentence; 0 when they end anywhere."""
    counted = Counter(lengths)
    for one in sorted(counted, reverse=True):
        if one >= _LEAST and sum(counted[near] for near in range(one - _LIKE, one + 1)) >= _LEAST_LINES:
            return one
    return 0


def _is_prose(line: TextLine) -> bool:
    text = line.text
    return (
        not line.table and bool(re.search("[，。、；]", text)) and not _FIELD.search(text) and not _APART.search(text)
    )


def _breaks(line: TextLine, measures: _Measures) -> bool:
    """Whether a sentence, or a paragraph of a text whose paragraphs are indented, may go on in the next line."""
    text = line.text
    ended = text[-1:] in _ENDS
    if line.table or (ended and not measures.indented) or not text.strip() or _APART.search(text) or _heading(text):
        return False
    if NAMES_REPORT.fullmatch(text.strip()):
        return False
    if ended:
        return measures.reached(text)
    return measures.reached(text) or (bool(_GOES_ON.search(text)) and len(text) >= _LEAST)


def _halts(line: TextLine) -> bool:
    """Whether a line of sentences ends within one, however long it is."""
    text = line.text
    return _is_prose(line) and len(text.strip()) >= _LEAST_SENTENCE and text[-1:] not in _ENDS and not _heading(text)


def _continues(line: TextLine, indented: bool) -> bool:
    text = line.text.strip()
    if line.table or not text or _APART.search(line.text):
        return False
    if _OPENS.match(text):
        return True
    if _STARTS.match(text) or (agency_name(text) and not re.search("[，。]", text)):
        return False
    return not numbered_level(text) and not (indented and line.text.startswith("  "))


def _heading(text: str) -> bool:
    return bool(numbered_level(text.strip())) and len(text.strip()) < _LONGEST_HEADING and not re.search("[，。]", text)
