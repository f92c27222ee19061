"""Make docs/wizard.md: the screens of the wizard as a real terminal (tmux, 80 × 24) shows them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SESSION = "nianbao-screens"
# What is typed, and the words above the screen it leads to.
WALK = [
    (["示例县档案局", "Enter", "2024", "Enter"], "问机关和年度，格式按年度自动选。填得不对，当场说明，可以接着改："),
    (["昨天", "Enter"], ""),
    (
        [
            "C-u",
            "2025年1月15日",
            "Enter",
            "办公室",
            "Enter",
            "示例路1号",
            "Enter",
            "000000",
            "Enter",
            "000-0000000",
            "Enter",
        ],
        "怎样联系本单位，逐项填；本年有哪些情况要写进报告，空格选：",
    ),
    (
        ["Enter", "没有", "Enter", "有", "Enter"],
        "一张表先问有没有；有，就一行一行地填，也可以从 Excel 粘贴几行。下面写着依次填什么：",
    ),
    (["12", "Enter"], "只填前面的数，其余按 0，填成什么样当场说明："),
    (["Enter", "9", "Enter"], "表填到哪里、还差多少，随时看得到："),
    (
        ["Enter", "全无", "Enter", "3", "Enter", "C-l"],
        "随时按 Ctrl-L 看目录：哪些问过了，哪些还没有问完，选哪一处就改哪一处：",
    ),
    (["Enter"], "接着往下填："),
]


def tmux(*words: str) -> str:
    return subprocess.run(["tmux", *words], check=True, capture_output=True, text=True).stdout


def screen() -> str:
    return "\n".join(line.rstrip() for line in tmux("capture-pane", "-t", SESSION, "-p").split("\n")).strip("\n")


def main() -> None:
    command = Path(sys.executable).parent / "nianbao"
    parts = [
        "# 问答填报",
        "",
        "`nianbao wizard` 在终端里一问一答，不用 Excel。下面是一个真实终端（80 × 24）里的样子，由 `scripts/make_screens.py` 生成。",
    ]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_CACHE_HOME": f"{folder}/cache"}
        start = ["tmux", "new-session", "-d", "-s", SESSION, "-x", "80", "-y", "24", "-c", folder]
        subprocess.run([*start, f"{command} wizard; sleep 60"], check=True, env=environment)
        try:
            time.sleep(2)
            for keys, words in WALK:
                for key in keys:
                    tmux("send-keys", "-t", SESSION, key)
                    time.sleep(0.6)
                parts += [*(["", words] if words else []), "", "```", screen(), "```"]
        finally:
            tmux("kill-session", "-t", SESSION)
    (ROOT / "docs" / "wizard.md").write_text("\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
