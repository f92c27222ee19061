"""What a form or the place of an office asks a report to say: told where it is lacking, and shown where it is written."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator.command.main import main
from generator.errors import DefinitionError
from generator.flow.case import Case, open_case
from generator.form.layout import Filling
from generator.form.writing import write_form
from generator.standard import load_standard
from generator.standard.library import templates_folder
from generator.standard.requirements import all_requirements
from tests.conftest import ROOT
from tests.test_conditions import DEPARTMENT, FORM, LANGUAGE, case_of

NIL = ROOT / "example_inputs" / "national-2021" / "nil-2024.yaml"
ALL_SAID = (
    "通过政府网站发布信息120条，政务新媒体发布80条，公示栏发布6条，没有政府公报，发布解读2篇，回应关切3次，"
    "教育、就业等重点领域发布信息30条。制发规范性文件1件，废止0件，现行有效5件。设立公开平台2个，政务公开专区1个。"
)


def nil_of(folder: Path, year: int = 2025, cover: str = "", text: str = "") -> Case:
    """The nil return as an office files it on a year."""
    told = NIL.read_text(encoding="utf-8").replace("2025年", "2026年").replace("year: 2024", f"year: {year}")
    told = told.replace("cover:", f"cover:\n  {cover}", 1) if cover else told
    path = folder / "answers.yaml"
    path.write_text(f"{told}\n{text}", encoding="utf-8")
    return open_case(path)


def of_code(case: Case, code: str) -> list[str]:
    return [found.message for found in case.findings if found.code == code]


@pytest.mark.parametrize("cover", ["region: 武威市", "region: 甘肃省武威市凉州区", "region: 武威"])
def test_what_the_place_asks_for_is_told_when_it_is_lacking(cover: str, tmp_path: Path) -> None:
    (told,) = of_code(nil_of(tmp_path, cover=cover), "E13")
    assert told.startswith("“总体情况”没有写到")
    assert "政务新媒体发布信息" in told
    assert "武政办发〔2025〕54号" in told


def test_an_office_is_of_the_place_its_name_begins_with(tmp_path: Path) -> None:
    text = NIL.read_text(encoding="utf-8")
    agency = text.split("agency: ")[1].split("\n")[0].split("  #")[0]
    path = tmp_path / "a.yaml"
    for name, due in (("武威市教育局", True), ("民勤县人民政府", True), ("示例县教育局", False)):
        path.write_text(text.replace("year: 2024", "year: 2025").replace(agency, f'"{name}"'), encoding="utf-8")
        assert bool(of_code(open_case(path), "E13")) is due


@pytest.mark.parametrize(("year", "cover"), [(2024, "region: 武威市"), (2025, "region: 示例市"), (2025, "")])
def test_it_is_asked_of_nobody_else(year: int, cover: str, tmp_path: Path) -> None:
    assert of_code(nil_of(tmp_path, year, cover), "E13") == []


def test_a_report_that_says_it_all_is_left_alone(tmp_path: Path) -> None:
    text = f'rewrite: {{overview: "{ALL_SAID}"}}'
    assert of_code(nil_of(tmp_path, cover="region: 武威市", text=text), "E13") == []


def test_a_chapter_longer_than_the_place_allows_is_told(tmp_path: Path) -> None:
    text = f'rewrite: {{overview: "{ALL_SAID * 12}"}}'
    (told,) = of_code(nil_of(tmp_path, cover="region: 武威市", text=text), "E13")
    assert f"写了 {len(ALL_SAID) * 12} 字，武威市要求不超过 1000 字" in told


def test_a_number_that_is_asked_for_must_stand_beside_its_words(tmp_path: Path) -> None:
    text = f'rewrite: {{overview: "{ALL_SAID.replace("发布解读2篇", "做好政策解读。另")}"}}'
    (told,) = of_code(nil_of(tmp_path, cover="region: 武威市", text=text), "E13")
    assert told.startswith("“总体情况”没有写到政策解读的数")


def test_the_form_of_the_place_says_what_it_asks_for() -> None:
    standard = load_standard("national-2021")
    here = load_workbook(BytesIO(write_form(standard, 2025, Filling({"cover.region": "武威市"}))))
    other = load_workbook(BytesIO(write_form(standard, 2025)))
    for book, asked in ((here, True), (other, False)):
        texts = [str(row[1].value) for row in book["各章文字"].rows]
        prompts = [str(rule.prompt) for rule in book["二、主动公开政府信息情况"].data_validations.dataValidation]
        assert any("原则上不超过1000字" in text for text in texts) is asked
        assert any("包括已公开的和依法未公开的" in prompt for prompt in prompts) is asked


def test_a_form_is_made_for_a_place_that_uses_the_form_of_all(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["form", "--year", "2025", "--region", "武威市", "-o", str(tmp_path / "form.xlsx")]) == 0
    assert "格式 national-2021" in capfd.readouterr().err
    book = load_workbook(tmp_path / "form.xlsx")
    assert "武威市" in [row[1].value for row in book["封面"].rows]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("standard: national-2021", "standard: national-2099", "没有名为“national-2099”的年报格式"),
        ("longest: {overview: 1000}", "longest: {overviews: 1000}", "没有 overviews 这一章、这一节"),
        ("years: 2025", "years: 25", "年份 25 要写成"),
        ("words: 网站, where: overview", "words: 网站, where: view", "没有 view 这一章、这一节"),
    ],
)
def test_a_mistake_in_the_requirements_is_told(old: str, new: str, told: str, tmp_path: Path) -> None:
    shutil.copytree(templates_folder(), tmp_path / "templates")
    path = tmp_path / "templates" / "requirements" / "wuwei-2025.yaml"
    text = path.read_text(encoding="utf-8").replace('words: "网站"', "words: 网站")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DefinitionError, match=told):
        all_requirements(tmp_path / "templates")


def test_a_last_day_of_the_place_is_kept(tmp_path: Path) -> None:
    shutil.copytree(templates_folder(), tmp_path / "templates")
    path = tmp_path / "templates" / "requirements" / "wuwei-2025.yaml"
    text = path.read_text(encoding="utf-8").replace("longest:", 'deadline: "01-10"\nlongest:')
    path.write_text(text, encoding="utf-8")
    text = NIL.read_text(encoding="utf-8").replace("2025年", "2026年").replace("year: 2024", "year: 2025")
    given = tmp_path / "a.yaml"
    for day, late in ((9, False), (10, False), (11, True)):
        dated = text.replace("2026年1月15日", f"2026年1月{day}日").replace("cover:", "cover:\n  region: 武威市", 1)
        given.write_text(dated, encoding="utf-8")
        told = of_code(open_case(given, tmp_path / "templates"), "E13")
        assert any("晚于武威市要求的 2026年1月10日" in one for one in told) is late


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("清理规范性文件3件。", []),
        ("没有清理文件。", []),
        ("认真清理文件。", ["文件清理的数"]),
        ("做好公开。", ["文件清理"]),
    ],
)
def test_what_a_form_wants_said_is_told_when_it_is_lacking(text: str, lacking: list[str], tmp_path: Path) -> None:
    case = case_of(tmp_path, DEPARTMENT.replace("text: {", f"text: {{documents: {text}, "))
    assert of_code(case, "E12") == [f"“文件目录”没有写到{'、'.join(lacking)}"] * bool(lacking)


@pytest.mark.parametrize(("said", "told"), [("目录所列文件共20页。", False), ("目录所列文件共21页。", True)])
def test_a_form_brings_its_own_sayings(said: str, told: bool, tmp_path: Path) -> None:
    case = case_of(tmp_path, DEPARTMENT.replace("text: {", f"text: {{documents: 没有清理文件。{said}, "))
    assert bool(of_code(case, "C1")) is told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("figures: [paper.pages]", "figures: [paper.pagers]", "没有 pagers 这一行、列或问题"),
        ("where: documents", "where: papers", "没有 papers 这一章"),
        ('words: "清理"', 'words: "清理("', "的写法不对，检查括号是不是成对"),
    ],
)
def test_a_mistake_in_its_words_is_told(old: str, new: str, told: str, tmp_path: Path) -> None:
    shutil.copytree(LANGUAGE / FORM, tmp_path / FORM)
    path = tmp_path / FORM / "standard.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError, match=told):
        load_standard(FORM, tmp_path)
