"""A unit's own texts as sentences to compare, its name, its figures and its years folded away: these differ anyway."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from generator.answers.answer import Answers
from generator.document.places import Place
from generator.proofreading import Manuscript
from generator.proofreading.own_sentences import own_sentences
from generator.proofreading.reading import Reading
from generator.standard.model import Standard
from generator.words.likeness import unchanging
from generator.words.sentences import sentences

_CLAUSES = re.compile(r"[，、：,:]+")
SHORTEST_CLAUSE = 5
SKETCH = 16


class OwnSentence(NamedTuple):
    """One sentence: whether it is on problems and plans, its place, as it was written, and folded for comparison."""

    problems: bool
    place: Place
    text: str
    folded: str


class OwnWords(NamedTuple):
    """The own words of a unit, and for those on other matters and on problems the sketches that tell likely likenesses."""

    sentences: tuple[OwnSentence, ...]
    sketches: tuple[tuple[int, ...], tuple[int, ...]]


def own_words(standard: Standard, answers: Answers, agency: str) -> OwnWords:
    """The sentences of everything a unit wrote itself, added or in the draft's stead."""
    return _sketched(tuple(_sentences(standard, answers, agency)), agency)


def published_words(manuscript: Manuscript) -> OwnWords:
    """The sentences of a published report that are not its form's own."""
    agency, problems = manuscript.agency, Reading(manuscript)
    found = tuple(
        OwnSentence(problems.stands_in(passage, "problems"), passage.place, one, unchanging(one, agency))
        for one, passage in own_sentences(manuscript)
    )
    return _sketched(found, agency)


def _sketched(found: tuple[OwnSentence, ...], agency: str) -> OwnWords:
    others, problems = (_sketch((s.text for s in found if s.problems is on), agency) for on in (False, True))
    return OwnWords(found, (others, problems))


def _sentences(standard: Standard, answers: Answers, agency: str) -> Iterator[OwnSentence]:
    for kind, texts in (("text", answers.texts), ("rewrite", answers.rewrites)):
        for slot, answer in texts.items():
            place, problems = answers.place(f"{kind}.{slot}"), standard.stands_in(slot, "problems")
            for sentence in sentences(answer.text):
                yield OwnSentence(problems, place, sentence, unchanging(sentence, agency))


def _sketch(texts: Iterable[str], agency: str) -> tuple[int, ...]:
    """The smallest hashes of its clauses: two texts with much in common have some of them in common."""
    folded = {unchanging(clause, agency) for text in texts for clause in _CLAUSES.split(text)}
    known = (clause.encode("utf-8", "replace") for clause in folded if len(clause) >= SHORTEST_CLAUSE)
    return tuple(sorted({int.from_bytes(blake2b(clause, digest_size=5).digest()) for clause in known})[:SKETCH])
