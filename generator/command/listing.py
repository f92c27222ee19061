"""Findings as lines: grouped by sheet, blanks of one row joined, each with its place, code, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from generator.examination.findings import Finding


def listing(findings: Iterable[Finding]) -> list[str]:
    """The lines below the verdict, in reading order."""
    lines: list[str] = []
    for sheet, found in groupby(findings, key=lambda finding: finding.sheet):
        lines += ["", sheet]
        for _, group in groupby(found, key=_together):
            lines += _lines(list(group))
    return lines


def _together(finding: Finding) -> tuple[object, ...]:
    """Blanks of one row are told on one line; everything else stands alone."""
    return (finding.code, finding.row) if finding.severity == "unfilled" and finding.column else (id(finding),)


def _lines(group: list[Finding]) -> list[str]:
    first = group[0]
    head = f"  {first.word} [{first.code}]"
    if len(group) > 1:
        columns = "、".join(finding.column for finding in group)
        return [f"{head} {_places(group)} {first.row}：{columns} 没有填（{first.advice}）"]
    place = _places(group)
    lines = [f"{head} {place + ' ' if place else ''}{first.message}"]
    if first.severity == "unfilled":
        return [f"{lines[0]}（{first.advice}）" if first.advice else lines[0]]
    if first.settled:
        return [*lines, f"      说明：{first.reason}"]
    lines += [f"      {text}" for text in (first.culprit, first.advice and f"怎么办：{first.advice}") if text]
    return lines


def _places(group: list[Finding]) -> str:
    return "、".join(dict.fromkeys(finding.place.spot for finding in group if finding.place.spot))
