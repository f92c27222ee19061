"""Conversations for the tests of the wizard: terminals that answer by rule or by keys, and records half or wholly filled."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from prompt_toolkit.input import PipeInput

from generator.answers.answer import Answers
from generator.command import wizard
from generator.flow.opening import read_answers
from generator.standard import load_standard
from generator.wizard.conversation import Conversation
from generator.wizard.record import Record
from generator.wizard.terminal import Terminal, Validate
from tests.conftest import answers_of

Reply = Callable[[str, str], object]


class Scripted(Terminal):
    """Answers by rule instead of by keys: `reply` gets the kind of prompt and its words."""

    def __init__(self, reply: Reply) -> None:
        self.reply, self.asked, self.said = reply, list[str](), list[str]()

    def _answer(self, kind: str, message: str) -> object:
        self.asked.append(message)
        answer = self.reply(kind, message)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def say(self, text: str = "") -> None:
        self.said.append(text)

    def text(self, message: str, default: str = "", validate: object = None, status: str = "") -> str:
        answer = str(self._answer("text", message))
        if status:
            self.said.append(status)
        if callable(validate):
            assert validate(answer) is True, (message, answer, validate(answer))
        return answer

    def paragraphs(self, message: str, default: str = "", validate: object = None) -> str:
        return str(self._answer("paragraphs", message))

    def yes(self, message: str, default: bool = True, pasted: object = None) -> bool:
        return bool(self._answer("yes", message))

    def choose(self, message: str, options: Sequence[tuple[str, str]], given: str = "") -> str:
        return str(self._answer("choose", message))

    def tick(self, message: str, options: Sequence[tuple[str, str]], ticked: Sequence[str]) -> list[str]:
        answer = self._answer("tick", message)
        return list(answer) if isinstance(answer, list) else list(ticked)


def pasted(text: str) -> str:
    """Text as a terminal sends it when it is pasted."""
    return f"\x1b[200~{text}\x1b[201~" if text else ""


class Keyed(Terminal):
    """The real prompts, each fed the keys a person would press for the reply."""

    def __init__(self, reply: Reply, keys: PipeInput) -> None:
        self.reply, self.keys = reply, keys

    def say(self, text: str = "") -> None:
        """Nothing is looked at here."""

    def text(self, message: str, default: str = "", validate: Validate | None = None, status: str = "") -> str:
        self.keys.send_text(f"\x05\x15{pasted(str(self.reply('text', message)))}\r")  # to the end, clear, paste, Enter
        return super().text(message, default, validate, status)

    def paragraphs(self, message: str, default: str = "", validate: Validate | None = None) -> str:
        self.keys.send_text(pasted(str(self.reply("paragraphs", message))) + "\x1b\r")
        return super().paragraphs(message, default, validate)

    def yes(self, message: str, default: bool = True, pasted: Validate | None = None) -> bool:
        self.keys.send_text(("y" if self.reply("yes", message) else "n") + "\r")
        return super().yes(message, default, pasted)

    def choose(self, message: str, options: Sequence[tuple[str, str]], given: str = "") -> str:
        keys = [key for key, _ in options]
        start = keys.index(given) if given in keys else 0
        down = (keys.index(str(self.reply("choose", message))) - start) % len(keys)
        self.keys.send_text("\x1b[B" * down + "\r")
        return super().choose(message, options, given)

    def tick(self, message: str, options: Sequence[tuple[str, str]], ticked: Sequence[str]) -> list[str]:
        wanted = self.reply("tick", message)
        assert isinstance(wanted, list)
        toggles = ["\x20" if (key in wanted) != (key in ticked) else "" for key, _ in options]
        self.keys.send_text("\x1b[B".join(toggles) + "\r")
        return super().tick(message, options, ticked)


def from_example(conversation: Conversation, example: Answers) -> Reply:
    """The replies that enter an example."""
    standard = conversation.standard

    def reply(kind: str, message: str) -> object:
        step = conversation.asking
        prefix, _, key = step.partition(".")
        if step == "facts":
            return [k for k in example.questions if k != "year"] + ["more"]
        if prefix == "cover":
            return example.questions[key].text if key in example.questions else ""
        if step.startswith("gate:"):
            return True
        if step.startswith("line:"):
            if kind == "yes":
                return True
            line = conversation.tables.lines[step]
            typed = [example.figures[a].text if a in example.figures else "" for a in line.addresses]
            words = standard.figures[line.addresses[0]].kind in ("text", "link")
            return " | ".join(typed) if words else " ".join(t or "?" for t in typed)
        if prefix == "text":
            return "add" if kind == "choose" else example.texts[key].text
        return ""

    return reply


Spoken = TypeVar("Spoken", bound=Terminal)


def talk_through(conversation: Conversation, terminal: Spoken) -> Spoken:
    """Hold a conversation through a terminal."""
    conversation.opened(conversation.record, terminal)
    return terminal


def enter(conversation: Conversation, example: Answers) -> None:
    """Answer all that is asked, and open the chapters that the office adds to from the list."""
    conversation.run()
    for step in conversation.texts.every():
        if step.name.removeprefix("text.") in example.texts and step.name not in conversation.record.progress:
            conversation.ask(step)


def conversation_on(example: Answers, path: Path) -> Conversation:
    """A conversation that enters an example, from where the file of the path stopped."""
    standard = load_standard(example.standard)
    record = Record.of(standard, read_answers(path), path) if path.exists() else Record(standard, example.year, path)
    conversation = Conversation(record, Terminal())
    talk_through(conversation, Scripted(from_example(conversation, example)))
    return conversation


def nil(kind: str, message: str) -> object:
    """An office where nothing happened."""
    if kind == "text":
        known = {"编制机关": "示例县档案局", "报告年度": "2024", "成文日期": "2025年1月15日"}
        return next((told for words, told in known.items() if message.startswith(words)), "")
    return {"yes": False, "tick": None, "paragraphs": ""}.get(kind, "build" if "核对" in message else "")


def filled_record(path: Path, **figures: str) -> Record:
    """A nil return of 2024 with some figures, every step answered."""
    standard = load_standard("national-2021")
    answers = answers_of(standard, 2024, {a.replace("__", "."): n for a, n in figures.items()}, date="2025-01-15")
    record = Record.of(standard, answers, path)
    record.progress = [step.name for step in Conversation(record, Terminal()).steps()]
    return record


def wizard_run(
    terminal: Terminal, folder: Path, file: Path | None = None, standard: str | None = None, formats: str = "docx,txt"
) -> int:
    """The exit code of `nianbao wizard` with its files in a folder."""
    return wizard.converse(
        Namespace(file=file, templates=None, last_year=None, standard=standard, output=folder, format=formats),
        terminal,
    )
