"""Every folder of templates/ against every example and every faulty case found for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.document.blocks import Statistics
from generator.drafting import draft
from generator.errors import InputError
from generator.examination import examine
from generator.examination.carrying import filled
from generator.flow.case import open_case
from generator.flow.opening import read_answers
from generator.form.writing import write_form
from generator.standard import load_standard, standard_for_year, standard_ids
from generator.standard.library import all_standards
from generator.writers import verify_docx, verify_text, write_docx, write_text
from tests.conftest import CASES, EXAMPLES, ROOT, answers_of


def example_name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("name", standard_ids())
def test_a_standard_loads_and_has_an_example(name: str) -> None:
    standard = load_standard(name)
    assert standard.drafts
    assert any(example.parent.name == name for example in EXAMPLES)


@pytest.mark.parametrize("name", standard_ids())
def test_every_check_of_a_standard_has_a_case_that_fires_it(name: str) -> None:
    standard = load_standard(name)
    expected = {code for case in CASES if case.parent.name == name for code in expectation(case)}
    codes = {i.code for i in standard.instances}
    assert codes <= expected


def test_only_one_standard_is_taken_by_itself_in_a_year() -> None:
    for year in range(2008, 2031):
        for kind in ("行政机关", "高校"):
            chosen = [s for s in all_standards() if s.file.default and s.covers(year) and s.file.kind == kind]
            assert len(chosen) == (1 if kind == "行政机关" or year >= 2013 else 0)
    assert standard_for_year(2021).id == standard_for_year(2025).id == "national-2021"
    assert standard_for_year(2014).id == standard_for_year(2018).id == "national-2014"
    assert standard_for_year(2008).id == standard_for_year(2013).id == "sample-2009"
    assert standard_for_year(2019).id == standard_for_year(2020).id == "national-2019"
    assert standard_for_year(2016, "高校").id == "university-2014"
    assert standard_for_year(2017, "高校").id == "university-2018"


def test_a_region_takes_its_own_form() -> None:
    assert standard_for_year(2015, region="山东").id == "shandong-2015"
    assert standard_for_year(2017, region="吉林").id == "jilin-2017"
    assert standard_for_year(2010, region="福建").id == "fujian-2009"
    with pytest.raises(InputError, match=r"没有“云南”的地方格式。2015年度的地方格式：.*山东（shandong-2015）"):
        standard_for_year(2015, region="云南")


@pytest.mark.parametrize(
    ("year", "kind", "words"),
    [(2007, "行政机关", "2008年5月1日"), (2009, "高校", "2010年9月1日"), (2011, "高校", "没有高校2011年度")],
)
def test_years_without_a_form_are_refused_with_a_reason(year: int, kind: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        standard_for_year(year, kind)


@pytest.mark.parametrize("example", EXAMPLES, ids=example_name)
def test_an_example_has_no_error_and_its_golden_text(example: Path) -> None:
    found = open_case(example)
    assert [f for f in found.findings if f.severity == "error"] == []
    golden = ROOT / "tests" / "golden" / found.standard.id / f"{example.stem}.txt"
    assert write_text(found.document) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("example", EXAMPLES, ids=example_name)
def test_an_example_comes_back_from_its_form_unchanged(example: Path, tmp_path: Path) -> None:
    answers = read_answers(example)
    standard = load_standard(answers.standard)
    form = tmp_path / "form.xlsx"
    form.write_bytes(write_form(standard, answers.year, filled(standard, answers)))
    back = read_answers(form)
    assert examine(standard, back).report == examine(standard, answers).report
    assert not back.strays


@pytest.mark.parametrize("example", EXAMPLES, ids=example_name)
def test_the_form_beside_an_example_says_the_same(example: Path) -> None:
    standard = load_standard(example.parent.name)
    report = examine(standard, read_answers(example)).report
    assert examine(standard, read_answers(example.with_suffix(".xlsx"))).report == report


@pytest.mark.parametrize("example", EXAMPLES, ids=example_name)
def test_every_figure_of_an_example_is_read_back_from_both_files(example: Path) -> None:
    found = open_case(example)
    assert verify_docx(write_docx(found.document), found.document) == len(found.standard.figures)
    assert verify_text(write_text(found.document), found.document) == len(found.standard.figures)


@pytest.mark.parametrize("name", standard_ids())
def test_a_report_with_nothing_filled_in_is_drafted_with_placeholders(name: str) -> None:
    standard = load_standard(name)
    blank = answers_of(standard, standard.file.span[0], dict.fromkeys(standard.figures))
    document = draft(standard, examine(standard, blank).report)
    assert verify_docx(write_docx(document), document) == len(standard.figures)
    assert len([b for b in document.blocks if isinstance(b, Statistics)]) == len(standard.tables)


def expectation(case: Path) -> list[str]:
    """The codes example_name on the first line of a case."""
    first = case.read_text(encoding="utf-8").split("\n", 1)[0]
    return first.removeprefix("# expect:").split()


@pytest.mark.parametrize("case", CASES, ids=example_name)
def test_a_case_fires_its_codes_and_no_others(case: Path) -> None:
    last = case.with_name(f"{case.stem}.last.yaml")
    answers = read_answers(case)
    standard = load_standard(answers.standard)
    findings = examine(standard, answers, open_case(last).report if last.exists() else None).findings
    assert sorted({f.code for f in findings}) == sorted(expectation(case))
    for finding in findings:
        assert finding.place.line > 0
        assert finding.message
        assert finding.advice
