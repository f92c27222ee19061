"""The wizard: every example can be entered, a nil return is short, nothing accepted is lost, and one can always go back."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from generator.answers.answer import Answers
from generator.answers.values import Refused
from generator.command import wizard
from generator.drafting import draft
from generator.errors import OutputError
from generator.examination import examine
from generator.flow.opening import read_answers
from generator.standard import load_standard
from generator.wizard.conversation import Conversation
from generator.wizard.lines import lines_of, read_line
from generator.wizard.record import Record
from generator.wizard.review import review
from generator.wizard.terminal import Back, Terminal, Toolbar, Validate
from generator.writers import write_docx, write_text
from tests.conftest import EXAMPLES, ROOT
from tests.test_standards import named


@pytest.fixture(autouse=True)
def fast_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for the disk is left out, for speed; what a killed process loses is tested in processes of its own."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)


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

    def text(self, message: str, default: str = "", validate: object = None, status: object = None) -> str:
        answer = str(self._answer("text", message))
        if callable(status):
            self.said.append(str(status()))
        if callable(validate):
            assert validate(answer) is True, (message, answer, validate(answer))
        return answer

    def paragraphs(self, message: str, default: str = "") -> str:
        return str(self._answer("paragraphs", message))

    def yes(self, message: str, default: bool = True) -> bool:
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

    def text(
        self, message: str, default: str = "", validate: Validate | None = None, status: Toolbar | None = None
    ) -> str:
        self.keys.send_text(f"\x05\x15{pasted(str(self.reply('text', message)))}\r")  # to the end, clear, paste, Enter
        return super().text(message, default, validate, status)

    def paragraphs(self, message: str, default: str = "") -> str:
        self.keys.send_text(pasted(str(self.reply("paragraphs", message))) + "\x1b\r")
        return super().paragraphs(message, default)

    def yes(self, message: str, default: bool = True) -> bool:
        self.keys.send_text(("y" if self.reply("yes", message) else "n") + "\r")
        return super().yes(message, default)

    def choose(self, message: str, options: Sequence[tuple[str, str]], given: str = "") -> str:
        wanted = [key for key, _ in options].index(str(self.reply("choose", message)))
        self.keys.send_text("\x1b[B" * wanted + "\r")
        return super().choose(message, options)

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
            return [k for k in example.questions if k != "year"]
        if prefix == "cover":
            return example.questions[key].text if key in example.questions else ""
        if step.startswith("gate:"):
            return True
        if step.startswith("line:"):
            if kind == "yes":
                return True
            line = next(x for x in lines_of(standard, step[5:].split(".")[0], example.year) if f"line:{x.key}" == step)
            typed = [example.figures[a].text if a in example.figures else "" for a in line.addresses]
            words = standard.figures[line.addresses[0]].kind in ("text", "link")
            return " | ".join(typed) if words else " ".join(t or "?" for t in typed)
        if step == "texts":
            return "each" if example.texts else "all"
        if prefix == "text":
            return ("add" if key in example.texts else "accept") if kind == "choose" else example.texts[key].text
        return "later"

    return reply


Spoken = TypeVar("Spoken", bound=Terminal)


def talk_through(conversation: Conversation, terminal: Spoken) -> Spoken:
    conversation.terminal = conversation.tables.terminal = terminal
    return terminal


def converse(example: Answers, path: Path) -> Conversation:
    standard = load_standard(example.standard)
    conversation = Conversation(Record(standard, example.year, path), Terminal())
    talk_through(conversation, Scripted(from_example(conversation, example)))
    return conversation


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_an_example_entered_through_the_wizard_gives_the_same_report(example: Path, tmp_path: Path) -> None:
    answers = read_answers(example)
    conversation = converse(answers, tmp_path / "a.yaml")
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        talk_through(conversation, Keyed(from_example(conversation, answers), keys))
        conversation.run()
    standard = conversation.standard
    entered, given = examine(standard, read_answers(tmp_path / "a.yaml")), examine(standard, answers)
    assert write_text(draft(standard, entered.report)) == write_text(draft(standard, given.report))
    assert write_docx(draft(standard, entered.report)) == write_docx(draft(standard, given.report))


def test_a_prefectures_200_figures_take_at_most_40_lines(tmp_path: Path) -> None:
    conversation = converse(
        read_answers(ROOT / "example_inputs" / "national-2021" / "suqian-2023.yaml"), tmp_path / "a.yaml"
    )
    conversation.run()
    assert len([step for step in conversation.record.progress if step.startswith("line:")]) <= 40


def nil(kind: str, message: str) -> object:
    """An office where nothing happened."""
    if kind == "text":
        return "示例县档案局" if "编制机关" in message else "2024" if "年度" in message else "2025年1月15日"
    return {"yes": False, "tick": None, "paragraphs": ""}.get(
        kind, "build" if "核对" in message else "all" if "起草" in message else "later"
    )


def test_a_nil_return_takes_at_most_fifteen_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    terminal = Scripted(nil)
    assert wizard.converse(Namespace(file=None, templates=None, standard=None, output=tmp_path), terminal) == 0
    assert len(terminal.asked) <= 15
    assert {p.suffix for p in tmp_path.iterdir() if p.is_file()} == {".docx", ".txt", ".yaml"}
    text = next(tmp_path.glob("*.txt")).read_text(encoding="utf-8")
    assert "2024年，未收到政府信息公开申请，也没有上年结转的申请。" in text


def test_last_years_file_is_offered_and_its_carried_over_figures_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.conftest import answers_of

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    standard = load_standard("national-2021")
    figures = {"applications.new.other": 2, "applications.carried_forward.other": 2}
    old = answers_of(standard, 2023, figures, agency="示例县档案局", office="示例办公室")
    Record.of(standard, old, tmp_path / "old.yaml").save()

    def reply(kind: str, message: str) -> object:
        if kind == "yes" and ("找到上年的文件" in message or "都是 0" in message):
            return True
        if kind == "text" and any(word in message for word in ("编制机关", "报告年度", "成文日期")):
            return nil(kind, message)
        if kind == "text" and message.startswith("二、上年结转"):
            return "0 0 0 0 0 2"
        if kind == "text" and ("申请数量" in message or "（" in message or "结转" in message):
            return "0 0 0 0 0 2" if message.startswith("四、") else "-" if message.endswith("1.属于国家秘密：") else ""
        return nil(kind, message)

    terminal = Scripted(reply)
    assert wizard.converse(Namespace(file=None, templates=None, standard=None, output=tmp_path), terminal) == 0
    assert any("有上年结转的数" in text for text in terminal.said)
    made = read_answers(next(p for p in tmp_path.glob("*.yaml") if p.name != "old.yaml"))
    assert made.figures["applications.carried_over.other"].text == "2"
    assert made.questions["office"].text == "示例办公室"


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
                "12 0 0 0 0 0" if message.startswith("一、") else "9" if "予以公开" in message else "-" if first else ""
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
        ("1 2 3 4 5 6 7", "有 6 个数"),
        ("3.5", "“自然人”填的是“3.5”"),
        ("无", "没有的请填 0"),
        ("1 -2", "“商业企业”填的是“-2”"),
        ("十二", "整数"),
    ],
)
def test_a_wrong_line_is_explained_and_kept(typed: str, words: str) -> None:
    standard = load_standard("national-2021")
    line = lines_of(standard, "applications", 2024)[0]
    with pytest.raises(Refused, match=words):
        read_line(standard, line, typed)


def test_a_line_means_what_is_typed() -> None:
    standard = load_standard("national-2021")
    line = lines_of(standard, "applications", 2024)[0]
    assert read_line(standard, line, "").values == ("0",) * 6
    assert read_line(standard, line, "？").values == ("",) * 6
    assert read_line(standard, line, "12").unsaid == 5
    assert read_line(standard, line, "12 ? 0 0 0 1,200").values == ("12", "", "0", "0", "0", "1,200")


KILLED = """
import os, signal, sys
from pathlib import Path
from generator.flow.opening import read_answers
from tests.test_wizard import converse
import generator.wizard.record as record
example, target, limit = read_answers(Path(sys.argv[1])), Path(sys.argv[2]), int(sys.argv[3])
conversation = converse(example, target)
if target.exists():
    conversation.record = type(conversation.record).of(conversation.standard, read_answers(target), target)
