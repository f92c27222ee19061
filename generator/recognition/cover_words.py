"""Answers from the cover told in the sentences of the template: drafted with marks in their stead, and these found again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from generator.answers.answer import Answer, Answers
from generator.document.blocks import Block, text_of
from generator.drafting import draft
from generator.examination import examine
from generator.recognition.slots_told import ToldParagraph
from generator.standard.definition import Question
from generator.standard.model import Standard
from generator.standard.table_definition import NUMBERS
from generator.words.folding import unspaced


class _Cut(NamedTuple):
    """A way to cut a text into pieces: behind which marks, what stands behind a piece, what no answer in it holds.

    A `clause` is known by the one before it.
    """

    behind: str
    follows: str
    unfit: str
    clause: bool = False


_CUTS = (
    _Cut("", "$", "【待补充"),
    _Cut("。", "。|$", "【待补充|。"),
    _Cut("。；", "[。；]|$", "【待补充|[。；]"),
    _Cut("，；。）", "[，；。）)]|$", "【待补充|[。；：]", clause=True),
    _Cut("，、；。：（）", "[，、；。：（）)]|$", "【待补充|[，、。；：]", clause=True),
)
_NUMBER, _WORDS, _DAY = r"(\d[\d,.]*?(?:万?元)?)", "(.+?)", r"(\d{4}年\d{1,2}月\d{1,2}日)"
_LEAST = 3  # characters of the template beside an answer by which it is known


class _Marked(NamedTuple):
    """Words of a draft, and where marks stand in them: start, end, the question."""

    text: str
    marks: tuple[tuple[int, int, str], ...]


def answers_told(standard: Standard, answers: Answers, paragraphs: Sequence[ToldParagraph]) -> dict[str, Answer]:
    """The answers to questions not answered yet, with their places: by whole paragraphs, then sentences, then clauses."""
    open_ones = {key: q for key, q in standard.questions.items() if key not in answers.questions}
    marks = {key: mark for number, (key, q) in enumerate(open_ones.items()) if (mark := _mark(q, number))}
    marked = replace(
        answers,
        questions={**answers.questions, **{key: Answer(mark, answers.place("")) for key, mark in marks.items()}},
    )
    blocks = draft(standard, examine(standard, marked).report).blocks
    drafted = [one for block in blocks for one in _marked(block, marks)]
    found: dict[str, Answer] = {}
    for cut in _CUTS:
        for piece in (piece for one in drafted for piece in _pieces(one, cut)):
            if any(key not in found for _, _, key in piece.marks):
                for key, answer in _told(standard, piece, cut, paragraphs):
                    found.setdefault(key, answer)
    return found


def _mark(question: Question, number: int) -> str:
    """A value of its kind that no report has."""
    if question.kind in NUMBERS:
        return str(7_700_001 + number * 13)
    if question.kind == "date":
        return f"2097年{number % 12 + 1}月{number % 28 + 1}日"
    return {"text": f"〔{number}号〕", "link": f"https://mark{number}.example.cn/"}.get(question.kind, "")


def _marked(block: Block, marks: dict[str, str]) -> Iterator[_Marked]:
    """The lines of a block that hold marks."""
    for text in text_of(block).split("\n"):
        spots = [
            (found.start(), found.end(), key)
            for key, mark in marks.items()
            for found in re.finditer(re.escape(mark), text)
        ]
        if spots:
            yield _Marked(text, tuple(spots))


def _pieces(one: _Marked, cut: _Cut) -> Iterator[_Marked]:
    """The pieces of a text that hold marks, each with a few words before it by which it is known."""
    ends = (number for number, letter in enumerate(one.text, 1) if letter in cut.behind)
    edges = [0, *ends, len(one.text)]
    for start, end in pairwise(edges):
        inside = [mark for mark in one.marks if start <= mark[0] and mark[1] <= end]
        clause = next((n for n in range(start - 1, 0, -1) if one.text[n - 1] in cut.behind), 0) if cut.clause else start
        known = max([clause, *(mark[1] for mark in one.marks if mark[1] <= start)])
        if inside:
            yield _Marked(one.text[known:end], tuple((a - known, b - known, key) for a, b, key in inside))


def _told(
    standard: Standard, piece: _Marked, cut: _Cut, paragraphs: Sequence[ToldParagraph]
) -> Iterator[tuple[str, Answer]]:
    """The answers in the first paragraph that reads as the piece does."""
    pattern, fixed, at = "", 0, 0
    marks = sorted(piece.marks)
    for start, end, key in marks:
        words = unspaced(piece.text[at:start])
        kind = standard.questions[key].kind
        end += len("万元") if kind == "amount" and piece.text.startswith("万元", end) else 0
        pattern += re.escape(words) + (_NUMBER if kind in NUMBERS else _DAY if kind == "date" else _WORDS)
        fixed, at = fixed + len(words), end
    tail = unspaced(piece.text[at:]).rstrip("，、；。")
    if fixed < _LEAST:
        return
    wanted = re.compile(
        f"{pattern}{re.escape(tail)}[，、；。]?$" if not cut.behind else f"{pattern}{re.escape(tail)}(?={cut.follows})"
    )
    for told in paragraphs:
        found = wanted.search(unspaced(told.text))
        if found and not any(re.search(cut.unfit, value) for value in found.groups()):
            for (_, _, key), value in zip(marks, found.groups(), strict=True):
                yield key, Answer(value, told.place)
            return
