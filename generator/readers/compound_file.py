"""The root of an OLE compound file, as old Word, Excel and WPS files are: which streams stand there, and how each begins.

By them alone such files can be told apart; what is embedded in them stands in storages below and does not count.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY, _LAST = 128, 0xFFFFFFFA  # bytes of an entry of the directory; sector numbers from here on mean none
_MOST = 4000  # sectors of the directory, and entries at the root


def root_streams(data: bytes) -> dict[str, bytes]:
    """The streams and storages at the root by name, each with its first sector as far as it has one of its own; none in a broken file."""
    try:
        return _Compound(data).root()
    except (struct.error, IndexError, ValueError):
        return {}


def stream_at_root(data: bytes, *names: str) -> bytes:
    """The first of these streams, whole; nothing in a broken file, or where it is so small that it has no sectors of its own."""
    try:
        compound = _Compound(data)
        return next((compound.stream(name) for name in names if name in compound.entries()), b"")
    except (struct.error, IndexError, ValueError):
        return b""


class _Compound:
    """A compound file by its sectors, all of one size, each of which tells in a table where its stream goes on."""

    def __init__(self, data: bytes) -> None:
        shift, self.small = data[30], struct.unpack_from("<I", data, 56)[0]
        if shift not in (9, 12):
            raise ValueError(shift)
        self.data, self.size = data, 1 << shift
        self.table = list(islice(self._table(), len(data) // self.size))

    def root(self) -> dict[str, bytes]:
        return {
            name: self._sector(start) if size >= self.small else b"" for name, (start, size) in self.entries().items()
        }

    def stream(self, name: str) -> bytes:
        """A stream at the root that has sectors of its own."""
        start, size = self.entries()[name]
        return b"".join(self._chain(start, len(self.data) // self.size))[:size] if size >= self.small else b""

    def entries(self) -> dict[str, tuple[int, int]]:
        """Where each stream at the root begins, and its size."""
        directory = b"".join(self._chain(struct.unpack_from("<I", self.data, 48)[0]))
        found: dict[str, tuple[int, int]] = {}
        ahead, seen = [struct.unpack_from("<I", directory, 76)[0]], set[int]()
        while ahead and len(seen) < _MOST:
            number = ahead.pop()
            if number in seen or (number + 1) * _ENTRY > len(directory):
                continue
            seen.add(number)
            entry = directory[number * _ENTRY : (number + 1) * _ENTRY]
            length, left, right = *struct.unpack_from("<H", entry, 64), *struct.unpack_from("<II", entry, 68)
            start, size = struct.unpack_from("<II", entry, 116)
            name = entry[: min(max(length - 2, 0), 64)].decode("utf-16-le", "replace")
            found[name] = start, size
            ahead += [left, right]
        return found

    def _sector(self, number: int) -> bytes:
        return self.data[(number + 1) * self.size : (number + 2) * self.size]

    def _numbers(self, sector: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])

    def _table(self) -> Iterator[int]:
        """What follows each sector: the table lies in sectors that the header names, and further ones that a chain does."""
        named = list(struct.unpack_from("<109I", self.data, 76))
        more, seen = struct.unpack_from("<I", self.data, 68)[0], 0
        while more < _LAST and seen < _MOST and (sector := self._sector(more)):
            *numbers, more = self._numbers(sector)
            named += numbers
            seen += 1
        for number in named:
            if number < _LAST:
                yield from self._numbers(self._sector(number))

    def _chain(self, number: int, most: int = _MOST) -> Iterator[bytes]:
        for _ in range(most):
            if number >= _LAST:
                return
            yield self._sector(number)
            number = self.table[number]
