"""The words a standard's own drafts print for each figure, known by drafting a report in which every figure is a code.

A sentence of a report that has the words of a drafted one, whatever its numbers, tells these figures: no vocabulary is needed for it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from functools import lru_cache
from math import log10
from typing import NamedTuple

from generator.document.blocks import Block, Statistics
from generator.document.blocks import text_of as words_of
from generator.drafting import draft
from generator.errors import DefinitionError
from generator.examination.report import Report, Value
from generator.proofreading.telling.reckoning import Cells
from generator.standard.definition import AGENCY, YEAR
from generator.standard.model import Standard
from generator.standard.table_definition import NUMBERS
from generator.words.sentences import sentences

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SIGNED = re.compile(r"(?:(?<!\d)-)?\d+(?:\.\d+)?")
_CLAUSE = re.compile(r"[，、；：（）。]")
_FILLED = re.compile("〔.*?〕")
_SPACE, CODED_AGENCY = re.compile(r"\s+"), "〇〇"
_BASE, _STEP, _OWN = 10**9, 1000, 618_033_989  # codes: how large, how far apart, what makes their digits unlike
_LENGTH, _DIGITS, _NEAR, _MOST = 10, 5, 1e-6, 1000


class Share(NamedTuple):
    """A percentage: of which numbers it is the share, and its decimals."""

    part: Cells
    whole: Cells
    places: int


_Codes = tuple[Mapping[str, int], Mapping[str, int]]
Slot = (
    Cells | Share | Decimal | None
)  # what a number of a sentence tells; a number the form prints itself; nothing where it is neither


class _Clause(NamedTuple):
    """A clause of a drafted sentence: its words, numbers written #, and what these tell."""

    words: str
    slots: tuple[Slot, ...]

    def says(self, words: str) -> bool:
        """Whether other words are its own, but for what an office fills in."""
        if "〔" not in self.words:
            return words == self.words
        return bool(re.fullmatch(".+".join(map(re.escape, _FILLED.split(self.words))), words))


class DraftedWords:
    """The sentences of a standard's drafts, each with what its numbers tell; `labels` are those of its questions, with their units."""

    def __init__(self, standard: Standard, year: int) -> None:
        self.sentences: dict[str, tuple[Slot, ...]] = {}
        self._cut: dict[str, list[list[_Clause]]] = {}
        self.labels = {
            (question.label.removeprefix("其中："), question.unit): Cells(((1, f"cover.{key}"),))
            for key, question in standard.questions.items()
            if question.kind in NUMBERS
        }
        for paragraph, slots in _coded(standard, year):
            for words, told in _sentences(paragraph, slots):
                if any(isinstance(slot, Cells | Share) for slot in told):
                    self.sentences.setdefault(words, told)
                    clauses = list(_clauses(words, told))
                    for clause in clauses:
                        self._cut.setdefault(clause.words, []).append(clauses)

    def slots(self, words: str) -> tuple[Slot, ...]:
        """What each number of a sentence tells; nothing when it is not in the words of one drafted, or of some of its clauses."""
        if words in self.sentences:
            return self.sentences[words]
        clauses = [clause for clause in _CLAUSE.split(words) if clause]
        numbered = next((clause for clause in clauses if "#" in clause and clause in self._cut), "")
        found = {slots for drafted in self._cut.get(numbered, ()) if (slots := _within(clauses, drafted))}
        return found.pop() if len(found) == 1 else ()


def _clauses(words: str, told: tuple[Slot, ...]) -> Iterator[_Clause]:
    at = 0
    for clause in filter(None, _CLAUSE.split(words)):
        count = clause.count("#")
        yield _Clause(clause, told[at : at + count])
        at += count


def _within(clauses: Sequence[str], drafted: Sequence[_Clause]) -> tuple[Slot, ...]:
    """What the numbers of clauses tell that are some of a drafted sentence's, its first number among them, in its order."""
    first = next((clause for clause in drafted if clause.slots), None)
    if first is None or not any(first.says(words) for words in clauses):
        return ()
    found: list[Slot] = []
    left = iter(drafted)
    for words in clauses:
        mine = next((clause for clause in left if clause.says(words)), None)
        if mine is None:
            return ()
        found += mine.slots
    return tuple(found)


@lru_cache(maxsize=32)
def drafted_words(standard: Standard, year: int) -> DraftedWords:
    """What the drafts of a standard say in reports on a year."""
    return DraftedWords(standard, year)


def skeleton(sentence: str, agency: str) -> str:
    """A sentence without spaces and numbers, as drafted ones are compared."""
    text = _SPACE.sub("", sentence).rstrip("。；;")
    return _NUMBER.sub("#", text.replace(agency, CODED_AGENCY) if agency else text)


def numbers_in(sentence: str) -> list[re.Match[str]]:
    """The numbers of a sentence in digits, one for each # of its skeleton."""
    return list(_NUMBER.finditer(sentence))


