"""Reports as published, in the layouts offices publish them, read line by line."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.examination import examine
from generator.flow.opening import read_answers
from generator.recognition.published import Published, published, read_published
from generator.standard import load_standard
from generator.words.damage import damaged_lines
from generator.words.folding import fold
from tests.conftest import EXAMPLES, ROOT

WITH_TABLES = [path for path in EXAMPLES if load_standard(path.parent.name).tables]


def read(text: str, standard: str = "national-2014", year: int | None = None) -> Published:
    """A report given as text."""
    return published("report.txt", fold(text), load_standard(standard), year)


def told(report: Published, table: str = "statistics") -> dict[str, str]:
    """The figures of a table, by the address within it; a blank is an empty text."""
    figures = {a: answer.text for a, answer in report.answers.figures.items()} | dict.fromkeys(report.blank, "")
    return {a.removeprefix(f"{table}."): text for a, text in figures.items() if a.startswith(f"{table}.")}


def saved(tmp_path: Path, data: bytes, name: str = "report.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def statistics(*rows: str) -> str:
    """Enough of the table of 2014 for it to be taken, with the given rows first."""
    rest = [
        "二、回应解读情况 ——",
        "1.参加或举办新闻发布会总次数  次  0",
        "其中：主要负责同志参加新闻发布会次数  次  0",
        "2.政府网站在线访谈次数  次  0",
        "3.政策解读稿件发布数  篇  7",
        "4.微博微信回应事件数  次  0",
        "5.其他方式回应事件数  次  0",
        "1.当面申请数  件  0",
        "2.传真申请数  件  0",
        "3.网络申请数  件  0",
        "4.信函申请数  件  0",
        "1.按时办结数  件  0",
        "2.延期办结数  件  0",
        "1.属于已主动公开范围数  件  0",
        "2.同意公开答复数  件  0",
        "3.同意部分公开答复数  件  0",
        "4.不同意公开答复数  件  0",
        "涉及商业秘密  件  0",
        "涉及个人隐私  件  0",
        "六、举报投诉数量  件  0",
    ]
    return "\n".join(["睢县2016年政府信息公开工作年度报告", *rows, *rest])


# ---- decoding and folding


@pytest.mark.parametrize(
    ("encoding", "folded"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", "UTF-16 编码"), ("gb18030", "GBK 编码"), ("gbk", "GBK 编码")],
)
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str, folded: str) -> None:
    path = saved(tmp_path, "睢县2016年政府信息公开工作年度报告\n".encode(encoding))
    report = read_published(path, "national-2014")
    assert report.lines[0].text == "睢县2016年政府信息公开工作年度报告"
    assert report.folded == folded


def test_traditional_characters_become_simplified_and_the_lines_stay() -> None:
    found = fold(
        "睢縣2016年政府信息公開工作年度報告\n\n一、主動公開情況\n總數與機關單位的關係，強化監督，進一步擴大公眾參與\n"
    )
    assert found.lines[0].text == "睢县2016年政府信息公开工作年度报告"
    assert found.lines[2].text == "一、主动公开情况"
    assert found.words == "繁体字"
    assert len(found.lines) == 5


def test_a_name_in_traditional_characters_does_not_make_a_report_traditional() -> None:
    found = fold("本报告由國務院辦公廳旧址纪念馆编制。")
    assert found.words == ""
    assert "國務院" in found.lines[0].text


def test_full_width_digits_are_folded_and_punctuation_is_left() -> None:
    found = fold("（一）主动公开４９８条，ＧＢ：\u00a0“是”\u200b；\u3000完。")
    assert found.lines[0].text == "（一）主动公开498条，GB： “是”；  完。"
    assert found.words == "全角数字和字母"


def test_marks_of_a_web_page_are_unescaped_on_their_line() -> None:
    found = fold("公开&nbsp;&ldquo;三公经费&rdquo;&#10;完\n下一行 a&b")
    assert [line.text for line in found.lines] == ["公开 “三公经费” 完", "下一行 a&b"]
    assert found.words == "网页转义符"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("报告.docx", b"PK\x03\x04rest", r"报告\.docx：这是Word 文档（\.docx）.*另存为“纯文本（\.txt）”"),
        ("报告.txt", b"PK\x03\x04rest", r"这是Word 文档（\.docx）"),
        ("报告.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"旧版 Word 文档"),
        ("报告.pdf", b"%PDF-1.7", r"PDF 文件.*复制到记事本"),
        ("报告.txt", b"<!DOCTYPE html>\n<html>", r"网页文件.*复制到记事本"),
        ("报告.rtf", b"{\\rtf1", r"RTF 文档"),
        ("报告.txt", b"ab\x00\x01cd", r"不是纯文本文件（里面有二进制内容）"),
        ("报告.txt", b"\xff\xff\x80\x80", r"认不出文字编码.*UTF-8"),
        ("报告.txt", codecs.BOM_UTF16_LE + b"a", r"UTF-16 编码的文本已损坏"),
        ("报告.txt", b"", r"空文件"),
        ("报告.txt", b"a" * 2_000_001, r"超过 2 MB，不像是一份年度报告"),
    ],
)
def test_another_kind_of_file_is_refused_with_what_to_do(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_published(saved(tmp_path, data, name), "national-2014")


# ---- damage


@pytest.mark.parametrize(
    "line",
    [
        " ?。ㄒ唬┦盏缴暾垟?/td>  0",
        " ?。ǘ\ue46a┥暾堔k结数  0",
        "队伍建设有待进一步加强??h政府和部门没有专职人员",
        "主动公开政府信息\ufffd\ufffd条",
        "锟斤拷政府信息公开",
        "æ”¿åºœä¿¡æ¯å…¬å¼€",
        "1.当面申请数</td><td>0</td>",
        "政府â€œ信息",
    ],
)
def test_damaged_characters_are_found(line: str) -> None:
    assert damaged_lines(fold(line).lines)


@pytest.mark.parametrize(
    "line",
    [
        "怎么申请公开政府信息？——请看公开指南。",
        "你还在为查不到信息发愁吗……？本栏目为您解答。",
        "你问我答：申请要收费吗?不收费。",
        "│一、本年新收│3│0│",
        "├────┼──┤",
        "┌──┬──┐",
        "（××单位）2010年×月×日……",
        "①信息不存在数 Ⅱ纠错数 25℃ ±5% A→B",
        "\uf0b7 开展培训2次",
        "中国・威海 café https://example.gov.cn/a/td/p?x=1",
    ],
)
def test_whole_text_is_not_called_damaged(line: str) -> None:
    assert not damaged_lines(fold(line).lines)


# ---- our own text


@pytest.mark.parametrize("example", WITH_TABLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_figure_of_a_report_of_ours_is_read_back(example: Path) -> None:
    name = example.parent.name
    report = examine(load_standard(name), read_answers(example)).report
    golden = ROOT / "tests" / "golden" / name / f"{example.stem}.txt"
    back = read_published(golden, name)
    given = {a: str(value) for a, value in report.figures.items() if value is not None}
    assert {a: answer.text.lstrip("+") for a, answer in back.answers.figures.items()} == given
    assert back.blank <= {a for a, value in report.figures.items() if value is None}
    assert back.answers.year == report.year
    assert back.answers.questions["agency"].text == report.agency
    assert back.broken == ()
    assert examine(load_standard(name), back.answers).report.figures == report.figures


@pytest.mark.parametrize("example", WITH_TABLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_sentence_of_a_report_of_ours_is_taken_for_a_table(example: Path) -> None:
    golden = ROOT / "tests" / "golden" / example.parent.name / f"{example.stem}.txt"
    report = read_published(golden, example.parent.name)
    assert all(
        line.table for line in report.lines if line.number in {a.place.line for a in report.answers.figures.values()}
    )
    assert not any(line.table for line in report.lines if "。" in line.text)


# ---- layouts


def test_label_unit_and_figure_on_one_line() -> None:
    report = read(
        statistics(
            "统 计 指 标 单位 统计数",
            "一、主动公开情况 ——     ",
            "     其中:主动公开规范性文件数  28",
            "         制发规范性文件总数  件 33",
            "     1.政府公报公开政府信息数  1,203",
            "     2.政府网站公开政府信息数988条",
        )
    )
    found = told(report)
    assert found["normative_disclosed.value"] == "28"
    assert found["normative_issued.value"] == "33"
    assert found["gazette.value"] == "1,203"
    assert found["website.value"] == "988"
    assert report.answers.figures["statistics.normative_disclosed.value"].place.line == 4


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
    assert told(read(text, "shandong-2015", 2015)) == {
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
    found = told(read(statistics().replace("3.网络申请数  件  0\n4.信函申请数  件  0\n1.按时办结数", own)))
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
    return read(text.replace("附件2:", f"{rest}\n附件2:"), "jilin-2017", 2017)


def test_cells_closed_by_bars_are_counted_with_the_empty_ones() -> None:
    found = told(jilin(BARS), "indicators")
    assert (found["staff.cumulative"], found["staff.in_year"]) == ("1", "1")
    assert (found["part_time.cumulative"], found["part_time.in_year"]) == ("", "")
    assert (found["courses.cumulative"], found["courses.in_year"]) == ("", "")
    assert (found["disclosed.cumulative"], found["disclosed.in_year"]) == ("19", "16")
    found = told(jilin(BARS), "priorities")
    assert [found[f"approvals.{key}"] for key in ("proactive", "on_request", "reviewed", "sued")] == ["0", "", "", ""]
    assert [found[f"food_and_drugs.{key}"] for key in ("proactive", "sued")] == ["", ""]
    assert [found[f"prices.{key}"] for key in ("proactive", "on_request", "reviewed")] == ["1", "0", "2"]


def test_a_row_whose_cells_may_be_shifted_is_not_told() -> None:
    assert "full_time.cumulative" not in told(
        jilin(BARS.replace("1 |\n|\n|\n2.兼", "1 |\n|\n|\n|\n|\n2.兼")), "indicators"
    )


APPLICATIONS = """三、收到和处理政府信息公开申请情况
| （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况 |
| 自然人 | 法人或其他组织 | 总计 |
| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |
| 二、上年结转政府信息公开申请数量 |  |  |  |  |  |  | 0 |
| 三、本年度办理结果 | (一)予以公开 | 1件 | / | / | / | / | / | 1件 |
| (二)部分公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| (三)不予公开 | 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| 2.其他法律行政法规禁止公开 | — | — | — | — | — | — | — |
| 3.危及"三安全一稳定" | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| 4.保护第三方合法权益 | 0 | 0 | 0 | 0 |
| (四)无法提供 | 1.本机关不掌握相关政府信息 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |
| (五)不予处理 | 1.信访举报投诉类申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| (六)其他处理 | 3.其他 | 0 | 0 | 0 | 0 | 0 | 5 | 5 |
| (七)总计 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |
| 四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
四、政府信息公开行政复议、行政诉讼情况
"""
COLUMNS = ("natural_person", "business", "research", "charity", "law_firm", "other", "total")


def row(found: dict[str, str], key: str) -> list[str]:
    return [found.get(f"{key}.{column}", "?") for column in COLUMNS]


@pytest.mark.parametrize("bar", ["|", "\t", "│"])
def test_rows_between_bars_or_tabs(bar: str) -> None:
    lines = [line for line in APPLICATIONS.split("\n") if bar == "|" or "---" not in line]
    text = "\n".join(line.strip("| ") if bar == "\t" else line for line in lines).replace(" | ", bar).replace("|", bar)
    text = text.replace("\t  \t", "\t\t").replace(" \t", "\t")
    found = told(read(text, "national-2021", 2023), "applications")
    assert row(found, "new") == ["3", "0", "0", "0", "0", "0", "3"]
    assert row(found, "granted") == ["1", "", "", "", "", "", "1"]
    assert row(found, "forbidden_by_law") == [""] * 7
    assert row(found, "third_party") == ["?"] * 7
    assert row(found, "not_held") == ["2", "0", "0", "0", "0", "0", "2"]
    assert row(found, "other_outcome") == ["0", "0", "0", "0", "0", "5", "5"]
    assert row(found, "handled") == ["3", "0", "0", "0", "0", "0", "3"]
    if bar != "\t":
        assert row(found, "carried_over") == ["", "", "", "", "", "", "0"]


def test_a_table_cut_short_is_told_under_its_heads_only() -> None:
    heads, rows = "\n".join(APPLICATIONS.split("\n")[1:5]), "\n".join(APPLICATIONS.split("\n")[5:7])
    assert row(told(read(f"{heads}\n{rows}", "national-2021", 2023), "applications"), "new")[0] == "3"
    assert told(read(rows, "national-2021", 2023), "applications") == {}


def test_the_lines_of_a_table_are_marked_with_its_title_and_heads() -> None:
    report = read(
        "一、总体情况\n2023年，全年主动公开政府信息若干条，办理情况如下。\n" + APPLICATIONS, "national-2021", 2023
    )
    assert [line.number for line in report.lines if line.table] == list(range(3, 21))


def test_labels_named_in_sentences_are_not_taken() -> None:
    prose = "2023年有关情况说明如下，具体数字见下表和本报告其他各章的说明。\n（一）予以公开 9 9 9 9 9 9 9\n另有说明的情况不再逐一列出，请见本报告的其他部分。\n"
    found = told(read(prose * 2 + APPLICATIONS, "national-2021", 2023), "applications")
    assert row(found, "granted") == ["1", "", "", "", "", "", "1"]


def test_figures_under_the_heads_of_another_form_are_not_told() -> None:
    text = """二、主动公开政府信息情况
