"""Write docs/rules.md from the catalogue of rules."""

from __future__ import annotations

from pathlib import Path

from generator.command.rules import rules_page

if __name__ == "__main__":
    page = Path(__file__).resolve().parent.parent / "docs" / "rules.md"
    page.write_text(rules_page(), encoding="utf-8")
    print(page)
