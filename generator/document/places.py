"""Places: where something stands in a form, a file or a page; they are never forgotten on the way."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands: a sheet and cell of a form, or a file and line of an answers file."""

    sheet: str = ""
    cell: str = ""
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{self.file}:{self.line}" if self.line else self.file
