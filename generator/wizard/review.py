"""The review: the whole report as it will be printed, what was found, and any entry to go back to."""

from __future__ import annotations

from generator.examination.findings import Finding, verdict
from generator.wizard.conversation import Conversation
from generator.wizard.terminal import Back, Step
from generator.writers import write_text

BUILD, LEAVE = "build", "leave"


def review(conversation: Conversation) -> str:
    """Show the report until it is to be built (BUILD, only without errors) or left (LEAVE)."""
    terminal = conversation.terminal
    while True:
        conversation.run()
        case = conversation.case()
        findings = [f for f in case.findings if f.severity != "unfilled" and not f.settled]
        terminal.say(write_text(case.document, {f.about: f"←{f.word} {f.code}" for f in reversed(case.findings)}))
        terminal.say("\n".join([verdict(case.findings), *(_told(finding) for finding in findings)]))
        errors = [finding for finding in findings if finding.severity == "error"]
        options = [("fix", "去改第一处错误")] if errors else [(BUILD, "没有问题，生成报告")]
        options += [("change", "改某一处"), (LEAVE, "先保存，以后再来")]
        try:
            choice = terminal.choose("请核对上面的报告：", options)
            if choice == "fix":
                _change(conversation, _step_of(conversation, errors[0]))
            elif choice == "change":
                _change(conversation, _choose(conversation))
            else:
                return choice
        except Back:
            continue


def _told(finding: Finding) -> str:
    lines = [f"{finding.word} [{finding.code}] {finding.message}", finding.culprit, finding.advice]
    return "\n　　".join(line for line in lines if line)


def _change(conversation: Conversation, step: Step) -> None:
    """Ask one step again and come back."""
    step.ask()
    conversation.record.mark(step.name)
    conversation.record.save()


def _choose(conversation: Conversation) -> Step:
    """Choose a part of the report, then an entry in it."""
    talk = conversation.tables
    parts = {
        "cover": ("封面和写进报告的情况", conversation.cover_steps()),
        **{name: (table.title, talk.line_steps(name)) for name, table in conversation.standard.tables.items()},
        "texts": ("各章文字", conversation.text_steps()),
    }
    part = conversation.terminal.choose("改哪一部分？", [(key, words) for key, (words, _) in parts.items()])
    steps = {step.name: step for step in parts[part][1]}
    return steps[conversation.terminal.choose("改哪一处？", [(step.name, step.label) for step in steps.values()])]


def _step_of(conversation: Conversation, finding: Finding) -> Step:
    """The line a finding about a figure is asked in; else what the user chooses."""
    figures, tables = conversation.standard.figures, conversation.tables
    address = finding.about
    while address in figures and figures[address].is_total:  # a total is corrected at its parts
        address = figures[address].sums[0][0]
    line = next((line for line in tables.lines.values() if address in line.addresses), None)
    return tables.step_of(line) if line else _choose(conversation)
