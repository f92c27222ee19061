"""`nianbao wizard`: answer questions on the terminal and end with the finished report."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from generator.command.saying import kept_told
from generator.errors import InputError

if TYPE_CHECKING:
    from generator.flow.case import Case
    from generator.wizard.conversation import Conversation
    from generator.wizard.record import Record
    from generator.wizard.terminal import Terminal


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
    from generator.wizard.alone import alone_with
    from generator.wizard.starting import start
    from generator.wizard.terminal import Back

    formats = formats_of(given.format)
    _writable(given)
    try:
        terminal.say("正在准备……")
        record = start(terminal, given.file, given.templates, given.standard, given.last_year)
    except Back:
        return 0
    except (KeyboardInterrupt, EOFError):
        terminal.say("\n没有开始，什么都没有存。要再来，输入 nianbao wizard。")
        return 130
    with alone_with(record.path):
        try:
            return _converse(given, terminal, record, formats)
        except (KeyboardInterrupt, EOFError, Back):
            terminal.say(f"\n已保存在 {record.path}。接着填：nianbao wizard {record.path}")
            return 130


def _writable(given: Namespace) -> None:
    """A folder that cannot be written is told before anything is asked."""
    folder = given.output
    while folder is not None and not folder.exists() and folder.parent != folder:
        folder = folder.parent
    if folder is not None and (not folder.is_dir() or not os.access(folder, os.W_OK)):
        raise InputError(f"{given.output}：这里写不进去。请用 -o 换一个能写入的文件夹。")


def _converse(given: Namespace, terminal: Terminal, record: Record, formats: tuple[str, ...]) -> int:
    from generator.wizard.conversation import Conversation
    from generator.wizard.review import LEAVE, review

    standard = record.standard
    terminal.say(f"{record.year}年度，格式 {standard.id}（{standard.file.name}）。随时可按 Ctrl-L 看目录、改任何一处。")
    fresh = not any(step.startswith(("facts", "gate:")) for step in record.progress)
    conversation = Conversation(record, terminal, _last(given, terminal, record, fresh))
    conversation.formats = formats
    if fresh:
        conversation.begin()
    if review(conversation) == LEAVE:
        terminal.say(f"已保存在 {record.path}。接着填：nianbao wizard {record.path}")
        return 0
    return _publish(given, terminal, conversation)


def _last(given: Namespace, terminal: Terminal, record: Record, fresh: bool) -> Case | None:
    """Last year's report: the one named, the one taken before, or one that lies in the folder and is wanted."""
    from generator.flow.case import last_case
    from generator.wizard.starting import asked, last_years

    if given.last_year:
        return last_case(given.last_year, record.standard, record.year, given.templates)
    for path, case in last_years(record, given.templates):
        mark = f"last:{path.name}"
        name = "" if case.report.agency == record.questions.get("agency") else f"（{case.report.agency}）"
        message = f"找到上年的文件 {path.name}{name}，带入机关信息和上年结转吗？"
        if mark in record.progress or (fresh and asked(terminal, message)):
            record.mark(mark)
            return case
    return None


def _publish(given: Namespace, terminal: Terminal, conversation: Conversation) -> int:
    from generator.command.progress import waiting
    from generator.writers import PICTURE, publish

    case, path, formats = conversation.case(), conversation.record.path, conversation.formats
    with waiting(f"生成 {'、'.join(formats)}"):
        picture = case.picture() if PICTURE in formats else None
        files = publish(case.document, given.output, formats, picture=picture)
    for written in files:
        terminal.say("\n".join(filter(None, (f"已生成 {written.path}", kept_told(written.kept), written.note))))
    terminal.say(f"填报数据在 {path}。以后修改：nianbao wizard {path}")
    return 0
