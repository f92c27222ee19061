"""Nothing is final in the wizard: one can always go back, and any entry can be changed on the review."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.flow.opening import read_answers
from generator.standard import load_standard
from generator.wizard.conversation import Conversation
from generator.wizard.record import Record
from generator.wizard.review import review
from generator.wizard.terminal import Back, Terminal
from tests.conftest import ROOT
from tests.conversations import Scripted, filled_record, nil, talk_through, wizard_run

pytestmark = pytest.mark.usefixtures("fast_disk")


def test_going_back_asks_the_step_before_again(tmp_path: Path) -> None:
    standard = load_standard("national-2021")
    conversation = Conversation(Record(standard, 2024, tmp_path / "a.yaml"), Terminal())
    replies = iter(["甲局", Back(), "乙局", "2025年1月1日"])

    def reply(kind: str, message: str) -> object:
        return next(replies, KeyboardInterrupt()) if kind == "text" else KeyboardInterrupt()

    talk_through(conversation, Scripted(reply))
    with pytest.raises(KeyboardInterrupt):
        conversation.run()
    assert read_answers(tmp_path / "a.yaml").questions["agency"].text == "乙局"


def test_going_back_over_a_skipped_group_takes_one_step(tmp_path: Path) -> None:
    conversation = Conversation(filled_record(tmp_path / "a.yaml"), Terminal())
    steps = [s.name for s in conversation.tables.line_steps("applications")]
    conversation.record.progress = [
        *(step.name for step in conversation.cover.every()),
        "facts",
        "gate:disclosure",
        "some:applications",
        "gate:applications",
        *steps[:4],
    ]
    typed = iter(["全无", Back(), "1 ? 0 0 0 0", Back(), KeyboardInterrupt()])
    terminal = talk_through(conversation, Scripted(lambda kind, message: next(typed)))
    with pytest.raises(KeyboardInterrupt):
        conversation.run()
    shown = [message.rpartition("　")[2] for message in terminal.asked]
    assert shown == [
        "1.属于国家秘密：",
        "1.本机关不掌握相关政府信息：",
        "1.属于国家秘密：",
        "2.其他法律行政法规禁止公开：",
        "1.属于国家秘密：",
    ]


def test_the_review_marks_an_error_in_place_leads_to_it_and_comes_back(tmp_path: Path) -> None:
    conversation = Conversation(filled_record(tmp_path / "a.yaml", applications__new__other="3"), Terminal())
    choices = iter(["report", "fix", "build"])

    def reply(kind: str, message: str) -> object:
        return next(choices) if kind == "choose" else "0 0 0 0 0 0"

    terminal = talk_through(conversation, Scripted(reply))
    assert review(conversation) == "build"
    assert terminal.asked[2] == "一、本年新收政府信息公开申请数量："
    assert any("错误 T3-1" in line and "3" in line for line in terminal.said[1].split("\n"))
    changed = terminal.said[-1].split("\n")
    assert changed[1] == "　一、本年新收政府信息公开申请数量“其他”：3 → 0"
    assert all(len(said.split("\n")) <= 25 for said in (terminal.said[0], terminal.said[-1]))
    assert read_answers(tmp_path / "a.yaml").figures["applications.new.other"].text == "0"


def test_with_errors_there_is_no_way_to_build(tmp_path: Path) -> None:
    conversation = Conversation(filled_record(tmp_path / "a.yaml", applications__new__other="3"), Terminal())
    offered: list[str] = []

    class Looking(Scripted):
        def choose(self, message: str, options: Sequence[tuple[str, str]], given: str = "") -> str:
            offered.extend(key for key, _ in options)
            return "leave"

    talk_through(conversation, Looking(nil))
    assert review(conversation) == "leave"
    assert "build" not in offered
    assert offered[0] == "fix"


def test_any_entry_can_be_chosen_and_corrected_on_the_review(tmp_path: Path) -> None:
    conversation = Conversation(filled_record(tmp_path / "a.yaml"), Terminal())
    choices = iter(["change", "cover", "cover.agency", "texts", "text.other", "editor", "on", "build"])

    class Editing(Scripted):
        def edit(self, text: str) -> str:
            return f"{text}另写一句。"

    talk_through(conversation, Editing(lambda kind, message: next(choices) if kind == "choose" else "乙局"))
    assert review(conversation) == "build"
    saved = read_answers(tmp_path / "a.yaml")
    assert saved.questions["agency"].text == "乙局"
    assert saved.rewrites["other"].text.endswith("另写一句。")


def test_a_chapter_can_be_added_to(tmp_path: Path) -> None:
    conversation = Conversation(filled_record(tmp_path / "a.yaml"), Terminal())
    choices = iter(["change", "texts", "text.overview.management", "add", "on", "leave"])
    talk_through(conversation, Scripted(lambda kind, message: next(choices) if kind == "choose" else "补一句。"))
    review(conversation)
    assert read_answers(tmp_path / "a.yaml").texts["overview.management"].text == "补一句。"


def test_an_open_figure_stays_open_when_its_line_is_asked_again(tmp_path: Path) -> None:
    conversation = Conversation(filled_record(tmp_path / "a.yaml"), Terminal())
    defaults: list[str] = []

    class Defaults(Scripted):
        def text(self, message: str, default: str = "", validate: object = None, status: str = "") -> str:
            defaults.append(default)
            return super().text(message, default, validate, status)

    typed = iter(["1 ? 0 0 0 0", "?", "0"])
    talk_through(conversation, Defaults(lambda kind, message: True if kind == "yes" else next(typed)))
    step = conversation.tables.line_steps("applications")[0]
    for _ in range(3):
        step.ask()
    assert defaults == ["0 0 0 0 0 0", "1 ? 0 0 0 0", "?"]


def test_words_of_a_line_asked_again_stay_what_they_were(tmp_path: Path) -> None:
    record = Record(load_standard("university-2018"), 2024, tmp_path / "a.yaml")
    conversation = Conversation(record, Terminal())
    typed = iter(["http://example.edu.cn/a | 每年 更新", None, "http://example.edu.cn/b", None])
    shown: list[dict[str, str]] = []

    class Enter(Scripted):
        def text(self, message: str, default: str = "", validate: object = None, status: str = "") -> str:
            return next(typed) or default

    talk_through(conversation, Enter(nil))
    for _ in range(4):
        conversation.tables.line_steps("catalogue")[0].ask()
        shown.append(dict(record.figures))
    assert shown[0] == shown[1]
    assert shown[2] == shown[3]


def test_a_wrong_total_of_a_file_is_mended_at_its_parts(tmp_path: Path) -> None:
    source = ROOT / "tests" / "cases" / "national-2021" / "T4-1.yaml"
    path = tmp_path / "a.yaml"
    path.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    choices = iter(["fix", "build"])
    terminal = Scripted(lambda kind, message: next(choices) if kind == "choose" else "2 0 0 1")
    assert wizard_run(terminal, tmp_path, path) == 0
    assert "行政复议：" in terminal.asked
    assert "disputes.cases.review_total" not in read_answers(path).figures


def test_the_wizard_writes_the_formats_asked_for(tmp_path: Path) -> None:
    record = filled_record(tmp_path / "a.yaml")
    record.save()
    out = tmp_path / "out"
    assert wizard_run(Scripted(nil), out, record.path, formats="html,cms,picture") == 0
    names = sorted(path.name.partition("报告")[2] for path in out.iterdir())
    assert {".html", "（粘贴用）.html", "（图解）.html", "（图解）.svg"} <= set(names)
