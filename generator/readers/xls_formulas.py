"""Where the formulas of an old Excel workbook (BIFF8) stand, and which of them have no value to rely on.

LibreOffice converts a workbook without working out what nobody has looked at: such formulas are saved as 0.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from generator.readers.compound_file import stream_at_root

_BOF, _BOUNDSHEET, _FORMULA = 0x809, 0x85, 0x06
_EMPTY = (bytes(8), b"\x03\0\0\0\0\0\xff\xff")  # the number 0, the empty text


class _Record(NamedTuple):
    """A record of the stream: where it begins, its kind, what it holds."""

    at: int
    kind: int
    body: bytes


def formulas_of(data: bytes) -> dict[str, dict[tuple[int, int], bool]]:
    """By sheet the rows and columns, from 0, of its formulas, each with whether it has a value that is not 0; none in any other file."""
    titles: dict[int, str] = {}
    found: dict[str, dict[tuple[int, int], bool]] = {}
    title = ""
    for record in _records(stream_at_root(data, "Workbook", "Book")):
        if record.kind == _BOUNDSHEET and len(record.body) > 8:
            coding = "utf-16-le" if record.body[7] & 1 else "latin-1"
            titles[struct.unpack_from("<I", record.body)[0]] = record.body[8:].decode(coding, "replace")
        elif record.kind == _BOF:
            title = titles.get(record.at, title)
        elif record.kind == _FORMULA and len(record.body) >= 14:
            at: tuple[int, int] = struct.unpack_from("<HH", record.body)
            found.setdefault(title, {})[at] = record.body[6:14] not in _EMPTY
    return found


def _records(stream: bytes) -> Iterator[_Record]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield _Record(at, kind, stream[at + 4 : at + 4 + length])
        at += 4 + length
