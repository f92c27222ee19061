"""The characters of a web page: what its bytes are, whatever the page says of them."""

from __future__ import annotations

import codecs
import re

from generator.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TOLD = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_HEAD = 10_000
_BIG5 = re.compile("big-?5|hkscs", re.IGNORECASE)
_CHINESE = re.compile("公开|信息|政府|年度|工作|情况|报告|公開|資訊|信息|報告|[的、，。]")
_LOST = "\ufffd"
_CUT = 4  # bytes at the end of a file that may be half a character


def page_text(name: str, data: bytes, told: str = "") -> str:
    """The text of a page, without NULs; raises InputError when it is in no usual Chinese encoding. `told` is what a letter around it says."""
    return _decoded(name, data, told).replace("\0", "").removeprefix("\ufeff")


def _decoded(name: str, data: bytes, told: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if wide := _wide(data[:_HEAD]):
        return data.decode(wide, "replace")
    text = data.decode("utf-8", "replace")
    if _LOST not in text[: len(text) - _CUT]:
        return text
    texts = (data.decode(encoding, "replace") for encoding in _likely(data, told))
    best = max((*texts, text), key=_likeness)
    if _likeness(best) <= 0:
        raise InputError(
            f"{name}：认不出文字编码，读不出来。请在浏览器里重新打开这个网页，看得清文字后，把正文和表格全部复制到 Word 里，存为 .docx 后再用。"
        )
    return best


def _wide(head: bytes) -> str:
    """The encoding of a page of two bytes a character that has no mark; nothing for any other."""
    markup = head[:4].lstrip(b"\0")[:1] == b"<" and head.count(0) * 5 > len(head)
    return "" if not markup else "utf-16-be" if head.startswith(b"\0") else "utf-16-le" if head[1:2] == b"\0" else ""


def _likely(data: bytes, told: str) -> tuple[str, ...]:
    """The encodings a page that is not UTF-8 may be in, that which it names first."""
    named = told or next((found[1].decode("ascii") for found in _TOLD.finditer(data[:_HEAD])), "")
    return ("big5hkscs", "gb18030") if _BIG5.search(named) else ("gb18030", "big5hkscs")


def _likeness(text: str) -> int:
    """How much a text looks like Chinese: its common words, less what could not be read."""
    return len(_CHINESE.findall(text)) - text.count(_LOST)
