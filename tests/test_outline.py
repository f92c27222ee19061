"""Pieces told apart as the blocks of a report: by their styles where these are to be believed, else by their words."""

from __future__ import annotations

import pytest

from generator.document.blocks import Block, Statistics
from generator.document.grids import Cell, Grid
from generator.document.places import Place
from generator.readers.outline import outlined
from generator.readers.pieces import Item, Piece, prepared
from tests.web_pages import shape

TITLE = "示例县2023年政府信息公开工作年度报告"
PROSE = "全年主动公开政府信息30条，收到政府信息公开申请5件，均在规定期限内答复。"
FIRST = ("Heading", 1, "一、总体情况")
TABLE = Statistics("", Grid((Cell(0, 0, 1, 1, "read", "1"),), 1, 1, 0, 0), ("1",))
SHAPE = ("Statistics", 1, 1, ((0, 0, 1, 1, "1"),))
Given = str | tuple[str, str] | Statistics | None


def items(given: list[Given]) -> list[Item]:
    """A text as a piece, with its style behind it where it has one."""
    return [_item(one, Place(paragraph=number)) for number, one in enumerate(given, 1)]


def _item(given: Given, place: Place) -> Item:
    match given:
        case str(text):
            return Piece(text, place)
        case (str(text), str(style)):
            return Piece(text, place, style)
        case Statistics():
            return given
    return None


def blocks(*given: Given) -> tuple[Block, ...]:
    return outlined("年报.docx", items(list(given))).blocks


def shapes(*given: Given) -> list[tuple[object, ...]]:
    return [shape(block) for block in blocks(*given)]


def signed(*behind: Given) -> list[tuple[object, ...]]:
    """The shapes of what stands behind the signature of a report."""
    return shapes("一、总体情况", PROSE, "示例县人民政府", "2024年1月20日", *behind)[3:]


# The title


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        ([TITLE], (TITLE,)),
        (["示例县人民政府", "2023年政府信息公开工作年度报告"], ("示例县人民政府", "2023年政府信息公开工作年度报告")),
        (["示例县教育局", "2023年政府信息公开", "工作年度报告"], ("示例县教育局", "2023年政府信息公开", "工作年度报告")),
        (["索引号：001", "公文", TITLE], (TITLE,)),
        (["工作报告", TITLE], (TITLE,)),
        ([(TITLE, "title")], (TITLE,)),
        ([("示例县人民政府", "title"), ("2023年政府信息公开工作年度报告", "title")], ("示例县人民政府", "2023年政府信息公开工作年度报告")),
        ([(TITLE[:6], "title"), None, (TITLE[6:], "title")], (TITLE[:6],)),
        ([("示例县人民政府\n2023年政府信息公开工作年度报告", "title")], ("示例县人民政府", "2023年政府信息公开工作年度报告")),
    ],
)  # fmt: skip
def test_the_title_is_the_line_or_lines_that_name_a_report(given: list[Given], lines: tuple[str, ...]) -> None:
    titles = [told for told in shapes(*given, "一、总体情况", PROSE) if told[0] == "Title"]
    assert titles[0] == ("Title", lines)


@pytest.mark.parametrize(
    ("given", "agency"),
    [
        ([TITLE], "示例县"),
        (["示例县教育局2023年度政府信息公开工作报告"], "示例县教育局"),
        (["2023年政府信息公开工作年度报告"], ""),
        (["【待补充：机关】2023年政府信息公开工作年度报告"], ""),
        ([TITLE, "一、总体情况", PROSE, "示例县人民政府", "2024年1月20日"], "示例县人民政府"),
        ([TITLE, "一、总体情况", PROSE, "【待补充：机关】", "2024年1月20日"], "示例县"),
    ],
)
def test_the_agency_is_the_one_that_signed_else_that_of_the_title(given: list[Given], agency: str) -> None:
    assert outlined("年报.docx", items(given)).agency == agency


def test_a_report_within_the_text_is_no_title() -> None:
    assert shapes("一、总体情况", PROSE, TITLE)[0] == FIRST
    assert outlined("年报.docx", items(["一、总体情况", PROSE, TITLE])).title == ""


