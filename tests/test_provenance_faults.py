"""Own text in odd places: table cells, full-width characters, pasted headings, half a placeholder; told once, at its answer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.command.main import main
from generator.flow.case import Case, open_case
from generator.standard.library import templates_folder
from tests.conftest import ROOT

BASE = "standard: national-2021\nyear: 2023\ncover: {agency: 示例县教育局, date: 2024年1月20日%s}\n%s"
UNIVERSITY = ROOT / "example_inputs" / "university-2018" / "shili-daxue-2018.yaml"


def case_of(folder: Path, cover: str = "", text: str = "") -> Case:
    file = folder / "a.yaml"
    file.write_text(BASE % (cover, text), encoding="utf-8")
    return open_case(file)


def told(case: Case, *codes: str) -> list[tuple[str, str, int]]:
    return [(f.code, f.about, f.place.line) for f in case.findings if f.code in codes]


def test_words_in_a_cell_of_a_table_are_proofread_at_their_cell(tmp_path: Path) -> None:
    words = UNIVERSITY.read_text(encoding="utf-8").replace("\ntext:", "\n\ntext:", 1)
    case = open_case(UNIVERSITY)
    address = next(
        a for a, figure in case.standard.figures.items() if figure.kind == "text" and a in case.answers.figures
    )
    typed = case.answers.figures[address].text
    file = tmp_path / "a.yaml"
    file.write_text(words.replace(typed, "联系手机13800000000，娱乐城", 1), encoding="utf-8")
    found = told(open_case(file), "H1", "H5")
    assert [(code, about) for code, about, _ in found] == [("H1", address), ("H5", address)]
    assert "13800000000" in file.read_text(encoding="utf-8").split("\n")[found[0][2] - 1]


def test_full_width_digits_hide_nothing(tmp_path: Path) -> None:
    text = "text:\n  other: 依据国务院令第４９２号，身份证１１０１０５１９４９１２３１００２Ｘ。\n"
    assert told(case_of(tmp_path, text=text), "H1", "G1") == [("G1", "text.other", 5), ("H1", "text.other", 5)]


def test_a_stray_word_on_the_cover_is_told_once_at_its_answer(tmp_path: Path) -> None:
    for key in ("assessment", "download", "office"):
        assert told(case_of(tmp_path, f", {key}: 娱乐城"), "H5") == [("H5", f"cover.{key}", 3)]


def test_an_answer_that_begins_like_a_placeholder_is_proofread(tmp_path: Path) -> None:
    found = told(case_of(tmp_path, ", assessment: 【待补充：考核】手机13800000000"), "H1")
    assert found == [("H1", "cover.assessment", 3)]


@pytest.mark.parametrize("heading", ["二、主动公开政府信息情况", "（三）政府信息管理", "五、存在的问题"])
def test_a_pasted_heading_is_told_at_its_answer_and_never_at_the_programs_own(heading: str, tmp_path: Path) -> None:
    found = told(case_of(tmp_path, text=f"text:\n  overview.proactive: |-\n    {heading}\n    做得好。\n"), "E10")
    assert [about for _, about, _ in found] == ["text.overview.proactive"]


def test_numbers_that_an_answer_begins_anew_switch_nothing_off(tmp_path: Path) -> None:
    text = (
        "text:\n  overview.proactive: |-\n    一、总体情况\n    数据见附件。\n  other: |-\n    （一）甲\n    （三）乙\n"
    )
    assert [about for _, about, _ in told(case_of(tmp_path, text=text), "E10")] == ["text.other"]


@pytest.mark.parametrize(
    ("file", "right", "wrong", "said"),
    [
        ("parameters.yaml", "\nstray:\n", "\nstray:\n  - 便民(手册\n", "“便民(手册”的写法不对，检查括号是不是成对"),
        ("parameters.yaml", "{code: G5,", "{code: G99,", "catalogue.yaml 里没有 G99 这条规则"),
        ("mentions.yaml", "\ntopics:\n", "\ntopics:\n  more: 甲[乙\n", "“甲[乙”的写法不对，检查括号是不是成对"),
        ("catalogue.yaml", "  A1: {title", "  A1: a: b {title", "冒号用得不对"),
    ],
)
def test_a_mistake_in_the_rules_is_told_in_chinese_at_its_line(
    file: str, right: str, wrong: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own"
    shutil.copytree(templates_folder(), own)
    text = (own / "rules" / file).read_text(encoding="utf-8")
    assert right in text
    (own / "rules" / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    assert main(["check", str(UNIVERSITY), "--templates", str(own)]) == 2
    found = capsys.readouterr().err
    line = text.count("\n", 0, text.index(right)) + wrong.rstrip("\n").count("\n") + 1
    assert f"rules/{file}:{line}: " in found
    assert said in found
