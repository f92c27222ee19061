"""Titles of chapters and parts: what tells one from another, whatever words are put around it."""

from __future__ import annotations

import re

_COMMON = re.compile(
    r"政府|政务|信息|公开|工作|情况|年度|报告|主要|存在|本|的|和|及|与|等|[、，,（()）\s一二三四五六七八九十\d.．：:]|以及|需要|因|被|提起"
)


def core(text: str) -> str:
    """What tells one part from another: the words that all parts share are left out."""
    return _COMMON.sub("", text)


def alike(one: str, other: str) -> bool:
    """Whether most characters of the shorter title stand in the other."""
    small, large = sorted((core(one), core(other)), key=len)
    return bool(small) and sum(letter in large for letter in small) * 3 >= len(small) * 2
