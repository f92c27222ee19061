"""Write docs/rules.md from the catalogue of rules."""

from __future__ import annotations

from pathlib import Path

from generator.command.rules import told_of
from generator.proofreading.catalogue import catalogue, implementing
from generator.standard.library import all_standards


def rules_page() -> str:
    """docs/rules.md: every rule, how it is applied, and why those that are not built cannot be."""
    known, standards = catalogue(), all_standards()
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
                checks = sorted({f"{standard} {check}" for standard, check, _ in implementing(code, standards)})
                told = [*told_of(rule), *([f"各格式的规则：{'、'.join(checks)}"] if checks else [])]
                lines += [f"### {code} {rule.title}", "", *(f"- {line}" for line in told), ""]
    return "\n".join(lines)


if __name__ == "__main__":
    page = Path(__file__).resolve().parent.parent / "docs" / "rules.md"
    page.write_text(rules_page(), encoding="utf-8")
    print(page)
