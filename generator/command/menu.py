"""`nianbao` alone on a terminal: a menu that asks what each way needs and shows the command that would have done the same."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.wizard.terminal import Terminal

OPTIONS = (
    ("wizard", "回答问题，得到年度报告"),
    ("form", "生成填报表（Excel），填好后再来"),
    ("check", "核对填好的表"),
    ("build", "用填好的表生成年度报告"),
    ("quit", "退出"),
)


def choose(terminal: Terminal, run: Callable[[list[str]], int]) -> int:
    """Show the menu, ask for what the choice needs, and run it as the command it is."""
    from generator.wizard.terminal import Back

    while True:
        try:
            chosen = terminal.choose("要做什么？", OPTIONS)
            if chosen == "quit":
                return 0
            arguments = [chosen, *_needs(terminal, chosen)]
        except Back:
            continue
        terminal.say(f"相当于命令：nianbao {shlex.join(arguments)}")
        return run(arguments)


def _needs(terminal: Terminal, chosen: str) -> list[str]:
    if chosen == "form":
        agency = terminal.text("编制机关（全称）：").strip()
        year = terminal.text("报告年度（四位数字）：").strip()
        last = terminal.file("上年的文件（没有的直接回车）：").strip()
        return ["--year", year, *(["--agency", agency] if agency else []), *(["--last-year", last] if last else [])]
    if chosen in ("check", "build"):
        return [terminal.file("填好的表或填报数据文件：").strip()]
    return []
