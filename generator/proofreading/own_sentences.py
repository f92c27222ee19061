"""The sentences an office wrote itself: of a published report all but what the drafts of its form say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from generator.document.blocks import PLACEHOLDER, Block, Statistics
from generator.document.blocks import text_of as words_of
from generator.drafting import draft
from generator.errors import DefinitionError
from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.telling.drafted import (
    CODED_AGENCY,
    coded_draft,
    coded_names,
    codes_of,
    drafted_words,
    skeleton,
)
from generator.standard.model import Standard
from generator.words.sentences import sentences

_HOLE = "\0"
_FILLED = re.compile("〔[^〕]*〕")  # an answer of the cover in a coded draft


def own_sentences(manuscript: Manuscript) -> list[tuple[str, Passage]]:
    """The sentences the office wrote itself, each with its passage; a name or a title on the cover is none."""
    written = [p for p in manuscript.prose() if p.kind == "prose" or re.search("[，。；]", p.text)]
    found = [(sentence, passage) for passage in written for sentence in sentences(passage.text)]
    if not (manuscript.published and found):
        return found
    standard, year, agency = manuscript.standard, manuscript.year, manuscript.agency
    known = (_of_any(standard, year), _said(_drafted(manuscript), agency))
    numbers = drafted_words(standard, year)

    def drafted(sentence: str) -> bool:
        words = skeleton(sentence, agency)
        return any(said.says(words) for said in known) or bool(numbers.slots(words))

    return [(sentence, passage) for sentence, passage in found if not drafted(sentence)]


class _Said(NamedTuple):
    """Sentences, and those with answers in them as patterns."""

    whole: frozenset[str]
    holed: tuple[re.Pattern[str], ...]

    def says(self, words: str) -> bool:
        return words in self.whole or any(pattern.fullmatch(words) for pattern in self.holed)


def _said(blocks: Iterable[Block], agency: str) -> _Said:
    """What the blocks of drafts say."""
    lines = (line for block in blocks if not isinstance(block, Statistics) for line in words_of(block).split("\n"))
    found = {skeleton(_FILLED.sub(_HOLE, PLACEHOLDER.sub(_HOLE, s)), agency) for line in lines for s in sentences(line)}
    holed = {words for words in found if _HOLE in words}
    patterns = (
        ".+".join(map(re.escape, words.split(_HOLE))) for words in sorted(holed) if words.strip(f"{_HOLE}，。；")
    )
    return _Said(frozenset(found - holed), tuple(map(re.compile, patterns)))


def _drafted(manuscript: Manuscript) -> tuple[Block, ...]:
    """A draft of the report's own figures."""
    try:
        return draft(manuscript.standard, manuscript.report).blocks
    except DefinitionError:  # a draft that cannot do without what the report does not tell
        return ()


@lru_cache(maxsize=32)
def _of_any(standard: Standard, year: int) -> _Said:
    """What the drafts of a form say in any report on a year."""
    return _said(_coded(standard, year), CODED_AGENCY)


def _coded(standard: Standard, year: int) -> Iterator[Block]:
    """Drafts in which everything is answered: with numbers and without, every yes or no both ways."""
    names = coded_names(standard)
    for codes, flags in product((codes_of(names), dict.fromkeys(names, 0)), (True, False)):
        try:
            yield from coded_draft(standard, year, codes, flags)
        except DefinitionError:  # a draft that cannot do with such numbers
            continue
