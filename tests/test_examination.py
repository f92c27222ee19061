"""Examination: all findings at once, at their places, with both sides, and nothing told that cannot be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import InputError
from generator.examination import Examination, examine, verdict
from generator.standard import Standard, load_standard
from tests.conftest import answers_of

A, D, C, S = "applications.", "disclosure.", "disputes.cases.", "statistics."


def codes_found(examination: Examination) -> list[str]:
    return [finding.code for finding in examination.findings]


def test_a_broken_identity_names_column_cells_figures_sums_and_difference(national_2021: Standard) -> None:
    found = examine(national_2021, answers_of(national_2021, 2024, {A + "new.business": 7, A + "granted.business": 5}))
    (finding,) = found.findings
    assert finding.code == "T3-1"
    for words in (
        "“商业企业”列",
        "一、本年新收政府信息公开申请数量",
        "四、结转下年度继续办理",
        "7",
        "5",
        "相差 2",
        "第一项加第二项之和",
    ):
        assert words in finding.message
    assert (finding.left, finding.right, finding.difference) == (7, 5, 2)


def test_one_mistake_is_one_finding_though_the_total_column_is_off_too(national_2021: Standard) -> None:
    assert codes_found(examine(national_2021, answers_of(national_2021, 2024, {A + "new.other": 1}))) == ["T3-1"]


def test_a_missing_operand_leaves_a_rule_untold(national_2021: Standard) -> None:
    figures = {A + "new.other": 9, A + "carried_forward.other": None}
    found = examine(national_2021, answers_of(national_2021, 2024, figures))
    assert codes_found(found) == ["T2-6"] or codes_found(found) == ["IN-2"]
    assert found.findings[0].severity == "unfilled"


def test_a_total_is_not_known_while_a_part_is_blank(national_2021: Standard) -> None:
    figures = {A + "new.natural_person": 3, A + "new.business": None, A + "carried_forward.natural_person": 3}
    report = examine(national_2021, answers_of(national_2021, 2024, figures)).report
    assert report.number(A + "new.total") is None
    assert report.told(A + "new.total") is None


def test_a_total_of_blanks_is_blank(national_2021: Standard) -> None:
    blanks = dict.fromkeys(a for a in national_2021.figures if a.startswith(A + "new."))
    assert examine(national_2021, answers_of(national_2021, 2024, blanks)).report.number(A + "new.total") is None


def test_a_given_total_with_blank_parts_is_kept_and_the_gap_is_a_warning(national_2014: Standard) -> None:
    figures = {S + "staff.value": 50, S + "full_time.value": None, S + "part_time.value": 3}
    found = examine(national_2014, answers_of(national_2014, 2016, figures))
    gap = next(f for f in found.findings if f.code == "V7")
    assert gap.severity == "warning"
    assert "50" in gap.message
    assert "47" in gap.message
    assert found.report.number(S + "staff.value") == 50


def test_a_wrong_given_total_is_an_error(national_2014: Standard) -> None:
    found = examine(national_2014, answers_of(national_2014, 2016, {S + "staff.value": 50, S + "part_time.value": 3}))
    assert [(f.code, f.severity) for f in found.findings] == [("V7", "error")]


def test_figures_are_refused_with_the_rule_of_the_form(national_2021: Standard) -> None:
    found = examine(national_2021, answers_of(national_2021, 2024, {A + "new.other": "无", D + "fees.amount": "-1"}))
    assert codes_found(found) == ["T2-1", "T3-5"]
    assert "没有的请填 0" in found.findings[1].message


def test_a_swapped_pair_is_named(national_2021: Standard) -> None:
    figures: dict[str, object] = {A + "new.natural_person": 9, A + "petition.natural_person": 3, A + "new.business": 4}
    swapped = {A + "granted.natural_person": 4, A + "granted.business": 6}
    found = examine(national_2021, answers_of(national_2021, 2024, figures | swapped))
    assert all("填反了" in finding.culprit for finding in found.findings)
    assert "现填 4，若为 6 则相符" in found.findings[0].culprit


def test_exchanged_digits_are_named(national_2021: Standard) -> None:
    figures = {
        A + "new.natural_person": 3420,
        A + "granted.natural_person": 3000,
        A + "petition.natural_person": 377,
        A + "carried_forward.natural_person": 25,
    }
    (finding,) = examine(national_2021, answers_of(national_2021, 2024, figures)).findings
    assert "3420，若为 3402 则相符" in finding.culprit


@pytest.mark.parametrize("typed", [340, 34000])
def test_a_zero_too_few_or_too_many_is_named(typed: int, national_2021: Standard) -> None:
    others = {A + "granted.natural_person": 3000, A + "petition.natural_person": 390, A + "denied.natural_person": 0}
    figures = {A + "new.natural_person": typed, **others, A + "carried_forward.natural_person": 10}
    (finding,) = examine(national_2021, answers_of(national_2021, 2024, figures)).findings
    assert f"现填 {typed}，若为 3400 则相符" in finding.culprit
    assert "多写或少写了一个 0" in finding.culprit


def test_the_crossing_of_a_wrong_row_and_a_wrong_column_is_named(national_2021: Standard) -> None:
    figures: dict[str, object] = {A + "granted.natural_person": 5, A + "new.natural_person": 5}
    totals = {A + f"{row}.total": 5 for row in ("new", "granted", "handled")}
    totals |= {A + "handled.natural_person": 6}
    found = examine(national_2021, answers_of(national_2021, 2024, {**figures, **totals}))
    assert {f.code for f in found.findings} == {"T3-2", "T3-3"}
    assert all("（七）总计“自然人”" in f.culprit and "若为 5 则相符" in f.culprit for f in found.findings)


def test_checks_across_years_need_last_years_report(national_2021: Standard) -> None:
    last = examine(
        national_2021, answers_of(national_2021, 2023, {A + "new.other": 2, A + "carried_forward.other": 2})
    ).report
    this = answers_of(national_2021, 2024, {})
    assert codes_found(examine(national_2021, this)) == []
    found = examine(national_2021, this, last)
    assert codes_found(found) == ["T3-4"]
    assert "2023年四、结转下年度继续办理 2" in found.findings[0].message


def test_a_file_of_another_year_is_no_last_year(national_2021: Standard) -> None:
    other = examine(national_2021, answers_of(national_2021, 2021, {})).report
    with pytest.raises(InputError, match="上年文件是 2021 年度的"):
        examine(national_2021, answers_of(national_2021, 2024, {}), other)


def test_another_agency_last_year_is_a_warning(national_2021: Standard) -> None:
    last = examine(national_2021, answers_of(national_2021, 2023, {}, agency="示例县民政局")).report
    assert codes_found(examine(national_2021, answers_of(national_2021, 2024, {}), last)) == ["IN-6"]


def test_the_cover_year_must_be_the_forms_year(national_2021: Standard) -> None:
    (finding,) = examine(national_2021, answers_of(national_2021, 2024, {}, year="2023")).findings
    assert (finding.code, finding.severity) == ("IN-4", "error")


def test_findings_come_in_reading_order(national_2021: Standard) -> None:
    figures = {C + "review_total": 3, A + "new.other": "无", D + "coercion.enforcement_decisions": None}
    found = examine(national_2021, answers_of(national_2021, 2024, figures, date="昨天"))
    assert codes_found(found) == ["IN-1", "T2-6", "T3-5", "T4-1"]


def test_the_verdict_counts() -> None:
    standard = load_standard("national-2021")
    found = examine(standard, answers_of(standard, 2024, {A + "new.other": 1, D + "fees.amount": None}))
    assert verdict(found.findings) == "不能出报告：1 处错误，1 处待填"
    assert verdict([]) == "可以出报告"


RESULT_ROWS = [
    r
    for r in load_standard("national-2021").shape("applications")
    if r not in ("new", "carried_over", "carried_forward", "handled")
]
COLUMNS = ["natural_person", "business", "research", "charity", "law_firm", "other"]


@st.composite
def valid_years(draw: st.DrawFn) -> dict[str, object]:
    """A full, valid year of table 3."""
    figures: dict[str, object] = {}
    for column in COLUMNS:
        outcome = {row: draw(st.integers(0, 40)) for row in draw(st.sets(st.sampled_from(RESULT_ROWS), max_size=4))}
        forward = draw(st.integers(0, 9))
        carried = draw(st.integers(0, sum(outcome.values()) + forward))
        figures |= {f"{A}{row}.{column}": n for row, n in outcome.items()}
        figures[f"{A}carried_forward.{column}"] = forward
        figures[f"{A}carried_over.{column}"] = carried
        figures[f"{A}new.{column}"] = sum(outcome.values()) + forward - carried
    return figures


@given(
    valid_years(),
    st.sampled_from(sorted(load_standard("national-2021").shape("applications"))),
    st.sampled_from(COLUMNS),
    st.sampled_from([1, -1]),
)
def test_any_change_of_one_figure_of_a_valid_year_is_found(
    figures: dict[str, object], row: str, column: str, by: int
) -> None:
    standard = load_standard("national-2021")
    assert examine(standard, answers_of(standard, 2022, figures)).findings == ()
    address = f"{A}{row}.{column}"
    if standard.figures[address].is_total:
        return
    changed = int(str(figures.get(address, 0))) + by
    found = examine(standard, answers_of(standard, 2022, {**figures, address: changed}))
    assert [f.code for f in found.findings] == (["T3-5"] if changed < 0 else ["T3-1"])


@pytest.mark.parametrize(
    ("agency", "level", "kind"),
    [
        ("示例县甲镇人民政府", "乡级", "人民政府"),
        ("示例市示例区人民政府示例街道办事处", "乡级", ""),
        ("示例县教育局", "县级", ""),
        ("示例市示例区人民政府办公室", "县级", "人民政府"),
        ("国家税务总局示例县税务局", "县级", ""),
        ("示例省教育厅", "", ""),
        ("示例市人民政府", "", "人民政府"),
        ("示例自治区财政厅", "", ""),
        ("示例市高新区管理委员会", "", ""),
        ("示例市市场监督管理局", "", ""),
    ],
)
def test_level_and_kind_are_supposed_by_the_name(agency: str, level: str, kind: str, national_2021: Standard) -> None:
    answers = answers_of(national_2021, 2024, {}, agency=agency)
    supposed = examine(national_2021, answers).report.supposed
    assert (supposed.get("level", ""), supposed.get("kind", "")) == (level, kind)


def test_the_limit_of_an_amount_is_that_of_the_offices_level(national_2021: Standard) -> None:
    def told(agency: str, level: str = "") -> bool:
        cover = {"agency": agency} | ({"level": level} if level else {})
        answers = answers_of(national_2021, 2024, {"disclosure.fees.amount": "8040"}, **cover)
        return any(finding.code == "T2-7" for finding in examine(national_2021, answers).findings)

    assert told("示例县甲镇人民政府")
    assert not told("示例县教育局")
    assert not told("示例县甲镇人民政府", "县级")


@pytest.mark.parametrize(
    ("figures", "cover", "told"),
    [
        ({"disclosure.regulations.made": 1}, {"rulemaking": "无"}, "规章 1，应为 0（"),
        ({"disclosure.fees.amount": "125000"}, {"level": "县级", "kind": "政府部门"}, "125000，应小于 10000（"),
    ],
)
def test_a_bound_is_told_in_words(
    figures: dict[str, object], cover: dict[str, str], told: str, national_2021: Standard
) -> None:
    found = examine(national_2021, answers_of(national_2021, 2024, figures, **cover)).findings
    messages = [finding.message for finding in found if finding.severity == "warning"]
    assert any(told in message for message in messages), messages
    assert not any(sign in message for message in messages for sign in "≠≥≤<>")
