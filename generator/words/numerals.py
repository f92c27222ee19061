"""Chinese numerals to numbers and back."""

from __future__ import annotations

NUMERAL = "[〇零一二两三四五六七八九十百千]+"
_DIGITS = "〇一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)} | {"零": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_IN_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")


def number_of(text: str) -> int | None:
    """`十一` or `11` as 11, below ten thousand; None for what is not one number: 三四 is 三到四, 二〇二三 is a year."""
    if text.isdecimal():
        return int(text)
    if not text or not set(text) <= _VALUES.keys() | _TENS.keys() or (len(text) > 1 and not set(text) & _TENS.keys()):
        return None
    total = digit = 0
    for letter in text:
        if letter in _TENS:
            total += (digit or 1) * _TENS[letter]
            digit = 0
        else:
            digit = _VALUES[letter]
    return total + digit


def numeral(number: int) -> str:
    """1 to 99 as 一 to 九十九."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")


def in_digits(text: str) -> str:
    """Chinese digits one by one: 二〇一七 as 2017."""
    return text.translate(_IN_DIGITS)