@pytest.mark.parametrize(
    ("line", "centred", "told"),
    [
        ("（2024年1月20日）", False, ("Subtitle", "（2024年1月20日）")),
        ("示例县教育局", True, ("Subtitle", "示例县教育局")),
        ("2024年1月", True, ("Subtitle", "2024年1月")),
        ("示例县教育局", False, ("Line", "示例县教育局")),
        ("一、总体情况", True, FIRST),
    ],
)
def test_a_short_line_under_the_title_is_its_subtitle(line: str, centred: bool, told: tuple[object, ...]) -> None:
    pieces = [Piece(TITLE, Place(paragraph=1)), Piece(line, Place(paragraph=2), centred=centred)]
    assert [shape(block) for block in outlined("年报.docx", pieces).blocks][1] == told


# Headings and prose


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("一、总体情况", [FIRST]),
        ("第一部分 概述", [("Heading", 1, "第一部分 概述")]),
        ("（一）主动公开", [("Heading", 2, "（一）主动公开")]),
        ("1.组织领导", [("Heading", 3, "1.组织领导")]),
        ("前言", [("Heading", 1, "前言")]),
        ("1.公开30条：", [("Paragraph", "1.公开30条：")]),
        ("（一）主动公开了信息。", [("Paragraph", "（一）主动公开了信息。")]),
        (f"（一）主动公开。{PROSE}", [("Paragraph", f"（一）主动公开。{PROSE}")]),
        (f"一、总体情况。{PROSE}", [FIRST, ("Paragraph", PROSE)]),
        (f"一、总体情况 {PROSE}", [FIRST, ("Paragraph", PROSE)]),
        ("1.5万元资金下达到位", [("Paragraph", "1.5万元资金下达到位")]),
        ("一、总体情况……………… 1", [("Line", "一、总体情况……………… 1")]),
        ("　　 " + PROSE + "　", [("Paragraph", PROSE)]),
        ("一、【待补充：标题】", [("Paragraph", "一、【待补充：标题】")]),
    ],
)
def test_words_tell_headings_from_prose(text: str, told: list[tuple[object, ...]]) -> None:
    assert shapes("前言", PROSE, text)[2:] == told


def test_the_lead_of_a_paragraph_stands_apart() -> None:
    (block,) = blocks(f"（一）主动公开。{PROSE}")
    assert (getattr(block, "lead", ""), getattr(block, "text", "")) == ("（一）主动公开。", PROSE)


def test_lines_before_the_first_heading_are_lines_unless_they_are_sentences() -> None:
    assert shapes("公文处理", PROSE, "公文处理") == [
        ("Line", "公文处理"),
        ("Paragraph", PROSE),
        ("Paragraph", "公文处理"),
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("一、总体情况\n正文一，\n还有。", ["一、总体情况", "正文一，\n还有。"]),
        (f"{PROSE}\n{PROSE}", [PROSE, PROSE]),
        (f"正文，{PROSE[:-1]}，\n下一行。", [f"正文，{PROSE[:-1]}，\n下一行。"]),
        ("情况如下：\n公开30条，", ["情况如下：", "公开30条，"]),
        (f"{PROSE}\n示例县人民政府\n2024年1月20日", [PROSE, "示例县人民政府", "2024年1月20日"]),
        (f"{PROSE[:-1]}，\n附件：\n表", [f"{PROSE[:-1]}，", "附件：", "表"]),
        ("\n\n甲甲。\n\n乙乙。\n", ["甲甲。", "乙乙。"]),
        (" \n　\n", []),
    ],
)
def test_soft_breaks_part_what_are_paragraphs(text: str, parts: list[str]) -> None:
    found = [item.text for item in prepared(items([text])) if isinstance(item, Piece)]
    assert found == parts


# Styles


@pytest.mark.parametrize(
    ("style", "text", "told"),
    [
        ("heading1", "总体情况", ("Heading", 1, "总体情况")),
        ("heading1", "（一）主动公开", ("Heading", 2, "（一）主动公开")),
        ("heading3", "三、存在的问题", ("Heading", 1, "三、存在的问题")),
        ("subtitle", "示例县教育局", ("Subtitle", "示例县教育局")),
        ("body", "一、总体情况", ("Paragraph", "一、总体情况")),
        ("line", "一、总体情况", ("Line", "一、总体情况")),
        ("heading1", PROSE, ("Paragraph", PROSE)),
        ("heading2", "政府信息" * 30, ("Paragraph", "政府信息" * 30)),
        ("title", "一、总体情况", FIRST),
        ("title", PROSE, ("Paragraph", PROSE)),
        ("subtitle", PROSE, ("Paragraph", PROSE)),
    ],
)
def test_a_style_is_believed_unless_the_words_contradict_it(style: str, text: str, told: tuple[object, ...]) -> None:
    assert shapes("前言", PROSE, (text, style))[2] == told


