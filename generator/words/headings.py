"""Headings as official documents number them: `一、`, `（一）`, `1.`, and how the words tell one from a sentence."""

from __future__ import annotations

import re

NUMBERED = (
    re.compile(r"第?[一二三四五六七八九十]{1,3}(?:、|章|部分)"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\d{1,2}[.．、](?!\d)"),
)
HEADING_LENGTH = 40
# What an office calls its attachments by in the note below its text, and what is behind the colon.
ATTACHMENT_NOTE = re.compile(r"((?:[一二三四五六七八九十]{1,3}、)?附[件表]\s*\d{0,2})\s*[：:]\s*(.*)", re.DOTALL)
_SENTENCE_END = re.compile("[。！？；;]$")
_LEADS_ON = re.compile(r"[：:]$")
_UNNUMBERED = (
    re.compile("[引前]\\s*言|(?:专有)?名词解释"),
    re.compile("存在的?(?:主要)?问题(?:[及和]原因)?|(?:下一步|主要)?改进(?:措施|情况)"),
)
_CONTENTS = re.compile(r"[.．…·\t_]{2,}\s*\d+$")
_RUN_IN = re.compile(r"(\S[^，；\n]{2,30}?)(?:。|\s+)(?=\S.{20})", re.DOTALL)


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does, and a heading does not."""
    return _SENTENCE_END.search(text) is not None


def numbered_level(text: str) -> int:
    """The level of the number a text begins with, be it a heading or a sentence; 0 where it has none."""
    return next((level for level, number in enumerate(NUMBERED, 1) if number.match(text)), 0)


def heading_level(text: str) -> int:
    """The level of a line that is a heading by its number and its shortness; 0 for anything else."""
    if len(text) > HEADING_LENGTH or ends_sentence(text) or "【待补充：" in text or _CONTENTS.search(text):
        return 0
    level = numbered_level(text)
    if level > 1 and _LEADS_ON.search(text):
        return 0
    return level or next((level for level, words in enumerate(_UNNUMBERED, 1) if words.fullmatch(text)), 0)


def in_contents(text: str) -> bool:
    """Whether a line is one of a table of contents: dots and the number of a page at its end."""
    return _CONTENTS.search(text) is not None


def run_in(text: str) -> tuple[str, str]:
    """A numbered heading that runs on into its text in one line, and that text; the heading is empty where there is none."""
    found = _RUN_IN.match(text)
    return (found[1], text[found.end() :].strip()) if found and numbered_level(text) == 1 else ("", text)
