"""`nianbao wizard`: answer questions on the terminal and end with the finished report."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.command.saying import kept_told
from generator.errors import InputError

if TYPE_CHECKING:
    from generator.flow.case import Case
    from generator.wizard.terminal import Terminal
    from generator.writers.publishing import Written


def run(given: Namespace) -> int:
    """Exit 0 when the report is built or the answers are saved, 2 without a terminal."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError(
            "问答填报要在终端里进行。不用终端时：用 nianbao form 生成填报表，填好后用 nianbao build 文件 生成报告。"
        )
    from generator.wizard.terminal import Terminal

    return converse(given, Terminal())


def converse(given: Namespace, terminal: Terminal) -> int:
    """The conversation from start to finished files; an interrupt leaves what was accepted in the file."""
    from generator.command.formats import formats_of
    from generator.flow.case import last_case
    from generator.wizard.conversation import Conversation
    from generator.wizard.review import LEAVE, review
    from generator.wizard.starting import asked, last_years, start
    from generator.wizard.terminal import Back

    formats = formats_of(given.format)
    try:
        record = start(terminal, given.file, given.templates, given.standard)
    except Back:
        return 0
    try:
        fresh = len(record.progress) <= 1
        last = None
        if given.last_year:
            last = last_case(given.last_year, record.standard, record.year, given.templates)
        for path, case in last_years(record, given.templates) if last is None else ():
            mark = f"last:{path.name}"
            known = mark in record.progress
            if known or (fresh and asked(terminal, f"找到上年的文件 {path.name}，带入机关信息和上年结转吗？")):
                record.mark(mark)
                last = case
                break
        conversation = Conversation(record, terminal, last)
        if fresh:
            conversation.begin()
        if review(conversation) == LEAVE:
            terminal.say(f"已保存在 {record.path}。接着填：nianbao wizard {record.path}")
            return 0
        for written in _published(conversation.case(), given.output, formats):
            terminal.say("\n".join(filter(None, (f"已生成 {written.path}", kept_told(written.kept), written.note))))
        terminal.say(f"填报数据在 {record.path}。以后修改：nianbao wizard {record.path}")
        return 0
    except (KeyboardInterrupt, EOFError, Back):
        terminal.say(f"\n已保存在 {record.path}。接着填：nianbao wizard {record.path}")
        return 130


def _published(case: Case, output: Path, formats: tuple[str, ...]) -> list[Written]:
    from generator.command.progress import waiting
    from generator.writers import PICTURE, publish

    with waiting(f"生成 {'、'.join(formats)}"):
        picture = case.picture() if PICTURE in formats else None
        return publish(case.document, output, formats, picture=picture)
