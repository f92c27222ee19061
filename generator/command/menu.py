"""`nianbao` alone on a terminal: a menu that asks what each way needs and shows the command that would have done the same."""

from __future__ import annotations

import os
import shlex
import subprocess
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.standard import Standard
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
    from generator.wizard.terminal import Back, Listed

    while True:
        try:
            chosen = terminal.choose("要做什么？", OPTIONS)
            if chosen == "quit":
                return 0
            arguments = [chosen, *_needs(terminal, chosen)]
        except (Back, Listed):
            continue
        terminal.say(f"相当于命令：nianbao {_as_typed(arguments)}")
        return run(arguments)


def _as_typed(arguments: list[str]) -> str:
    """Arguments as the shell of this system takes them."""
    return subprocess.list2cmdline(arguments) if os.name == "nt" else shlex.join(arguments)


def _needs(terminal: Terminal, chosen: str) -> list[str]:
    """What a command needs, each checked when it is typed."""
    from generator.wizard.year_change import year_check

    if chosen == "form":
        agency = terminal.text("编制机关（全称，可以空着）：").strip()
        year = terminal.text("报告年度（四位数字）：", "", year_check(_usual(agency))).strip()
        last = terminal.file("上年的文件（没有的直接回车）：", _there_or_none)
        return ["--year", year, *(["--agency", agency] if agency else []), *(["--last-year", last] if last else [])]
    if chosen in ("check", "build"):
        return [terminal.file("填好的表或填报数据文件：", _there)]
    return []


def _usual(agency: str) -> Callable[[int], Standard]:
    from generator.standard import standard_for_year
    from generator.standard.library import kind_by_name

    return partial(standard_for_year, kind=kind_by_name(agency))


def _there(path: str) -> bool | str:
    return True if path and Path(path).exists() else f"没有这个文件：{path or '（空）'}"


def _there_or_none(path: str) -> bool | str:
    return not path or _there(path)
