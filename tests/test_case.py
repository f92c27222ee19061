"""A case: every door composes the flow alike, and nothing is worked out that was not asked for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.command.main import main
from generator.errors import InputError
from generator.flow import case as cases
from generator.flow.case import Case, last_case, open_case
from generator.flow.opening import read_answers
from generator.standard import load_standard
from generator.standard.library import templates_folder
from generator.wizard.conversation import Conversation
from generator.wizard.record import Record
from generator.wizard.terminal import Terminal
from tests.conftest import ROOT

SUQIAN = ROOT / "example_inputs" / "national-2021" / "suqian-2023.yaml"
OWN = "我局修订了信息公开指南。编印了便民手册发给群众。召开了三次座谈会听取意见。完善了依申请公开的办理流程。开展了保密审查的培训。"


def answers_file(folder: Path, year: int, text: str = OWN) -> Path:
    file = folder / f"{year}.yaml"
    cover = "cover: {agency: 示例县教育局, date: %s年1月20日}" % (year + 1)
    file.write_text(
        f"standard: national-2021\nyear: {year}\n{cover}\ntext:\n  overview.requests: {text}\n", encoding="utf-8"
    )
    return file


@pytest.fixture
def own_templates(tmp_path: Path) -> Path:
    """The bundled standards with a word of the office's own among the stray matter."""
    folder = tmp_path / "own"
    shutil.copytree(templates_folder(), folder)
    parameters = folder / "rules" / "parameters.yaml"
    words = parameters.read_text(encoding="utf-8").replace("\nstray:\n", "\nstray:\n  - 便民手册\n")
    parameters.write_text(words, encoding="utf-8")
    return folder


def test_the_wizard_tells_what_check_tells_by_the_users_own_rules_and_last_years_text(
    tmp_path: Path, own_templates: Path
) -> None:
    before, now = answers_file(tmp_path, 2023), answers_file(tmp_path, 2024)
    checked = open_case(now, own_templates, before)
    record = Record.of(load_standard("national-2021", own_templates), read_answers(now), now)
    conversed = Conversation(record, Terminal(), open_case(before, own_templates)).case()
    told = [(finding.code, finding.message) for finding in checked.findings]
    assert {"H5", "D1"} <= {code for code, _ in told}
    assert [(finding.code, finding.message) for finding in conversed.findings] == told


def test_an_ordinary_template_knows_nothing_of_the_users_own_words(tmp_path: Path) -> None:
    assert "H5" not in {finding.code for finding in open_case(answers_file(tmp_path, 2024)).findings}


def test_a_published_report_is_examined_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[int] = []
    examine = cases.examine
    monkeypatch.setattr(cases, "examine", lambda *given: times.append(1) or examine(*given))
    golden = ROOT / "tests" / "golden" / "national-2021" / "suqian-2023.txt"
    assert open_case(golden).findings == ()
    assert len(times) == 1


def test_nothing_is_drafted_for_the_figures_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("drafted")

    monkeypatch.setattr(cases, "draft", refused)
    assert open_case(SUQIAN).report.number("applications.new.total") == 3511


@pytest.mark.parametrize("year", [2022, 2025])
def test_last_years_file_of_another_year_is_refused_in_one_sentence_by_every_command(
    year: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = answers_file(tmp_path, year)
    now = answers_file(tmp_path, 2024)
    form = ["form", "--year", "2024", "-o", str(tmp_path / "form.xlsx")]
    for command in (["check", str(now)], ["build", str(now), "-o", str(tmp_path)], form):
        assert main([*command, "--last-year", str(other)]) == 2
        wrong = f"上年文件用不了。{year}.yaml 是 {year} 年度的，2024 年度的报告要用 2023 年度的文件，请换一个。"
        assert wrong in capsys.readouterr().err


def test_last_years_published_text_fills_a_form(tmp_path: Path) -> None:
    golden = ROOT / "tests" / "golden" / "national-2021" / "suqian-2023.txt"
    assert last_case(golden, load_standard("national-2021"), 2024).report.number("applications.new.total") == 3511


def test_a_missing_last_year_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="上年文件用不了"):
        last_case(tmp_path / "none.xlsx", load_standard("national-2021"), 2024)


def test_a_draft_can_be_made_of_answers_alone() -> None:
    case = Case(read_answers(SUQIAN), mark="（草稿）")
    assert case.document.title.startswith("（草稿）")
    assert case.drafted


def test_a_form_is_compared_with_what_it_holds_of_last_year(tmp_path: Path) -> None:
    last, answers = answers_file(tmp_path, 2023), answers_file(tmp_path, 2024)
    form = tmp_path / "form.xlsx"
    assert main(["form", "--fill", str(answers), "--last-year", str(last), "-o", str(form)]) == 0
    case, given = open_case(form), open_case(answers, last_year=last)
    assert [f.code for f in case.findings if f.code == "D1"] == [f.code for f in given.findings if f.code == "D1"]
    assert "D1" in {finding.code for finding in case.findings}
    assert case.notes == ()
    again = tmp_path / "again.xlsx"
    assert main(["form", "--fill", str(form), "-o", str(again)]) == 0
    held = [before.texts for one in (form, again) if (before := open_case(one).answers.last)]
    assert [answer.text for answer in held[1].values()] == [answer.text for answer in held[0].values()] == [OWN]


def test_a_first_years_form_holds_nothing_of_another(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    assert main(["form", "--fill", str(answers_file(tmp_path, 2024)), "-o", str(form)]) == 0
    assert open_case(form).answers.last is None
    assert open_case(form).notes == ("没有给上年的文件，与上年的关系没有核对。",)
