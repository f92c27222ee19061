"""Sentences by somebody who had not seen the rules: how many faults are told, how many right ones alarm, what has changed."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from generator.answers.answers_file import read_answers_file
from generator.flow.case import Case

KEPT = Path(__file__).with_name("sentences.yaml")


def report() -> Iterator[str]:
    """The figures, by rule and in all, and each sentence of which more or less is told than is kept, as lines."""
    told, missed, alarms, right, by_rule = 0, 0, 0, 0, Counter[str]()
    changes: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for one in yaml.safe_load(KEPT.read_text(encoding="utf-8")):
            codes = _codes(one, Path(folder))
            fault = "wrong" in one
            told, missed = told + (fault and bool(codes)), missed + (fault and not codes)
            alarms, right = alarms + (not fault and bool(codes)), right + (not fault and not codes)
            by_rule.update(codes)
            new, gone = codes - set(one["told"]), set(one["told"]) - codes
            changes += [f"{'+' if code in new else '-'}{code} {one['text'][:60]}" for code in sorted(new | gone)]
    yield f"faults told: {told} of {told + missed}; right sentences with an alarm: {alarms} of {alarms + right}"
    yield "by rule: " + ", ".join(f"{code} {number}" for code, number in sorted(by_rule.items()))
    yield from changes or ["nothing new, nothing gone"]


def _codes(one: dict[str, Any], folder: Path) -> set[str]:
    """The rules that speak of a sentence, and not of the same report without it."""
    with_it, without = (_messages(one, {one["slot"]: one["text"]}, folder), _messages(one, {}, folder))
    return {code for code, _ in with_it - without}


def _messages(one: dict[str, Any], text: dict[str, str], folder: Path) -> set[tuple[str, str]]:
    answers = {key: one[key] for key in ("standard", "year", "cover", "tables") if key in one} | {"text": text}
    file = folder / "one.yaml"
    file.write_text(yaml.safe_dump(answers, allow_unicode=True), encoding="utf-8")
    found = Case(read_answers_file(file)).findings
    return {(f.code, f.message) for f in found if not f.code.startswith("IN-") and f.severity != "unfilled"}
