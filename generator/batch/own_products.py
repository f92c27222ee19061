"""What this program itself wrote beside the reports: known by what it holds, wherever it lies and whatever it is called."""

from __future__ import annotations

from pathlib import Path

from generator.errors import InputError
from generator.form.layout import CONTRIBUTIONS_SHEET
from generator.matching.sheets import read_book

REVIEW_SHEETS = ("各单位", "问题清单")


def own_product(file: Path) -> str:
    """What a workbook of ours is, in Chinese; empty for every other file."""
    if file.suffix.lower() != ".xlsx":
        return ""
    try:
        sheets = tuple(read_book(file).sheets)
    except (InputError, OSError):
        return ""
    if sheets[:2] == REVIEW_SHEETS:
        return "核对结果"
    return "汇总表的各单位数" if sheets[:1] == (CONTRIBUTIONS_SHEET,) else ""
