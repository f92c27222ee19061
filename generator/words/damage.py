"""Lines whose characters are damaged: text read in a wrong encoding, lost characters, remains of a web page."""

from __future__ import annotations

from collections.abc import Sequence

from generator.words.folding import TextLine
from generator.words.patterns import lazily

_HAN = "\u3400-\u9fff"
# The plain rules │ ─ ┃ ━ ║ ═ are left out: tables drawn with characters have them between words.
_CORNER = "\u2504-\u254f\u2552-\u257f"
_HIGH = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff"  # Latin-1 letters, without × and ÷
_LOW = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122"
_SIGNS = (
    "\ufffd",
    "锟斤拷|烫烫烫|屯屯屯",
    f"[\u3105-\u312f][{_HAN}]|[{_HAN}][\u3105-\u312f]",
    f"[{_HAN}][{_CORNER}]+[{_HAN}\ue000-\uefff]",
    "[\ue000-\uefff\uf100-\uf8ff\U000f0000-\U0010fffd]",  # private use, without the bullets of symbol fonts
    f"\u00e2\u20ac|\u00c3[{_LOW}]|(?:[{_HIGH}][{_LOW}]{{1,2}}){{2}}",
    r"(?:^|[\s(（])\?。",
    f"\\?\\?+[A-Za-z]?[{_HAN}]",
    r"</?(?:t[dhr]|table|tbody|p|br|div|span|font|strong|img|a|script|style)\b[^<>]{0,200}>",
    r"/(?:t[dhr]|table|tbody|p|div|span|font|strong)>",
)
_LETTERS = lazily(
    f"[\ufffd锟烫屯\u3105-\u312f{_CORNER}\ue000-\uf8ff\U000f0000-\U0010fffd\u00c0-\u00ff?>]"
)  # one in every sign
_DAMAGE = lazily("(?i:" + "|".join(_SIGNS) + ")")


def damaged_lines(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """The lines with damaged characters, in reading order."""
    text = "\n".join([line.text for line in lines])
    if not _LETTERS.search(text) or not _DAMAGE.search(text):  # as in most texts
        return ()
    return tuple(line for line in lines if _DAMAGE.search(line.text))
