"""The one door for a finished report in a file of any kind: told apart by its bytes, read by the reader of its kind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.errors import InputError
from generator.package.gate import read_bytes
from generator.readers.kinds import KINDS, kind_of
from generator.readers.plain_text import LIMIT, folded_text
from generator.readers.read_file import ReadFile
from generator.words.folding import Folded

MOST = 20_000_000  # bytes of a report with pictures in it
_OFFICE = ("doc", "wps", "odt", "rtf")


def read_report_file(path: Path) -> ReadFile | Folded:
    """What a file says: a document, or of a plain text its lines; raises InputError."""
    return read_report(path.name, read_bytes(path, MOST, "一份年度报告"))


def read_report(name: str, data: bytes) -> ReadFile | Folded:
    """The same of the bytes of a file; `name` is what it is called."""
    kind = kind_of(name, data)
    if kind.advice:
        raise InputError(kind.refusal(name))
    if kind.code == "text":
        if len(data) > LIMIT:
            raise InputError(f"{name}：文件超过 {LIMIT // 1_000_000} MB，不像是一份年度报告，请检查是否选错了文件。")
        return folded_text(name, data)
    if kind.code in _OFFICE:
        from generator.readers.office import read_by_office

        return read_by_office(name, data, f".{kind.code}")
    if kind.code not in _READERS:
        raise InputError(f"{name}：这是{KINDS[kind.code].told}，不是一份报告。")
    return _READERS[kind.code](name, data)


def _word(name: str, data: bytes) -> ReadFile:
    from generator.readers.word_reader import read_word

    return read_word(name, data)


def _web(name: str, data: bytes) -> ReadFile:
    from generator.readers.web_reader import read_web

    return read_web(name, data)


def _pdf(name: str, data: bytes) -> ReadFile:
    from generator.readers.pdf_reader import read_pdf

    return read_pdf(name, data)


def _sheets(name: str, data: bytes) -> ReadFile:
    from generator.readers.sheet_reader import read_sheets

    return read_sheets(name, data)


_READERS: dict[str, Callable[[str, bytes], ReadFile]] = {
    "docx": _word,
    "web": _web,
    "pdf": _pdf,
    **dict.fromkeys(("xlsx", "xlsb", "xls", "ods"), _sheets),
}
