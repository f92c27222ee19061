"""A plain text of any usual Chinese encoding to folded lines."""

from __future__ import annotations

import re

from generator.errors import InputError
from generator.words.folding import Folded, fold

LIMIT = 2_000_000
_SAVE_TEXT = "另存为“纯文本（.txt）”后再核对"


def folded_text(name: str, data: bytes) -> Folded:
    """The lines of a plain text in any usual Chinese encoding; raises InputError when it is none."""
    text, encoding = _decoded(name, data)
    return fold(text, encoding)


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
