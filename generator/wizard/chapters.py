"""The chapters as the office wants them, where none are prescribed: renamed, left out, moved, added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drafting.chapter_titles import printed_title
from generator.standard.model import OWN_CHAPTERS
from generator.wizard.terminal import Back

if TYPE_CHECKING:
    from generator.wizard.conversation import Conversation

DONE, ADD, RESET = "done", "add", "reset"


def arrange(conversation: Conversation) -> None:
    """Change chapters one by one until that is enough."""
    record, terminal = conversation.record, conversation.terminal
    while True:
        report = conversation.case().report
        keys = list(report.chapters or conversation.standard.file.chapters)
        options = [(DONE, "就这样")]
        options += [(k, printed_title(conversation.standard, report, k, n)) for n, k in enumerate(keys, 1)]
        left = [k for k in conversation.standard.file.chapters if k not in keys]
        options += [(key, f"（不印）{conversation.standard.title_of(key, record.year)}") for key in left]
        if spare := [key for key in OWN_CHAPTERS if key not in keys]:
            options.append((ADD, "加写一章"))
        options += [(RESET, "全部改回格式的安排")] if record.chapters else []
        try:
            chosen = terminal.choose("各章安排：改哪一章？", options)
            if chosen == DONE:
                return
            if chosen == RESET:
                record.chapters = []
                record.titles = {key: text for key, text in record.titles.items() if key not in OWN_CHAPTERS}
            elif chosen == ADD:
                _add(conversation, keys, spare[0])
            elif chosen in left:
                record.chapters = [*keys, chosen]
            else:
                _change(conversation, keys, chosen)
        except Back:
            return
        record.save()


def _add(conversation: Conversation, keys: list[str], key: str) -> None:
    """A chapter of the office's own, with its title and text, behind all others."""
    record, terminal = conversation.record, conversation.terminal
    title = terminal.text(
        "这一章的标题：", "", lambda typed: bool(typed.strip()) or "请填标题", "不用写“一、”，自动编号"
    )
    text = terminal.paragraphs("这一章的文字：")
    record.titles[key], record.texts[key], record.chapters = title.strip(), text, [*keys, key]


def _change(conversation: Conversation, keys: list[str], key: str) -> None:
    """Rename, leave out or move one chapter."""
    record, terminal = conversation.record, conversation.terminal
    at = keys.index(key)
    ways = [("rename", "改标题"), ("leave", "这一章不印")]
    ways += [("up", "往前移")] if at else []
    ways += [("down", "往后移")] if at + 1 < len(keys) else []
    way = terminal.choose("怎样改？", ways)
    if way == "rename":
        known = record.titles.get(key) or conversation.standard.title_of(key, record.year)
        record.titles[key] = terminal.text("标题：", known, status="没有写“一、”的自动编号").strip()
        return
    others = [other for other in keys if other != key]
    if way != "leave":
        others.insert(at - 1 if way == "up" else at + 1, key)
    elif key in OWN_CHAPTERS:
        record.titles.pop(key, None)
        record.texts.pop(key, None)
    record.chapters = others
