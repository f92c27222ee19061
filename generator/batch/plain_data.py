"""What stands for a unit as a line of JSON and back: data that anyone can read, and nothing that could be executed."""

from __future__ import annotations

import json
from typing import Generic, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


class PlainData(Generic[T]):
    """Items of one kind as JSON; numbers that are no integers stand as text, exactly."""

    def __init__(self, kind: type[T]) -> None:
        self._kind = TypeAdapter(kind)

    def written(self, item: T) -> bytes:
        return json.dumps(self._kind.dump_python(item), default=str).encode()

    def read(self, line: bytes) -> T:
        """The item; raises ValueError for what is none."""
        return self._kind.validate_python(json.loads(line))
