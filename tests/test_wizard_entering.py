"""The wizard asks little: every example can be entered, a nil return is short, and wrong entries are told at once."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from generator.answers.answer import Answers
from generator.answers.values import Refused
from generator.drafting import draft
from generator.examination import examine
from generator.flow.opening import read_answers
from generator.standard import load_standard
from generator.wizard.conversation import Conversation
from generator.wizard.lines import lines_asked, read_line
from generator.wizard.record import Record
from generator.wizard.terminal import Terminal
from generator.writers import write_docx, write_text
from tests.conftest import EXAMPLES, ROOT
from tests.conversations import (
    Keyed,
    Scripted,
    conversation_on,
    enter,
    filled_record,
    from_example,
    nil,
    talk_through,
    wizard_run,
)
from tests.test_standards import example_name

pytestmark = pytest.mark.usefixtures("fast_disk")


ARRANGED = ("suixian-2016", "xian-district-2017", "zaozhuang-2015")  # with chapters and titles of their own


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.stem not in ARRANGED], ids=example_name)
def test_an_example_entered_through_the_wizard_gives_the_same_report(example: Path, tmp_path: Path) -> None:
    answers = _without_totals(read_answers(example))
    conversation = conversation_on(answers, tmp_path / "a.yaml")
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        talk_through(conversation, Keyed(from_example(conversation, answers), keys))
        enter(conversation, answers)
    standard = conversation.standard
    entered, given = examine(standard, read_answers(tmp_path / "a.yaml")), examine(standard, answers)
    assert write_text(draft(standard, entered.report)) == write_text(draft(standard, given.report))
    assert write_docx(draft(standard, entered.report)) == write_docx(draft(standard, given.report))


def test_a_prefectures_200_figures_take_at_most_40_lines(tmp_path: Path) -> None:
    conversation = conversation_on(
        read_answers(ROOT / "example_inputs" / "national-2021" / "suqian-2023.yaml"), tmp_path / "a.yaml"
    )
    conversation.run()
    assert len([step for step in conversation.record.progress if step.startswith("line:")]) <= 40


@pytest.mark.usefixtures("own_folder")
def test_a_nil_return_takes_at_most_eight_answers_more_than_there_are_holes(tmp_path: Path) -> None:
    terminal = Scripted(nil)
    assert wizard_run(terminal, tmp_path) == 0
    holes = [asked for asked in terminal.asked if "待补充" in asked or asked.startswith(("联系", "邮政", "（四）"))]
    assert len(terminal.asked) <= len(holes) + 8
    assert {p.suffix for p in tmp_path.iterdir() if p.is_file()} == {".docx", ".txt", ".yaml"}
    text = next(tmp_path.glob("*.txt")).read_text(encoding="utf-8")
    assert "2024年，未收到政府信息公开申请，也没有上年结转的申请。" in text


@pytest.mark.usefixtures("own_folder")
def test_a_nil_return_with_last_years_file_takes_at_most_twelve_answers(tmp_path: Path) -> None:
    old = tmp_path / "old.yaml"
    text = (ROOT / "example_inputs" / "national-2021" / "nil-2024.yaml").read_text(encoding="utf-8")
    old.write_text(text.replace("cover:", 'cover:\n  phone: "000-0000000"', 1), encoding="utf-8")

    def reply(kind: str, message: str) -> object:
        if kind == "text":
            return "2026年1月15日" if message.startswith("成文日期") else "已经写明"
        return "已经写明。" if kind == "paragraphs" else True if message.startswith("找到") else nil(kind, message)

    terminal = Scripted(reply)
    assert wizard_run(terminal, tmp_path) == 0
    assert len(terminal.asked) <= 12
    text = next(tmp_path.glob("*2025*.txt")).read_text(encoding="utf-8")
    assert "【待补充" not in text


def test_a_group_is_skipped_as_a_group_and_the_state_is_shown(tmp_path: Path) -> None:
    standard = load_standard("national-2021")
    conversation = Conversation(Record(standard, 2024, tmp_path / "a.yaml"), Terminal())

    def reply(kind: str, message: str) -> object:
        if kind == "text" and conversation.asking.startswith("line:applications"):
            first = (
                message.endswith(("1.属于国家秘密：", "1.本机关不掌握相关政府信息：", "1.信访举报投诉类申请："))
                or "逾期不补正" in message
            )
            return (
                "12 0 0 0 0 0"
                if message.startswith("一、")
                else "9"
                if "予以公开" in message
                else "全无"
                if first
                else ""
            )
        return (
            True if kind == "yes" and ("都是 0" in message or "收到政府信息公开申请" in message) else nil(kind, message)
        )

    terminal = talk_through(conversation, Scripted(reply))
    conversation.run()
    assert any("已录 9 件，尚差 3 件" in text for text in terminal.said)
    assert len([m for m in terminal.asked if m.startswith("（三）不予公开")]) == 1
    assert conversation.case().report.number("applications.third_party.total") == 0


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1 2 3 4 5 6 7", "“总计”7 不等于各数之和 21"),
        ("1 2 3 4 5 6 7 8", "有 6 个数"),
        ("3.5", "“自然人”填的是“3.5”"),
        ("1 甲", "“商业企业”填的是“甲”"),
        ("1 -2", "“商业企业”填的是“-2”"),
        ("十二", "整数"),
    ],
)
def test_a_wrong_line_is_explained_and_kept(typed: str, words: str) -> None:
    standard = load_standard("national-2021")
    line = next(line for line in lines_asked(standard, 2024) if line.table == "applications")
    with pytest.raises(Refused, match=words):
        read_line(standard, line, typed)


def test_a_line_means_what_is_typed() -> None:
    standard = load_standard("national-2021")
    line = next(line for line in lines_asked(standard, 2024) if line.table == "applications")
    assert read_line(standard, line, "").values == ("0",) * 6
    assert read_line(standard, line, "？").values == ("",) * 6
    assert read_line(standard, line, "12").unsaid == 5
    assert read_line(standard, line, "12 ? 0 0 0 1,200").values == ("12", "", "0", "0", "0", "1,200")


def test_what_a_person_must_write_is_asked_one_by_one(tmp_path: Path) -> None:
    record = filled_record(tmp_path / "a.yaml")
    record.progress = [step for step in record.progress if not step.startswith(("hole:", "cover."))] + [
        "cover.agency",
        "cover.date",
    ]
    conversation = Conversation(record, Terminal())

    def reply(kind: str, message: str) -> object:
        return f"{message[:8]}已写。"

    talk_through(conversation, Scripted(reply))
    conversation.run()
    assert conversation.case().unwritten == []
    assert "problems.shortcomings" in read_answers(tmp_path / "a.yaml").texts


@pytest.mark.usefixtures("own_folder")
@pytest.mark.parametrize(
    ("step", "typed", "words"),
    [
        ("编制机关", "", "请填写机关全称"), ("报告年度", "24", "四位数字"), ("报告年度", "2007", "2008年5月1日"),
        ("成文日期", "昨天", "日期要写成"), ("一、本年新收", "1 2 3 4 5 6 7", "不等于各数之和"), ("一、本年新收", "3.5", "整数"),
        ("行政事业性收费", "0.1234567", "六位"), ("行政复议", "1 2 甲 4", "“其他结果”填的是“甲”"), ("举办培训", "两次", "整数"),
    ],
)  # fmt: skip
def test_every_kind_of_wrong_entry_is_told_at_its_prompt(step: str, typed: str, words: str, tmp_path: Path) -> None:
    told: list[object] = []

    class Wrong(Scripted):
        def text(self, message: str, default: str = "", validate: object = None, status: str = "") -> str:
            if message.startswith(step) and callable(validate):
                told.append(validate(typed))
                raise KeyboardInterrupt
            return super().text(message, default, validate, status)

    def reply(kind: str, message: str) -> object:
        if kind == "tick":
            return ["trainings"]
        if kind == "yes":
            return True
        cover = any(word in message for word in ("编制机关", "报告年度", "成文日期"))
        return nil(kind, message) if cover or kind != "text" else "0"

    terminal = Wrong(reply)
    with contextlib.suppress(KeyboardInterrupt):
        wizard_run(terminal, tmp_path)
    assert len(told) == 1
    assert words in str(told[0])


def _without_totals(answers: Answers) -> Answers:
    """Answers as the wizard asks for them: it adds up itself."""
    figures = load_standard(answers.standard).figures
    return replace(answers, figures={a: one for a, one in answers.figures.items() if not figures[a].is_total})
