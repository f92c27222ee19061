"""Prompts on the terminal (questionary) in Chinese, each with keys that go back to the one before and to the list of all."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import questionary
from prompt_toolkit.application.current import get_app_session
from prompt_toolkit.input.typeahead import clear_typeahead, get_typeahead, store_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys

from generator.words.characters import plain
from generator.words.widths import width

BACK_KEY, LIST_KEY, DONE_KEY = "c-b", "c-l", "c-x"
HINT = "Ctrl-B 上一步　Ctrl-L 目录　Ctrl-C 保存并退出"
YES, NO = ("是", "有", "对", "要", "好", "y", "yes"), ("否", "没有", "没", "无", "不", "不是", "不要", "n", "no")
_PIECE = re.compile(r"(?:[A-Za-z0-9.,:/%_-]+|.)[，。、；：？！）》”』】〕]*")
Validate = Callable[[str], bool | str]


def folded(text: str, columns: int = 78) -> str:
    """Text in lines of at most this display width; numbers stay whole, and no line begins with a closing mark."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines.append("")
        for piece in _PIECE.findall(line):
            for part in [piece] if width(piece) <= columns else piece:
                if width(lines[-1]) + width(part) > columns:
                    lines.append("")
                lines[-1] += part
    return "\n".join(lines)


class Step(NamedTuple):
    """One prompt of the conversation: its name in the record, its words in a list, and how it is asked."""

    name: str
    label: str
    ask: Callable[[], None]


class Back(Exception):
    """The user wants the prompt before."""


class Listed(Exception):
    """The user wants the list of all that is asked."""


class Terminal:
    """Asks; every method raises Back and Listed for the keys that leave it, KeyboardInterrupt for Ctrl-C.

    `left` is what stood in a prompt that was left, `draft` what is offered once by the next prompt for words, `rows` what was
    pasted where yes or no was asked.
    """

    left = draft = rows = ""

    @property
    def columns(self) -> int:
        """How wide a line may be."""
        return max(shutil.get_terminal_size((80, 24)).columns - 2, 20)

    def say(self, text: str = "") -> None:
        """Print something that needs no answer."""
        questionary.print(text)

    def text(self, message: str, default: str = "", validate: Validate | None = None, status: str = "") -> str:
        """One line, or a pasted block; what is wrong with it is shown below, and what was typed stays for editing."""
        return self._line(message, self._offered(default), validate, status)

    def _line(
        self, message: str, default: str, validate: Validate | None, status: str, instruction: str | None = None
    ) -> str:
        problem = ""

        def told(typed: str) -> bool | str:
            nonlocal problem
            result = validate(typed) if validate else True
            problem = result if isinstance(result, str) else ""
            return " " if problem else result  # its words stand below, where they are whole

        def below() -> str:
            return folded("\n".join(filter(None, (problem, status, HINT))), self.columns)

        keys = KeyBindings()

        @keys.add("tab")
        def tab(event: KeyPressEvent) -> None:  # as a console sends the cells of a pasted row
            event.current_buffer.insert_text("\t")

        self._forget_line_end()
        question = questionary.text(message, default, told, instruction=instruction, bottom_toolbar=below)
        return str(self._ask(question, keys))

    def file(self, message: str, validate: Validate | None = None) -> str:
        """The path of a file, completed with Tab; quotes around it are taken off."""
        told = (lambda typed: validate(without_quotes(typed))) if validate else None
        question = questionary.path(message, validate=told, bottom_toolbar=f"Tab 补全文件名　{HINT}")
        return without_quotes(str(self._ask(question)))

    def paragraphs(self, message: str, default: str = "", validate: Validate | None = None) -> str:
        """Several lines over the full width, ended with a key of its own; the question stands above them."""
        self.say(message)
        keys = KeyBindings()

        @keys.add(DONE_KEY, eager=True)
        def done(event: KeyPressEvent) -> None:
            event.current_buffer.validate_and_handle()

        told = folded(f"可以写几段，回车换行；写完按 Ctrl-X（或者先按 Esc 再按回车）\n{HINT}", self.columns)
        question = questionary.text(
            "", self._offered(default), validate, multiline=True, qmark="›", instruction="　", bottom_toolbar=told
        )
        return str(self._ask(question, keys))

    def yes(self, message: str, default: bool = True, pasted: Validate | None = None) -> bool:
        """Yes or no, in any of the words for it; nothing that was typed before the question answers it.

        Where rows may be `pasted` in stead of a yes, these are `rows` afterwards.
        """
        self._forget_typed()
        usual, told = "是" if default else "否", "有的也可以直接粘贴整张表的数" if pasted else ""

        def known(typed: str) -> bool | str:
            if pasted and _has_cells(typed):
                return pasted(typed)
            word = plain(typed).lower()
            return not word or word in (*YES, *NO) or f"请答“是”或“否”（有、没有、y、n 也行）；直接回车是“{usual}”"

        typed = self._line(message, "", known, told, f"（是/否，回车＝{usual}）")
        self.rows = typed if pasted and _has_cells(typed) else ""
        word = plain(typed).lower()
        if not word:
            self.say(f"　{usual}")
        return bool(self.rows) or (word in YES if word else default)

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
        """The text as the system's editor leaves it; what went wrong is told, and then it is the text that was given."""
        from generator.wizard.editor import edited

        return edited(text, self.say)

    def _offered(self, default: str) -> str:
        draft, self.draft = self.draft, ""
        return draft or default

    def _forget_typed(self) -> None:
        """Drop what was typed or pasted ahead of a question."""
        clear_typeahead(get_app_session().input)
        if sys.stdin.isatty():
            _flush()

    def _forget_line_end(self) -> None:
        """Drop the second half of a line end that was pasted as two keys."""
        source = get_app_session().input
        ahead = get_typeahead(source)
        store_typeahead(source, ahead[1:] if ahead and ahead[0].key in (Keys.ControlM, Keys.ControlJ) else ahead)

    def _ask(self, question: questionary.Question, more: KeyBindings | None = None) -> Any:
        keys, self.left = KeyBindings(), ""

        def leave(raised: type[BaseException], event: KeyPressEvent) -> None:
            self.left = event.current_buffer.text
            event.app.exit(exception=raised)

        for key, raised in ((BACK_KEY, Back), (LIST_KEY, Listed), ("c-c", KeyboardInterrupt)):
            keys.add(key, eager=True)(partial(leave, raised))
        application = question.application
        given = [application.key_bindings or KeyBindings(), *([more] if more else []), keys]
        application.key_bindings = merge_key_bindings(given)
        return question.unsafe_ask()


def _has_cells(typed: str) -> bool:
    """Whether more than a word was pasted: cells beside or below each other."""
    return "\t" in typed or "\n" in typed.strip()


def without_quotes(path: str) -> str:
    """A path as it was dragged or copied, without the quotes around it."""
    path = path.strip()
    pairs = ('"', '"'), ("'", "'"), ("“", "”")
    return next((path[1:-1] for first, last in pairs if len(path) > 1 and (path[0], path[-1]) == (first, last)), path)


def _flush() -> None:
    try:
        import termios

        termios.tcflush(sys.stdin, termios.TCIFLUSH)
    except ImportError:  # the console of Windows
        import msvcrt

        while msvcrt.kbhit():  # type: ignore[attr-defined]
            msvcrt.getwch()  # type: ignore[attr-defined]
