"""The prompts themselves, fed with keys: messages in Chinese, a key that goes back, lines kept for editing."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from generator.command.menu import choose
from generator.wizard.terminal import Back, Terminal, folded
from tests.conversations import Scripted

BACK, ENTER, CLEAR, INTERRUPT = "\x02", "\r", "\x15", "\x03"


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def test_a_line_is_taken_and_a_wrong_one_stays_for_editing(keys: PipeInput) -> None:
    keys.send_text(f"3x{ENTER}\x7f4{ENTER}")
    assert Terminal().text("数：", "", lambda typed: typed.isdigit() or "只填数字") == "34"


def test_a_key_goes_back_from_every_kind_of_prompt(keys: PipeInput) -> None:
    terminal = Terminal()
    options = [("a", "甲"), ("b", "乙")]
    for ask in (
        lambda: terminal.text("数："),
        lambda: terminal.paragraphs("文字："),
        lambda: terminal.yes("吗？"),
        lambda: terminal.choose("选：", options),
        lambda: terminal.tick("选：", options, []),
        lambda: terminal.file("文件："),
    ):
        keys.send_text(BACK)
        with pytest.raises(Back):
            ask()


def test_an_interrupt_leaves_every_prompt(keys: PipeInput) -> None:
    keys.send_text(INTERRUPT)
    with pytest.raises(KeyboardInterrupt):
        Terminal().text("数：")


def test_the_mark_an_editor_puts_before_a_text_is_not_part_of_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys, pathlib\npath = pathlib.Path(sys.argv[1])\n"
        "path.write_text(path.read_text(encoding='utf-8') + '乙\\n', encoding='utf-8-sig')\n",
        encoding="utf-8",
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, str(editor)]))
    assert Terminal().edit("甲\n") == "甲\n乙"


def test_choices_are_made_with_arrows_and_space(keys: PipeInput) -> None:
    options = [("a", "甲"), ("b", "乙"), ("c", "丙")]
    keys.send_text("\x1b[B" + ENTER)
    assert Terminal().choose("选：", options) == "b"
    keys.send_text(" \x1b[B \x1b[B" + ENTER)
    assert Terminal().tick("选：", options, []) == ["a", "b"]
    keys.send_text(ENTER)
    assert Terminal().tick("选：", options, ["c"]) == ["c"]


def test_yes_and_no_have_a_default(keys: PipeInput) -> None:
    keys.send_text(ENTER)
    assert Terminal().yes("吗？") is True
    keys.send_text(f"n{ENTER}")
    assert Terminal().yes("吗？") is False


def test_what_was_typed_ahead_answers_no_question(keys: PipeInput) -> None:
    keys.send_text(f"12{ENTER}n{ENTER}")
    assert Terminal().text("数：") == "12"
    keys.send_text(ENTER)
    assert Terminal().yes("吗？") is True


def test_several_lines_end_with_alt_enter(keys: PipeInput) -> None:
    keys.send_text("一段\r二段\x1b\r")
    assert Terminal().paragraphs("文字：") == "一段\n二段"


def test_the_editor_of_the_system_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nprintf "改过的\\n" > "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    assert Terminal().edit("原来的") == "改过的"


def test_help_under_a_prompt_fits_eighty_columns() -> None:
    assert max(len(line) for line in folded("依次填：" + "自然人、" * 20).split("\n")) <= 39


def test_the_menu_shows_the_command_it_stands_for() -> None:
    ran: list[list[str]] = []

    def reply(kind: str, message: str) -> object:
        return "form" if kind == "choose" else {"编": "示例 县", "报": "2024", "上": ""}[message[0]]

    terminal = Scripted(reply)
    terminal.file = lambda message, validate=None: str(terminal._answer("text", message))  # type: ignore[method-assign]
    assert choose(terminal, lambda arguments: ran.append(arguments) or 0) == 0
    assert ran == [["form", "--year", "2024", "--agency", "示例 县"]]
    assert terminal.said == ["相当于命令：nianbao form --year 2024 --agency '示例 县'"]


def test_a_pasted_line_end_of_two_keys_is_one(keys: PipeInput) -> None:
    keys.send_text("2\t0\r\r109\t489\r\r")
    assert [Terminal().text("甲："), Terminal().text("乙：")] == ["2\t0", "109\t489"]
