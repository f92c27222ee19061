"""The signs of the fonts that have pictures instead of letters, as characters that look alike."""

from __future__ import annotations

_WINGDINGS = {
    **dict(zip(b"\x6c\x6e\x6f\x70\x71\x72\x75\x77\xa8\xa7\xd8\xfb\xfc\xfd\xfe", "●■□□□□◆◆□▪➢✗✓☒☑", strict=True)),
    0x6D: "○",
    0xA1: "○",
    0xE0: "→",
    0xF0: "⇨",
}
_SIGNS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": {0x2A: "☐", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x54: "☒", 0xA3: "□", 0x98: "●"},
    "symbol": {0xB7: "•", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xD7: "·", 0xAE: "→"},
}
_UNKNOWN = "•"


def symbol(letter: str, font: str) -> str:
    """What a letter of a font looks like; a dot for a sign that is not known here."""
    signs = _SIGNS.get(font.strip().lower())
    private = "\ue000" <= letter <= "\uf8ff"
    if signs is None:
        return _UNKNOWN if private else letter
    return signs.get(ord(letter) & 0xFF, _UNKNOWN)
