"""A unit's own texts as passages to compare: its name, its figures and its years folded away, for these differ anyway."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from generator.answers.answer import Answers
from generator.answers.values import plain
from generator.document.places import Place

_ENDS = re.compile(r"[。！？；!?;\n]+")
_CLAUSES = re.compile(r"[，、：,:]+")
_NUMBERS = re.compile(r"[0-9]+(?:[.,][0-9]+)*%?")
_SELF = re.compile(
    r"我局|本局|我镇|本镇|我乡|本乡|我办|本办|我街道|本街道|我委|本委|本机关|我单位|本单位|我县|本县|全县|全局|全镇|全乡"
)
_NOISE = re.compile(r"[\W_]+")
SHORTEST_NAME = 3
SHORTEST_CLAUSE = 5
SKETCH = 16
PROBLEMS = "problems"


class Passage(NamedTuple):
    """One sentence: the slot it stands in, its place, as it was written, and folded for comparison."""

    slot: str
    place: Place
    text: str
    folded: str


class Own(NamedTuple):
    """The own words of a unit: its passages and the sketches by which likely likenesses are found."""

    passages: tuple[Passage, ...]
    sketch: tuple[int, ...]
    problems_sketch: tuple[int, ...]


def own_words(answers: Answers, agency: str) -> Own:
    """The passages of everything a unit wrote itself, added or in the draft's stead."""
    passages = tuple(_passages(answers, agency))
    problems = [passage for passage in passages if is_problems(passage.slot)]
    return Own(passages, _sketch(passages, agency), _sketch(problems, agency))


def is_problems(slot: str) -> bool:
    """Whether a slot belongs to the chapter on problems and improvements."""
    return slot.split(".")[0] == PROBLEMS


def _passages(answers: Answers, agency: str) -> Iterator[Passage]:
    for kind, texts in (("text", answers.texts), ("rewrite", answers.rewrites)):
        for slot, answer in texts.items():
            place = answers.place(f"{kind}.{slot}")
            for sentence in _ENDS.split(answer.text):
                folded = fold(sentence, agency)
                if len(folded) >= SHORTEST_CLAUSE:
                    yield Passage(slot, place, sentence.strip(), folded)


def fold(text: str, agency: str) -> str:
    """A sentence without what every unit has of its own: its name, numbers, punctuation."""
    folded, name = plain(text), plain(agency)
    for start in range(max(len(name) - SHORTEST_NAME + 1, 0)):
        if name[start:] in folded:
            folded = folded.replace(name[start:], "我们")
            break
    return _NOISE.sub("", _NUMBERS.sub("0", _SELF.sub("我们", folded)))


def _sketch(passages: Iterable[Passage], agency: str) -> tuple[int, ...]:
    """The smallest hashes of its clauses: two texts with much in common have some of them in common."""
    hashes = set()
    for passage in passages:
        for clause in _CLAUSES.split(plain(passage.text)):
            folded = fold(clause, agency)
            if len(folded) >= SHORTEST_CLAUSE:
                hashes.add(int.from_bytes(blake2b(folded.encode("utf-8", "replace"), digest_size=5).digest()))
    return tuple(sorted(hashes)[:SKETCH])
