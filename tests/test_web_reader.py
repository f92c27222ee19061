"""Web pages read as a browser prints them: characters, lines, paragraphs, what is hidden; and reports in them, block by block."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.document.blocks import Closing, Document, Heading, Statistics, Title
from generator.errors import InputError
from generator.flow.case import open_case
from generator.readers.web_reader import read_web
from tests.conftest import EXAMPLES
from tests.web_pages import (
    FACTS,
    PROSE,
    blocks_of,
    by_word,
    in_one_paragraph,
    in_tables,
    on_site,
    page,
    shape,
    shapes,
    texts_in,
)


@pytest.mark.parametrize("saved", [on_site, in_tables, by_word, in_one_paragraph], ids=lambda saved: saved.__name__)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_report_on_a_page_is_the_report_that_was_drafted(example: Path, saved: Callable[[Document], bytes]) -> None:
    drafted = open_case(example).document
    found = read_web("年报.html", saved(drafted))
    around = {*FACTS, "发布时间：16:30", "来源：示例县人民政府"} if saved is on_site else set()
    told = [block for block in shapes(found.document) if block[1] not in around]
    assert told == shapes(drafted)
    assert saved is not on_site or {*FACTS} <= {block[1] for block in shapes(found.document)}
    assert (found.document.title, found.document.agency, found.notes) == (drafted.title, drafted.agency, ())


# Characters


def of_charset(charset: str, told: str, text: str = PROSE) -> bytes:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={told}">' if told else ""
    return f"<html><head>{meta}</head><body><p>{text}</p></body></html>".encode(charset)


@pytest.mark.parametrize(
    ("charset", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", ""),
        ("utf-8", "gb2312"),
        ("utf-8-sig", "gbk"),
        ("gbk", "gb2312"),
        ("gbk", ""),
        ("gbk", "utf-8"),
        ("gbk", "iso-8859-1"),
        ("gbk", "zip"),
        ("utf-16", ""),
        ("utf-16-le", "unicode"),
        ("utf-16-be", "utf-16"),
    ],
)
def test_a_page_is_read_in_its_encoding_whatever_it_says(charset: str, told: str) -> None:
    assert texts_in(of_charset(charset, told)) == []
    assert shape(blocks_of(of_charset(charset, told))[0])[1] == PROSE


def test_letters_that_gb2312_lacks_are_read_from_a_page_that_says_gb2312() -> None:
    text = PROSE + "朱镕基、喆、㐂、𠮷。"
    assert shape(blocks_of(of_charset("gb18030", "gb2312", text))[0])[1] == text


def test_the_encoding_may_stand_in_an_xml_declaration() -> None:
    data = f'<?xml version="1.0" encoding="gb2312"?><html><body><p>{PROSE}</p></body></html>'.encode("gbk")
    assert shape(blocks_of(data)[0])[1] == PROSE


def test_a_page_in_big5_is_read() -> None:
    text = "本機關2023年主動公開政府資訊三十條，收到資訊公開申請五件，全部在期限內答復，情況報告如下。"
    assert shape(blocks_of(of_charset("big5", "big5", text))[0])[1] == text


def test_a_character_cut_in_two_does_not_turn_a_page_into_another_encoding() -> None:
    data = of_charset("utf-8", "utf-8").replace("均在".encode(), "均在".encode()[:-1])
    assert "主动公开政府信息30条" in str(shape(blocks_of(data)[0])[1])


def test_a_page_in_no_chinese_encoding_is_refused() -> None:
    with pytest.raises(InputError, match="年报.html：认不出文字编码，读不出来。"):
        blocks_of(b"<html><body>" + bytes(range(128, 256)) * 50)


# Lines and paragraphs


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<p>主动公开\n   信息30条。</p>", ["主动公开信息30条。"]),
        ("<p>主动公开\n2 条\n信息</p>", ["主动公开2 条信息"]),
        ("<p>see the\n  web   page\t now</p>", ["see the web page now"]),
        ("<p>规 章</p><p>规  章</p>", ["规 章", "规 章"]),
        ("<p>规&nbsp;章&nbsp;&nbsp;5</p>", ["规 章  5"]),
        ("<p>&nbsp;&nbsp;&nbsp;&nbsp;正文</p><p>　　正文二</p><p>&emsp;&emsp;正文三 </p>", ["正文", "正文二", "正文三"]),
        ("<p>甲</p>\n\n<p>&nbsp;</p><p></p><p>\u200b</p><p>乙</p>", ["甲", "乙"]),
        ("<div>甲<p>乙</p>丙<div>丁</div></div>戊", ["甲", "乙", "丙", "丁", "戊"]),
        ("<p>甲<br><br>乙<br>&nbsp;<br/>丙</p>", ["甲", "乙", "丙"]),
        ("<p>甲甲。<br>&emsp;&emsp;乙乙。<br>\n　　丙丙。<br>&nbsp;&nbsp;&nbsp;&nbsp;丁丁。</p>", ["甲甲。", "乙乙。", "丙丙。", "丁丁。"]),
        ("<pre>甲甲。\n  乙乙。\n\n丙  丙。</pre>", ["甲甲。", "乙乙。", "丙  丙。"]),
        ("<p>H<sub>2</sub>O，100m<sup>2</sup>，<b>共<i>5</i></b>件</p>", ["H2O，100m2，共5件"]),
        ("<p>&lt;条例&gt;&amp;&quot;规定&quot;&#8220;&#x201D;&mdash;&hellip;&#20844;&#150;</p>", ['<条例>&"规定"“”—…公–']),
        ("<p>2023<span>年</span><font>度</font><o:p></o:p><unknown>报告</unknown></p>", ["2023年度报告"]),
        ("<p>甲<p>乙<p>丙", ["甲", "乙", "丙"]),
        ('<span style="display:block">甲</span><span style="DISPLAY: Block">乙</span>', ["甲", "乙"]),
        ("<ol><li>甲甲<li>乙乙</ol><ul><li>丙丙</ul>", ["1.甲甲", "2.乙乙", "丙丙"]),
        ('<ol start="3"><li>3.甲甲</li><li><p>乙乙</p><p>丙丙</p></li></ol>', ["3.甲甲", "4.乙乙", "丙丙"]),
        ('<ol style="list-style: none"><li>甲甲</li></ol>', ["甲甲"]),
        ("<dl><dt>甲甲</dt><dd>乙乙</dd></dl><blockquote>丙丙</blockquote><center>丁丁</center>", ["甲甲", "乙乙", "丙丙", "丁丁"]),
        ("<p>甲\x01\x0b乙</p>", ["甲", "乙"]),
    ],
)  # fmt: skip
def test_text_is_what_a_browser_prints(source: str, texts: list[str]) -> None:
    assert texts_in(source) == texts


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>document.write('乙')</script>",
        "<style>.a:after{content:'乙'}</style>",
        "<noscript><p>乙</p></noscript>",
        "<template><p>乙</p></template>",
        "<!-- 乙 -->",
        "<!--[if gte mso 9]><p>乙</p><![endif]-->",
        '<p style="display: none">乙<b>丙</b></p>',
        '<div style="color:red; DISPLAY:NONE !important"><div>乙</div></div>',
        '<span style="mso-hide:all">乙</span>',
        '<span style="visibility:hidden">乙</span>',
        '<span style="font-size:0">乙</span>',
        "<p hidden>乙</p>",
        "<select><option>乙</option></select>",
        "<textarea>乙</textarea>",
        '<input value="乙">',
        "<button>乙</button>",
        '<iframe src="a.html">乙</iframe>',
        "<svg><title>乙</title><text>乙</text></svg>",
        "<ruby><rt>乙</rt></ruby>",
        '<div title="footer"><p>— 乙 —</p></div>',
    ],
)
def test_what_nobody_sees_is_left_out(hidden: str) -> None:
    assert texts_in(f"<p>甲甲</p>{hidden}<p>丙丙</p>") == ["甲甲", "丙丙"]


def test_a_report_that_only_a_script_would_show_is_read_all_the_same() -> None:
    body = f'<p>正在加载</p><div id="zoom" style="display:none"><p>一、总体情况</p><p>{PROSE}</p></div><script>show()</script>'
    assert shape(blocks_of(body)[-1]) == ("Paragraph", PROSE)


def test_a_number_that_word_has_set_before_a_paragraph_is_part_of_it() -> None:
    number = "<![if !supportLists]><span style='mso-list:Ignore'>一、<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;</span></span><![endif]>"
    (block,) = blocks_of(f"<p class=MsoListParagraph>{number}<span>总体情况</span></p>")
    assert shape(block) == ("Heading", 1, "一、总体情况")


def test_libreoffice_breaks_the_lines_of_the_source_only_at_spaces() -> None:
    data = page("<h1>一、概\n述</h1>").replace(b"<title>", b'<meta name="generator" content="LibreOffice 7.4"><title>')
    assert shape(blocks_of(data)[0]) == ("Heading", 1, "一、概 述")


# Places and styles


def test_every_paragraph_table_and_cell_knows_its_place() -> None:
    table = "<table><tr><td>规章<td>1<tr><td>规范性文件<td>2</table>"
    blocks = blocks_of(
        f"<h1>示例县2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>{PROSE}</p>{table}<p>{PROSE}</p>{table}"
    )
    assert [str(block.origin.place) for block in blocks] == [
        *(f"年报.html 第{number}段" for number in (1, 2, 3)),
        "年报.html 表1",
        "年报.html 第4段",
        "年报.html 表2",
    ]
    last = blocks[-1]
    assert isinstance(last, Statistics)
    assert [str(place) for place in last.places] == [
        f"年报.html 表2第{row}行第{column}列" for row in (1, 2) for column in (1, 2)
    ]


def test_tags_of_headings_tell_headings_without_numbers() -> None:
    body = f"<h1>示例县2023年政府信息公开工作年度报告</h1><h2>总体情况</h2><h3>主动公开</h3><p>{PROSE}</p>"
    assert [shape(block) for block in blocks_of(body)[1:3]] == [("Heading", 1, "总体情况"), ("Heading", 2, "主动公开")]


def test_the_title_in_the_window_stands_in_for_one_that_the_page_lacks() -> None:
    data = page(f"<p>一、总体情况</p><p>{PROSE}</p>", "示例县教育局2023年政府信息公开工作年度报告_示例县人民政府")
    title, heading, _ = blocks_of(data)
    assert isinstance(title, Title)
    assert title.lines == ("示例县教育局2023年政府信息公开工作年度报告",)
    assert isinstance(heading, Heading)


def test_agency_and_date_close_the_report() -> None:
    body = f'<p>一、总体情况</p><p>{PROSE}</p><p align=right>示例县教育局</p><p align="right">2024年1月16日</p>'
    closing = blocks_of(body)[-1]
    assert isinstance(closing, Closing)
    assert (closing.agency, closing.date) == ("示例县教育局", "2024年1月16日")
