"""`nianbao standards`: the official forms this program knows, and all of one."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from typing import Any

from generator.command.saying import tell, tell_json
from generator.standard import Standard, load_standard
from generator.standard.conditions import Conditional, in_words
from generator.standard.figures import RowAt, columns_at, rows_at
from generator.standard.library import all_standards
from generator.standard.model import fill
from generator.standard.table_definition import Check

SEVERITIES = {
    "error": "错误",
    "warning": "提醒",
    "input": "读入时拒绝",
    "unfilled": "待填",
    "text": "核对文字",
    "human": "由人核对",
}


def run(given: Namespace) -> int:
    """Exit 0; the list, or one standard, as text or JSON."""
    if given.standard:
        standard = load_standard(given.standard, given.templates)
        words = {"year": "XXXX", "next_year": "XXXX+1"}
        lines = [fill(line, words) for line in _shown(standard)]
        if given.json:
            tell_json(json.dumps(_data(standard), ensure_ascii=False, indent=2))
        else:
            tell("\n".join(lines))
        return 0
    found = all_standards(given.templates)
    if given.json:
        tell_json(json.dumps([_head(standard) for standard in found], ensure_ascii=False, indent=2))
    else:
        for one in found:
            tell(f"{one.id:<16} {_years(one):<12} {one.file.name}\n{'':<16} {one.file.issuer}　{one.file.document}")
    return 0


def _years(standard: Standard) -> str:
    """The years in force, in words."""
    first, last = standard.file.span
    return f"{first}年起" if last == 9999 else f"{first}—{last}年"


def checks_of(standard: Standard) -> dict[str, tuple[str, Check]]:
    """The checks by code, each with the table it stands with; those of the standard as a whole with none."""
    found = {code: (name, check) for name, table in standard.tables.items() for code, check in table.checks.items()}
    return found | {code: ("", check) for code, check in standard.file.checks.items()}


def _shown(standard: Standard) -> list[str]:
    file = standard.file
    lines = [
        f"{standard.id}　{file.name}",
        f"发布：{file.issuer}　{file.document}",
        f"适用年度：{_years(standard)}",
        f"适用单位：{file.units}",
        f"依据：{file.law.basis} {file.law.articles}",
        f"期限：{file.law.deadline}（{file.law.source}）",
        "",
        "封面",
        *(f"  {q.label}{'　必填' if q.required else ''}{_limits(q, standard)}" for q in file.questions.values()),
        "",
        "章节",
    ]
    for chapter in file.chapters.values():
        lines.append(f"  {chapter.title}{_limits(chapter, standard)}")
        lines += [f"    {part.title}{_limits(part, standard)}" for part in chapter.parts.values()]
    lines += [f"  {attachment.label}：{attachment.title}" for attachment in file.attachments.values()]
    for name in standard.tables:
        lines += ["", *_table(standard, name)]
    lines += ["", "勾稽关系和填报规则"]
    for code, (_, check) in checks_of(standard).items():
        lines.append(f"  {code:<6} {SEVERITIES[check.severity]}　{check.says}〔{check.source}〕")
    lines += ["", "自己的说法"] if file.sayings else []
    lines += [f"  {saying.label}：{'；'.join(saying.says)}" for saying in file.sayings.values()]
    lines += ["", "要写的事项"] if file.wanted else []
    lines += [
        f"  {wanted.name}{'（要有数）' if wanted.counted else ''}{_limits(wanted, standard)}"
        for wanted in file.wanted.values()
    ]
    return [*lines, "", "来源", *(f"  {source}" for source in file.sources)]


def _table(standard: Standard, name: str) -> list[str]:
    table = standard.tables[name]
    entered = [f for f in standard.figures.values() if f.table == name]
    totals = sum(figure.is_total for figure in entered)
    lines = [f"表　{table.title}（{name}，{len(entered)} 格，其中合计 {totals} 格）"]
    for band in table.stacked:
        lines += [f"  〔{band.label}〕"] if band.label else []
        lines.append(f"  列：{'、'.join(one.column.label for one in columns_at(band.columns))}")
        lines += [f"{_row(at)}{_limits(at.row, standard)}" for at in rows_at(band.rows) if at.row.label]
    lines += [f"  {row}：最多 {len(keys)} 行" for row, keys in standard.repeating(name).items()]
    return lines


def _limits(told: Conditional, standard: Standard) -> str:
    """In which years and of which offices something is asked."""
    limits = [f"{told.years} 年度" if told.years else "", in_words(told, standard.questions)]
    return f"（{'，'.join(filter(None, limits))}）" if any(limits) else ""


def _row(at: RowAt) -> str:
    unit = f"（{at.row.unit}）" if at.row.unit and not at.row.head else ""
    return f"{'  ' * (len(at.above) + 1)}{at.row.label}{unit}{'　＝合计' if at.row.sum else ''}"


def _head(standard: Standard) -> dict[str, Any]:
    first, last = standard.file.span
    return {
        "id": standard.id,
        "name": standard.file.name,
        "issuer": standard.file.issuer,
        "document": standard.file.document,
        "first_year": first,
        "last_year": None if last == 9999 else last,
        "sources": standard.file.sources,
    }


def _data(standard: Standard) -> dict[str, Any]:
    return {
        **_head(standard),
        "chapters": {key: chapter.title for key, chapter in standard.file.chapters.items()},
        "questions": {key: asdict(question) for key, question in standard.questions.items()},
        "tables": {name: table.title for name, table in standard.tables.items()},
        "figures": [
            {
                "address": figure.address,
                "row": [row.label for row in (*figure.row.above, figure.row.row)],
                "column": [column.label for column in (*figure.column.above, figure.column.column)],
                "kind": figure.kind,
                "unit": figure.unit,
                "total": figure.is_total,
            }
            for figure in standard.figures.values()
        ],
        "checks": [
            {
                "code": code,
                "table": table,
                "severity": check.severity,
                "rules": [rule.rule for rule in check.equations],
                "totals": check.total,
                "says": check.says,
                "source": check.source,
            }
            for code, (table, check) in checks_of(standard).items()
        ],
    }
