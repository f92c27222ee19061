"""Prompts on the terminal (questionary) in Chinese, each with a key that goes back to the one before."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import questionary
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.utils import get_cwidth

BACK_KEY = "c-b"
HINT = "Ctrl-B 上一步　Ctrl-C 保存并退出"
_BACK = object()
Validate = Callable[[str], bool | str]


def folded(text: str, columns: int = 78) -> str:
    """Text in lines of at most this display width, broken at any character."""
    lines, wide = [""], 0
    for letter in text:
        size = get_cwidth(letter)
        if wide + size > columns:
            lines.append("")
            wide = 0
        lines[-1] += letter
        wide += size
    return "\n".join(lines)


class Step(NamedTuple):
    """One prompt of the conversation: its name in the record, its words in a list, and how it is asked."""

    name: str
    label: str
    ask: Callable[[], None]


class Back(Exception):
    """The user wants the prompt before."""


class Terminal:
    """Asks; every method raises Back for the key that goes back, and KeyboardInterrupt for Ctrl-C."""

    def say(self, text: str = "") -> None:
        """Print something that needs no answer."""
        questionary.print(text)

    def text(self, message: str, default: str = "", validate: Validate | None = None, status: str = "") -> str:
        """One line; what is wrong with it is shown below, and the line stays for editing; so is `status`."""

        def told(typed: str) -> bool | str:
            result = validate(typed) if validate else True
            return folded(result) if isinstance(result, str) else result

        below = f"{folded(status)}\n{HINT}" if status else HINT
        return str(self._ask(questionary.text(message, default=default, validate=told, bottom_toolbar=below)))

    def file(self, message: str) -> str:
        """The path of a file, completed with Tab."""
        return str(self._ask(questionary.path(message, bottom_toolbar=f"Tab 补全文件名　{HINT}")))

    def paragraphs(self, message: str, default: str = "") -> str:
        """Several lines over the full width, ended with Alt+Enter; the question stands above them."""
        self.say(message)
        told = f"可以写几段；写完按 Alt+回车，或先按 Esc 再按回车\n{HINT}"
        question = questionary.text(
            "", default=default, multiline=True, qmark="›", instruction="　", bottom_toolbar=told
        )
        return str(self._ask(question))

    def yes(self, message: str, default: bool = True) -> bool:
        """Yes or no; the answer is left on the screen in Chinese."""
        told = "（Y 是，n 否，回车＝是）" if default else "（y 是，N 否，回车＝否）"
        question = questionary.confirm(
            message, default=default, instruction=told, auto_enter=False, erase_when_done=True
        )
        answer = bool(self._ask(question))
        self.say(f"? {message} {'是' if answer else '否'}")
        return answer

    def choose(self, message: str, options: Sequence[tuple[str, str]], given: str = "") -> str:
        """One of several; options are (key, words), the cursor stands on the one given before."""
        choices = [questionary.Choice(words, value=key) for key, words in options]
        start = given if given in dict(options) else None
        told = "（上下键选，回车确定）"
        return str(self._ask(questionary.select(message, choices=choices, default=start, instruction=told)))

    def tick(self, message: str, options: Sequence[tuple[str, str]], ticked: Sequence[str]) -> list[str]:
        """Any of several; options are (key, words)."""
        choices = [questionary.Choice(words, value=key, checked=key in ticked) for key, words in options]
        told = "（空格选，回车确定；没有的直接回车）"
        chosen = list(self._ask(questionary.checkbox(message, choices=choices, instruction=told, erase_when_done=True)))
        words = "、".join(words.rpartition("·")[2] for key, words in options if key in chosen)
        self.say(f"? {message} {words or '没有'}")
        return chosen

    def edit(self, text: str) -> str:
        """The text as the system's editor leaves it."""
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if os.name == "nt" else "vi")
        handle, name = tempfile.mkstemp(suffix=".txt")
        path = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(text)
            subprocess.run([*shlex.split(editor), name], check=False)
            return path.read_text(encoding="utf-8-sig").strip("\n")
        finally:
            path.unlink(missing_ok=True)

    def _ask(self, question: questionary.Question) -> Any:
        keys = KeyBindings()

        @keys.add(BACK_KEY, eager=True)
        def back(event: KeyPressEvent) -> None:
            event.app.exit(result=_BACK)

        application = question.application
        application.key_bindings = merge_key_bindings([application.key_bindings or KeyBindings(), keys])
        answer = question.unsafe_ask()
        if answer is _BACK:
            raise Back
        return answer
