"""Dates as reports write them: `2017年2月24日`, `2017-2-24`, 二〇一七年二月二十四日."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from generator.words.numerals import in_digits, number_of

DAY = r"(\d{4})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})\s*日?"
_HAN_DAY = re.compile(
    "([二〇○零Oo0一三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)


def date_text(date: dt.date) -> str:
    """A date as official documents write it."""
    return f"{date.year}年{date.month}月{date.day}日"


def date_of(parts: Sequence[str]) -> dt.date | None:
    """The date of a year, month and day in digits; None when there is no such day."""
    try:
        return dt.date(*map(int, parts))
    except ValueError:
        return None


def dates_in_digits(text: str) -> str:
    """The text with each date in Chinese numerals written in digits."""
    return _HAN_DAY.sub(lambda found: f"{in_digits(found[1])}年{_number(found[2])}月{_number(found[3])}日", text)


def _number(text: str) -> int:
    return number_of(text) or int(in_digits(text))  # 二十四, and 二四 for the twenty-fourth
