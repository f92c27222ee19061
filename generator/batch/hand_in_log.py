"""The log of what units hand in: when each file was first seen, what replaced it, and what was changed in it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from generator.batch.unit_check import Judged
from generator.batch.unit_list import Unit
from generator.errors import InputError
from generator.words.characters import plain
from generator.words.days import DAY, date_of

NAME = "登记.json"
DEADLINE_HEADS = ("期限", "报送期限", "截止日期", "报送截止日期", "截止时间")
KIND_HEADS = ("单位类别", "类别", "单位类型", "类型", "机关类别", "机关层级")
_GOVERNMENT = re.compile(r"[省市县区州盟旗]人民政府$")


class HandIn(NamedTuple):
    """A file as it was handed in: the day it was first seen, its name and content, the verdict, and its figures."""

    day: str
    file: str
    content: str
    errors: int = 0
    warnings: int = 0
    problem: str = ""
    numbers: tuple[str, ...] = ()
    words: str = ""


Log = dict[str, list[HandIn]]
_LOG: TypeAdapter[Log] = TypeAdapter(Log)


def read_log(path: Path) -> Log:
    """The log as it was kept, by the units' keys; raises InputError when it is damaged."""
    if not path.is_file():
        return {}
    try:
        return _LOG.validate_json(path.read_bytes())
    except (ValidationError, OSError):
        raise InputError(
            f"{path}：收件登记坏了，读不出。请从备份恢复，或者把它移走（首次收到的日期会从今天算起）。"
        ) from None


def log_bytes(log: Log) -> bytes:
    """The log as it is kept."""
    plain_log = {key: [one._asdict() for one in entries] for key, entries in log.items()}
    return (json.dumps(plain_log, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def enter(log: Log, key: str, given: HandIn) -> bool:
    """Enter a file; False when the same content was seen before, whose verdict may be another now."""
    entries = log.setdefault(key, [])
    for number, one in enumerate(entries):
        if one.content == given.content:
            entries[number] = given._replace(day=one.day)
            return False
    entries.append(given)
    return True


def handed_in(judged: Judged, content: str, day: dt.date) -> HandIn:
    """A judged file as an entry of the log."""
    error, warning, _ = judged.counts
    numbers = judged.numbers
    return HandIn(day.isoformat(), judged.file, content, error, warning, judged.problem, numbers, judged.words)


def changed(before: HandIn, after: HandIn, places: Sequence[str]) -> str:
    """What was changed in a file that was sent again, by the places of its figures."""
    if before.problem or after.problem:
        return "原来的文件不能用" if before.problem else "这次的文件不能用"
    moved = [
        f"{place} {was or '空'}→{now or '空'}"
        for place, was, now in zip(places, before.numbers, after.numbers, strict=False)
        if was != now
    ]
    told = [f"改了 {len(moved)} 个数：{'，'.join(moved[:8])}{'……' if len(moved) > 8 else ''}"] if moved else []
    told += ["改了文字"] if before.words != after.words else []
    return "；".join(told) or "数和文字没有变"


def deadline_of(unit: Unit, year: int, stated: dt.date | None) -> dt.date:
    """Until when a unit is to hand in: as its line of the list says, as stated for all, or by the law for its kind."""
    told = _of_heads(unit.answers, DEADLINE_HEADS)
    found = re.search(DAY, plain(told))
    if day := date_of(found.groups()) if found else None:
        return day
    if stated:
        return stated
    return dt.date(year + 1, 3, 31) if _GOVERNMENT.search(unit.name) else dt.date(year + 1, 1, 31)


def first_seen(entries: Iterable[HandIn]) -> dt.date | None:
    """The day a file that could be used was first seen."""
    days = [one.day for one in entries if not one.problem]
    return dt.date.fromisoformat(min(days)) if days else None


def kind_of_unit(unit: Unit) -> str:
    """What kind of unit it is, as the list says, or by the end of its name."""
    told = _of_heads(unit.answers, KIND_HEADS).strip()
    if told:
        return told
    if re.search(r"(?:镇|乡)(?:人民)?政府$|街道办事处$", unit.name):
        return "乡镇街道"
    return "部门和其他单位"


def _of_heads(answers: Mapping[str, str], heads: Sequence[str]) -> str:
    return next((answers[head] for head in heads if answers.get(head, "").strip()), "")
