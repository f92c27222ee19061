"""The sentences an office wrote itself: of a published report all but what the drafts of its form say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.document.blocks import PLACEHOLDER, Statistics
from generator.document.blocks import text_of as words_of
from generator.drafting import draft
from generator.errors import DefinitionError
from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.telling.drafted import drafted_words, skeleton
from generator.words.sentences import sentences

_HOLE = "\0"


def own_sentences(manuscript: Manuscript) -> list[tuple[str, Passage]]:
    """The sentences the office wrote itself, each with its passage; a name or a title on the cover is none."""
    written = [p for p in manuscript.prose() if p.kind == "prose" or re.search("[，。；]", p.text)]
    found = [(sentence, passage) for passage in written for sentence in sentences(passage.text)]
    if not (manuscript.published and found):
        return found
    drafted = _Drafted(manuscript)
    return [(sentence, passage) for sentence, passage in found if not drafted.says(sentence)]


class _Drafted:
    """What the drafts of a form say of the figures of a published report, whatever its cover was answered."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.agency = manuscript.agency
        self.words = drafted_words(manuscript.standard, manuscript.year)
        said = {skeleton(PLACEHOLDER.sub(_HOLE, one), self.agency) for one in _sentences(manuscript)}
        self.whole = {words for words in said if _HOLE not in words}
        self.holed = [_filled(words) for words in said - self.whole if words.strip(f"{_HOLE}。；，")]

    def says(self, sentence: str) -> bool:
        words = skeleton(sentence, self.agency)
        return (
            words in self.whole
            or any(pattern.fullmatch(words) for pattern in self.holed)
            or bool(self.words.slots(words))
        )


def _sentences(manuscript: Manuscript) -> Iterable[str]:
    """The sentences of a draft of the report's figures."""
    try:
        blocks = draft(manuscript.standard, manuscript.report).blocks
    except DefinitionError:  # a draft that cannot do without what the report does not tell
        return
    for block in blocks:
        if not isinstance(block, Statistics):
            for line in words_of(block).split("\n"):
                yield from sentences(line)


def _filled(words: str) -> re.Pattern[str]:
    """A sentence with holes, as a pattern of it with anything in them."""
    return re.compile(".+".join(map(re.escape, words.split(_HOLE))))
