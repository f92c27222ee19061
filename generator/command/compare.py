"""`nianbao compare`: what differs between a report and a form, or between two reports, with both places."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from generator.command.progress import waiting
from generator.command.saying import tell, tell_json
from generator.document.comparison import Difference, differences
from generator.document.places import Place
from generator.flow.case import open_case

_WORDS = {
    "figure": "数不同",
    "label": "表内文字不同",
    "heading": "标题不同",
    "sentence": "文字不同",
    "title": "题目不同",
    "closing": "落款不同",
    "table": "表不同",
}


def run(given: Namespace) -> int:
    """Exit 1 when a figure or a table differs, 0 when nothing or only words do."""
    with waiting(f"读 {given.file.name} 和 {given.other.name}"):
        left, right = (open_case(path, given.templates).read_document for path in (given.file, given.other))
    found = differences(left, right)
    wrong = [one for one in found if one.kind in ("figure", "table")]
    head = _verdict(len(wrong), len(found) - len(wrong))
    if given.json:
        tell_json(
            json.dumps({"verdict": head, "differences": [_as_data(one) for one in found]}, ensure_ascii=False, indent=2)
        )
    else:
        tell("\n".join([head, *(line for one in found for line in _lines(one, given.file, given.other))]))
    return 1 if wrong else 0


def _verdict(figures: int, words: int) -> str:
    if not figures:
        return f"数都一样，有 {words} 处文字不同" if words else "两份一致"
    return f"有 {figures} 处数不同" + (f"，{words} 处文字不同" if words else "")


def _lines(one: Difference, left: Path, right: Path) -> list[str]:
    return [
        "",
        f"{_WORDS[one.kind]}　{one.where}",
        f"    {_place(one.left_place, left)}：{one.left.strip() or '（没有）'}",
        f"    {_place(one.right_place, right)}：{one.right.strip() or '（没有）'}",
    ]


def _place(place: Place, file: Path) -> str:
    return f"{file.name} {place.spot}".rstrip() if not place.sheet else f"{file.name} {place}"


def _as_data(one: Difference) -> dict[str, object]:
    places = {
        side: {key: value for key, value in place._asdict().items() if value}
        for side, place in (("left_place", one.left_place), ("right_place", one.right_place))
    }
    return {"kind": one.kind, "where": one.where, "left": one.left, "right": one.right, **places}
