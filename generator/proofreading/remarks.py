"""Remarks: what a rule says about a passage, before it is told as a finding with the catalogue's words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from generator.proofreading.manuscript import Passage

_QUOTED = 42
_NUMBERS = re.compile(
    r"(?<!\d)(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\d{6}[- ]?\d{8}[- ]?\d{3}[\dXx])(?!\d)"
)  # personal numbers are not quoted whole


class Remark(NamedTuple):
    """One thing found in the text; `advice` left empty is that of the catalogue."""

    code: str
    passage: Passage | None
    quote: str
    message: str
    advice: str = ""
    left: Decimal | None = None
    right: Decimal | None = None
    figure: str = ""


def quoted(sentence: str, around: str = "") -> str:
    """A sentence short enough to quote, with the words that matter in it."""
    clean = _NUMBERS.sub(lambda found: f"{found[0][:3]}****{found[0][-4:]}", " ".join(sentence.split()))
    if len(clean) <= _QUOTED:
        return clean.rstrip("。；，")
    at = max(clean.find(around), 0) if around else 0
    first = max(0, min(at - _QUOTED // 2, len(clean) - _QUOTED))
    piece = clean[first : first + _QUOTED]
    return ("……" if first else "") + piece.rstrip("。；，") + ("……" if first + _QUOTED < len(clean) else "")
