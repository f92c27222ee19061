"""The gate before a workbook: its bytes, its zip directory and its parts, looked at before anything parses them."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from generator.errors import InputError

MAX_FILE = 5_000_000
MAX_TOTAL = 50_000_000
MAX_PARTS = 400
MAX_RATIO = 200  # only for parts over a megabyte
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "请在 Excel 或 WPS 里打开，另存为“Excel 工作簿（.xlsx）”后再用"
_UNWANTED = {
    "vbaproject.bin": "带有宏",
    "/activex/": "带有 ActiveX 控件",
    "/embeddings/": "嵌入了别的文件",
    "/externallinks/": "链接到别的工作簿",
}


def read_bytes(path: Path, limit: int = MAX_FILE, expected: str = "填好的表") -> bytes:
    """The bytes of a file the user named; raises InputError with a reason. `expected` is what it should be, in a message."""
    try:
        if path.is_dir():
            raise InputError(f"{path}：这是一个文件夹，请指定里面的一个文件。")
        if not path.exists():
            raise InputError(f"{path}：没有这个文件，请检查文件名和所在文件夹。")
        if not path.is_file():
            raise InputError(f"{path.name}：这不是普通文件。")
        if path.stat().st_size > limit:
            raise InputError(f"{path.name}：文件超过 {limit // 1_000_000} MB，不像是{expected}，请检查是否选错了文件。")
        data = path.read_bytes()
    except OSError as problem:
        raise InputError(
            f"{path.name}：打不开（{problem.strerror or problem}），请检查是否有权限、是否正被别的程序占用。"
        ) from None
    if not data:
        raise InputError(f"{path.name}：这是一个空文件，请换用保存完整的文件。")
    return data


def read_workbook_parts(path: Path) -> dict[str, bytes]:
    """The XML parts of an .xlsx file that is fit to be parsed, by lower-case name; raises InputError."""
    data = read_bytes(path)
    if data.startswith(_OLE):
        raise InputError(f"{path.name}：这是旧版 .xls 文件，或者设了打开密码的文件。{_SAVE_AS}（有密码的先取消密码）。")
    try:
        with zipfile.ZipFile(BytesIO(data)) as book:
            _check_directory(path.name, book.infolist())
            return {
                entry.filename.lower(): _part(path.name, book, entry)
                for entry in book.infolist()
                if entry.filename.lower().endswith((".xml", ".rels"))
            }
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise InputError(
            f"{path.name}：不是完整的 .xlsx 文件，可能没有下载完或已损坏。请重新取得文件，或者{_SAVE_AS.removeprefix('请')}。"
        ) from None


def _check_directory(name: str, entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename.lower() for entry in entries]
    if len(names) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise InputError(f"{name}：解开后太大，不像是填好的表，没有打开。请重新生成表格，把数抄过去。")
    if any(e.file_size > 1_000_000 and e.file_size > MAX_RATIO * max(e.compress_size, 1) for e in entries):
        raise InputError(f"{name}：压缩比例异常，没有打开。请重新生成表格，把数抄过去。")
    if len(set(names)) != len(names):
        raise InputError(f"{name}：文件里有重名的部分，内容不可信，没有打开。{_SAVE_AS}。")
    if any(entry.flag_bits & 1 for entry in entries):
        raise InputError(f"{name}：文件设了密码。请取消密码后再用。")
    for mark, what in _UNWANTED.items():
        if any(mark in f"/{part}" for part in names):
            raise InputError(f"{name}：文件{what}，没有打开。{_SAVE_AS}，并去掉这些内容。")
    if "xl/workbook.xml" not in names:
        kind = "Word 文档" if "word/document.xml" in names else "Excel 工作簿"
        what = "这是 Word 文档，不是填表用的 Excel 表" if kind == "Word 文档" else "不是 Excel 工作簿"
        raise InputError(f"{name}：{what}。请用 nianbao form 生成的表格。")


def _part(name: str, book: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        data = book.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
        raise InputError(
            f"{name}：文件已损坏（{entry.filename} 读不出来）。请重新取得文件，或者{_SAVE_AS.removeprefix('请')}。"
        ) from None
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise InputError(f"{name}：文件里有不该有的文档类型声明（DOCTYPE），没有打开。{_SAVE_AS}。")
    return data
