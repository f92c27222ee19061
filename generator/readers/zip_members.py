"""The members of a zip that offices hand in: each with its name, and its bytes or why it was not read.

A bomb costs no more than the limits; a member that is damaged or locked does not take the others with it.
"""

from __future__ import annotations

import lzma
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.errors import InputError
from generator.package.archive import opened_archive
from generator.package.gate import MAX_PARTS, MAX_RATIO, MAX_TOTAL
from generator.readers.kinds import kind_of
from generator.words.characters import printable

MAX_MEMBER = 20_000_000
MAX_ENTRIES = 10 * MAX_PARTS  # with folders and what systems leave behind
_LEFT_BEHIND = ("~$", ".")
_OF_SYSTEMS = ("__macosx", "thumbs.db", "desktop.ini")
_METHODS = (
    zipfile.ZIP_STORED,
    zipfile.ZIP_DEFLATED,
)  # the others are rare, and ask for memory before they give anything
_UTF_8, _LOCKED = 0x800, 1
_NO_NAME = re.compile(r'[<>:"|?*]')  # what Windows has no files of
_NAME_LENGTH = 100
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError, LookupError)


class Member(NamedTuple):
    """A file in a zip: its path there, made plain, and its bytes, or a Chinese sentence on why they were not read."""

    name: str
    data: bytes
    problem: str = ""


def members_of(name: str, data: bytes) -> tuple[Member, ...]:
    """The files in a zip of this name in its order, without what systems and programs leave behind; raises InputError.

    A zip within is told and left closed. Of two files of one name the second is called `(2)`.
    """
    archive = opened_archive(data)
    if archive is None:
        raise InputError(f"{name}：压缩包打不开，可能没有下载完或已损坏。请重新取得，或者解压后再用。")
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MAX_ENTRIES:
        raise InputError(f"{name}：压缩包里有 {len(entries)} 个文件，太多，没有打开。请解压后只选年报再用。")
    with archive:
        named = [pair for pair in zip(_names(entries), entries, strict=True) if not _left_behind(pair[0])]
        if not named:
            raise InputError(f"{name}：压缩包里没有文件。请检查是否选错了文件。")
        return tuple(_members(name, archive, named))


def _members(file: str, archive: zipfile.ZipFile, named: list[tuple[str, zipfile.ZipInfo]]) -> Iterator[Member]:
    left, seen = MAX_TOTAL, dict[str, int]()
    for number, (name, entry) in enumerate(named):
        name = _apart(name, seen)
        problem = "压缩包里的文件太多，从这个起没有读。请解压后再用" if number >= MAX_PARTS else _problem(entry, left)
        data = b"" if problem else _unpacked(archive, entry)
        if data is None:
            problem = "在压缩包里已损坏，读不出来。请重新压缩，或者单独给这个文件"
        elif data and kind_of(name, data).code == "zip":
            data, problem = b"", "压缩包里又有压缩包，没有打开。请先解压"
        left -= len(data or b"")
        yield Member(name, data or b"", problem and f"{file} 里的 {name}：{problem}。")


def _problem(entry: zipfile.ZipInfo, left: int) -> str:
    """Why a member is not unpacked, by the directory alone."""
    if entry.flag_bits & _LOCKED:
        return "设了密码，没有读。请解压后再用"
    if entry.compress_type not in _METHODS:
        return "压缩方法这里解不开。请解压后再用"
    if entry.file_size > MAX_MEMBER:
        return f"超过 {MAX_MEMBER // 1_000_000} MB，不像是年报，没有读"
    if entry.file_size > 1_000_000 and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        return "压缩比例异常，没有读。请换一个文件"
    if entry.file_size > left:
        return f"压缩包解开后超过 {MAX_TOTAL // 1_000_000} MB，这个没有读。请解压后再用"
    return ""


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    try:
        return archive.read(entry)
    except _DAMAGE:
        return None


def _names(entries: list[zipfile.ZipInfo]) -> Iterator[str]:
    """The names as they were meant: zips of Chinese systems have them in GBK, unmarked, those of others in UTF-8, sometimes unmarked too."""
    raw = [_raw(entry) for entry in entries]
    encodings = ("utf-8", "gb18030") if _decoded(b"\n".join(filter(None, raw)), ("utf-8",)) else ("gb18030", "utf-8")
    for entry, unmarked in zip(entries, raw, strict=True):
        name = _decoded(unmarked, encodings) if unmarked else ""
        yield _plain(name or entry.orig_filename)


def _raw(entry: zipfile.ZipInfo) -> bytes:
    """The bytes of a name that does not say its encoding; nothing where it does."""
    if entry.flag_bits & _UTF_8:
        return b""
    try:
        return entry.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return b""


def _decoded(raw: bytes, encodings: Iterable[str]) -> str:
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _plain(name: str) -> str:
    """A path that leads nowhere else: no drive, no way up, nothing that cannot be shown or be the name of a file."""
    steps = printable(unicodedata.normalize("NFC", name)).replace("\\", "/").split("/")
    kept = [_NO_NAME.sub("_", step.strip()) for step in steps if step.strip() not in ("", ".", "..")]
    return "/".join(map(_short, kept)) or "未命名"


def _short(step: str) -> str:
    path = PurePosixPath(step)
    return step if len(step) <= _NAME_LENGTH else f"{path.stem[: _NAME_LENGTH - 20]}…{path.suffix[-15:]}"


def _left_behind(name: str) -> bool:
    """Whether a file is none that someone wrote: locks of Office, what Finder and Explorer keep for themselves."""
    steps = name.lower().split("/")
    return steps[-1].startswith(_LEFT_BEHIND) or any(step in _OF_SYSTEMS for step in steps)


def _apart(name: str, seen: dict[str, int]) -> str:
    """The name, numbered where it was there before."""
    again = seen[name.casefold()] = seen.get(name.casefold(), 0) + 1
    path = PurePosixPath(name)
    return name if again == 1 else _apart(str(path.with_name(f"{path.stem}({again}){path.suffix}")), seen)
