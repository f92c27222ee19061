"""What is typed at the prompts of the wizard: words for yes and no, pasted rows, nothing lost, one window a file."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from generator.answers.values import Refused
from generator.errors import InputError
from generator.flow.opening import read_answers
from generator.standard import load_standard
from generator.wizard.alone import alone_with
from generator.wizard.chapters import arrange
from generator.wizard.conversation import Conversation
from generator.wizard.echoing import drawn_table
from generator.wizard.editor import edited
from generator.wizard.lines import TableLine, lines_asked, read_block, read_line
from generator.wizard.record import Record
from generator.wizard.review import review
from generator.wizard.sections import choose_section
from generator.wizard.terminal import Back, Listed, Terminal, folded, without_quotes
from generator.wizard.year_change import year_check
from generator.words.widths import width
from tests.conversations import Scripted, filled_record, nil, pasted, talk_through

pytestmark = pytest.mark.usefixtures("fast_disk")


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        yield keys


class Silent(Terminal):
    """The real prompts, with nothing printed beside them."""

    def say(self, text: str = "") -> None:
        """Nothing is looked at here."""


@pytest.mark.parametrize("word", ["是", "有", "对", "要", "y", "Y", "ｙ", "yes"])
def test_words_for_yes(word: str, keys: PipeInput) -> None:
    keys.send_text(f"{word}\r")
    assert Silent().yes("有吗？", default=False) is True


@pytest.mark.parametrize("word", ["否", "没有", "无", "不", "n", "Ｎ"])
def test_words_for_no(word: str, keys: PipeInput) -> None:
    keys.send_text(f"{word}\r")
    assert Silent().yes("有吗？", default=True) is False


@pytest.mark.parametrize("default", [True, False])
def test_enter_alone_is_the_default(default: bool, keys: PipeInput) -> None:
    keys.send_text("\r")
    assert Silent().yes("有吗？", default) is default


def test_anything_else_stays_and_is_refused(keys: PipeInput) -> None:
    keys.send_text("12\r\x15有\r")  # refused, cleared, answered
    assert Silent().yes("有吗？", default=False) is True


def applications() -> list[TableLine]:
    return [line for line in lines_asked(load_standard("national-2021"), 2024) if line.table == "applications"]


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("12\t\t3\t\t\t", "12 0 3 0 0 0"),
        ("\t3", "0 3 0 0 0 0"),
        ("12\t3\t0\t1\t0\t2\t18", "12 3 0 1 0 2"),
        ("12 3 0 1 0 2 18", "12 3 0 1 0 2"),
        ("-", "0 0 0 0 0 0"),
        ("无", "0 0 0 0 0 0"),
        ("／ 2", "0 2 0 0 0 0"),
    ],
)
def test_a_row_keeps_its_columns(typed: str, values: str) -> None:
    assert " ".join(read_line(load_standard("national-2021"), applications()[0], typed).values) == values


def test_a_row_copied_with_a_wrong_total_is_refused() -> None:
    with pytest.raises(Refused, match="“总计”19 不等于各数之和 18"):
        read_line(load_standard("national-2021"), applications()[0], "12\t3\t0\t1\t0\t2\t19")


def block_of(typed: str, start: int = 0, table: str = "applications") -> dict[str, str]:
    standard = load_standard("national-2021")
    lines = [line for line in lines_asked(standard, 2024) if line.table == table][start:]
    return {line.key: " ".join(reading.values) for line, reading in read_block(standard, lines, typed)}


def test_rows_pasted_are_the_rows_from_here_on() -> None:
    rows = "2\t0\t11\n109\t489\t597\n1\n2\n3\n4.5\n"
    assert block_of(rows, table="disclosure") == {
        "disclosure.regulations": "2 0 11",
        "disclosure.normative": "109 489 597",
        "disclosure.licences": "1",
        "disclosure.penalties": "2",
        "disclosure.coercion": "3",
        "disclosure.fees": "4.5",
    }


def test_a_whole_table_may_be_pasted_with_its_totals() -> None:
    standard = load_standard("national-2021")
    rows = list(standard.shape("applications"))
    zeros = "\t".join("0" * 7)
    pasted_rows = "\n".join("1\t0\t0\t0\t0\t0\t1" if row in ("new", "granted", "handled") else zeros for row in rows)
    found = block_of(pasted_rows)
    assert len(found) == 24
    assert found["applications.new"] == found["applications.granted"] == "1 0 0 0 0 0"
    assert found["applications.carried_forward"] == "0 0 0 0 0 0"


def test_a_table_of_one_row_may_be_pasted_whole() -> None:
    row = "\t".join(map(str, [2, 1, 0, 0, 3, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1]))
    assert list(block_of(row, table="disputes").values()) == ["2 1 0 0", "1 0 0 0", "0 1 0 0"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [("1\n甲", "第 2 行“二、上年结转"), ("\n".join(["1"] * 40), "粘贴了 40 行，这张表从这里起只有 2")],
)
def test_a_block_that_is_wrong_says_where(typed: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        block_of(typed)


def test_a_pasted_block_is_shown_and_taken_with_one_answer(tmp_path: Path) -> None:
    conversation = Conversation(Record(load_standard("national-2021"), 2024, tmp_path / "a.yaml"), Terminal())
    replies = {"text": "3\t0\t0\t0\t0\t0\n0\n3", "yes": True}
    terminal = talk_through(conversation, Scripted(lambda kind, message: replies[kind]))
    conversation.tables.line_steps("applications")[0].ask()
    assert terminal.asked[1].endswith("粘贴了 3 行（已录 3 件，两边相符），对吗？")
    assert "自然人" in terminal.said[1]
    assert conversation.record.figures["applications.granted.natural_person"] == "3"
    assert "line:applications.granted" in conversation.record.progress


def test_what_is_too_much_is_told_as_such(tmp_path: Path) -> None:
    conversation = Conversation(Record(load_standard("national-2021"), 2024, tmp_path / "a.yaml"), Terminal())
    terminal = talk_through(conversation, Scripted(lambda kind, message: kind == "yes" or "3\n0\n4"))
    conversation.tables.line_steps("applications")[0].ask()
    assert "已录 4 件，多 1 件" in terminal.asked[1]


def test_a_block_that_is_not_right_changes_nothing(tmp_path: Path) -> None:
    conversation = Conversation(Record(load_standard("national-2021"), 2024, tmp_path / "a.yaml"), Terminal())
    typed = iter(["3\n4", "1 0 0 0 0 0"])
    talk_through(conversation, Scripted(lambda kind, message: False if kind == "yes" else next(typed)))
    conversation.tables.line_steps("applications")[0].ask()
    assert conversation.record.figures["applications.new.natural_person"] == "1"
    assert "applications.carried_over.natural_person" not in conversation.record.figures


def test_a_tab_parts_the_cells_of_a_paste_without_brackets(keys: PipeInput) -> None:
    keys.send_text("12\t3\t0\r")
    assert Silent().text("一：") == "12\t3\t0"


@pytest.mark.parametrize(("key", "raised"), [("\x02", Back), ("\x0c", Listed), ("\x03", KeyboardInterrupt)])
def test_what_stands_in_a_prompt_that_is_left_is_kept(
    key: str, raised: type[BaseException], tmp_path: Path, keys: PipeInput
) -> None:
    record = filled_record(tmp_path / "a.yaml")
    conversation = Conversation(record, Silent())
    step = next(step for step in conversation.cover.every() if step.name == "cover.office")
    keys.send_text(f"档案局办{key}")
    with pytest.raises(raised):
        conversation.ask(step)
    again = Record.of(record.standard, read_answers(tmp_path / "a.yaml"), tmp_path / "a.yaml")
    keys.send_text("公室\r")
    later = Conversation(again, Silent())
    later.ask(next(step for step in later.cover.every() if step.name == "cover.office"))
    assert again.questions["office"] == "档案局办公室"
    assert again.kept("cover.office") == ""


def test_a_paragraph_is_ended_with_a_key_that_no_console_takes(keys: PipeInput) -> None:
    keys.send_text(pasted("第一段\n第二段") + "\x18")
    assert Silent().paragraphs("补充：") == "第一段\n第二段"


@pytest.mark.parametrize(
    ("script", "text", "said"),
    [
        ("import sys; open(sys.argv[1],'w',encoding='gbk').write('改过的文字')", "改过的文字", ""),
        ("import sys; open(sys.argv[1],'w',encoding='utf-16').write('改过的文字')", "改过的文字", ""),
        ("import sys; open(sys.argv[1],'wb').write(b'\\xff\\xff\\xff')", "原来的", "没有采用，留在"),
        ("import sys; sys.exit(3)", "原来的", "没有正常结束"),
    ],
)
def test_nothing_is_lost_in_an_editor(
    script: str, text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "editor.py"
    program.write_text(script, encoding="utf-8")
    monkeypatch.setenv("VISUAL", shlex.join([sys.executable, str(program)]))
    told: list[str] = []
    assert edited("原来的", told.append) == text
    assert said in "".join(told)


@pytest.mark.parametrize("editor", ["nosucheditor", "no such editor", '"no end'])
def test_an_editor_that_is_not_there_is_told(editor: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", editor)
    told: list[str] = []
    assert edited("原来的", told.append) == "原来的"
    assert f"打不开编辑器“{editor}”" in told[0]


@pytest.mark.skipif(os.name == "nt", reason="a script of the shell")
@pytest.mark.parametrize("quote", ["", '"'])
def test_the_path_of_an_editor_may_hold_spaces(quote: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "我的 编辑器" / "edit.sh"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf 改过的文字 > "$1"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"{quote}{program}{quote}")
    assert edited("原来的", print) == "改过的文字"


def test_a_draft_that_the_editor_left_is_no_rewrite(tmp_path: Path) -> None:
    conversation = Conversation(filled_record(tmp_path / "a.yaml"), Terminal())

    class Leaving(Scripted):
        def edit(self, text: str) -> str:
            return text

    talk_through(conversation, Leaving(lambda kind, message: "editor"))
    next(step for step in conversation.texts.every() if step.name == "text.other").ask()
    assert conversation.record.rewrites == {}


def test_the_second_window_on_a_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with alone_with(path), pytest.raises(InputError, match=r"a\.yaml 正在另一个窗口里填"), alone_with(path):
        pass
    with alone_with(path):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no second process here")
def test_what_a_killed_window_held_is_free_again(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    if not (child := os.fork()):
        with alone_with(path):
            os._exit(0)
    os.waitpid(child, 0)
    with alone_with(path):
        pass


@pytest.mark.parametrize(("year", "told"), [("2030", "还没有结束"), ("24", "四位数字"), ("2024", True)])
def test_a_year_that_is_not_over_is_refused(year: str, told: str | bool) -> None:
    found = year_check(lambda year: load_standard("national-2021"))(year)
    assert found is True if told is True else str(told) in str(found)


def listed(conversation: Conversation, *choices: str, text: str = "2023") -> Scripted:
    """The list of all that is asked, with what is chosen in it."""
    chosen = iter(choices)
    reply: Callable[[str, str], object] = lambda kind, message: (  # noqa: E731
        next(chosen, "on") if kind == "choose" else True if kind == "yes" else text
    )
    terminal = talk_through(conversation, Scripted(reply))
    choose_section(conversation)
    return terminal


def test_the_year_can_be_changed_at_any_time(tmp_path: Path) -> None:
    conversation = Conversation(filled_record(tmp_path / "a.yaml", applications__new__other="3"), Terminal())
    listed(conversation, "year", "year", "on")
    saved = read_answers(tmp_path / "a.yaml")
    assert (saved.year, saved.standard) == (2023, "national-2021")
    assert saved.figures["applications.new.other"].text == "3"


def test_what_another_form_does_not_have_is_said_first(tmp_path: Path) -> None:
    conversation = Conversation(filled_record(tmp_path / "a.yaml", applications__new__other="3"), Terminal())
    terminal = listed(conversation, "year", "year", "on", text="2016")
    assert any("新的格式里没有已填的 1 格数" in message for message in terminal.asked)
    assert read_answers(tmp_path / "a.yaml").standard == "national-2014"


def test_the_gate_of_a_table_asks_it_through_again(tmp_path: Path) -> None:
    conversation = Conversation(filled_record(tmp_path / "a.yaml"), Terminal())
    terminal = listed(conversation, "disputes", "gate:disputes", "on", text="1 0 0 0")
    assert len([message for message in terminal.asked if message.startswith(("行政复议：", "未经", "复议后"))]) == 3
    assert conversation.record.figures["disputes.cases.review_upheld"] == "1"


def test_a_gate_answered_no_asks_before_it_drops_figures(tmp_path: Path) -> None:
    conversation = Conversation(filled_record(tmp_path / "a.yaml", applications__new__other="3"), Terminal())
    terminal = talk_through(conversation, Scripted(lambda kind, message: False))
    conversation.tables.gate("applications").ask()
    assert terminal.asked[-1] == "这张表已经填了 1 格，都改成没有吗？"
    assert conversation.record.figures["applications.new.other"] == "3"


def test_a_group_with_a_number_is_not_skipped_without_asking(tmp_path: Path) -> None:
    record = filled_record(tmp_path / "a.yaml", applications__forbidden_by_law__other="3")
    conversation = Conversation(record, Terminal())
    replies = iter(["全无", False, "0 0 0 0 0 0"])
    talk_through(conversation, Scripted(lambda kind, message: next(replies)))
    conversation.tables.step_of(conversation.tables.lines["line:applications.state_secret"]).ask()
    assert record.figures["applications.forbidden_by_law.other"] == "3"


def test_a_dash_is_nothing_in_its_own_line_only(tmp_path: Path) -> None:
    record = filled_record(tmp_path / "a.yaml", applications__forbidden_by_law__other="3")
    conversation = Conversation(record, Terminal())
    talk_through(conversation, Scripted(lambda kind, message: "-"))
    conversation.tables.step_of(conversation.tables.lines["line:applications.state_secret"]).ask()
    assert record.figures["applications.forbidden_by_law.other"] == "3"
    assert record.figures["applications.state_secret.other"] == "0"


def test_cells_of_words_are_left_empty_by_a_dash() -> None:
    standard = load_standard("university-2018")
    line = next(line for line in lines_asked(standard, 2020) if not line.numeric)
    assert set(read_line(standard, line, "-").values) == {""}


def test_a_hole_asks_for_all_it_names(tmp_path: Path) -> None:
    record = filled_record(tmp_path / "a.yaml")
    conversation = Conversation(record, Terminal())
    terminal = talk_through(conversation, Scripted(lambda kind, message: "示例"))
    hole = next(finding for finding in conversation.case().unwritten if finding.about == "cover.office")
    conversation.texts.fill(hole)
    assert terminal.asked == ["联系单位：", "联系地址：", "邮政编码：", "联系电话："]


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_what_the_review_prints_fits_the_screen(columns: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = Record.of(
        load_standard("national-2021"),
        read_answers(Path("example_inputs/national-2021/suqian-2023.yaml")),
        tmp_path / "a.yaml",
    )
    conversation = Conversation(record, Terminal())
    record.progress = [step.name for step in conversation.steps()]
    monkeypatch.setenv("COLUMNS", str(columns))
    choices = iter(["report", "leave"])
    terminal = talk_through(conversation, Scripted(lambda kind, message: next(choices)))
    assert review(conversation) == "leave"
    assert all(width(line) <= columns for said in terminal.said for line in said.split("\n"))
    assert len(terminal.said[0].split("\n")) <= 25
    assert "3402" in terminal.said[1]


def test_chapters_are_arranged_where_none_are_prescribed(tmp_path: Path) -> None:
    record = Record(load_standard("article-2008"), 2016, tmp_path / "a.yaml", questions={"agency": "示例县水利局"})
    conversation = Conversation(record, Terminal())
    keys = list(record.standard.file.chapters)
    replies = iter(
        [
            keys[1],
            "leave",
            keys[0],
            "rename",
            "一、工作概况",
            "add",
            "特色工作",
            "开展了三项工作。",
            "own1",
            "up",
            "done",
        ]
    )
    talk_through(conversation, Scripted(lambda kind, message: next(replies)))
    arrange(conversation)
    report = conversation.case().report
    assert report.chapters == (keys[0], *keys[2:-1], "own1", keys[-1])
    assert report.titles[keys[0]] == "一、工作概况"


def test_prescribed_chapters_are_not_offered(tmp_path: Path) -> None:
    conversation = Conversation(filled_record(tmp_path / "a.yaml"), Terminal())
    offered: list[str] = []

    class Looking(Scripted):
        def choose(self, message: str, options: object, given: str = "") -> str:
            offered.extend(key for key, _ in options)  # type: ignore[attr-defined]
            return "on"

    talk_through(conversation, Looking(nil))
    choose_section(conversation)
    assert "chapters" not in offered
    assert {"cover", "year", "disclosure", "applications", "disputes", "texts"} <= set(offered)


@pytest.mark.parametrize(
    ("typed", "path"), [('"C:/a b.xlsx"', "C:/a b.xlsx"), ("'a.yaml' ", "a.yaml"), ("a.yaml", "a.yaml")]
)
def test_quotes_around_a_path_are_taken_off(typed: str, path: str) -> None:
    assert without_quotes(typed) == path


def test_lines_are_folded_to_the_screen() -> None:
    assert folded("一二三四五六\n七", 6) == "一二三\n四五六\n七"


def test_a_folded_line_keeps_numbers_whole_and_begins_with_no_closing_mark() -> None:
    assert folded("收到申请 3402；办结（全部）", 14) == "收到申请 \n3402；办结（全\n部）"
    assert folded("http://www.example.gov.cn", 10) == "http://www\n.example.g\nov.cn"


@pytest.mark.parametrize("columns", [58, 78, 118])
def test_pasted_rows_are_shown_in_the_width_of_the_screen(columns: int) -> None:
    standard = load_standard("national-2021")
    for table, typed in (
        ("applications", "3402\t99\t0\t4\t5\t1\n91\t3\t0\t0\t2\t0"),
        ("disclosure", "2\t0\t11\n109\t489\t597\n1808595"),
    ):
        lines = [line for line in lines_asked(standard, 2024) if line.table == table]
        shown = drawn_table(read_block(standard, lines, typed), columns)
        assert all(width(line) <= columns for line in shown.split("\n"))
        assert all(number in shown for number in typed.split())


def test_pasted_words_are_cut_to_the_screen() -> None:
    lines = [line for line in lines_asked(load_standard("university-2018"), 2020) if line.table == "catalogue"]
    typed = "http://www.example.edu.cn/a/very/long/address\t网站\nhttp://www.example.edu.cn/2\t"
    shown = drawn_table(read_block(load_standard("university-2018"), lines, typed), 78)
    assert all(width(line) <= 78 for line in shown.split("\n"))
    assert "http://www.example.edu" in shown