save, count = type(conversation.record).save, [0]
def counted(self):
    save(self)
    count[0] += 1
    if count[0] == limit:
        os.kill(os.getpid(), signal.SIGKILL)
type(conversation.record).save = counted
conversation.run()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize("every", [3, 8])
def test_a_killed_process_loses_no_accepted_answer(every: int, tmp_path: Path) -> None:
    example = ROOT / "example_inputs" / "bureau-2009" / "chongan-jingmao-2009.yaml"
    target = tmp_path / "a.yaml"
    before = 0
    for _ in range(80):
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(example), str(target), str(every)],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        progress = len(read_answers(target).progress)
        assert progress >= before + (every if done.returncode else 0)
        before = progress
        if done.returncode == 0:
            break
    standard = load_standard("bureau-2009")
    assert examine(standard, read_answers(target)).report == examine(standard, read_answers(example)).report


def test_without_a_terminal_the_other_ways_are_named() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "wizard"], input="甲\n", capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 2
    assert "nianbao form" in done.stderr
    assert "nianbao build" in done.stderr
    assert "Traceback" not in done.stderr


def filled_record(path: Path, **figures: str) -> Record:
    """A nil return of 2024 with some figures, every step answered."""
    from tests.conftest import answers_of

    standard = load_standard("national-2021")
    answers = answers_of(standard, 2024, {a.replace("__", "."): n for a, n in figures.items()}, date="2025-01-15")
    record = Record.of(standard, answers, path)
    record.progress = [step.name for step in Conversation(record, Terminal()).steps()]
    return record


