"""A measured ratio beside its bound, and the line it is printed on."""

from __future__ import annotations

from typing import NamedTuple

_WIDTH = 66
HEAD = f"{'measure':{_WIDTH}}{'ratio':>8}  {'bound':>8}\n{'-' * (_WIDTH + 26)}"


class Verdict(NamedTuple):
    """One ratio; a `floor` is the least it may be, otherwise the bound is the most."""

    measure: str
    ratio: float
    bound: float
    floor: bool = False

    @property
    def holds(self) -> bool:
        return self.ratio >= self.bound if self.floor else self.ratio <= self.bound


def line(verdict: Verdict) -> str:
    """The line of the table for a ratio."""
    sign = ">=" if verdict.floor else "<="
    told = "ok" if verdict.holds else "MISSED"
    return f"{verdict.measure:{_WIDTH}}{verdict.ratio:8.3f}  {sign}{verdict.bound:6.2f}  {told}"
