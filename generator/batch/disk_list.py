"""A list that lies on disk as lines of JSON, so that memory does not grow with the number of units."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Generic, TypeVar

from generator.batch.plain_data import PlainData

T = TypeVar("T")


class DiskList(Generic[T]):
    """Items of one kind in the order they came, in a file without a name that only this process can open."""

    def __init__(self, kind: type[T]) -> None:
        self._data = PlainData(kind)
        self._file = TemporaryFile("w+b")  # noqa: SIM115  (it lives as long as this object)
        self._starts = array("Q")

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[T]:
        return (self[number] for number in range(len(self)))

    def __getitem__(self, number: int) -> T:
        self._file.seek(self._starts[number])
        return self._data.read(self._file.readline())

    def append(self, item: T) -> None:
        self._file.seek(0, 2)
        self._starts.append(self._file.tell())
        self._file.write(self._data.written(item) + b"\n")
