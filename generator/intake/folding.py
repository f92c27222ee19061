"""A plain-text file to folded lines: its encoding told, traditional characters and typographic variants made one.

Only the form of letters, digits and spaces is folded; Chinese punctuation stays as it was published, and so do line numbers.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.errors import InputError
from generator.intake.package import read_bytes

if TYPE_CHECKING:
    from opencc import OpenCC

LIMIT = 2_000_000
_SAVE_TEXT = "另存为“纯文本（.txt）”后再核对"
_BY_WORD = f"请在 Word 或 WPS 里打开，{_SAVE_TEXT}"
_BY_HAND = "请打开后把正文和表格全部复制到记事本，存为 .txt 文件后再核对"
_KINDS = {
    ".docx": ("Word 文档（.docx）", _BY_WORD),
    ".doc": ("旧版 Word 文档（.doc）", _BY_WORD),
    ".wps": ("WPS 文档（.wps）", _BY_WORD),
    ".rtf": ("RTF 文档（.rtf）", _BY_WORD),
    ".pdf": ("PDF 文件（.pdf）", _BY_HAND),
    ".ofd": ("OFD 文件（.ofd）", _BY_HAND),
    ".html": ("网页文件（.html）", _BY_HAND),
    ".htm": ("网页文件（.htm）", _BY_HAND),
    ".mht": ("网页文件（.mht）", _BY_HAND),
    ".xlsx": ("Excel 工作簿（.xlsx）", _BY_HAND),
    ".xls": ("旧版 Excel 工作簿（.xls）", _BY_HAND),
}
_STARTS = {b"PK\x03\x04": ".docx", b"%PDF": ".pdf", b"{\\rtf": ".rtf", b"\xd0\xcf\x11\xe0": ".doc"}
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u000b\u000c\u0085\u2028\u2029"
)
_WIDE = {code: code - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)}
# An ideographic space is as wide as a character: as two spaces it keeps the columns of a table under their heads.
_FOLDS: dict[int, int | str] = {
    **_WIDE,
    **dict.fromkeys(map(ord, _INVISIBLE), ""),
    **dict.fromkeys(map(ord, _SPACES), " "),
    ord("\u3000"): "  ",
}
_WIDE_SIGN = re.compile("[０-９Ａ-Ｚａ-ｚ]")
# Characters of every report that simplified text never has.
_TRADITIONAL = re.compile(
    "[來個們傳價優劃動務區員問單國圍報學實審專對導廣廳強後復應採擇據數時書會條業極構標樣機檢權況準濟為無現環產發監眾積範組絡統經網練"
    "縣總織續聞職與萬處號術衛規計訓記訟訪設訴評詢認談請證議護財責費資質購辦農這進過遞選還鄉錄鎮長門開間關險電預領題類養體點]"
)
_FEW = 8


class Line(NamedTuple):
    """One line as published, folded; `number` counts from 1 in the file, `table` says that it belongs to a table."""

    text: str
    number: int
    table: bool = False


class Folded(NamedTuple):
    """The lines of a file, and what was folded, in Chinese words for a message."""

    lines: tuple[Line, ...]
    words: str


def read_lines(path: Path) -> Folded:
    """Read a plain-text file of any usual Chinese encoding; raises InputError when it is another kind of file."""
    data = read_bytes(path, LIMIT, "一份年度报告")
    _check_kind(path, data)
    text, encoding = _decoded(path.name, data)
    return fold(text, encoding)


def fold(text: str, encoding: str = "") -> Folded:
    """Fold a text; `encoding` is what its decoding already folded."""
    words = [encoding] if encoding else []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _ENTITY.search(text):
        text = _ENTITY.sub(lambda found: html.unescape(found[0]).replace("\n", " ").replace("\r", " "), text)
        words.append("网页转义符")
    if _WIDE_SIGN.search(text):
        words.append("全角数字和字母")
    text = text.translate(_FOLDS)
    if is_traditional(text):
        text = _simplified(text)
        words.append("繁体字")
    lines = tuple(Line(line.rstrip(" "), number) for number, line in enumerate(text.split("\n"), 1))
    return Folded(lines, "、".join(words))


def is_traditional(text: str) -> bool:
    """Whether a text is in traditional characters, not one that only quotes a name in them."""
    found = _TRADITIONAL.findall(text)
    return len(found) >= _FEW and len(set(found)) >= _FEW // 2


def _simplified(text: str) -> str:
    converted: str = _converter().convert(text)
    return converted


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    from opencc import OpenCC  # loading its dictionaries takes longer than reading a report

    return OpenCC("t2s")


def _check_kind(path: Path, data: bytes) -> None:
    kind = next((suffix for start, suffix in _STARTS.items() if data.startswith(start)), "")
    kind = ".html" if _PAGE.match(data) else kind
    suffix = path.suffix.lower()
    if kind == ".docx" and suffix in (".xlsx", ".wps", ".ofd"):
        kind = suffix
    if kind == ".doc" and suffix in (".xls", ".wps"):
        kind = suffix
    if not kind and suffix in _KINDS and suffix not in (".html", ".htm"):
        kind = suffix
    if kind:
        name, advice = _KINDS[kind]
        raise InputError(f"{path.name}：这是{name}，这里只读纯文本文件。{advice}。")


def _decoded(name: str, data: bytes) -> tuple[str, str]:
    """The text, and the name of its encoding when it is not UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), "UTF-16 编码"
        except UnicodeDecodeError:
            raise InputError(f"{name}：UTF-16 编码的文本已损坏。请重新取得文件，{_SAVE_TEXT}。") from None
    if b"\x00" in data:
        raise InputError(f"{name}：这不是纯文本文件（里面有二进制内容）。请打开原来的报告，{_SAVE_TEXT}。")
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if not re.search("公开|公開|信息|年", text):
        raise InputError(f"{name}：认不出文字编码，读不出来。请用记事本打开，另存为 UTF-8 编码的 .txt 文件后再核对。")
    return text, "GBK 编码"
