"""`nianbao rules`: the catalogue of rules, or one of them explained."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from generator.command.saying import tell, tell_json
from generator.command.standards import checks_of
from generator.errors import InputError
from generator.examination.findings import SEVERITY_WORDS
from generator.proofreading.catalogue import By, CatalogueFile, ReviewRule, catalogue, implementing
from generator.standard.library import all_standards

BY: dict[By, str] = {
    "text": "审读文字",
    "checks": "勾稽关系",
    "input": "填报时核对",
    "batch": "多个单位一起核对",
    "person": "由人核对",
}


def run(given: Namespace) -> int:
    """Exit 0 when the rules are told; an unknown code is an InputError."""
    known = catalogue(given.templates)
    if given.json:
        chosen = {given.code: _rule(known, given.code)} if given.code else known.rules
        tell_json(json.dumps({code: asdict(rule) for code, rule in chosen.items()}, ensure_ascii=False, indent=2))
    elif not given.code:
        tell("\n".join(_listed(known)))
    else:
        tell("\n".join(_explained(known, given.code, given.templates)))
    return 0


def _rule(known: CatalogueFile, code: str) -> ReviewRule:
    if code.upper() not in known.rules:
        raise InputError(f"没有“{code}”这条审读规则。全部规则：nianbao rules。")
    return known.rules[code.upper()]


def _listed(known: CatalogueFile) -> Iterator[str]:
    for letter, group in known.groups.items():
        yield f"{letter}　{group}"
        for code, rule in known.rules.items():
            if code[0] == letter:
                yield f"  {code:<4}{rule.title}〔{BY[rule.by]}〕"
    yield ""
    yield "看一条规则的说明：nianbao rules 代码，如 nianbao rules C1。各格式的勾稽关系：nianbao standards 格式。"


def _explained(known: CatalogueFile, code: str, templates: Path | None) -> list[str]:
    wanted, standards = code.upper(), all_standards(templates)
    if rule := known.rules.get(wanted):
        applied = (f"  {standard} {check}：{says}" for standard, check, says in implementing(wanted, standards))
        return [f"{wanted}　{rule.title}", *told_of(rule), *applied]
    found = [
        line
        for standard in standards
        for name, (_, check) in checks_of(standard).items()
        if name.upper() == wanted
        for line in (
            f"{name}　{check.says}（{standard.id}）",
            *_lines(("怎么办", check.advice), ("来源", check.source)),
        )
    ]
    if not found:
        raise InputError(f"没有“{code}”这个代码。全部规则：nianbao rules；各格式的勾稽关系：nianbao standards 格式。")
    return found


def told_of(rule: ReviewRule) -> list[str]:
    """All there is to say of a rule, a line each."""
    return _lines(
        ("怎样核对", f"{BY[rule.by]}，{'程序不判断' if rule.severity == 'human' else SEVERITY_WORDS[rule.severity]}"),
        ("说明", rule.says),
        ("怎么办", rule.advice),
        ("来源", rule.source),
        ("为什么程序不核对", rule.reason),
        ("另见", rule.also),
    )


def _lines(*facts: tuple[str, str]) -> list[str]:
    return [f"{word}：{text}" for word, text in facts if text]
