"""`nianbao rules`: the catalogue of rules, or one of them explained."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from generator.errors import InputError
from generator.examination.findings import SEVERITY_WORDS
from generator.proofreading.catalogue import By, CatalogueFile, ReviewRule, catalogue, implementing
from generator.standard.definition import Check
from generator.standard.library import all_standards

BY: dict[By, str] = {
    "text": "审读文字",
    "checks": "勾稽关系",
    "input": "填报时核对",
    "batch": "多个单位一起核对",
    "person": "由人核对",
}


SEVERITIES: dict[str, str] = {str(severity): word for severity, word in SEVERITY_WORDS.items()} | {
    "human": "程序不判断"
}


def run(given: Namespace) -> int:
    """Exit 0 when the rules are told; an unknown code is an InputError."""
    known = catalogue(given.templates)
    if given.json:
        chosen = {given.code: _rule(known, given.code)} if given.code else known.rules
        print(json.dumps({code: asdict(rule) for code, rule in chosen.items()}, ensure_ascii=False, indent=2))
    elif not given.code:
        print("\n".join(_listed(known)))
    else:
        print("\n".join(_explained(known, given.code, given.templates)))
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


def _explained(known: CatalogueFile, code: str, templates: Path | None) -> Iterator[str]:
    wanted = code.upper()
    if wanted not in known.rules:
        found = list(_checks(code, templates))
        if not found:
            raise InputError(
                f"没有“{code}”这个代码。全部规则：nianbao rules；各格式的勾稽关系：nianbao standards 格式。"
            )
        yield from found
        return
    rule = known.rules[wanted]
    yield f"{wanted}　{rule.title}"
    yield f"怎样核对：{BY[rule.by]}，{SEVERITIES[rule.severity]}"
    yield f"说明：{rule.says}"
    if rule.advice:
        yield f"怎么办：{rule.advice}"
    yield f"来源：{rule.source}"
    if rule.reason:
        yield f"为什么程序不核对：{rule.reason}"
    if rule.also:
        yield f"另见：{rule.also}"
    for standard, check, says in implementing(wanted, all_standards(templates)):
        yield f"  {standard} {check}：{says}"


def _checks(code: str, templates: Path | None) -> Iterator[str]:
    """A check of the standards by its own code."""
    for standard in all_standards(templates):
        for name, check in _all(standard.file.checks, *(table.checks for table in standard.tables.values())):
            if name.upper() == code.upper():
                yield f"{name}　{check.says}（{standard.id}）"
                yield from (
                    f"{word}：{text}" for word, text in (("怎么办", check.advice), ("来源", check.source)) if text
                )


def _all(*groups: dict[str, Check]) -> Iterator[tuple[str, Check]]:
    for group in groups:
        yield from group.items()


def rules_page(templates: Path | None = None) -> str:
    """docs/rules.md: every rule, how it is applied, and why those that are not built cannot be."""
    known, standards = catalogue(templates), all_standards(templates)
    lines = [
        "# 审读规则",
        "",
        "由 `templates/rules/catalogue.yaml` 生成（`python scripts/make_rules_page.py`），请改那里。",
        "",
    ]
    for letter, group in known.groups.items():
        lines += [f"## {letter} {group}", ""]
        for code, rule in known.rules.items():
            if code[0] == letter:
                lines += _section(code, rule, sorted({f"{s} {c}" for s, c, _ in implementing(code, standards)}))
    return "\n".join(lines)


def _section(code: str, rule: ReviewRule, checks: list[str]) -> list[str]:
    told = [
        f"### {code} {rule.title}",
        "",
        f"- 怎样核对：{BY[rule.by]}，{SEVERITIES[rule.severity]}",
        f"- 说明：{rule.says}",
        f"- 来源：{rule.source}",
    ]
    extra = (
        ("怎么办", rule.advice),
        ("程序不核对的原因", rule.reason),
        ("另见", rule.also),
        ("各格式的规则", "、".join(checks)),
    )
    return [*told, *(f"- {word}：{text}" for word, text in extra if text), ""]
