"""Titles and labels as they are compared: what tells one from another, whatever is put around it."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBERING = re.compile(
    r"(?:\s*(?:其中\s*[:：,，]?|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}\s*[、.．,，]"
    r"|\d{1,2}\s*[、.．,，)）]?(?![\d年])|[①-⒇⒈-⒛]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]))+"
)
_OTHER = re.compile(r"[\W_]+")
_COMMON = re.compile(
    r"政府|政务|信息|公开|工作|情况|年度|报告|主要|存在|本|的|和|及|与|等|[、，,（()）\s一二三四五六七八九十\d.．：:]|以及|需要|因|被|提起"
)


def bare(text: str) -> str:
    """The letters of a label alone: without spaces, brackets and punctuation."""
    return _OTHER.sub("", text).replace("其它", "其他")


def wording(text: str) -> str:
    """A label as it is compared: its letters, without a number, a bracket or 其中 in front."""
    found = _NUMBERING.match(text)
    return bare(text[found.end() :] if found else text)


@lru_cache(maxsize=4096)
def core(text: str) -> str:
    """What tells one part from another: the words that all parts share are left out."""
    return _COMMON.sub("", text)


def titles_alike(one: str, other: str) -> bool:
    """Whether most characters of the shorter title stand in the other."""
    small, large = sorted((core(one), core(other)), key=len)
    return bool(small) and sum(letter in large for letter in small) * 3 >= len(small) * 2


def same_chapter(title: str, head: str) -> bool:
    """Whether a heading is the chapter of an official title, by most of its letters or by having all of its own words."""
    mine = core(title)
    return titles_alike(title, head) or (bool(mine) and mine in core(head))
