"""Shares put aside on disk until it is known that they may be added, so that memory does not grow with the units."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from tempfile import TemporaryFile

from generator.batch.shares import Share


class Spool:
    """Shares in the order they came; their heads, without numbers, stay in memory."""

    def __init__(self) -> None:
        self.heads: list[Share] = []
        self._file = TemporaryFile("w+b")  # noqa: SIM115  (it lives as long as this object)

    def add(self, share: Share) -> None:
        self.heads.append(share._replace(numbers=(), standard=sys.intern(share.standard)))
        pickle.dump(share, self._file, pickle.HIGHEST_PROTOCOL)

    def shares(self) -> Iterator[Share]:
        """All shares, read back one by one."""
        self._file.seek(0)
        for _ in self.heads:
            yield pickle.load(self._file)