def test_a_style_in_which_a_whole_report_is_set_says_nothing() -> None:
    whole: list[Given] = [("前言", "heading1"), *[(PROSE, "heading1")] * 3, ("公开渠道", "heading1")]
    assert [told[0] for told in shapes(*whole)] == ["Heading", *["Paragraph"] * 4]


def test_few_mistakes_do_not_discredit_a_style() -> None:
    mostly: list[Given] = [*[("公开渠道", "heading2")] * 4, (PROSE, "heading2")]
    assert shapes(*mostly) == [*[("Heading", 2, "公开渠道")] * 4, ("Paragraph", PROSE)]


# The end of the report


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["示例县人民政府", "2024年1月20日"], [("Closing", "示例县人民政府", "2024年1月20日")]),
        (["示例县人民政府 2024年1月20日"], [("Closing", "示例县人民政府", "2024年1月20日")]),
        (["二〇二四年一月二十日"], [("Closing", "", "二〇二四年一月二十日")]),
        (["2024年1月20日"], [("Closing", "", "2024年1月20日")]),
        ([("示例县", "closing"), ("人民政府", "closing"), ("2024年1月", "closing")], [("Closing", "示例县人民政府", "2024年1月")]),
        (["示例县人民政府", TABLE, "2024年1月20日"], [("Paragraph", "示例县人民政府"), SHAPE, ("Closing", "", "2024年1月20日")]),
        (["2024年1月20日前完成了整改"], [("Paragraph", "2024年1月20日前完成了整改")]),
    ],
)  # fmt: skip
def test_agency_and_date_close_the_body(given: list[Given], told: list[tuple[object, ...]]) -> None:
    assert shapes("一、总体情况", PROSE, *given)[2:] == told


def test_a_date_before_the_body_or_behind_the_signature_closes_nothing() -> None:
    assert shapes("2024年1月20日", "一、总体情况")[0] == ("Line", "2024年1月20日")
    assert signed("2024年1月21日") == [("Line", "2024年1月21日")]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["附件：2023年统计表"], [("AttachmentNote", "附件", ("2023年统计表",))]),
        (["附件：1.统计表", "2.收费表"], [("AttachmentNote", "附件", ("1.统计表", "2.收费表"))]),
        (["附件：1.统计表\n2.收费表", "3.说明表"], [("AttachmentNote", "附件", ("1.统计表", "2.收费表", "3.说明表"))]),
        (["附件：", "1.统计表", "2.收费表"], [("AttachmentNote", "附件", ("1.统计表", "2.收费表"))]),
        (["附件：1.统计表", "3.收费表"], [("AttachmentNote", "附件", ("1.统计表",)), ("Heading", 3, "3.收费表")]),
        ([None, "附件", "政府信息公开情况统计表", TABLE], [("AttachmentStart", "附件"), ("Title", ("政府信息公开情况统计表",)), SHAPE]),
        (["附件1：", "示例县教育局政府信息公开", "情况统计表"], [("AttachmentStart", "附件1"), ("Title", ("示例县教育局政府信息公开", "情况统计表"))]),
        (["附件：统计表", TABLE], [("AttachmentStart", "附件"), ("Title", ("统计表",)), SHAPE]),
        (["附件内容请见网站。"], [("Paragraph", "附件内容请见网站。")]),
        (["附件", PROSE], [("AttachmentStart", "附件"), ("Paragraph", PROSE)]),
        ([TABLE, "单位负责人", PROSE], [SHAPE, ("Line", "单位负责人"), ("Paragraph", PROSE)]),
    ],
)  # fmt: skip
def test_attachments_are_listed_and_begin(given: list[Given], told: list[tuple[object, ...]]) -> None:
    assert signed(*given) == told


# Places


def test_every_block_knows_the_place_of_its_first_piece() -> None:
    given: list[Given] = [TITLE, "", f"一、总体情况。{PROSE}", None, PROSE, "示例县人民政府", "2024年1月20日"]
    places = [(type(block).__name__, block.origin.place.spot) for block in blocks(*given)]
    assert places == [
        ("Title", "第1段"),
        ("Heading", "第3段"),
        ("Paragraph", "第3段"),
        ("Paragraph", "第5段"),
        ("Closing", "第6段"),
    ]
    assert {block.origin.place.file for block in blocks(*given)} == {"年报.docx"}


def test_nothing_is_a_document_without_blocks() -> None:
    assert outlined("年报.docx", [None, Piece(" \n", Place())]) == ("", "", 0, ())
