"""A plain-text file of any usual Chinese encoding to folded lines."""

from __future__ import annotations

import re
from pathlib import Path

from generator.errors import InputError
from generator.package.gate import read_bytes
from generator.words.folding import Folded, fold

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


def read_lines(path: Path) -> Folded:
    """Read a plain-text file of any usual Chinese encoding; raises InputError when it is another kind of file."""
    data = read_bytes(path, LIMIT, "一份年度报告")
    _check_kind(path, data)
    text, encoding = _decoded(path.name, data)
    return fold(text, encoding)


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
