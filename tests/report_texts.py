"""Texts of reports as published, and what is told of them, for the tests of their reading."""

from __future__ import annotations

from pathlib import Path

from generator.recognition.published import Published, published
from generator.recognition.source import of_text
from generator.recognition.stated import Stated
from generator.words.folding import fold

COLUMNS = ("natural_person", "business", "research", "charity", "law_firm", "other", "total")


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


def report_of(text: str, standard: str = "national-2014", year: int | None = None) -> Published:
    """A report given as text."""
    return published(of_text("report.txt", fold(text)), Stated(standard, year))


def figures_told_in(report: Published, table: str = "statistics") -> dict[str, str]:
    """The figures of a table, by the address within it; a blank is an empty text."""
    figures = {a: answer.text for a, answer in report.answers.figures.items()} | dict.fromkeys(report.blank, "")
    return {a.removeprefix(f"{table}."): text for a, text in figures.items() if a.startswith(f"{table}.")}


def saved_report(tmp_path: Path, data: bytes, name: str = "report.txt") -> Path:
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


def row_of(found: dict[str, str], key: str) -> list[str]:
    return [found.get(f"{key}.{column}", "?") for column in COLUMNS]
