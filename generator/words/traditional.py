"""Traditional characters to simplified ones, phrase before character, by the table in traditional.txt."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

# Characters of every report that simplified text never has.
_TRADITIONAL = re.compile(
    "[來個們傳價優劃動務區員問單國圍報學實審專對導廣廳強後復應採擇據數時書會條業極構標樣機檢權況準濟為無現環產發監眾積範組絡統經網練"
    "縣總織續聞職與萬處號術衛規計訓記訟訪設訴評詢認談請證議護財責費資質購辦農這進過遞選還鄉錄鎮長門開間關險電預領題類養體點]"
)
_FEW = 8


class _Table(NamedTuple):
    characters: dict[int, str]
    phrases: dict[str, str]
    pattern: re.Pattern[str]


def is_traditional(text: str) -> bool:
    """Whether a text is in traditional characters, not one that only quotes a name in them."""
    found = _TRADITIONAL.findall(text)
    return len(found) >= _FEW and len(set(found)) >= _FEW // 2


def simplified(text: str) -> str:
    """The text in simplified characters."""
    table = _table()
    pieces, at = [], 0
    for found in table.pattern.finditer(text):
        pieces += [text[at : found.start()].translate(table.characters), table.phrases[found[0]]]
        at = found.end()
    return "".join(pieces) + text[at:].translate(table.characters)


@lru_cache(maxsize=1)
def _table() -> _Table:
    """The table as its file says; it is only read for a traditional text."""
    source = Path(__file__).with_name("traditional.txt").read_text(encoding="utf-8").splitlines()
    traditional, single, *lines = (line for line in source if not line.startswith("#"))
    phrases = dict(line.split(" ") for line in lines)
    longest_first = sorted(phrases, key=len, reverse=True)
    return _Table(str.maketrans(traditional, single), phrases, re.compile("|".join(longest_first)))  # type: ignore[arg-type]
