"""Files no clerk should ever meet, made in memory."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def zip_of(path: Path, parts: dict[str, bytes], extra: list[tuple[str, bytes]] | None = None) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in [*parts.items(), *(extra or [])]:
            book.writestr(name, data)
    return path


def encrypted(data: bytes) -> bytes:
    """The same zip with the encryption flag of every entry set."""
    raw = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + offset] |= 1
            at = raw.find(mark, at + 4)
    return bytes(raw)


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", b" " * 60_000_000)
    return stream.getvalue()
