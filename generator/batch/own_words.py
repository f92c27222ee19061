"""A unit's own texts as sentences to compare: its name, its figures and its years folded away, for these differ anyway."""

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


class OwnSentence(NamedTuple):
    """One sentence: the slot it stands in, its place, as it was written, and folded for comparison."""

    slot: str
    place: Place
    text: str
    folded: str


class OwnWords(NamedTuple):
    """The own words of a unit: its sentences and the sketches by which likely likenesses are found."""

    sentences: tuple[OwnSentence, ...]
    sketch: tuple[int, ...]
    problems_sketch: tuple[int, ...]


def own_words(answers: Answers, agency: str) -> OwnWords:
    """The sentences of everything a unit wrote itself, added or in the draft's stead."""
    sentences = tuple(_sentences(answers, agency))
    problems = [sentence for sentence in sentences if is_problems(sentence.slot)]
    return OwnWords(sentences, _sketch(sentences, agency), _sketch(problems, agency))


def is_problems(slot: str) -> bool:
    """Whether a slot belongs to the chapter on problems and improvements."""
    return slot.split(".")[0] == PROBLEMS


def _sentences(answers: Answers, agency: str) -> Iterator[OwnSentence]:
    for kind, texts in (("text", answers.texts), ("rewrite", answers.rewrites)):
        for slot, answer in texts.items():
            place = answers.place(f"{kind}.{slot}")
            for sentence in _ENDS.split(answer.text):
                folded = without_unit(sentence, agency)
                if len(folded) >= SHORTEST_CLAUSE:
                    yield OwnSentence(slot, place, sentence.strip(), folded)


def without_unit(text: str, agency: str) -> str:
    """A sentence without what every unit has of its own: its name, numbers, punctuation."""
    folded, name = plain(text), plain(agency)
    for start in range(max(len(name) - SHORTEST_NAME + 1, 0)):
        if name[start:] in folded:
            folded = folded.replace(name[start:], "我们")
            break
    return _NOISE.sub("", _NUMBERS.sub("0", _SELF.sub("我们", folded)))


def _sketch(sentences: Iterable[OwnSentence], agency: str) -> tuple[int, ...]:
    """The smallest hashes of its clauses: two texts with much in common have some of them in common."""
    hashes = set()
    for sentence in sentences:
        for clause in _CLAUSES.split(plain(sentence.text)):
            folded = without_unit(clause, agency)
            if len(folded) >= SHORTEST_CLAUSE:
                hashes.add(int.from_bytes(blake2b(folded.encode("utf-8", "replace"), digest_size=5).digest()))
    return tuple(sorted(hashes)[:SKETCH])
