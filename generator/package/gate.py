"""The gate before a file: its size, and the directory of a package, looked at before anything is unpacked or parsed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from generator.errors import InputError
from generator.package.parts import Parts

MAX_TOTAL = 50_000_000
MAX_PARTS = 400
MAX_RATIO = 200  # only for parts over a megabyte
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Kind(NamedTuple):
    """A kind of package: the part it cannot lack, its name and suffix, what it should be and where a right one comes from.

    `limit` is the size of the file in bytes, `unpacked` that of all its parts; `barred` are marks in the names of parts not let in, and what each means.
    """

    main: str
    name: str
    suffix: str
    expected: str
    instead: str
    limit: int = 5_000_000
    unpacked: int = MAX_TOTAL
    barred: Mapping[str, str] = {}

    @property
    def save_as(self) -> str:
        return f"在 {self.name.split()[0]} 或 WPS 里打开，另存为“{self.name}（{self.suffix}）”后再用"


EXCEL = Kind(
    "xl/workbook.xml",
    "Excel 工作簿",
    ".xlsx",
    "填好的表",
    "请用 nianbao form 重新生成表格，把数抄过去",
    barred={
        "vbaproject.bin": "带有宏",
        "/activex/": "带有 ActiveX 控件",
        "/embeddings/": "嵌入了别的文件",
        "/externallinks/": "链接到别的工作簿",
    },
)
WORD = Kind("word/document.xml", "Word 文档", ".docx", "Word 文档", "请换一个文件", 20_000_000)
LAYOUT = WORD._replace(expected="Word 版式文件", limit=5_000_000, unpacked=10_000_000)


def read_bytes(path: Path, limit: int = EXCEL.limit, expected: str = EXCEL.expected) -> bytes:
    """The bytes of a file the user named; raises InputError with a reason. `expected` is what it should be, in a message."""
    try:
        if path.is_dir():
            raise InputError(f"{path}：这是一个文件夹，请指定里面的一个文件。")
        if path.is_symlink() and not path.exists():
            raise InputError(f"{path.name}：这是一个链接，它指的文件没有了，或者它指回自己。请换成文件本身。")
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


def read_package(path: Path, kind: Kind = EXCEL) -> Parts:
    """The parts of a package the user named; raises InputError."""
    return admitted(path.name, read_bytes(path, kind.limit, kind.expected), kind)


def admitted(file: str, data: bytes, kind: Kind = EXCEL) -> Parts:
    """The parts of a package of this kind, none of them unpacked yet; raises InputError, with the name of the file."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise InputError(f"{file}：{_no_zip(data, kind)}。") from None
    for problem in _problems(archive.infolist(), kind):
        raise InputError(f"{file}：{problem}。")
    return Parts(archive, file)


def _no_zip(data: bytes, kind: Kind) -> str:
    if data.startswith(_OLE):
        return f"这是旧版 {kind.suffix[:-1]} 文件，或者设了打开密码的文件。请{kind.save_as}（有密码的先取消密码）"
    return f"不是完整的 {kind.suffix} 文件，可能没有下载完或已损坏。请重新取得文件，或者{kind.save_as}"


def _problems(entries: list[zipfile.ZipInfo], kind: Kind) -> Iterator[str]:
    """What keeps a package out, by its directory alone."""
    names = {entry.filename.lower() for entry in entries}
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > kind.unpacked:
        yield f"解开后太大，不像是{kind.expected}，没有打开。{kind.instead}"
    if any(e.file_size > 1_000_000 and e.file_size > MAX_RATIO * max(e.compress_size, 1) for e in entries):
        yield f"压缩比例异常，没有打开。{kind.instead}"
    if len(names) != len(entries):
        yield f"文件里有重名的部分，内容不可信，没有打开。请{kind.save_as}"
    if any(entry.flag_bits & 1 for entry in entries):
        yield "文件设了密码。请取消密码后再用"
    for mark, what in kind.barred.items():
        if any(mark in f"/{part}" for part in names):
            yield f"文件{what}，没有打开。请{kind.save_as}，并去掉这些内容"
    if kind.main not in names:
        found = next((f"这是 {other.name}，" for other in (EXCEL, WORD) if other.main in names), "")
        yield f"{found}不是 {kind.name}。{kind.instead}"
