"""A character code of a PDF to the letter a person sees, told in the plain block of Unicode."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from generator.words.characters import FORBIDDEN, INVISIBLE

UNREAD = "\ufffd"
# Radicals that are also whole characters, which fonts made by macOS or Chrome tell in the character's stead.
_RADICALS = dict(
    zip(
        "⺒⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "巳民虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)
_BLOCKS = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFB00, 0xFB06), (0x2F800, 0x2FA1F))  # compatibility forms, ligatures
_CONTROLS = {2: "-", 9: " ", 10: "", 13: ""}  # 2 is what pdfium makes of a hyphen at the end of a line
_SPACES = " \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"


@lru_cache(maxsize=16384)
def letter(code: int) -> str:
    """What a code prints: nothing for a control or a sign without width, UNREAD where its font does not tell the letter.

    A sign of a font of symbols is a dot, for nothing but its picture is known.
    """
    if code in _CONTROLS:
        return _CONTROLS[code]
    if code in (0, 0xFFFE, 0xFFFF) or not code < 0x110000 or 0xE000 <= code < 0xF000 or 0xF100 <= code < 0xF900:
        return UNREAD
    if 0xF000 <= code < 0xF100:
        return "•"
    character = chr(code)
    if character in _SPACES:
        return " "
    is_half = 0xD800 <= code < 0xE000
    if INVISIBLE.match(character) or (FORBIDDEN.match(character) and not is_half):
        return ""
    if any(first <= code <= last for first, last in _BLOCKS):
        return _RADICALS.get(character) or unicodedata.normalize("NFKC", character)
    return character


def paired(text: str) -> str:
    """The text with the halves of a surrogate pair put together, as a system with wide characters of 16 bits gives them."""
    if text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