第二十条第(一)项
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |
规章 | 0 | 0 | 0 |
规范性文件 | 2 | 2 | 9 |
第二十条第(五)项
信息内容 | 本年处理决定数量 |
行政许可 | 12 |
第二十条第(六)项
信息内容 | 本年处理决定数量 |
行政处罚 | 3 |
行政强制 | 0 |
第二十条第(八)项
信息内容 | 本年收费金额(单位:万元) |
行政事业性收费 | 2511元 |
"""
    found = told(read(text, "national-2021", 2023), "disclosure")
    assert found == {
        "licences.licence_decisions": "12",
        "penalties.enforcement_decisions": "3",
        "coercion.enforcement_decisions": "0",
    }
    text = text.replace("本年新制作数量", "本年制发件数").replace("2511元", "0.2511万元")
    found = told(read(text, "national-2021", 2023), "disclosure")
    assert found["normative.in_force"] == "9"
    assert found["fees.amount"] == "0.2511"


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
    found = told(read(text, "national-2021", 2023), "disputes")
    assert found.get("cases.after_total") == last
    assert found.get("cases.review_upheld") == (last and "1")


def test_damaged_labels_are_not_guessed_but_for_a_remark_that_stands_whole() -> None:
    report = read(
        statistics(
            "一、主动公开情况 ——",
            " ?。ㄒ唬┲鲃庸\ue0a6_政府信息数    ?。ú煌\ue0e2\ue47c篮头绞焦\ue0a6_相同信息计1条)  498    ",
            "      其中:主动公开规范性文件数  28",
            "     5.其他方式公开政府信息数  0",
            "二、回应解读情况 ——",
            " ?。ㄒ唬┗貞\ue018\ue06e婈P注热点或重大舆情数      (不同方式回应同一热点或舆情计1次)  3",
            "三、依申请公开情况 ——",
            " ?。ㄒ唬┦盏缴暾垟?/td>  5",
        )
    )
    found = told(report)
    assert found["disclosed.value"] == "498"
    assert found["normative_disclosed.value"] == "28"
    assert found["other_channels.value"] == "0"
    assert "5" not in found.values()
    assert len(report.broken) == 3
    assert all(line.table for line in report.lines if line in report.broken)


def test_a_label_that_stands_twice_goes_by_its_order() -> None:
    tail = ["四、行政复议数量  1", "（二）被依法纠错数  件  1", "五、行政诉讼数量  2", "(二)被依法纠错数  2"]
    body = statistics().replace("六、举报投诉数量  件  0", "\n".join([*tail, "六、举报投诉数量  件  无"]))
    found = told(read(body))
    assert found["reviews_corrected.value"] == "1"
    assert found["lawsuits_corrected.value"] == "2"
    assert found["complaints.value"] == ""


def test_a_label_that_could_be_either_of_two_rows_is_not_told() -> None:
    body = statistics().replace(
        "六、举报投诉数量  件  0", "四、行政复议数量  1\n（二）被依法纠错数  件  1\n六、举报投诉数量  件  0"
    )
    assert "reviews_corrected.value" not in told(read(body))


def test_a_word_in_place_of_a_figure_is_not_a_blank() -> None:
    found = told(read(statistics("1.政府公报公开政府信息数  条  未统计", "2.政府网站公开政府信息数  条  —")))
    assert "gazette.value" not in found
    assert found["website.value"] == ""


# ---- year, agency, date


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
    assert read(text, standard).answers.year == year


def test_a_given_year_goes_before_the_title() -> None:
    report = read("睢县2016年政府信息公开工作年度报告", year=2015)
    assert report.answers.questions["year"].text == "2015"


def test_a_report_without_a_year_asks_for_it() -> None:
    with pytest.raises(InputError, match=r"report\.txt：看不出是哪一年度的报告。请用 --year 写明"):
        read("政府信息公开工作年度报告\n较2011年有所增加。")


def test_a_year_the_form_is_not_for_is_refused_at_its_line() -> None:
    with pytest.raises(InputError, match=r"report\.txt:2: 格式 national-2021 适用于2021年起.*不适用于 2016 年度"):
        read("\n睢县2016年政府信息公开工作年度报告", "national-2021")


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
    found = read(text).answers.questions.get("agency")
    assert (found.text if found else None) == agency


@pytest.mark.parametrize(
    "closing", ["2017年2月24日", "示例县水利局 2017年2月24日", "二〇一七年二月二十四日", "2017-02-24"]
)
def test_the_closing_date_is_told_with_its_line(closing: str) -> None:
    report = read(f"2016年政府信息公开工作年度报告\n一、概述\n本局认真落实。\n特此报告。\n{closing}\n附件1")
    date = report.answers.questions["date"]
    assert (date.text, date.place.line) == ("2017年2月24日", 5)
    assert report.released is None


def test_the_date_of_publication_is_kept_apart() -> None:
    report = read("2016年政府信息公开工作年度报告\n来源：示例县 发布时间:2017年03月30日 浏览次数:722\n本局认真落实。")
    assert "date" not in report.answers.questions
    assert report.released is not None
    assert (report.released.text, report.released.place.line) == ("2017年3月30日", 2)


def test_the_date_a_page_names_as_that_of_writing_is_taken() -> None:
    report = read("成文日期：2017-01-25\n2016年政府信息公开工作年度报告\n本局认真落实。")
    assert report.answers.questions["date"].text == "2017年1月25日"


# ---- hostile input


@pytest.mark.parametrize(
    "text",
    [
        "一、主动公开情况 5.其他方式公开政府信息数 3 " * 4_000,
        "其中：" * 50_000,
        "（" * 100_000,
        "| " * 80_000,
        "1.1." * 50_000,
        "信息公开" * 30_000,
        "统计" * 50_000,
        "3.其他\n" * 15_000,
    ],
    ids=lambda text: text[:6],
)
def test_a_senseless_file_is_read_in_a_short_time(text: str) -> None:
    assert read(text, year=2016).answers.figures.keys() <= load_standard("national-2014").figures.keys()
