"""What the head and the foot of a published report tell: its year, its agency, its dates."""

from __future__ import annotations

import pytest

from generator.errors import InputError
from tests.report_texts import report_of


@pytest.mark.parametrize(
    ("text", "standard", "year"),
    [
        ("睢县2016年政府信息公开工作年度报告", "national-2014", 2016),
        ("本年报中所列数据的统计期限自2017年1月1日起至2017年12月31日止。", "jilin-2017", 2017),
        ("2015 年，开展培训3次。\n与2014年相比有增加。2015 年底完成。", "national-2014", 2015),
        (
            "2020政府信息公开工作报告 篇9\n2018 年，主动公开。2018年底，\n统计时限自2018年1月1日起。",
            "weihai-2018",
            2018,
        ),
        ("2016-2017学年度信息公开工作年度报告\n2017年5月开展检查。", "university-2014", 2016),
        (
            "某某学院2017年度信息公开工作年度报告\n数据统计起止时间是2016年9月1日至2017年8月31日。",
            "university-2014",
            2016,
        ),
    ],
)
def test_the_year_is_told_from_title_period_or_text(text: str, standard: str, year: int) -> None:
    assert report_of(text, standard).answers.year == year


def test_a_given_year_goes_before_the_title() -> None:
    report = report_of("睢县2016年政府信息公开工作年度报告", year=2015)
    assert report.answers.questions["year"].text == "2015"


def test_a_report_without_a_year_asks_for_it() -> None:
    with pytest.raises(InputError, match=r"report\.txt：看不出是哪一年度的报告。请用 --year 写明"):
        report_of("政府信息公开工作年度报告\n较2011年有所增加。")


def test_a_year_the_form_is_not_for_is_refused_at_its_line() -> None:
    with pytest.raises(InputError, match=r"report\.txt:2: 格式 national-2021 适用于2021年起.*不适用于 2016 年度"):
        report_of("\n睢县2016年政府信息公开工作年度报告", "national-2021")


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (
            "欢迎访问河北省机关事务管理局网站\n\n河北省机关事务管理局2015年度政府信息公开工作年度报告",
            "河北省机关事务管理局",
        ),
        ("睢县2016年政府信息公开工作年度报告", "睢县"),
        ("示例市教育局关于2016年政府信息公开工作年度报告", "示例市教育局"),
        ("示例县档案局\n2016年政府信息公开工作年度报告", "示例县档案局"),
        (
            "首页 > 2016年政府信息公开工作年度报告\n本局认真落实。\n以上情况，特此报告。\n示例县水利局\n2017年2月24日",
            "示例县水利局",
        ),
        ("我们的2016年政府信息公开工作年度报告", None),
    ],
)
def test_the_agency_is_told_when_it_looks_like_a_name(text: str, agency: str | None) -> None:
    found = report_of(text).answers.questions.get("agency")
    assert (found.text if found else None) == agency


@pytest.mark.parametrize(
    "closing", ["2017年2月24日", "示例县水利局 2017年2月24日", "二〇一七年二月二十四日", "2017-02-24"]
)
def test_the_closing_date_is_told_with_its_line(closing: str) -> None:
    report = report_of(f"2016年政府信息公开工作年度报告\n一、概述\n本局认真落实。\n特此报告。\n{closing}\n附件1")
    date = report.answers.questions["date"]
    assert (date.text, date.place.line) == ("2017年2月24日", 5)
    assert report.released is None


def test_the_date_of_publication_is_kept_apart() -> None:
    report = report_of(
        "2016年政府信息公开工作年度报告\n来源：示例县 发布时间:2017年03月30日 浏览次数:722\n本局认真落实。"
    )
    assert "date" not in report.answers.questions
    assert report.released is not None
    assert (report.released.text, report.released.place.line) == ("2017年3月30日", 2)


def test_the_date_a_page_names_as_that_of_writing_is_taken() -> None:
    report = report_of("成文日期：2017-01-25\n2016年政府信息公开工作年度报告\n本局认真落实。")
    assert report.answers.questions["date"].text == "2017年1月25日"
