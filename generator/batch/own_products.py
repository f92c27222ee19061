"""What this program itself wrote beside the reports: known by what it holds, wherever it lies and whatever it is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from generator.errors import InputError
from generator.examination.findings import SEVERITY_WORDS
from generator.form.layout import CONTRIBUTIONS_SHEET
from generator.matching.sheets import read_book
from generator.package.gate import EXCEL, WORD, read_package
from generator.readers.word_elements import W

REVIEW_SHEETS = ("各单位", "问题清单")
SENT_BACK = "标了问题退回的那份，没有改过"
_FINDING = re.compile("|".join(rf"{word} \[[A-Z]" for word in SEVERITY_WORDS.values()).encode())
_KINDS = {".xlsx": EXCEL, ".docx": WORD}


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


def sent_back(files: Iterable[Path]) -> Iterator[Path]:
    """Our marked copies that nobody changed: beside each lies, under the same name, the file it was made of."""
    named = sorted((file for file in files if file.suffix.lower() in _KINDS), key=lambda file: file.name)
    for _, found in groupby(named, key=lambda file: file.name):
        same = list(found)
        if len(same) > 1 and (copies := [file for file in same if _marked(file)]):
            handed_in = [_content(file) for file in same if file not in copies]
            yield from (file for file in copies if _content(file) in handed_in)


def _marked(file: Path) -> bool:
    """Whether findings of ours are told in the comments of a file; one that cannot be opened bears none."""
    try:
        parts = read_package(file, _KINDS[file.suffix.lower()])
        return any("comments" in name and _FINDING.search(parts[name]) for name in parts.names)
    except (InputError, OSError):
        return False


def _content(file: Path) -> object:
    """What a file says, whatever its looks: the cells of its sheets, the letters of its text."""
    try:
        if file.suffix.lower() == ".xlsx":
            return dict(read_book(file).sheets)
        return "".join(text.text or "" for text in read_package(file, WORD).tree(WORD.main).iter(f"{W}t"))
    except (InputError, OSError):
        return file
