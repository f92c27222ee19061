"""Tables of published reports with one cell a line, as they come out of web pages, and those without row labels."""

from __future__ import annotations

import pytest

from generator.recognition.published import Published
from tests.report_texts import figures_told_in, report_of, statistics


def test_one_cell_a_line_with_cells_left_out() -> None:
    text = """2015 年度政府信息公开工作情况统计表
统计指标 单位 统计数 一、主动公开情况
——
(一)主动公开政府信息数
条
872
其中:主动公开规范性文件数
条
409
制发规范性文件总数
件
421
(二)通过不同渠道和方式公开政府信息的情况
——
1、政府网站公开政府信息数
条
298
2、政务微博公开政府信息数
条
3、政务微信公开政府信息数
条
4、其他方式公开政府信息数
条
817
二、回应解读情况
——
(一)回应公众关注热点或重大舆情数
次
(二)通过不同渠道和方式回应解读情况
——
1、参加或举办新闻发布会总次数
次
0
4、信函申请数
件
5、其他方式
件
2
(二)申请办结数
件
151
五、行政诉讼数量
件
0
(一)位置具体行政行为或者驳回原告诉讼请求数
件
3
(二)被依法纠错数
件
1
六、被举报投诉数量
件
0
七、向图书馆、档案馆等查阅场所保守信息数
条
784
(一)纸质文件数
条
704
(二)电子文件数
条
八、开通政府信息公开网站(或设立门户网站信息公开专栏)数
个
十、依申请公开信息收取的费用
万元
0.25
(三)接受培训人员数
人次
"""
    assert figures_told_in(report_of(text, "shandong-2015", 2015)) == {
        "disclosed.value": "872",
        "normative_disclosed.value": "409",
        "normative_issued.value": "421",
        "website.value": "298",
        "weibo.value": "",
        "wechat.value": "",
        "other_channels.value": "817",
        "hot_topics.value": "",
        "press.value": "0",
        "by_letter.value": "",
        "other_applications.value": "2",
        "closed.value": "151",
        "lawsuits.value": "0",
        "lawsuits_upheld.value": "3",
        "lawsuits_corrected.value": "1",
        "complaints.value": "0",
        "deposited.value": "784",
        "deposited_on_paper.value": "704",
        "deposited_electronic.value": "",
        "websites.value": "",
        "fees.value": "0.25",
        "trained.value": "",
    }


def test_a_row_of_the_offices_own_does_not_shift_the_next() -> None:
    own = "3.网络申请数  件  4\n4.信函申请数  件\n5、其他方式  件  9\n（二）申请办结数  件  4\n1.按时办结数"
    found = figures_told_in(
        report_of(statistics().replace("3.网络申请数  件  0\n4.信函申请数  件  0\n1.按时办结数", own))
    )
    assert found["online.value"] == "4"
    assert found["by_letter.value"] == ""
    assert found["closed.value"] == "4"
    assert "9" not in found.values()


BARS = """附件1:
2017年西安区信息公开工作年度报告相关数据统计表
一、基本情况
指标 |
累计数 |
2017年发生数 |
|
人员配置 |
从事信息公开工作人员数 |
1 |
1 |
其中:1.专职人员数 |
1 |
|
|
2.兼职人员数 |
|
|
|
学习培训 |
举办培训次数 |
|
|
公开的 数量 |
公开信息总数 |
19
|
16 |
|
附件2:
指标公 开内容 |
主动公 开件数 |
依申请 公开件数 |
行政复 议件数 |
行政诉 讼件数 |
行政审批信息公开 |
0 |
|
|
|
食品药品安全 信息公开 |
|
|
|
|
价格和收费 信息公开 |
1 |
0 |
2 |
0 |
"""


def jilin(text: str) -> Published:
    rows = [
        "2.区政府本级公开信息数",
        "3.镇公开信息数",
        "2.规划计划和完成情况类信息数",
        "6.其他类信息数",
        "信息公开专栏点击次数",
    ]
    rows += ["新闻发布会召开次数", "新闻发布会发布信息数", "超过20个工作日的数量", "政府信息公开申请数", "2.当面申请数"]
    rows += ["3.信函申请数", "对申请的答复数", "3.否决公开答复数", "②申请内容不明数", "与信息公开事务相关的收费金额"]
    rest = "\n".join(f"{row} |\n7 |\n7 |\n|" for row in rows)
    return report_of(text.replace("附件2:", f"{rest}\n附件2:"), "jilin-2017", 2017)


def test_cells_closed_by_bars_are_counted_with_the_empty_ones() -> None:
    found = figures_told_in(jilin(BARS), "indicators")
    assert (found["staff.cumulative"], found["staff.in_year"]) == ("1", "1")
    assert (found["part_time.cumulative"], found["part_time.in_year"]) == ("", "")
    assert (found["courses.cumulative"], found["courses.in_year"]) == ("", "")
    assert (found["disclosed.cumulative"], found["disclosed.in_year"]) == ("19", "16")
    found = figures_told_in(jilin(BARS), "priorities")
    assert [found[f"approvals.{key}"] for key in ("proactive", "on_request", "reviewed", "sued")] == ["0", "", "", ""]
    assert [found[f"food_and_drugs.{key}"] for key in ("proactive", "sued")] == ["", ""]
    assert [found[f"prices.{key}"] for key in ("proactive", "on_request", "reviewed")] == ["1", "0", "2"]


def test_a_row_whose_cells_may_be_shifted_is_not_told() -> None:
    assert "full_time.cumulative" not in figures_told_in(
        jilin(BARS.replace("1 |\n|\n|\n2.兼", "1 |\n|\n|\n|\n|\n2.兼")), "indicators"
    )


DISPUTE_HEADS = (
    "行政复议\n行政诉讼\n结果\n维持\n结果 纠正\n其他结果\n尚未审结\n总计\n未经复议直接起诉\n复议后起诉\n"
    + ("结果维持\n结果纠正\n其他结果\n尚未\n审结\n总 计\n" * 2)
)


@pytest.mark.parametrize(
    ("cells", "last"),
    [
        ("1\n0\n0\n0\n1\n0\n0\n0\n0\n0\n0\n0\n0\n0\n2\n", "2"),
        ("| 1 | 0 | 0 | 0 | 1 |  |  |  |  |  | 0 | 0 | 0 | 0 | 2 |\n", "2"),
        ("1 0 0 0 1 0 0 0 0 0 0 0 0 0 2件\n", "2"),
        ("1 0 0 0 1 0 0 0 0 0 0 0 0 0\n", None),
        ("1 0 0 0 1 0 0 0 0 0 0 0 0 0 2 3\n", None),
    ],
)
def test_a_table_without_row_labels_is_told_when_its_figures_are_complete(cells: str, last: str | None) -> None:
    text = f"四、政府信息公开行政复议、行政诉讼情况\n{DISPUTE_HEADS}{cells}五、存在的主要问题及改进情况\n"
    found = figures_told_in(report_of(text, "national-2021", 2023), "disputes")
    assert found.get("cases.after_total") == last
    assert found.get("cases.review_upheld") == (last and "1")
