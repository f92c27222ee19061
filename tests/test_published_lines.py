"""The lines of a published report: decoded, folded, and told apart from damaged ones."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.recognition.published import read_published
from generator.recognition.stated import Stated
from generator.standard import load_standard
from generator.words.damage import damaged_lines
from generator.words.folding import fold
from tests.report_texts import report_of, saved_report


@pytest.mark.parametrize(
    ("encoding", "folded"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", "UTF-16 编码"), ("gb18030", "GBK 编码"), ("gbk", "GBK 编码")],
)
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str, folded: str) -> None:
    path = saved_report(tmp_path, "睢县2016年政府信息公开工作年度报告\n".encode(encoding))
    report = read_published(path, Stated("national-2014"))
    assert report.lines[0].text == "睢县2016年政府信息公开工作年度报告"
    assert report.source.folded == folded


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
        ("报告.txt", b"ab\x00\x01cd", r"认不出的文件"),
        ("报告.txt", b"\xff\xff\x80\x80", r"认不出的文件"),
        ("报告.txt", codecs.BOM_UTF16_LE + b"a", r"UTF-16 编码的文本已损坏"),
        ("报告.txt", b"", r"空文件"),
        ("报告.txt", b"a" * 2_000_001, r"超过 2 MB，不像是一份年度报告"),
    ],
)
def test_another_kind_of_file_is_refused_with_what_to_do(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_published(saved_report(tmp_path, data, name), Stated("national-2014"))


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
def test_a_senseless_file_tells_only_figures_of_the_form(text: str) -> None:
    assert report_of(text, year=2016).answers.figures.keys() <= load_standard("national-2014").figures.keys()