def _coded(standard: Standard, year: int) -> Iterator[tuple[str, list[Slot]]]:
    """The paragraphs of the coded draft, with what each number in them tells."""
    names = coded_names(standard)
    if len(names) > _MOST:
        return  # so many figures are left to the vocabulary
    rising, falling = codes = codes_of(names), codes_of(names[::-1])
    with localcontext() as context:
        context.prec = 4 * len(names) + 50
        try:
            lines = _lines(standard, year, rising)
            others = _lines(standard, year, falling)
        except DefinitionError:  # a draft that cannot do with such numbers is known by the vocabulary alone
            return
        for here, there, known in ((lines, others, rising), (others, lines, falling)):
            yield from _slots(here, there, known, codes if known is rising else codes[::-1], names)


def coded_names(standard: Standard) -> list[str]:
    """All that is a number: the figures, and `cover.<key>`."""
    names = [a for a, figure in standard.figures.items() if figure.kind in NUMBERS]
    return names + [f"cover.{key}" for key, q in standard.questions.items() if q.kind in NUMBERS and key != YEAR]


def _slots(
    lines: Sequence[str], others: Sequence[str], known: Mapping[str, int], codes: _Codes, names: Sequence[str]
) -> Iterator[tuple[str, list[Slot]]]:
    """The lines of a coded draft with what their numbers tell; shares are told from it and the other one."""
    told = [[decoded(number, known) for number in _SIGNED.findall(line)] for line in lines]
    cells = list(dict.fromkeys([cells for line in told for cells in line if cells]))
    cells += [single for single in (Cells(((1, name),)) for name in names) if single not in cells]
    alike = len(lines) == len(others)
    for number, (line, slots) in enumerate(zip(lines, told, strict=True)):
        shown = list(zip(_SIGNED.findall(line), _SIGNED.findall(others[number] if alike else ""), strict=False))
        shares = len(shown) == len(slots) and "%" in line
        found = [slot or (_share(*shown[at], cells, codes) if shares else None) for at, slot in enumerate(slots)]
        yield line, [slot or _printed(number) for slot, number in zip(found, _SIGNED.findall(line), strict=True)]


def _printed(number: str) -> Decimal | None:
    """A number that is no code: the form's own."""
    return Decimal(number) if len(number) < _LENGTH else None


def codes_of(names: Sequence[str]) -> dict[str, int]:
    """A number for each name that is far more than all before it together, its leading digits its own."""
    return {name: _STEP**number * (_BASE + _OWN * (number + 1) % _BASE) for number, name in enumerate(names)}


def _lines(standard: Standard, year: int, codes: Mapping[str, int]) -> list[str]:
    """The lines of a draft in which every number is its code."""
    blocks = coded_draft(standard, year, codes)
    return "\n".join(words_of(block) for block in blocks if not isinstance(block, Statistics)).split("\n")


def coded_draft(standard: Standard, year: int, codes: Mapping[str, int], flags: bool = True) -> tuple[Block, ...]:
    """A draft in which every number is its code, every text `〔key〕`, every yes or no as `flags` says."""
    questions: dict[str, Value] = {YEAR: year, AGENCY: CODED_AGENCY}
    kinds: dict[str, Value] = {"yes_no": flags, "date": dt.date(year + 1, 1, 20)}
    for key, question in standard.questions.items():
        other = codes.get(f"cover.{key}") or next(iter(question.choices), f"〔{key}〕")
        told = kinds.get(question.kind, other)
        questions.setdefault(key, told)
    figures: dict[str, Value | None] = {a: codes.get(a, "示例") for a in standard.figures}
    figures |= {a: f"{codes[a]}{f.unit}" for a, f in standard.figures.items() if f.kind == "amount"}
    report = Report(standard=standard.id, year=year, figures=figures, questions=questions)
    return draft(standard, report).blocks


def decoded(number: str, codes: Mapping[str, int]) -> Cells | None:
    """The figures whose sum or difference a coded number is."""
    left, names = int(number.partition(".")[0]), list(codes)
    if left < _BASE:
        return None
    terms: list[tuple[int, str]] = []
    while left:
        at = (len(str(abs(left))) - _LENGTH + 1) // 3  # a code has three digits more than the one before
        code = codes[names[at]] if 0 <= at < len(names) else 0
        times = (2 * left + code) // (2 * code) if code else 0
        if abs(times) != 1:
            return None
        terms.append((times, names[at]))
        left -= times * code
    return Cells(tuple(reversed(terms)))


def _share(rising: str, falling: str, cells: Sequence[Cells], codes: _Codes) -> Share | None:
    """Of which figures a percentage is the share, by the draft that shows more digits of it."""
    number, known = max(((rising, codes[0]), (falling, codes[1])), key=lambda one: len(one[0]))
    digits, _, places = number.partition(".")
    if not places or len(digits) < _DIGITS or digits[0] == "-":
        return None
    sums = [(one, sum(sign * known[name] for sign, name in one.terms)) for one in cells]
    logs = [(one, log10(total)) for one, total in sums if total > 0]
    told = log10(int(digits + places)) - len(places) - 2
    fits = [(a, b) for a, part in logs for b, whole in logs if abs(part - whole - told) < _NEAR]
    return Share(*fits[0], len(places)) if len(fits) == 1 else None


def _sentences(paragraph: str, slots: list[Slot]) -> Iterator[tuple[str, tuple[Slot, ...]]]:
    """The sentences of a paragraph with their part of the slots."""
    at = 0
    for sentence in sentences(paragraph):
        words = skeleton(sentence, "")
        count = words.count("#")
        yield words, tuple(slots[at : at + count])
        at += count
