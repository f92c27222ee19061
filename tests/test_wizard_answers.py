"""How many answers the wizard takes, an answer being one Enter of the person, and that its reports are those of an answers file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.answers.answer import Answer, Answers
from generator.command.main import main
from generator.document.blocks import PLACEHOLDER, text_of
from generator.document.places import Place
from generator.flow.case import Case
from generator.flow.opening import read_answers
from generator.standard import Standard, load_standard, standard_ids
from generator.standard.definition import AGENCY, Question
from generator.standard.table_definition import NUMBERS
from generator.wizard.conversation import Conversation
from generator.wizard.lines import LEAVE_OPEN
from generator.wizard.record import Record
from generator.wizard.terminal import Terminal
from generator.words.days import date_text
from tests.conftest import ROOT
from tests.conversations import Reply, Scripted, wizard_run

pytestmark = [pytest.mark.usefixtures("fast_disk"), pytest.mark.usefixtures("own_folder")]

SUQIAN = ROOT / "example_inputs" / "national-2021" / "suqian-2023.yaml"
WITH_TABLES = [name for name in standard_ids() if load_standard(name).tables]


@pytest.fixture
def talks(monkeypatch: pytest.MonkeyPatch) -> list[Conversation]:
    """The conversations that are held, the present one last."""
    found: list[Conversation] = []
    opened = Conversation.opened

    def noted(self: Conversation, record: Record, terminal: Terminal) -> None:
        opened(self, record, terminal)
        found.append(self)

    monkeypatch.setattr(Conversation, "opened", noted)
    return found


class Pasting(Scripted):
    """Answers a gate with rows where the reply is words."""

    def yes(self, message: str, default: bool = True, pasted: object = None) -> bool:
        answer = self._answer("yes", message)
        if callable(pasted) and isinstance(answer, str):
            assert pasted(answer) is True, answer
            self.rows = answer
        return bool(answer)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".docx", ".txt")}


def suqian(talks: list[Conversation], table: Callable[[Conversation], object]) -> Reply:
    """The replies that enter 宿迁市 2023 from nothing: what else there is, later; each table as it is answered at its gate."""
    example = read_answers(SUQIAN)

    def reply(kind: str, message: str) -> object:
        if message.startswith(("编制机关", "报告年度")):
            return "宿迁市" if message.startswith("编制机关") else "2023"
        if message.startswith("请核对"):
            return "build"
        asking = talks[-1].asking
        if asking.startswith("line:"):
            return " ".join(example.figures[a].text for a in talks[-1].tables.lines[asking].addresses)
        if asking.startswith("gate:"):
            return True if "对吗" in message else table(talks[-1])
        return LEAVE_OPEN

    return reply


def rows_of(conversation: Conversation) -> str:
    """The table whose gate is asked, as it is copied from a sheet: its rows with their totals."""
    example, table = read_answers(SUQIAN), conversation.asking.partition(":")[2]
    report = Case(example).report
    lines = conversation.tables.lines_of(table)
    one_row = len({line.key.split(".")[1] for line in lines}) == 1
    rows = ["\t".join(str(report.number(a)) for a in line.whole) for line in lines]
    return ("\t" if one_row else "\n").join(rows)


@pytest.mark.parametrize(("table", "most"), [(lambda _: True, 45), (rows_of, 10)], ids=["rows", "blocks"])
def test_a_prefecture_is_entered_with_few_answers(
    table: Callable[[Conversation], object], most: int, talks: list[Conversation], tmp_path: Path
) -> None:
    terminal = Pasting(suqian(talks, table))
    assert wizard_run(terminal, tmp_path) == 0
    assert len(terminal.asked) <= most
    shown = [message for message in terminal.asked if "对吗" in message]
    assert len(shown) == (3 if most == 10 else 0)  # each block was shown, and taken by an answer of its own
    example, out = read_answers(SUQIAN), tmp_path / "out"
    given = replace(example, questions={AGENCY: example.questions[AGENCY]})
    Record.of(load_standard(given.standard), given, tmp_path / "given.yaml").save()
    assert main(["build", str(tmp_path / "given.yaml"), "-o", str(out)]) == 0
    assert files_of(tmp_path) == files_of(out)


def test_leaving_all_that_can_wait_needs_no_word_for_it(talks: list[Conversation], tmp_path: Path) -> None:
    entering = suqian(talks, lambda _: True)

    def reply(kind: str, message: str) -> object:
        answer = entering(kind, message)
        return [] if kind == "tick" else "" if answer == LEAVE_OPEN else answer

    terminal = Scripted(reply)
    assert wizard_run(terminal, tmp_path) == 0
    assert len(terminal.asked) <= 45


def told(question: Question, standard: Standard, year: int) -> str:
    """What an office where nothing happened answers."""
    if question.choices:
        return question.choices[0]
    if question.kind == "date":
        return date_text(standard.last_day(year) + dt.timedelta(days=15))
    return {"yes_no": "否", "link": "http://www.example.gov.cn", "text": "已经写明"}.get(question.kind, "0")


class Office(Scripted):
    """An office where nothing happened and that leaves no hole; it answers together what may be."""

    def __init__(self, talks: list[Conversation], agency: str, year: int) -> None:
        super().__init__(self._told)
        self.talks, self.agency, self.year, self.status = talks, agency, year, ""

    def text(self, message: str, default: str = "", validate: object = None, status: str = "") -> str:
        self.status = status
        return super().text(message, default, validate, status)

    def _told(self, kind: str, message: str) -> object:
        if message.startswith(("编制机关", "报告年度")):
            return self.agency if message.startswith("编制机关") else str(self.year)
        if kind in ("yes", "tick", "paragraphs"):
            return {"yes": message.startswith("找到"), "tick": None, "paragraphs": "已经写明。"}[kind]
        if message.startswith("请核对"):
            return "build"
        asked = {question.label: question for question in self.talks[-1].standard.questions.values()}
        together = self.status.partition("隔开或者粘贴：")[2].partition("　")[0]
        labels = together.split("、") if together else [key for key in asked if message.startswith(key)][:1]
        return (
            " | ".join(told(asked[label], self.talks[-1].standard, self.year) for label in labels) or "没有这样的信息"
        )


def nil_return(talks: list[Conversation], standard: Standard, year: int, folder: Path) -> Office:
    """A nil return entered in a folder; its files are those of its answers file, and have no hole."""
    agency = "示例大学" if standard.school else "示例县教育局"
    terminal = Office(talks, agency, year)
    assert wizard_run(terminal, folder, standard=standard.id) == 0
    document = talks[-1].case().document
    assert [hole for block in document.blocks for hole in PLACEHOLDER.findall(text_of(block))] == []
    out = folder / f"out{year}"
    assert main(["build", str(folder / f"{agency}{year}年填报数据.yaml"), "-o", str(out)]) == 0
    assert files_of(folder) == files_of(out)
    for name in files_of(folder):
        (folder / name).unlink()
    return terminal


def holes(standard: Standard, year: int) -> int:
    """The holes of a nil return of which no word is written."""
    entered = [a for a, f in standard.figures.items() if not f.is_total and f.kind in NUMBERS]
    figures = {address: Answer("0", Place()) for address in entered}
    cover = {"agency": Answer("示例县教育局", Place())}
    blocks = Case(Answers(standard.id, year, "", figures, cover, {}, {})).document.blocks
    return sum(len(PLACEHOLDER.findall(text_of(block))) for block in blocks)


@pytest.mark.parametrize("name", WITH_TABLES)
def test_a_nil_return_without_a_hole_is_short_in_every_form(
    name: str, talks: list[Conversation], tmp_path: Path
) -> None:
    standard = load_standard(name)
    year = max(min(standard.file.span[1] - 1, 2023), standard.file.span[0])
    first = nil_return(talks, standard, year, tmp_path)
    assert len(first.asked) <= holes(standard, year) + 8
    second = nil_return(talks, standard, year + 1, tmp_path)  # finds the file of the year before
    assert second.asked[0].startswith("找到")
    assert len(second.asked) <= 12


def asked_at(conversation: Conversation, step: str, *replies: object) -> Pasting:
    """One step asked, answered by the replies in their order."""
    given = iter(replies)
    terminal = Pasting(lambda kind, message: next(given))
    conversation.opened(conversation.record, terminal)
    conversation.ask(next(one for one in conversation.steps() if one.name == step))
    return terminal


def begun(folder: Path, standard: str = "national-2021") -> Conversation:
    told, done = {"agency": "示例县教育局"}, ["cover.agency"]
    record = Record(load_standard(standard), 2023, folder / "a.yaml", questions=told, progress=done)
    return Conversation(record, Terminal())


@pytest.mark.parametrize(
    "typed",
    ["2024年1月10日 | 办公室 | 人民路1号", "2024年1月10日\t办公室\t人民路1号", "成文日期\t2024年1月10日\n联系单位\t办公室\n联系地址\t人民路1号"],
)  # fmt: skip
def test_several_data_of_the_cover_are_one_answer(typed: str, tmp_path: Path) -> None:
    conversation = begun(tmp_path)
    asked_at(conversation, "cover.date", typed)
    told = conversation.record.questions
    assert (told["date"], told["office"], told["address"]) == ("2024年1月10日", "办公室", "人民路1号")
    asked = [step.name for step in conversation.steps() if step.name not in conversation.record.progress]
    assert asked[:2] == ["cover.postcode", "cover.phone"]


def test_what_is_wrong_in_a_block_of_the_cover_names_its_question(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="成文日期"):
        asked_at(begun(tmp_path), "cover.date", "昨天 | 办公室")
    with pytest.raises(AssertionError, match="一次最多填 5 项"):
        asked_at(begun(tmp_path), "cover.date", "2024年1月10日|1|2|3|4|5")


def test_rows_that_are_not_right_bring_the_gate_back(tmp_path: Path) -> None:
    conversation = begun(tmp_path)
    terminal = asked_at(conversation, "gate:disclosure", "1\t0\t2\n3\t0\t4", False, "1\t0\t2")
    assert len(terminal.asked) == 3
    assert conversation.record.figures == {f"disclosure.regulations.{a}": n for a, n in zip(("made", "voided", "in_force"), "102", strict=True)}  # fmt: skip
    assert "line:disclosure.regulations" in conversation.record.progress


def test_a_text_left_open_leaves_those_behind_it_for_the_review(tmp_path: Path) -> None:
    conversation = begun(tmp_path)
    conversation.opened(conversation.record, Scripted(lambda kind, message: {"yes": False, "tick": []}.get(kind, "")))
    conversation.run()
    assert len([step for step in conversation.record.progress if step.startswith("hole:")]) == 1
    assert len(conversation.case().unwritten) > 3


def test_why_a_list_is_empty_is_told_once_for_all_its_rows(tmp_path: Path) -> None:
    conversation = begun(tmp_path, "university-2018")
    asked_at(conversation, "gate:catalogue", False, "没有这样的信息")
    assert not [f for f in conversation.case().findings if f.severity == "unfilled" and "catalogue" in f.about]
    assert {text for address, text in conversation.record.figures.items() if address.endswith(".note")} == {
        "没有这样的信息"
    }


def test_an_office_that_told_of_nothing_last_year_is_not_asked_what_happened(tmp_path: Path) -> None:
    last = begun(tmp_path)
    for facts, wanted in (({}, False), ({"meetings": "2"}, True)):
        last.record.questions |= facts
        record = Record(last.standard, 2024, tmp_path / "b.yaml")
        conversation = Conversation(record, Scripted(lambda kind, message: ""), last.case())
        conversation.begin()
        assert ("facts" in [step.name for step in conversation.steps()]) is wanted
