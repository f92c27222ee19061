"""Loading a standard: every mistake is reported at its file and line, in words for the one who wrote it."""

from __future__ import annotations

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
        (STANDARD, "problems: [problems], ", "", "means.problems: 缺这一项"),
        (STANDARD, "contact: office", "contact: desk", "means.contact: 没有 desk 这个问题"),
        (
            STANDARD,
            "contact: office",
            "unit_kind: office",
            "means.unit_kind: office 的 choices 里要有 人民政府、政府部门",
        ),
        (STANDARD, "contact: office", "fee_unpaid: statistics.unpaid.value", "means.fee_unpaid: 没有 statistics"),
        (STANDARD, "contact: office", "contacts: office", "contacts: 没有这个词"),
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
        (
            "chapters/fees.j2",
            "statistics.fees.value == 0",
            "statistics.fees.valu == 0",
            "没有 statistics.fees.valu 这个数",
        ),
        ("chapters/fees.j2", "reductions == 0", "reduction == 0", "没有 reduction 这个名称"),
        ("chapters/responding.j2", "s.hot_topics.value", "s.hot_topic.value", "没有 statistics.hot_topic.value 这个数"),
        ("chapters/problems.j2", 'written("problems")', 'written("problem")', "written()"),
        ("chapters/statistics.j2", "@table statistics", "@table statistic", "没有 statistic 这张表"),
        ("chapters/statistics.j2", "@plain 填报", "@plane 填报", "@plane"),
        ("chapters/fees.j2", "{%- else %}", "{%- esle %}", "模板写法不对"),
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
    change(folder, "chapters/fees.j2", "{%- else %}", "@table statistics\n{%- else %}")
    with pytest.raises(DefinitionError, match="已经在"):
        load_standard("mine", folder)


def test_a_total_without_a_check_is_a_mistake(folder: Path) -> None:
    text = (folder / "mine" / TABLE).read_text(encoding="utf-8")
    start = text.index("  V7:")
    (folder / "mine" / TABLE).write_text(text[:start] + text[text.index("  V8:") :], encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"statistics\.staff\.value"):
        load_standard("mine", folder)


@pytest.mark.parametrize(
    "attack",
    ["{{ ''.__class__.__mro__ }}", "{% include 'layout.docx' %}", "{{ lipsum.__globals__ }}", "{{ 'a' * 200000000 }}"],
)
def test_a_template_of_the_user_cannot_reach_out(folder: Path, attack: str) -> None:
    from generator.drafting import draft
    from generator.examination import examine
    from tests.conftest import answers_of

    change(folder, "chapters/problems.j2", "{% if", attack + "{% if")
    with pytest.raises(DefinitionError):
        draft(s := load_standard("mine", folder), examine(s, answers_of(s, 2016, {})).report)


def test_unknown_names_and_years_are_explained() -> None:
    with pytest.raises(InputError, match="现有：.*national-2021"):
        load_standard("national-1949")
    with pytest.raises(InputError, match="2008年5月1日起施行"):
        standard_for_year(2007)
