"""The review: what was filled in, in few lines, what was found, the report itself when asked for, and the way to every entry."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from generator.examination.findings import Finding, verdict
from generator.flow.case import Case
from generator.standard.model import LEAD
from generator.wizard.conversation import Conversation
from generator.wizard.report_screen import report_screen
from generator.wizard.sections import choose_section, sections
from generator.wizard.terminal import Back, Listed, Step, folded

BUILD, LEAVE = "build", "leave"
KINDS = (
    ("docx", "Word 文件"),
    ("txt", "文本文件"),
    ("html", "网页"),
    ("cms", "粘贴到网站后台用的网页"),
    ("pdf", "PDF"),
    ("picture", "图解"),
)
MOST_LINES = 25  # of what is printed before a choice
_SHOWN = 6  # figures of a table, findings


class _Seen(NamedTuple):
    """What stood in the record when it was last looked at."""

    figures: dict[str, str]
    words: dict[str, str]


def review(conversation: Conversation) -> str:
    """Show what there is until it is to be built (BUILD, only without errors) or left (LEAVE)."""
    terminal, seen = conversation.terminal, None
    while True:
        conversation.run()
        case = conversation.case()
        lines = list(_summary(conversation, case) if seen is None else _changed(conversation, seen))
        seen = _seen(conversation)
        told = [folded(line, terminal.columns) for line in (*lines, *_found(case))]
        terminal.say(_cut("\n".join(told)))
        try:
            choice = terminal.choose("请核对：", _options(case))
            if choice in (BUILD, LEAVE):
                return choice
            _follow(conversation, case, choice)
        except (Back, Listed):
            choose_section(conversation)


def _options(case: Case) -> list[tuple[str, str]]:
    """The ways on: what is wrong or open comes first."""
    holes = sum(finding.severity == "unfilled" for finding in case.findings)
    if case.examination.has_errors:
        options = [("fix", "去改第一处错误")]
    elif holes:
        options = [("holes", f"填还空着的（{holes} 处待填）"), (BUILD, "先生成报告，待填的地方标出来")]
    else:
        options = [(BUILD, "没有问题，生成报告")]
    return [
        *options,
        ("change", "目录：看、改任何一处"),
        ("report", "看整份报告"),
        ("all", "看全部提醒"),
        (LEAVE, "先保存，以后再来"),
    ]


def _follow(conversation: Conversation, case: Case, choice: str) -> None:
    terminal = conversation.terminal
    if choice == "change":
        choose_section(conversation)
    elif choice == "report":
        marks = {found.about: f"←{found.word} {found.code}" for found in reversed(case.findings)}
        terminal.say(report_screen(case.document, marks, terminal.columns))
    elif choice == "all":
        terminal.say("\n".join(folded(_told(finding), terminal.columns) for finding in case.findings) or "没有提醒。")
    elif choice == "files":
        chosen = terminal.tick("要生成哪几种文件？", KINDS, conversation.formats)
        conversation.formats = tuple(chosen) or conversation.formats
    elif choice == "holes":
        _fill(conversation, case)
    else:
        error = next(finding for finding in case.findings if finding.severity == "error")
        if step := _step_of(conversation, error):
            conversation.ask(step)
        else:
            choose_section(conversation)


def _fill(conversation: Conversation, case: Case) -> None:
    """Ask what is still open: figures at their lines, the rest as the report names it."""
    open_ones = [finding for finding in case.findings if finding.severity == "unfilled"]
    done: set[str] = set()
    for finding in open_ones:
        step = _step_of(conversation, finding) if finding not in case.unwritten else None
        step = step or Step(f"hole:{finding.label}", finding.label, partial(conversation.texts.fill, finding))
        if step.name not in done:
            done.add(step.name)
            conversation.ask(step)


def _summary(conversation: Conversation, case: Case) -> Iterator[str]:
    """What was filled in, a line a part; the tables with their first figures that are not 0."""
    record, standard = conversation.record, conversation.standard
    yield f"{case.document.title}（{record.year}年度，格式 {standard.id}）"
    for section in sections(conversation):
        if section.name not in standard.tables:
            yield f"　{section.label}：{section.told}"
            continue
        told = [
            f"{standard.name_of(figure, record.year).printed} {record.figures[address]}"
            for address, figure in standard.figures.items()
            if figure.table == section.name and record.figures.get(address, "0").strip() not in ("", "0")
        ]
        zeros = any(address.startswith(f"{section.name}.") for address, text in record.figures.items() if text == "0")
        more = f"……共 {len(told)} 格不是 0" if len(told) > _SHOWN else ""
        yield (
            f"　{section.label}：{'；'.join(told[:_SHOWN])}{more}"
            if told
            else f"　{section.label}：{section.told}{'，都是 0' if zeros else ''}"
        )


def _changed(conversation: Conversation, seen: _Seen) -> Iterator[str]:
    """What was entered or changed since it was last looked at, grouped by table."""
    standard, year = conversation.standard, conversation.record.year
    now, table = _seen(conversation), ""
    for address, figure in standard.figures.items():
        before, after = seen.figures.get(address, ""), now.figures.get(address, "")
        if before != after and not figure.is_total:
            if figure.table != table:
                table = figure.table
                yield f"改了“{standard.tables[table].title}”："
            yield f"　{standard.name_of(figure, year).printed}：{before or '空'} → {after or '空'}"
    words = [key for key in (*seen.words, *now.words) if seen.words.get(key) != now.words.get(key)]
    for key in dict.fromkeys(words):
        yield f"改了{_label(conversation, key)}：{now.words.get(key, '') or '（空）'}"[:120]


def _label(conversation: Conversation, key: str) -> str:
    section, _, name = key.partition(":")
    if section == "cover":
        return f"“{conversation.standard.questions[name].label}”"
    slot = conversation.standard.text_slots.get(name.removesuffix(f".{LEAD}"))
    return f"“{slot.title if slot else name}”的文字"


def _seen(conversation: Conversation) -> _Seen:
    record = conversation.record
    parts = {"cover": record.questions, "text": record.texts, "rewrite": record.rewrites, "titles": record.titles}
    return _Seen(dict(record.figures), {f"{name}:{k}": v for name, part in parts.items() for k, v in part.items() if v})


def _found(case: Case) -> Iterator[str]:
    """The verdict, and the first findings."""
    findings = [f for f in case.findings if f.severity != "unfilled" and not f.settled]
    yield verdict(case.findings)
    yield from (_told(finding) for finding in findings[:_SHOWN])
    if len(findings) > _SHOWN:
        yield f"还有 {len(findings) - _SHOWN} 条，选“看全部提醒”。"


def _cut(text: str) -> str:
    lines = text.split("\n")
    return (
        text
        if len(lines) <= MOST_LINES
        else "\n".join([*lines[: MOST_LINES - 1], "……（其余选“看整份报告”“看全部提醒”）"])
    )


def _told(finding: Finding) -> str:
    lines = [f"{finding.word} [{finding.code}] {finding.message}", finding.culprit, finding.advice]
    return "\n　　".join(line for line in lines if line)


def _step_of(conversation: Conversation, finding: Finding) -> Step | None:
    """The step a finding is asked in: the line of a figure, a question, a text; None when it is about none."""
    figures, tables = conversation.standard.figures, conversation.tables
    address = finding.about
    while address in figures and figures[address].is_total:  # a total is corrected at its parts
        address = figures[address].sums[0][0]
    line = next((line for line in tables.lines.values() if address in line.addresses), None)
    if line:
        return tables.step_of(line)
    section, _, name = address.partition(".")
    if section == "cover" and name in conversation.standard.questions:
        return conversation.cover.question(name)
    if section in ("text", "rewrite"):
        return next((step for step in conversation.texts.every() if step.name == f"text.{name}"), None)
    return None
