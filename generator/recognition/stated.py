"""What is said of a report from outside."""

from __future__ import annotations

from typing import NamedTuple


class Stated(NamedTuple):
    """The form and the year that overrule those of a report, and the year where it says none."""

    standard: str = ""
    year: int | None = None
    otherwise: int | None = None
