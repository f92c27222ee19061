"""The titles of chapters as they are printed: the form's or the office's own, counted anew where the office ordered them."""

from __future__ import annotations

import re

from generator.examination.report import Report
from generator.standard.model import Standard
from generator.words.numerals import numeral

_NUMBERED = re.compile(r"^[一二三四五六七八九十]+、")


def printed_title(standard: Standard, report: Report, key: str, number: int = 0) -> str:
    """The title of a chapter, the `number`th of the report, or of a part."""
    named = report.titles.get(key)
    title = named or standard.wording(standard.text_slots[key].title, report.year)
    numbered = _NUMBERED.match(next(iter(standard.file.chapters.values())).title)
    if number and report.chapters and numbered and not (named and _NUMBERED.match(named)):
        return f"{numeral(number)}、{_NUMBERED.sub('', title)}"
    return title


def contents(standard: Standard, report: Report) -> str:
    """The chapters as an opening lists them: `概述，……，其他需要报告的事项九个部分`."""
    keys = report.chapters or tuple(standard.file.chapters)
    titles = (_NUMBERED.sub("", printed_title(standard, report, key, n)) for n, key in enumerate(keys, 1))
    return f"{'，'.join(titles)}{numeral(len(keys))}个部分"