def test_the_review_marks_an_error_in_place_leads_to_it_and_comes_back(tmp_path: Path) -> None:
    conversation = Conversation(filled_record(tmp_path / "a.yaml", applications__new__other="3"), Terminal())
    choices = iter(["fix", "build"])

    def reply(kind: str, message: str) -> object:
        return next(choices) if kind == "choose" else "0 0 0 0 0 0"

    terminal = talk_through(conversation, Scripted(reply))
    assert review(conversation) == "build"
    assert terminal.asked[1] == "一、本年新收政府信息公开申请数量："
    first = terminal.said[0].split("\n")
    assert any(line.startswith("一、本年新收") and line.endswith("←错误 T3-1") for line in first)
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
    assert offered == ["fix", "change", "leave"]


def test_any_entry_can_be_chosen_and_corrected_on_the_review(tmp_path: Path) -> None:
    conversation = Conversation(filled_record(tmp_path / "a.yaml"), Terminal())
    choices = iter(["change", "cover", "cover.agency", "change", "texts", "text.other", "editor", "build"])

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
    choices = iter(["change", "texts", "text.overview.management", "add", "leave"])
    talk_through(conversation, Scripted(lambda kind, message: next(choices) if kind == "choose" else "补一句。"))
    review(conversation)
    assert read_answers(tmp_path / "a.yaml").texts["overview.management"].text == "补一句。"


def test_what_a_person_must_write_is_asked_one_by_one(tmp_path: Path) -> None:
    record = filled_record(tmp_path / "a.yaml")
    record.progress.remove("holes")
    conversation = Conversation(record, Terminal())

    def reply(kind: str, message: str) -> object:
        return "now" if kind == "choose" else f"{message[:8]}已写。"

    talk_through(conversation, Scripted(reply))
    conversation.run()
    assert conversation.case().unwritten == []
    assert "problems.shortcomings" in read_answers(tmp_path / "a.yaml").texts


def test_a_half_filled_file_is_gone_on_with_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    record = filled_record(tmp_path / "a.yaml")
    record.progress = record.progress[:4]
    record.save()
    terminal = Scripted(nil)
    terminal.yes = lambda message, default=True: "接着填" in message  # type: ignore[method-assign]
    assert wizard.converse(Namespace(file=record.path, templates=None, standard=None, output=tmp_path), terminal) == 0
    assert not any("编制机关" in message for message in terminal.asked)
    assert (tmp_path / "示例县教育局2024年政府信息公开工作年度报告.docx").exists()


def test_a_form_can_be_finished_in_the_wizard(tmp_path: Path) -> None:
    form = tmp_path / "nil.xlsx"
    form.write_bytes((ROOT / "example_inputs" / "national-2021" / "nil-2024.xlsx").read_bytes())
    terminal = Scripted(nil)
    assert wizard.converse(Namespace(file=form, templates=None, standard=None, output=tmp_path), terminal) == 0
    assert terminal.asked == ["请核对上面的报告："]
    assert (tmp_path / "示例县档案局2024年政府信息公开工作年度报告.docx").exists()


def test_an_interrupt_says_where_the_answers_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    terminal = Scripted(lambda kind, message: nil(kind, message) if kind == "text" else KeyboardInterrupt())
    assert wizard.converse(Namespace(file=None, templates=None, standard=None, output=tmp_path), terminal) == 130
    assert "接着填：nianbao wizard" in terminal.said[-1]
    assert read_answers(next(tmp_path.glob("*.yaml"))).questions["date"].text == "2025年1月15日"


