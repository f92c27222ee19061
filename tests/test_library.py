"""Loading a standard: every mistake is reported at its file and line, in words for the one who wrote it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.errors import DefinitionError, InputError
from generator.standard.library import load_standard, standard_for_year, templates_folder

STANDARD = "standard.yaml"
TABLE = "tables/statistics.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(templates_folder() / "national-2014", tmp_path / "mine")
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> int:
    """Replace the first occurrence; the line it stands on."""
    path = folder / "mine" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (STANDARD, "issuer: 国务院办公厅", "isuer: 国务院办公厅", "isuer: 没有这个词"),
        (STANDARD, "years: 2014-2018", "years: 14-18", "years"),
        (STANDARD, "  agency: {label: 编制机关,", "  no: {label: 编制机关,", "no"),
        (STANDARD, "  disclosure:\n", "  overview:\n", "写了两次"),
        (TABLE, "label: 统 计 指 标", "labl: 统 计 指 标", "stub"),
        (TABLE, "kind: money", "kind: cash", "kind"),
        (STANDARD, "problems: [problems]", "problems: [troubles]", "means.problems: 没有 troubles 这一章"),
        (STANDARD, "statistics.weibo.value", "statistics.webo.value", "没有 statistics.webo.value 这个数"),
        (
            STANDARD,
            "  outcomes:\n    title: 答复结果\n    kind: parts",
            "  outcomes:\n    title: 答复结果\n    kind: flow",
            "shows 依次是 new、carried_over、handled、carried_forward",
        ),
        (STANDARD, "problems: [problems], ", "", "means.problems: 缺这一项"),
        (
            STANDARD,
            "problems: [problems], ",
            "problems: [problems], unit_kind: desk, ",
            "means.unit_kind: 没有 desk 这个问题",
        ),
        (
            STANDARD,
            "problems: [problems], ",
            "problems: [problems], unit_kind: office, ",
            "means.unit_kind: office 的 choices 里要有 人民政府、政府部门",
        ),
        (
            STANDARD,
            "problems: [problems], ",
            "problems: [problems], fee_unpaid: statistics.unpaid.value, ",
            "means.fee_unpaid: 没有 statistics",
        ),
        (STANDARD, "problems: [problems], ", "problems: [problems], contacts: office, ", "contacts: 没有这个词"),
        (TABLE, "sum: [on_time, extended]", "sum: [on_time, late]", "late"),
        (TABLE, "          weibo: {", "          website: {", "写了两次"),
        (TABLE, "rule: replied = closed", "rule: replied = closd", "closd"),
        (TABLE, "rule: replied = closed", "rule: replied == closed", "V12"),
        (TABLE, "    total: staff\n", "    total: offices\n", "不是合计"),
        (TABLE, "severity: input", "severity: fatal", "severity"),
        (TABLE, "    when: trained > 0", "    when: traind > 0", "traind"),
        (
            TABLE,
            "          by_fax: {label: 2.传真申请数, unit: 件}",
            "          items: {label: 2.传真申请数, unit: 件}",
            "保留字",
        ),
        (TABLE, "          by_fax: {label: 2.传真申请数, unit: 件}", "          by_fax: {unit: 件}", "label"),
        ("chapters/problems.j2", "@write 本机关", "@wrte 本机关", "@wrte"),
        ("chapters/problems.j2", "@write 本机关", "@write 本\0机关", "看不见的控制字符"),
        (STANDARD, "issuer: 国务院办公厅", 'issuer: "国务院\\x01办公厅"', "看不见的控制字符"),
        ("chapters/statistics.j2", "@table statistics", "@table statistic", "没有 statistic 这张表"),
        ("chapters/statistics.j2", "@plain 填报", "@plane 填报", "@plane"),
        ("chapters/fees.j2", "{%- if not", "{%- fi not", "没有 {% fi %} 这种写法"),
        ("chapters/responding.j2", "s.hot_topics.value", "s.hot_topic.value", "没有 statistics.hot_topic.value 这个数"),
    ],
)
def test_a_mistake_is_reported_at_its_line(folder: Path, file: str, old: str, new: str, words: str) -> None:
    line = change(folder, file, old, new)
    with pytest.raises(DefinitionError) as raised:
        load_standard("mine", folder)
    first = next(p for p in raised.value.problems if words in p)
    place, number = first.split(": ", 1)[0].rsplit(":", 1)
    assert place == f"mine/{file}"
    assert abs(int(number) - line) <= new.count("\n") + 1


def test_all_mistakes_of_a_file_are_reported_at_once(folder: Path) -> None:
    change(folder, TABLE, "kind: money", "kind: cash")
    change(folder, TABLE, "unit: 条", "unt: 条")
    with pytest.raises(DefinitionError) as raised:
        load_standard("mine", folder)
    assert len(raised.value.problems) >= 2


def test_a_table_that_is_never_printed_is_a_mistake(folder: Path) -> None:
    change(folder, "chapters/statistics.j2", "@table statistics\n", "")
    with pytest.raises(DefinitionError, match="印不出来"):
        load_standard("mine", folder)


def test_a_table_printed_twice_is_a_mistake(folder: Path) -> None:
    change(folder, "chapters/fees.j2", "{{ year }}", "@table statistics\n{{ year }}")
    with pytest.raises(DefinitionError, match="已经在"):
        load_standard("mine", folder)


def test_a_total_without_a_check_is_a_mistake(folder: Path) -> None:
    text = (folder / "mine" / TABLE).read_text(encoding="utf-8")
    start = text.index("  V7:")
    (folder / "mine" / TABLE).write_text(text[:start] + text[text.index("  V8:") :], encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"statistics\.staff\.value"):
        load_standard("mine", folder)


# Each of these is written as the third line of a chapter whose draft is otherwise right.
MISTAKES = [
    ("{{ statistics.fees.valu }}", "没有 statistics.fees.valu 这个数"),
    ("{{ statistics.fees }}", "statistics.fees 后面还要写"),
    ("{{ statistics }}", "statistics 后面还要写"),
    ("{{ last.statistics.fee.value }}", "没有 statistics.fee.value 这个数"),
    ("{{ reduction }}", "没有 reduction 这个名称"),
    ("{{ reductions.value }}", "reductions 后面不能再写 .value"),
    ("{{ head.upper() }}", "不能调用方法"),
    ("{{ 'x'.upper }}", "点号前面"),
    ("{{ head[0] }}", "这里不能这样写"),
    ("{{ head + reductions }}", "加减的两边都要是数"),
    ("{{ '共' + statistics.fees.value }}", "加减的两边都要是数"),
    ("{{ reductions * 2 }}", "不能用 \\*"),
    ("{{ -reductions }}", "不能用 -"),
    ("{{ 1.5 }}", "数只能写整数"),
    ("{% if head > 3 %}甲{% endif %}", "比大小的两边都要是数"),
    ("{% if reductions == '0' %}甲{% endif %}", "数和文字不能比较"),
    ("{% if reductions in head %}甲{% endif %}", "in 后面要写一串"),
    ("{% if reductions is defined %}甲{% endif %}", "这里不能这样写"),
    ("{{ head | upper }}", "不能用过滤器 upper"),
    ("{{ head | trimm }}", "不能用过滤器 trimm|没有 trimm 这个过滤器"),
    ("{{ total(reductions) }}", "没有 total 这个函数"),
    ("{{ given }}", "given 是函数"),
    ("{{ given() }}", "given\\(\\) 里要写"),
    ("{{ given('甲') }}", "given\\(\\) 里要写"),
    ("{{ nonzero(3) }}", "nonzero\\(\\) 里要写"),
    ("{{ share(reductions) }}", "share\\(\\) 里要写"),
    ("{{ share(head, reductions) }}", "share\\(\\) 里要写"),
    ("{{ share(reductions, reductions, 9) }}", "share\\(\\) 里要写"),
    ("{{ details(statistics.fees.value) }}", "details\\(\\) 里要写"),
    ("{{ filled('statistics', 'link') }}", "filled\\(\\) 里要写"),
    ("{{ change(head) }}", "change\\(\\) 里要写"),
    ("{% if written('problem') %}甲{% endif %}", "written\\(\\) 里要写"),
    ("{% if written(head) %}甲{% endif %}", "written\\(\\) 里要写"),
    ("{% for one in head %}甲{% endfor %}", "模板里不能用这种写法"),
    ("{% set year = 3 %}", "year 已经有意思了"),
    ("{% if reductions %}{% set a = '甲' %}{% endif %}{{ a }}", "没有 a 这个名称，或者不是每种情况都先 set 了"),
    ("{% if reductions %}{% set a = statistics %}{% endif %}{{ a.fees.value }}", "没有 a 这个名称"),
    ("{% set a = head ~ head %}" + "{% set a = a ~ a %}" * 30, "太长"),
    ("{{ " + "(" * 60 + "1" + ")" * 60 + " }}{{ " + "not " * 60 + "1 }}", "太深"),
    ("{% include 'layout.docx' %}", "不能引用别的模板"),
    ("{% macro m() %}{% endmacro %}", "模板里不能用这种写法"),
    ("{% if reductions %}\n@text\n{% endif %}", "@text 不能写在 if"),
    ("{% esle %}", "没有 {% esle %} 这种写法"),
    ("{{ “甲” }}", "不认识 “"),
    ("{{ reductions head }}", "head 这里不对|多写或者少写"),
    ("{{ reductions 项 }}", "项 这里不对"),
    ("[甲{{ reductions }}", "\\[ 后面没有 \\]"),
    ("甲{{ reductions }}]", "\\] 前面没有 \\["),
    ("[甲|乙]", "不知道什么时候印"),
    ("[{{ reductions }}|乙|丙|丁]", "最多用两个"),
    ("[甲{% if reductions %}]{% endif %}", "不能交叉"),
    ("@facts", "下面要写各件事"),
    ("@write", "后面要写补充什么"),
    ("@表 statistics", "@ 开头的这一行读不懂"),
    ("{{ ''.__class__.__mro__ }}", "点号前面"),
    ("{{ lipsum.__globals__ }}", "没有 lipsum 这个名称"),
    ("{{ 'a' * 200000000 }}", "不能用 \\*"),
]


@pytest.mark.parametrize(("mistake", "words"), MISTAKES)
def test_a_draft_that_could_not_be_rendered_is_refused_at_its_line(folder: Path, mistake: str, words: str) -> None:
    path = folder / "mine" / "chapters" / "other.j2"
    path.write_text(f"第一段。\n\n{mistake}\n", encoding="utf-8")
    with pytest.raises(DefinitionError) as raised:
        load_standard("mine", folder)
    place, problem = raised.value.problems[0].split(": ", 1)
    assert re.search(words, problem)
    assert place in ("mine/chapters/other.j2:3", "mine/chapters/other.j2:4")


def test_a_name_of_a_function_is_no_name_of_a_question(folder: Path) -> None:
    change(folder, STANDARD, "  proposals:", "  share:")
    with pytest.raises(DefinitionError, match="share 是模板里的函数"):
        load_standard("mine", folder)


def test_unknown_names_and_years_are_explained() -> None:
    with pytest.raises(InputError, match="现有：.*national-2021"):
        load_standard("national-1949")
    with pytest.raises(InputError, match="2008年5月1日起施行"):
        standard_for_year(2007)
