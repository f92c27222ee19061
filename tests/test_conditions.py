"""What a form has only in some years, of some offices, or as often as it is filled: asked, printed, counted and read accordingly."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator.document.blocks import Heading, Statistics, text_of
from generator.errors import DefinitionError
from generator.examination.carrying import filled
from generator.flow.case import Case, open_case
from generator.form.writing import write_form
from generator.recognition.stated import Stated
from generator.standard import load_standard
from generator.writers import write_docx, write_text
from generator.writers.web_writer import write_web
from tests.conftest import ROOT

LANGUAGE = ROOT / "tests" / "language"
FORM = "shili-2022"
DEPARTMENT = """\
standard: shili-2022
year: 2024
cover: {agency: 示例县财政局, date: 2025年1月15日, level: 政府部门, has_site: 否}
tables:
  papers:
    paper:
      - {name: 示例县预算管理办法, number: 示财〔2024〕1号, pages: 12}
      - {name: 示例县采购管理办法, pages: 8}
  spending:
    website: {value: 1.5, before: 1}
    posting: {value: 3, before: 2}
    website_share: {value: 33.3, before: 33.3}
    other_share: {value: 66.7, before: 66.6}
text: {problems: 公开还不够及时，下一步改进。}
"""
GOVERNMENT = (
    DEPARTMENT.replace("财政局", "人民政府").replace("政府部门", "人民政府").replace("year: 2024", "year: 2023")
)
GOVERNMENT = GOVERNMENT.replace("2025年", "2024年").replace("has_site: 否", "has_site: 是")


def case_of(folder: Path, text: str) -> Case:
    path = folder / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    return open_case(path, LANGUAGE)


def headings(case: Case) -> list[str]:
    return [text_of(block) for block in case.document.blocks if isinstance(block, Heading)]


def table(case: Case, name: str) -> list[str]:
    """The rows of a printed table, its cells parted by bars."""
    (found,) = [block for block in case.document.blocks if isinstance(block, Statistics) and block.name == name]
    rows: dict[int, list[str]] = {}
    for cell, text in found.cells():
        rows.setdefault(cell.row, []).append(text)
    return ["|".join(row) for row in rows.values()]


def told(case: Case) -> list[str]:
    return [f"{found.code} {found.message}" for found in case.findings if found.severity != "warning"]


def test_what_the_form_does_not_have_of_an_office_is_neither_asked_nor_printed(tmp_path: Path) -> None:
    case = case_of(tmp_path, DEPARTMENT)
    assert told(case) == []
    assert headings(case) == ["一、总体情况", "（一）工作情况", "二、文件目录", "三、存在的问题"]
    assert "补助乡镇经费" not in "".join(table(case, "spending"))
    assert "印刷经费" not in "".join(table(case, "spending"))
    assert "没有自己的网站" in write_text(case.document)


def test_what_the_form_has_of_another_office_in_another_year_is_asked(tmp_path: Path) -> None:
    case = case_of(tmp_path, GOVERNMENT)
    assert headings(case)[:4] == ["一、总体情况", "（一）工作情况", "（二）对乡镇的指导", "二、试点情况"]
    blank = {found.about for found in case.findings if found.code == "IN-2"}
    assert blank >= {"cover.site_posts", "cover.pilot_areas", "spending.townships.value", "spending.printed.value"}
    assert "合计|" in table(case, "spending")[5]  # not known while parts are blank


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("has_site: 否", "has_site: 否, site_posts: 3", "网站发布信息不用填：这是“是否有自己的网站”选了“是”的才填"),
        ("has_site: 否", "has_site: 否, pilot_areas: 3", "试点领域不用填：2024 年度没有这一项"),
        (
            "    posting:",
            "    townships: {value: 2}\n    posting:",
            "补助乡镇经费“统计数”不用填：这是“单位性质”选了“人民政府”的才填",
        ),
        ("    posting:", "    printed: {value: 2}\n    posting:", "印刷经费“统计数”不用填：2024 年度没有这一项"),
        (
            "text: {",
            "text: {overview.townships: 指导乡镇, ",
            "本单位这一年的报告没有“（二）对乡镇的指导”这一部分，写在这里的文字印不出来",
        ),
        ("text: {", "text: {pilots: 试点, ", "这一章没有印，写在这里的文字印不出来"),
    ],
)
def test_an_answer_that_is_not_asked_is_told(old: str, new: str, said: str, tmp_path: Path) -> None:
    (found,) = told(case_of(tmp_path, DEPARTMENT.replace(old, new)))
    assert found.endswith(said)


@pytest.mark.parametrize("nothing", ["0", "无", ""])
def test_nothing_where_nothing_is_asked_is_no_mistake(nothing: str, tmp_path: Path) -> None:
    answered = DEPARTMENT.replace("    posting:", f'    townships: {{value: "{nothing}"}}\n    posting:')
    assert told(case_of(tmp_path, answered)) == []


def test_a_row_that_repeats_is_printed_as_often_as_it_is_filled(tmp_path: Path) -> None:
    case = case_of(tmp_path, DEPARTMENT)
    assert table(case, "papers")[1:] == ["1|示例县预算管理办法|示财〔2024〕1号|12", "2|示例县采购管理办法||8"]
    assert "制发规范性文件2件，共20页" in write_text(case.document)


@pytest.mark.parametrize("nothing", ["", "      - {name: 无, pages: 0}\n"])
def test_a_list_of_nothing_says_so(nothing: str, tmp_path: Path) -> None:
    start, end = DEPARTMENT.index("      - "), DEPARTMENT.index("  spending")
    case = case_of(tmp_path, DEPARTMENT[:start] + nothing + DEPARTMENT[end:])
    assert table(case, "papers")[1:] == ["|无||"]
    assert "没有制发规范性文件" in write_text(case.document)
    assert told(case) == []


def test_a_row_that_is_half_filled_is_told(tmp_path: Path) -> None:
    (found,) = told(case_of(tmp_path, DEPARTMENT.replace("{name: 示例县采购管理办法, pages: 8}", "{pages: 8}")))
    assert found == "P-1 规范性文件目录第2行“文件名称”没有填"


def test_a_published_table_tells_itself_what_the_form_has_of_an_office(tmp_path: Path) -> None:
    filled_in = GOVERNMENT.replace("    posting:", "    townships: {value: 2, before: 1}\n    posting:")
    case = case_of(tmp_path, filled_in.replace("    posting:", "    printed: {value: 1, before: 1}\n    posting:"))
    (tmp_path / "a.docx").write_bytes(write_docx(case.document))
    back = open_case(tmp_path / "a.docx", LANGUAGE, stated=Stated(FORM))
    assert [found.message for found in back.findings if found.severity == "error"] == []
    assert back.report.number("spending.townships.value") == 2


def test_the_widths_of_a_table_stay_when_rows_are_not_printed(tmp_path: Path) -> None:
    shutil.copytree(LANGUAGE / FORM, tmp_path / "own" / FORM)
    table_file = tmp_path / "own" / FORM / "tables" / "papers.yaml"
    table_file.write_text(f"{table_file.read_text(encoding='utf-8')}widths: [16, 60, 50, 30]\n", encoding="utf-8")
    path = tmp_path / "a.yaml"
    path.write_text(DEPARTMENT, encoding="utf-8")
    blocks = open_case(path, tmp_path / "own").document.blocks
    (papers,) = [block for block in blocks if isinstance(block, Statistics) and block.name == "papers"]
    assert papers.widths == (16, 60, 50, 30)


@pytest.mark.parametrize("answers", [DEPARTMENT, GOVERNMENT])
def test_nothing_is_missed_in_what_was_made(answers: str, tmp_path: Path) -> None:
    case = case_of(tmp_path, answers)
    for name, data in {"a.txt": write_text(case.document).encode(), "a.docx": write_docx(case.document)}.items():
        (tmp_path / name).write_bytes(data)
        back = open_case(tmp_path / name, LANGUAGE, stated=Stated(FORM))
        unread = [found.message for found in back.findings if found.code == "IN-9" and "没有读到" in found.message]
        assert unread == ([] if answers == DEPARTMENT else unread)
        assert not any("没有看到统计表" in found.message for found in back.findings)


def test_more_rows_than_the_form_has_are_told(tmp_path: Path) -> None:
    more = "      - {name: 又一个办法, pages: 1}\n" * 5
    (found,) = told(case_of(tmp_path, DEPARTMENT.replace("  spending", f"{more}  spending")))
    assert "最多填 6 行，这里写了 7 行" in found


@pytest.mark.parametrize(("share", "holds"), [("66.7", True), ("66.6", True), ("66.8", True), ("66.5", False)])
def test_a_sum_of_rounded_numbers_may_be_off_by_as_much_as_it_says(share: str, holds: bool, tmp_path: Path) -> None:
    case = case_of(tmp_path, DEPARTMENT.replace("{value: 66.7,", f"{{value: {share},"))
    assert ("S-2" in {found.code for found in case.findings}) is not holds


def test_the_form_hides_what_a_year_does_not_have(tmp_path: Path) -> None:
    standard = load_standard(FORM, LANGUAGE)
    for year, hidden in ((2022, {"before"}), (2023, set()), (2024, {"printed", "pilot_areas", "pilots"})):
        book = load_workbook(BytesIO(write_form(standard, year)))
        sheet, cover, texts = book["经费情况"], book["封面"], book["各章文字"]
        shown = {
            "printed": sheet.row_dimensions[7].hidden,
            "before": sheet.column_dimensions["C"].hidden,
            "pilot_areas": next(cover.row_dimensions[r[0].row].hidden for r in cover.rows if r[0].value == "试点领域"),
            "pilots": next(texts.row_dimensions[r[0].row].hidden for r in texts.rows if r[0].value == "二、试点情况"),
        }
        assert {name for name, is_hidden in shown.items() if is_hidden} == hidden


@pytest.mark.parametrize("answers", [DEPARTMENT, GOVERNMENT])
def test_a_filled_form_gives_the_same_report(answers: str, tmp_path: Path) -> None:
    case = case_of(tmp_path, answers)
    path = tmp_path / "form.xlsx"
    path.write_bytes(write_form(case.standard, case.answers.year, filled(case.standard, case.answers)))
    back = open_case(path, LANGUAGE)
    assert write_text(back.document) == write_text(case.document)
    assert told(back) == told(case)


@pytest.mark.parametrize("answers", [DEPARTMENT, GOVERNMENT])
def test_what_was_made_is_read_back(answers: str, tmp_path: Path) -> None:
    case = case_of(tmp_path, answers)
    made = {
        "a.txt": write_text(case.document).encode(),
        "a.docx": write_docx(case.document),
        "a.html": write_web(case.document),
    }
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
        back = open_case(tmp_path / name, LANGUAGE, stated=Stated(FORM))
        read = {address: answer.text for address, answer in back.answers.figures.items() if "total" not in address}
        given = {address: answer.text for address, answer in case.answers.figures.items()}
        assert read == given


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("standard.yaml", "when: has_site is 是", "when: has_sight is 是", "site_posts: 没有 has_sight 这个问题"),
        (
            "standard.yaml",
            "when: has_site is 是",
            "when: pilot_areas is blank",
            "site_posts: 前面没有 pilot_areas 这个问题",
        ),
        ("standard.yaml", "when: has_site is 是", "when: agency is 甲", "site_posts: agency 不是选择题，也不是是或否"),
        ("standard.yaml", "when: level is 人民政府}", "when: level is 政府}", "townships: level 没有“政府”这个选项"),
        (
            "standard.yaml",
            "years: 2022-2023}\n\nchapters",
            "years: 22-23}\n\nchapters",
            "pilot_areas: 年份 22-23 要写成",
        ),
        ("standard.yaml", "when: has_site is 是", "when: level > 3", "site_posts: 这里的 when 只能写 问题 is 选项"),
        ("tables/papers.yaml", "repeats: 6", "repeats: 600", "rows.paper.repeats: 太大"),
        ("tables/papers.yaml", "repeats: 6", "repeats: 6, sum: [paper]", "rows.paper: 有 repeats 的行不能有 rows、sum"),
        ("standard.yaml", "when: has_site is 是", "when: has_site", "site_posts: 这里的 when 只能写 问题 is 选项"),
        ("standard.yaml", 'says: ["(?:目录所列)?文件 N"]', "says: [文件数]", "sayings.pages.says: 每种说法里要有 N"),
        ("standard.yaml", "cue: 页", "cue: 张", "sayings.pages.cue: 张 不在哪一种说法里，也不是量词"),
        ("tables/spending.yaml", "within: 0.1", "within: 千分之一", "checks.S-2.within: '千分之一' 的写法不对"),
    ],
)
def test_a_mistake_in_a_condition_is_told_at_its_line(file: str, old: str, new: str, said: str, tmp_path: Path) -> None:
    shutil.copytree(LANGUAGE / FORM, tmp_path / FORM)
    path = tmp_path / FORM / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as raised:
        load_standard(FORM, tmp_path)
    line = text[: text.index(old)].count("\n") + 1
    (problem,) = raised.value.problems
    name, number, words = problem.split(":", 2)
    assert (name, words.strip()[: len(said)]) == (f"{FORM}/{file}", said)
    assert abs(int(number) - line) <= 1