@pytest.mark.parametrize(
    ("step", "typed", "words"),
    [
        ("编制机关", "", "请填写机关全称"), ("报告年度", "24", "四位数字"), ("报告年度", "2007", "2008年5月1日"),
        ("成文日期", "昨天", "日期要写成"), ("一、本年新收", "1 2 3 4 5 6 7", "有 6 个数"), ("一、本年新收", "3.5", "整数"),
        ("行政事业性收费", "0.1234567", "六位"), ("行政复议", "1 2 无 4", "“其他结果”填的是“无”"), ("举办培训", "两次", "整数"),
    ],
)  # fmt: skip
def test_every_kind_of_wrong_entry_is_told_at_its_prompt(
    step: str, typed: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    told: list[object] = []

    class Wrong(Scripted):
        def text(self, message: str, default: str = "", validate: object = None, status: object = None) -> str:
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
        wizard.converse(Namespace(file=None, templates=None, standard=None, output=tmp_path), terminal)
    assert len(told) == 1
    assert words in str(told[0])


def test_a_standard_can_be_asked_for_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    replies = iter(["示例区教育局", "2016", KeyboardInterrupt()])
    terminal = Scripted(lambda kind, message: next(replies))
    assert (
        wizard.converse(Namespace(file=None, templates=None, standard="shandong-2015", output=tmp_path), terminal)
        == 130
    )
    assert read_answers(next(tmp_path.glob("*.yaml"))).standard == "shandong-2015"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    record = filled_record(tmp_path / "missing" / "a.yaml")
    with pytest.raises(OutputError, match="填的内容存不下来"):
        record.save()


def test_starting_again_from_a_form_keeps_what_was_corrected_before(tmp_path: Path) -> None:
    form = tmp_path / "nil.xlsx"
    form.write_bytes((ROOT / "example_inputs" / "national-2021" / "nil-2024.xlsx").read_bytes())
    choices = iter(["change", "cover", "cover.agency", "leave"])
    first = Scripted(lambda kind, message: next(choices) if kind == "choose" else "乙局")
    wizard.converse(Namespace(file=form, templates=None, standard=None, output=tmp_path), first)
    assert read_answers(tmp_path / "nil.yaml").questions["agency"].text == "乙局"
    again = Scripted(lambda kind, message: True if kind == "yes" else "leave")
    wizard.converse(Namespace(file=form, templates=None, standard=None, output=tmp_path), again)
    assert read_answers(tmp_path / "nil.yaml").questions["agency"].text == "乙局"
    anew = Scripted(lambda kind, message: False if kind == "yes" else "leave")
    wizard.converse(Namespace(file=form, templates=None, standard=None, output=tmp_path), anew)
    assert read_answers(tmp_path / "nil.yaml").questions["agency"].text == "乙局"
    assert read_answers(tmp_path / "nil.1.yaml").questions["agency"].text == "示例县档案局"


def test_going_back_over_a_skipped_group_takes_one_step(tmp_path: Path) -> None:
    conversation = Conversation(filled_record(tmp_path / "a.yaml"), Terminal())
    steps = [s.name for s in conversation.tables.line_steps("applications")]
    conversation.record.progress = [
        "cover.agency",
        "cover.date",
        "facts",
        "gate:disclosure",
        "some:applications",
        "gate:applications",
        *steps[:4],
    ]
    typed = iter(["-", Back(), "1 ? 0 0 0 0", Back(), KeyboardInterrupt()])
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


def test_an_open_figure_stays_open_when_its_line_is_asked_again(tmp_path: Path) -> None:
    conversation = Conversation(filled_record(tmp_path / "a.yaml"), Terminal())
    defaults: list[str] = []

    class Defaults(Scripted):
        def text(self, message: str, default: str = "", validate: object = None, status: object = None) -> str:
            defaults.append(default)
            return super().text(message, default, validate, status)

    typed = iter(["1 ? 0 0 0 0", "?", "0"])
    talk_through(conversation, Defaults(lambda kind, message: True if kind == "yes" else next(typed)))
    step = conversation.tables.line_steps("applications")[0]
    for _ in range(3):
        step.ask()
    assert defaults == ["0 0 0 0 0 0", "1 ? 0 0 0 0", "?"]


def test_a_wrong_total_of_a_file_is_mended_at_its_parts(tmp_path: Path) -> None:
    source = ROOT / "tests" / "cases" / "national-2021" / "T4-1.yaml"
    path = tmp_path / "a.yaml"
    path.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    choices = iter(["later", "fix", "build"])
    terminal = Scripted(lambda kind, message: next(choices) if kind == "choose" else "2 0 0 1")
    assert wizard.converse(Namespace(file=path, templates=None, standard=None, output=tmp_path), terminal) == 0
    assert "行政复议：" in terminal.asked
    assert "disputes.cases.review_total" not in read_answers(path).figures


def test_an_answer_the_full_disk_refused_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = filled_record(tmp_path / "a.yaml")
    record.save()
    before = record.path.read_bytes()

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="填的内容存不下来"):
        record.save()
    assert record.path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [record.path]
