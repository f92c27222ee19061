"""Word files read as they are printed: paragraphs, numbers, tables and their cells, each once and with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import docx
import pytest

from generator.document.blocks import Document, Heading, Line, Statistics, Subtitle, Title, text_of
from generator.document.places import Place
from generator.errors import InputError
from generator.package.gate import WORD, admitted
from generator.readers import word_elements, word_styles
from generator.readers.word_reader import placed_elements, read_word
from generator.readers.word_symbols import symbol
from tests.web_pages import shape, spans
from tests.word_files import (
    Told,
    box,
    cell,
    control,
    docx_of,
    field,
    of_style,
    package,
    para,
    part,
    read,
    row,
    run,
    single,
    style,
    table,
    told,
    told_in,
)

RESTART, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
MARK_DELETED, MARK_MOVED = "<w:rPr><w:del/></w:rPr>", "<w:rPr><w:moveFrom/></w:rPr>"
HIDDEN = "<w:vanish/>"
FOUR = table(row("1", "2"), row("3", "4"))
FOUR_READ = single(["1", "2"], ["3", "4"])


def span(columns: int | str) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def deleted(text: str) -> str:
    return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def saved(document: docx.document.Document) -> bytes:
    written = BytesIO()
    document.save(written)
    return written.getvalue()


# Paragraphs


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (["主动公开", "30", "条。"], "主动公开30条。"),
        ([run("甲", "<w:tab/>", "乙。")], "甲 乙。"),
        ([run("甲", "<w:ptab/>", "乙。")], "甲 乙。"),
        ([run("甲，", "<w:br/>", "乙。")], "甲，\n乙。"),
        ([run("甲，", "<w:cr/>", "乙。")], "甲，\n乙。"),
        ([run("政府", "<w:softHyphen/>", "信息。")], "政府信息。"),
        ([run("A", "<w:noBreakHyphen/>", "1。")], "A-1。"),
        ([run("甲", "<w:lastRenderedPageBreak/>", "乙。")], "甲乙。"),
        (["<w:r><w:t>甲\n乙。</w:t></w:r>"], "甲 乙。"),
        (["<w:r><w:t>\n  12\n</w:t></w:r>", "件。"], "12件。"),
        (["甲\x7f\x90乙。"], "甲乙。"),
        (['<w:hyperlink w:anchor="a"><w:r><w:t>链接</w:t></w:r></w:hyperlink>', "乙。"], "链接乙。"),
        (["<w:smartTag><w:r><w:t>示例县</w:t></w:r></w:smartTag>", "乙。"], "示例县乙。"),
        (["<m:oMath><m:r><m:t>15÷30</m:t></m:r></m:oMath>", "。"], "15÷30。"),
        (["甲", '<w:commentRangeStart w:id="1"/>', run('<w:commentReference w:id="1"/>'), "乙。"], "甲乙。"),
        (["甲", '<w:bookmarkStart w:id="1" w:name="a"/>', '<w:proofErr w:type="spellStart"/>', "乙。"], "甲乙。"),
        (["<w:r><w:pict><v:shape><v:textpath string='艺术字'/></v:shape></w:pict></w:r>", "乙。"], "艺术字乙。"),
    ],
)
def test_a_paragraph_is_what_is_printed(content: list[str], text: str) -> None:
    assert told_in(para(*content)) == [text]


def test_a_page_break_parts_a_paragraph() -> None:
    assert told_in(para(run("甲。", '<w:br w:type="page"/>', "乙。"))) == ["甲。", "乙。"]


RUBY = (
    "<w:ruby><w:rubyPr/><w:rt><w:r><w:t>lì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>例</w:t></w:r></w:rubyBase></w:ruby>"
)


def test_of_letters_with_their_pronunciation_the_letters_are_read() -> None:
    assert told_in(para("示", run(RUBY), "县。")) == ["示例县。"]


@pytest.mark.parametrize(
    ("font", "code", "seen"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("wingdings", "FE", "☑"),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings 2", "F0A3", "□"),
        ("Wingdings", "F001", "•"),
        ("Symbol", "F0B4", "×"),
        ("宋体", "25A1", "□"),
        ("某图案字体", "F041", "•"),
        ("宋体", "D800", ""),
        ("宋体", "7", ""),
        ("宋体", "zz", ""),
        ("宋体", "FFFFFF", ""),
    ],
)
def test_a_sign_of_a_font_of_pictures_is_one_that_looks_alike(font: str, code: str, seen: str) -> None:
    sign = f'<w:sym w:font="{font}" w:char="{code}"/>'
    assert told_in(para(run("选", sign, "是。"))) == [f"选{seen}是。"]


def test_an_unknown_sign_is_a_dot_only_where_the_letter_means_nothing() -> None:
    assert [symbol("\uf099", "Wingdings"), symbol("\uf041", "某体"), symbol("A", "某体")] == ["•", "•", "A"]


# Hidden text


HIDING = style("隐", run_looks=HIDDEN) + style("次", based_on="隐") + style("显", run_looks='<w:vanish w:val="0"/>')
SHOWN = '<w:vanish w:val="0"/>'
CHARACTERS = f'<w:style w:type="character" w:styleId="字"><w:name w:val="字"/><w:rPr>{HIDDEN}</w:rPr></w:style>'


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (para("甲", run("乙", looks=HIDDEN), "。"), ["甲。"]),
        (para("甲", run("乙", looks=SHOWN), "。"), ["甲乙。"]),
        (para("甲", run("乙", looks='<w:rStyle w:val="字"/>'), "。"), ["甲。"]),
        (para("甲。", looks=of_style("隐")) + para("乙。"), ["乙。"]),
        (para("甲。", looks=of_style("次")) + para("乙。"), ["乙。"]),
        (para("甲。", looks=of_style("显")), ["甲。"]),
        (para("甲", run("乙。", looks=SHOWN), looks=of_style("隐")), ["乙。"]),
        (
            table(row("1", cell(para("2", run("3", looks=HIDDEN)))), row(cell(para("4", looks=of_style("隐"))), "5")),
            [single(["1", "2"], ["", "5"])],
        ),
    ],
)
def test_hidden_text_is_left_out(body: str, texts: list[Told]) -> None:
    assert told_in(body, styles=HIDING + CHARACTERS) == texts


# Fields


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (para("共", field(" =SUM(ABOVE) ", run("31")), "件。"), ["共31件。"]),
        (para("共", '<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>', "页。"), ["共3页。"]),
        (para("甲", field(" TC 甲 "), "乙。"), ["甲乙。"]),
        (para("甲", field(field(" REF a ", run("码")), run("果")), "乙。"), ["甲果乙。"]),
        (para("甲", field(" REF a ", field(" REF b ", run("内")), run("外")), "乙。"), ["甲内外乙。"]),
        (para("甲", f"<w:del>{field(' REF a ', run('旧'))}</w:del>", "乙。"), ["甲乙。"]),
        (para('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "码") + para("乙。"), ["乙。"]),
        (para('<w:r><w:fldChar w:fldCharType="end"/></w:r>', "甲。"), ["甲。"]),
        (table(row("1", cell(para(field(" =A1 ", run("2"))))), row("3", "4")), [FOUR_READ]),
    ],
)
def test_a_field_is_its_result(body: str, texts: list[Told]) -> None:
    assert told_in(body) == texts


def test_the_result_of_a_field_may_go_on_over_paragraphs_and_tables() -> None:
    whole = field(" INCLUDETEXT a ", "丨").split("丨")
    assert told_in(para(whole[0], "甲。") + FOUR + para("乙。", whole[1], "丙。")) == ["甲。", FOUR_READ, "乙。丙。"]


# Changes


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (para("共", deleted("30"), "<w:ins><w:r><w:t>31</w:t></w:r></w:ins>", "件。"), ["共31件。"]),
        (para("甲", f"<w:ins>{deleted('乙')}</w:ins>", "丙。"), ["甲丙。"]),
        (
            para("<w:moveFrom><w:r><w:t>甲</w:t></w:r></w:moveFrom>", "乙")
            + para("丙", "<w:moveTo><w:r><w:t>甲</w:t></w:r></w:moveTo>"),
            ["乙", "丙甲"],
        ),
        (para("甲甲", looks=MARK_DELETED) + para("乙乙。") + para("丙。"), ["甲甲乙乙。", "丙。"]),
        (para("甲", looks=MARK_DELETED) + para("乙", looks=MARK_DELETED) + para("丙。"), ["甲乙丙。"]),
        (para(deleted("甲"), looks=MARK_DELETED) + FOUR + para("乙。"), [FOUR_READ, "乙。"]),
        (table(row("1", "2"), row("旧", "旧", looks="<w:del/>"), row("3", "4", looks="<w:ins/>")), [FOUR_READ]),
        (table(row("旧", "旧", looks="<w:del/>")) + para("乙。"), ["乙。"]),
        (table(row("1", cell(para("2", deleted("0")))), row("3", "4")), [FOUR_READ]),
        (table(row("1", cell(para("甲", looks=MARK_DELETED), "乙")), row("3", "4")), [single(["1", "甲乙"], ["3", "4"])]),
        (para(run("甲。", looks=f"<w:rPrChange><w:rPr>{HIDDEN}</w:rPr></w:rPrChange>")), ["甲。"]),
    ],
)  # fmt: skip
def test_changes_are_taken_as_accepted(body: str, texts: list[Told]) -> None:
    assert told_in(body) == texts


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        pytest.param(para("甲。", looks=MARK_DELETED) + FOUR, ["甲。", FOUR_READ], id="before a table"),
        pytest.param(para("乙。") + para("甲。", looks=MARK_DELETED), ["乙。", "甲。"], id="at the end"),
        pytest.param(table(row(cell(para("1", looks=MARK_DELETED)), "2"), row("3", "4")), [FOUR_READ], id="in a cell"),
    ],
)
def test_a_deleted_paragraph_mark_with_no_paragraph_behind_it_joins_nothing(body: str, texts: list[Told]) -> None:
    assert told_in(body) == texts


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(
            row(cell("1", looks=f"<w:tcPrChange><w:tcPr>{span(2)}</w:tcPr></w:tcPrChange>"), "2"), id="gridSpan"
        ),
        pytest.param(
            row("1", "2", looks='<w:trPrChange><w:trPr><w:gridBefore w:val="1"/></w:trPr></w:trPrChange>'),
            id="gridBefore",
        ),
    ],
)
def test_what_a_table_looked_like_before_a_change_does_not_count(first: str) -> None:
    assert told_in(table(first, row("3", "4"))) == [FOUR_READ]


def test_a_deleted_cell_is_left_out() -> None:
    gone = cell(para(deleted("旧")), looks="<w:cellDel/>")
    assert told_in(table(row("1", gone, "2"), row("3", gone, "4"))) == [FOUR_READ]


# Automatic numbers


def level(depth: int, text: str, form: str = "decimal", more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}">{more}<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, numbers: str = "") -> str:
    """One definition, list 1 of it, and more lists of it."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{numbers}'
    )


def listed(depth: int | None = 0, number: int = 1) -> str:
    at = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    return f'<w:numPr>{at}<w:numId w:val="{number}"/></w:numPr>'


def numbers_in(depths: list[int], *levels: str) -> list[Told]:
    body = "".join(para("甲", looks=listed(depth)) for depth in depths)
    return [str(text).removesuffix("甲") for text in told_in(body, numbering=numbering(*levels))]


@pytest.mark.parametrize(
    ("form", "text", "start", "printed"),
    [
        ("chineseCounting", "%1、", 1, ["一、", "二、", "三、"]),
        ("chineseCountingThousand", "（%1）", 10, ["（十）", "（十一）", "（十二）"]),
        ("chineseCountingThousand", "（%1）", 99, ["（九十九）", "（一百）", "（一百零一）"]),
        ("japaneseCounting", "第%1章", 19, ["第十九章 ", "第二十章 ", "第二十一章 "]),
        ("decimal", "%1.", 1, ["1. ", "2. ", "3. "]),
        ("decimal", "（%1）", 9, ["（9）", "（10）", "（11）"]),
        ("decimalZero", "%1.", 9, ["09. ", "10. ", "11. "]),
        ("decimalFullWidth", "%1．", 1, ["１．", "２．", "３．"]),
        ("decimalEnclosedCircleChinese", "%1", 19, ["⑲ ", "⑳ ", "㉑ "]),
        ("ideographTraditional", "%1、", 9, ["壬、", "癸、", "11、"]),
        ("ideographDigital", "%1、", 9, ["九、", "一〇、", "一一、"]),
        ("chineseLegalSimplified", "%1、", 1, ["壹、", "贰、", "叁、"]),
        ("upperLetter", "%1.", 26, ["Z. ", "AA. ", "BB. "]),
        ("lowerRoman", "%1.", 3, ["iii. ", "iv. ", "v. "]),
        ("none", "附件", 1, ["附件 ", "附件 ", "附件 "]),
        ("某种编号", "%1.", 1, ["1. ", "2. ", "3. "]),
    ],
)
def test_automatic_numbers_are_printed_before_the_text(form: str, text: str, start: int, printed: list[str]) -> None:
    assert numbers_in([0, 0, 0], level(0, text, form, f'<w:start w:val="{start}"/>')) == printed


FIRST, SECOND = level(0, "%1.", more='<w:start w:val="1"/>'), '<w:start w:val="1"/>'


@pytest.mark.parametrize(
    ("depths", "levels", "printed"),
    [
        ([0, 1, 1, 0, 1], [FIRST, level(1, "%1.%2")], ["1. ", "1.1 ", "1.2 ", "2. ", "2.1 "]),
        ([0, 1, 2, 1, 2], [FIRST, level(1, "%1.%2"), level(2, "%1.%2.%3")], ["1. ", "1.1 ", "1.1.1 ", "1.2 ", "1.2.1 "]),
        ([1, 1, 0], [FIRST, level(1, "%1.%2")], ["1.1 ", "1.2 ", "2. "]),
        ([0, 1, 0, 1], [FIRST, level(1, "（%2）", more='<w:lvlRestart w:val="0"/>')], ["1. ", "（1）", "2. ", "（2）"]),
        ([0, 1, 0, 1], [FIRST, level(1, "（%2）", more='<w:start w:val="5"/>')], ["1. ", "（5）", "2. ", "（5）"]),
        ([0, 1], [level(0, "%1、", "chineseCounting"), level(1, "%1.%2")], ["一、", "一.1 "]),
        ([0, 1], [level(0, "%1、", "chineseCounting"), level(1, "%1.%2", more="<w:isLgl/>")], ["一、", "1.1 "]),
        ([0, 1, 0], [FIRST], ["1. ", "", "2. "]),
        ([0, 0], [level(0, "%1.", more='<w:suff w:val="nothing"/>')], ["1.", "2."]),
        ([0, 0], [level(0, "", "bullet")[:-8] + '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl>'], ["", ""]),
        ([0], [level(0, "\uf06c", "bullet")[:-8] + '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl>'], ["● "]),
        ([0], [level(0, "%1.")[:-8] + "<w:rPr><w:vanish/></w:rPr></w:lvl>"], [""]),
    ],
)  # fmt: skip
def test_levels_count_as_word_counts_them(depths: list[int], levels: list[str], printed: list[str]) -> None:
    assert [str(number).strip(" ") for number in numbers_in(depths, *levels)] == [text.strip(" ") for text in printed]


def num(number: int, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{override}</w:num>'


ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
OTHER = f'<w:lvlOverride w:ilvl="0">{level(0, "（%1）", "chineseCounting")}</w:lvlOverride>'


@pytest.mark.parametrize(
    ("override", "printed"),
    [("", ["一、", "二、", "三、", "四、"]), (ANEW, ["一、", "二、", "一、", "二、"]), (OTHER, ["一、", "二、", "（三）", "（四）"])],
)  # fmt: skip
def test_lists_of_one_definition_go_on_unless_they_start_anew(override: str, printed: list[str]) -> None:
    body = "".join(para("甲", looks=listed(number=number)) for number in (1, 1, 2, 2))
    found = told_in(body, numbering=numbering(level(0, "%1、", "chineseCounting"), numbers=num(2, override)))
    assert found == [f"{number}甲" for number in printed]


def test_a_style_carries_its_number() -> None:
    levels = [
        level(0, "%1、", "chineseCounting", '<w:pStyle w:val="章"/>'),
        level(1, "（%2）", "chineseCounting", '<w:pStyle w:val="节"/>'),
    ]
    styles = style("章", listed(None)) + style("节", listed(None)) + style("段", listed(1), based_on="节")
    names = [("章", "总体情况"), ("节", "主动公开"), ("段", "依申请公开"), ("章", "存在的问题"), ("节", "问题")]
    body = "".join(para(text, looks=of_style(name)) for name, text in names)
    found = read(body + para("正文。"), styles=styles, numbering=numbering(*levels)).document.blocks
    assert [shape(block) for block in found] == [
        ("Heading", 1, "一、总体情况"),
        ("Heading", 2, "（一）主动公开"),
        ("Heading", 2, "（二）依申请公开"),
        ("Heading", 1, "二、存在的问题"),
        ("Heading", 2, "（一）问题"),
        ("Paragraph", "正文。"),
    ]


def test_a_paragraph_may_take_back_the_number_of_its_style() -> None:
    body = para("甲", looks=of_style("章")) + para("乙", looks=of_style("章") + listed(number=0))
    found = told_in(body, styles=style("章", listed()), numbering=numbering(level(0, "%1、", "chineseCounting")))
    assert found == ["一、甲", "乙"]


def test_a_list_may_take_its_levels_from_a_style() -> None:
    linked = (
        '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="列表"/></w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="9"/></w:num>'
    )
    body = para("甲", looks=listed(number=2)) + para("乙", looks=listed(number=2))
    for target, printed in ((1, ["一、甲", "二、乙"]), (2, ["甲", "乙"])):  # 2 leads back to itself
        found = told_in(
            body,
            styles=style("列表", listed(None, target)),
            numbering=numbering(level(0, "%1、", "chineseCounting")) + linked,
        )
        assert found == printed


def test_numbers_count_on_in_tables() -> None:
    body = table(row(cell(para("甲", looks=listed())), "1"), row(cell(para("乙", looks=listed())), "2"))
    found = told_in(body + para("丙", looks=listed()), numbering=numbering(FIRST))
    assert found == [single(["1. 甲", "1"], ["2. 乙", "2"]), "3. 丙"]


def test_a_deleted_paragraph_takes_no_number() -> None:
    body = para(deleted("甲"), looks=listed() + MARK_DELETED) + para("乙", looks=listed())
    assert told_in(body, numbering=numbering(FIRST)) == ["1. 乙"]


def test_a_paragraph_moved_away_takes_no_number() -> None:
    away = para("<w:moveFrom><w:r><w:t>甲</w:t></w:r></w:moveFrom>", looks=listed() + MARK_MOVED)
    here = para("<w:moveTo><w:r><w:t>甲</w:t></w:r></w:moveTo>", looks=listed())
    assert told_in(away + para("乙", looks=listed()) + here, numbering=numbering(FIRST)) == ["1. 乙", "2. 甲"]


def test_a_column_of_automatic_numbers_is_printed() -> None:
    empty = cell(para(looks=listed()))
    found = told_in(table(row(empty, "甲"), row(empty, "乙")), numbering=numbering(level(0, "%1")))
    assert found == [single(["1", "甲"], ["2", "乙"])]


# Tables


def in_full(body: str) -> str:
    """The same table, with an element in it for which it is not read as plain text at once, but cell by cell."""
    return body.replace("<w:tblPr/>", "<w:tblPr/><w:customXml/>")


WAYS: dict[str, Callable[[str], str]] = {"plain": str, "in full": in_full}
MERGED: dict[str, tuple[list[str], list[tuple[int, int, int, int, str]]]] = {
    "across": ([row(cell("甲", looks=span(2))), row("1", "2")], [(0, 0, 1, 2, "甲"), *single([], ["1", "2"])]),
    "down": (
        [row(cell("甲", looks=RESTART), "1"), row(cell("", looks=GOES_ON), "2"), row("乙", "3")],
        [(0, 0, 2, 1, "甲"), (0, 1, 1, 1, "1"), (1, 1, 1, 1, "2"), (2, 0, 1, 1, "乙"), (2, 1, 1, 1, "3")],
    ),
    "both ways": (
        [row(cell("甲", looks=span(2) + RESTART), "1"), row(cell("", looks=span(2) + GOES_ON), "2"), row("3", "4", "5")],
        [(0, 0, 2, 2, "甲"), (0, 2, 1, 1, "1"), (1, 2, 1, 1, "2"), *single([], [], ["3", "4", "5"])],
    ),
    "twice one below the other": (
        [
            row(cell("甲", looks=RESTART), "1"),
            row(cell("", looks=GOES_ON), "2"),
            row(cell("乙", looks=RESTART), "3"),
            row(cell("", looks='<w:vMerge w:val="continue"/>'), "4"),
        ],
        [(0, 0, 2, 1, "甲"), (0, 1, 1, 1, "1"), (1, 1, 1, 1, "2"), (2, 0, 2, 1, "乙"), (2, 1, 1, 1, "3"), (3, 1, 1, 1, "4")],
    ),
    "of another width, so that it is none": (
        [row(cell("甲", looks=span(2) + RESTART), "1"), row(cell("乙", looks=GOES_ON), "2", "3")],
        [(0, 0, 1, 2, "甲"), (0, 2, 1, 1, "1"), *single([], ["乙", "2", "3"])],
    ),
    "going on from nothing": ([row(cell("1", looks=GOES_ON), "2"), row("3", "4")], FOUR_READ),
    "columns that no cell parts": (
        [row(cell("1", looks=span(3)), cell("2", looks=span(2))), row(cell("3", looks=span(3)), cell("4", looks=span(2)))],
        FOUR_READ,
    ),
    "rows moved in": (
        [row("1", "2", "3"), row("4", "5", looks='<w:gridBefore w:val="1"/>'), row("6", looks='<w:gridAfter w:val="2"/>')],
        [*single(["1", "2", "3"]), (1, 1, 1, 1, "4"), (1, 2, 1, 1, "5"), (2, 0, 1, 1, "6")],
    ),
    "rows of unequal length": ([row("1", "2", "3"), row("4"), row("5", "6")], single(["1", "2", "3"], ["4"], ["5", "6"])),
    "rows without cells": ([row("1", "2"), row(), row("3", "4")], single(["1", "2"], [], ["3", "4"])),
    "spans that are none": ([row(cell("1", looks=span(0)), cell("2", looks=span("x"))), row("3", "4")], FOUR_READ),
    "a million columns": ([row(cell("甲", looks=span(1_000_000))), row("1", "2")], [(0, 0, 1, 3, "甲"), *single([], ["1", "2"])]),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("rows", "cells"), MERGED.values(), ids=MERGED)
def test_every_cell_is_read_once_with_its_spans(rows: list[str], cells: Told, way: str) -> None:
    assert told_in(WAYS[way](table(*rows))) == [cells]


def test_cells_merged_by_python_docx_are_read_once() -> None:
    document = docx.Document()
    grid = document.add_table(4, 4)
    for at in range(16):
        grid.cell(at // 4, at % 4).text = str(at)
    for first, last in (((0, 0), (0, 2)), ((1, 0), (3, 0)), ((1, 1), (2, 2))):
        grid.cell(*first).merge(grid.cell(*last))
    assert told(saved(document)) == [
        [
            (0, 0, 1, 3, "0\n1\n2"),
            (0, 3, 1, 1, "3"),
            (1, 0, 3, 1, "4\n8\n12"),
            (1, 1, 2, 2, "5\n6\n9\n10"),
            (1, 3, 1, 1, "7"),
            (2, 3, 1, 1, "11"),
            (3, 1, 1, 1, "13"),
            (3, 2, 1, 1, "14"),
            (3, 3, 1, 1, "15"),
        ]
    ]


def test_cells_merged_the_old_way_are_one() -> None:
    first = row(cell("甲", looks='<w:hMerge w:val="restart"/>'), cell("", looks="<w:hMerge/>"))
    assert told_in(table(first, row("1", "2"))) == [[(0, 0, 1, 2, "甲"), *single([], ["1", "2"])]]


@pytest.mark.parametrize(
    "way",
    [
        "plain",
        "in full",
    ],
)
def test_the_text_of_a_cell_that_goes_on_is_not_seen(way: str) -> None:
    rows = row(cell("甲", looks=RESTART), "1"), row(cell("乙", looks=GOES_ON), "2")
    assert told_in(WAYS[way](table(*rows))) == [[(0, 0, 2, 1, "甲"), (0, 1, 1, 1, "1"), (1, 1, 1, 1, "2")]]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (["甲", "", "乙"], "甲\n乙"),
        ([para(run("甲", "<w:br/>", "乙"))], "甲\n乙"),
        ([para(" ", "12", " ")], "12"),
        ([para("1", "2")], "12"),
        ([para()], ""),
        ([], ""),
        ([para(run("3", "<w:softHyphen/>", "5"))], "35"),
        pytest.param(
            [para(run("3", "<w:tab/>", "5"))],
            "3 5",
        ),
        pytest.param(
            ["<w:p><w:r><w:t>甲\n乙</w:t></w:r></w:p>"],
            "甲 乙",
        ),
    ],
)
def test_a_cell_is_its_lines(content: list[str], text: str) -> None:
    assert told_in(table(row("1", cell(*content)), row("2", "3"))) == [single(["1", text], ["2", "3"])]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (para("甲。") + FOUR + para("乙。") + FOUR, ["甲。", FOUR_READ, "乙。", FOUR_READ]),
        (table(row(cell(FOUR, para()))), [FOUR_READ]),
        (table(row(cell(para("甲。"), FOUR, para("乙。")), "丙。")), ["甲。", FOUR_READ, "乙。", "丙。"]),
        (table(row("甲。"), row("乙。")), ["甲。", "乙。"]),
        (
            table(row(cell("甲", FOUR, para()), "乙", "丙"), row("丁", "戊", "己")) + para("后。"),
            [single(["甲", "乙", "丙"], ["丁", "戊", "己"]), FOUR_READ, "后。"],
        ),
        (table(row(cell(table(row(cell(FOUR, para()))), para()))), [FOUR_READ]),
        (table(), []),
    ],
)
def test_tables_in_tables_stand_behind_what_they_stand_in(body: str, texts: list[Told]) -> None:
    assert told_in(body) == texts


# Text boxes, content controls, notes


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (para(run(box(para("框内。")))) + para("后。"), ["框内。", "后。"]),
        (para("前。", run(box(para("甲。"), para("乙。")))), ["前。", "甲。", "乙。"]),
        (para(run(box(FOUR, para()))), [FOUR_READ]),
        (para(run(box(para("外。", run(box(para("内。"))))))), ["外。", "内。"]),
        (table(row("1", cell(para("2", run(box(para("框")))))), row("3", "4")), [single(["1", "2\n框"], ["3", "4"])]),
        (para(run(f"<w:pict><v:textbox><w:txbxContent>{para('旧框。')}</w:txbxContent></v:textbox></w:pict>")), ["旧框。"]),
        (para(run(box(para("隐。")), looks=HIDDEN), "后。"), ["后。"]),
        (box(para("框外。")).replace("wps:txbx", "w:x"), []),
    ],
)  # fmt: skip
def test_a_text_box_is_read_once_behind_its_paragraph(body: str, texts: list[Told]) -> None:
    assert told_in(body) == texts


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (control(para("甲。"), FOUR), ["甲。", FOUR_READ]),
        (control(control(para("甲。"))) + para("乙。"), ["甲。", "乙。"]),
        (table(control(row("1", "2")), row("3", "4")), [FOUR_READ]),
        (table(row(control(cell("1")), "2"), row("3", control(control(cell("4"))))), [FOUR_READ]),
        (table(row(cell(control(para("1"))), "2"), row("3", cell(para(control(run("4")))))), [FOUR_READ]),
        (para("共", control(run("5")), "件。"), ["共5件。"]),
        (f"<w:customXml>{para('甲。')}</w:customXml>", ["甲。"]),
    ],
)
def test_a_content_control_is_what_it_holds(body: str, texts: list[Told]) -> None:
    assert told_in(body) == texts


def noted(kind: str, number: int) -> str:
    return run(f'<w:{kind}Reference w:id="{number}"/>', looks='<w:vertAlign w:val="superscript"/>')


def note(kind: str, number: int, *content: str) -> str:
    return f'<w:{kind} w:id="{number}">{"".join(content)}</w:{kind}>'


def test_the_notes_that_are_referred_to_stand_behind_the_body() -> None:
    body = para("甲", noted("endnote", 1), "。", noted("footnote", 2), noted("footnote", 7)) + table(
        row("1", cell(para("2", noted("footnote", 3)))), row("3", "4")
    )
    footnotes = [
        note("footnote", 0, para("线")),
        note("footnote", 3, para("表注。")),
        note("footnote", 2, para("注。")),
    ]
    ends = note("endnote", 1, para("尾注。"), para("二段。"))
    found = read(body + para("乙。"), footnotes="".join(footnotes), endnotes=ends).document.blocks
    assert [shape(block) for block in found if not isinstance(block, Statistics)] == [
        ("Paragraph", "甲。"),
        ("Paragraph", "乙。"),
        ("Line", "注。"),
        ("Line", "表注。"),
        ("Line", "尾注。"),
        ("Line", "二段。"),
    ]


def test_a_note_without_its_part_is_nothing() -> None:
    assert told_in(para("甲。", noted("footnote", 2))) == ["甲。"]


def test_a_note_in_a_content_control_is_read() -> None:
    body = para("甲。", noted("footnote", 2))
    assert told_in(body, footnotes=note("footnote", 2, control(para("注。")))) == ["甲。", "注。"]


def test_headers_and_footers_are_left_aside() -> None:
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = "页眉", "— 1 —"
    document.add_paragraph("正文。")
    assert told(saved(document)) == ["正文。"]


PICTURE = run("<w:drawing><pic:pic/></w:drawing>")


@pytest.mark.parametrize(
    ("body", "notes"),
    [
        (para("甲。") + para(PICTURE), ("有 1 处图片（第2段），里面的字没有读",)),
        (para(PICTURE) * 6, ("有 6 处图片（第1段、第2段、第3段、第4段、第5段等），里面的字没有读",)),
        (para("甲。", PICTURE), ()),
    ],
)
def test_words_in_pictures_are_told_as_not_read(body: str, notes: tuple[str, ...]) -> None:
    assert read(body).notes == notes


# Styles


def test_styles_tell_title_subtitle_heading_and_closing() -> None:
    document = docx.Document()
    for name, text in [
        ("Title", "示例县2023年政府信息公开工作年度报告"),
        ("Subtitle", "示例县人民政府办公室"),
        ("Heading 1", "总体情况"),
        ("Heading 2", "主动公开"),
        ("Normal", "全年主动公开政府信息30条。"),
    ]:
        document.add_paragraph(text, name)
    found = read_word("年报.docx", saved(document)).document
    assert [type(block) for block in found.blocks[:4]] == [Title, Subtitle, Heading, Heading]
    assert [block.level for block in found.blocks if isinstance(block, Heading)] == [1, 2]
    assert (found.title, found.agency) == ("示例县2023年政府信息公开工作年度报告", "示例县")


@pytest.mark.parametrize(
    ("styles", "level"),
    [
        (style("标题 2") + style("甲", based_on="标题 2"), 2),
        (style("甲", '<w:outlineLvl w:val="0"/>'), 1),
        (style("标题 1") + style("甲", '<w:outlineLvl w:val="2"/>', based_on="标题 1"), 3),
        (style("标题 1") + style("甲", '<w:outlineLvl w:val="9"/>', based_on="标题 1"), 0),
        (style("标题 1") + style("甲", based_on="标题 1") + style("乙", based_on="甲"), 1),
        (style("甲", based_on="甲"), 0),
        (style("甲", based_on="乙") + style("乙", based_on="甲"), 0),
        (style("甲", based_on="没有"), 0),
        ("", 0),
    ],
)
def test_a_heading_is_told_by_what_its_style_is_based_on(styles: str, level: int) -> None:
    (block, _) = read(para("总体情况", looks=of_style("甲")) + para("正文。"), styles=styles).document.blocks
    assert (block.level if isinstance(block, Heading) else 0) == level


def test_lines_of_a_table_of_contents_are_lines() -> None:
    body = para("一、总体情况", looks=of_style("toc 1")) + para("一、总体情况")
    assert [type(block) for block in read(body, styles=style("toc 1")).document.blocks] == [Line, Heading]


# Places


def test_blocks_and_cells_know_their_places() -> None:
    body = (
        para("甲。")
        + para()
        + FOUR
        + table(row(cell("乙。")))
        + table(row("5", cell("6", looks=span(2))))
        + para("丙。")
    )
    found = read(body).document.blocks
    assert [block.origin.place.within for block in found] == ["第1段", "表1", "第7段", "表2", "第10段"]
    second = found[3]
    assert isinstance(second, Statistics)
    assert second.places == tuple(Place(file="年报.docx", table=2, row=1, column=column) for column in (1, 2))


def placed_texts(document: Document) -> Iterator[tuple[Place, str]]:
    """The words of all paragraphs and cells, with their places."""
    for block in document.blocks:
        if isinstance(block, Statistics):
            yield from zip(block.places, block.texts, strict=True)
        else:
            yield block.origin.place, text_of(block)


BODIES = {
    "paragraphs": para("甲。") + para() + para("乙。"),
    "a table": FOUR + para("乙。"),
    "cells of paragraphs": table(row(cell("1", "2"), "3"), row("4", cell(para()))) + para("乙。"),
    "a frame": table(row(cell(para("甲。"), FOUR, para()))) + para("乙。"),
    "tables in tables": table(row(cell("甲", FOUR, para()), "2", "3"), row("4", "5", "6")) + para("乙。"),
    "text boxes": para("甲。", run(box(para("框。"), FOUR))) + para("乙。"),
    "a deleted row": table(row("1", "2"), row("3", "4", looks="<w:del/>")) + para("乙。"),
    "content controls": control(para("甲。"), table(control(row("1", "2")))) + para("乙。"),
}
DOWN = table(row(cell("甲", looks=RESTART), "1"), row(cell("", looks=GOES_ON), "2")) + para("乙。")


@pytest.mark.parametrize(
    "body",
    [
        *(pytest.param(body, id=name) for name, body in BODIES.items()),
        pytest.param(
            DOWN,
            id="cells merged down",
        ),
    ],
)
def test_what_is_read_stands_in_the_file_at_its_place(body: str) -> None:
    data = docx_of(body)
    _, elements = placed_elements("年报.docx", admitted("年报.docx", data, WORD))
    for place, text in placed_texts(read_word("年报.docx", data).document):
        assert text.replace("\n", "") in "".join(map(str, elements[place].itertext()))


# Files of other forms, and hostile ones


STRICT = {
    "schemas.openxmlformats.org/wordprocessingml/2006/main": "purl.oclc.org/ooxml/wordprocessingml/main",
    "schemas.openxmlformats.org/officeDocument/2006/math": "purl.oclc.org/ooxml/officeDocument/math",
    "schemas.openxmlformats.org/officeDocument/2006/relationships": "purl.oclc.org/ooxml/officeDocument/relationships",
    "schemas.openxmlformats.org/drawingml/2006/picture": "purl.oclc.org/ooxml/drawingml/picture",
}


def strict(body: str, **parts: str) -> bytes:
    with_parts = admitted("年报.docx", docx_of(body, **parts), WORD)
    texts = {}
    for name in ("word/document.xml", "word/_rels/document.xml.rels", *(f"word/{kind}.xml" for kind in parts)):
        texts[name] = with_parts[name].decode()
        for usual, other in STRICT.items():
            texts[name] = texts[name].replace(usual, other)
    return package(texts)


def test_a_file_in_the_strict_form_of_the_standard_is_read() -> None:
    body = para("总体情况", looks=of_style("章")) + FOUR + para("<m:oMath><m:r><m:t>1</m:t></m:r></m:oMath>", "件。")
    data = strict(body, styles=style("章", listed()), numbering=numbering(level(0, "%1、", "chineseCounting")))
    assert b"schemas.openxmlformats.org/wordprocessingml" not in data
    assert told(data) == ["一、总体情况", FOUR_READ, "1件。"]


def test_a_picture_in_a_strict_file_is_told_as_well() -> None:
    assert read_word("年报.docx", strict(para(PICTURE))).notes == ("有 1 处图片（第1段），里面的字没有读",)


@pytest.mark.parametrize("body", ["", "<w:sectPr/>", para(), "<w:tbl/>", table(row()), "<w:p><w:r><w:t/></w:r></w:p>"])
def test_a_file_without_words_has_no_blocks(body: str) -> None:
    assert read(body).document.blocks == ()


def test_a_file_without_styles_and_numbering_is_read() -> None:
    body = para("总体情况", looks=of_style("1") + listed()) + para("正文。", looks=of_style("a"))
    assert told_in(body) == ["总体情况", "正文。"]


def refused(parts: dict[str, str]) -> str:
    with pytest.raises(InputError) as problem:
        read_word("年报.docx", package(parts))
    return str(problem.value)


@pytest.mark.parametrize("kind", ["document", "styles", "numbering", "footnotes"])
@pytest.mark.parametrize("damage", ["cut", "empty", "an entity", "a DOCTYPE"])
def test_a_part_that_is_broken_is_refused_with_what_to_do(kind: str, damage: str) -> None:
    whole = docx_of(para("甲。", noted("footnote", 2)), styles="", numbering="", footnotes=note("footnote", 2))
    parts = admitted("年报.docx", whole, WORD)
    names = ["word/document.xml", "word/_rels/document.xml.rels"]
    names += [f"word/{part}.xml" for part in ("styles", "numbering", "footnotes")]
    texts = {name: parts[name].decode() for name in names}
    text = texts[f"word/{kind}.xml"]
    texts[f"word/{kind}.xml"] = {
        "cut": text[:-5],
        "empty": "",
        "an entity": text.replace("</w:", "&x;</w:", 1),
        "a DOCTYPE": f"<!DOCTYPE w [<!ENTITY x '甲'>]>{text}",
    }[damage]
    if (kind, damage) == ("styles", "empty"):
        assert told(package(texts)) == ["甲。"]
        return
    assert re.fullmatch(r"年报\.docx：[^，。]*(?:已损坏|DOCTYPE).*。请.*再用。", refused(texts))


def test_a_file_without_a_body_is_refused() -> None:
    assert "没有正文" in refused({"word/document.xml": part("document", "")})
    assert "没有正文" in refused({"word/document.xml": "<html/>"})


def test_a_package_of_another_kind_is_refused() -> None:
    assert "不是 Word 文档" in refused({"xl/workbook.xml": "<x/>"})


def nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + para("深。") + "</w:tc></w:tr></w:tbl>" * depth


def test_tables_in_tables_are_read_to_some_depth() -> None:
    assert told_in(nested(20)) == ["深。"]
    assert told_in(nested(60) + para("后。"))[-1] == "后。"


def test_what_stands_too_deep_is_told() -> None:
    assert read(nested(30)).notes


def test_a_table_three_hundred_deep_is_refused() -> None:
    with pytest.raises(InputError, match=r"^年报.docx：Word 文档的内容已损坏"):
        read(nested(300))


def test_text_boxes_in_text_boxes_come_to_an_end() -> None:
    inner = para("内。")
    for _ in range(25):
        inner = para(run(f"<w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict>"))
    assert told_in(inner + para("后。")) == ["后。"]


@pytest.mark.parametrize(
    "body",
    [
        table(*[row(*[cell("1", looks=span(200))] * 63)] * 20),
        table(*[row(cell("1", looks=RESTART), cell("2", looks=span("9" * 30)))] * 200),
        table(row("1", "2", looks='<w:gridBefore w:val="999999999"/>'), row("3", "4")),
        para(*[control(run("甲"))] * 3000),
        para("<w:ins>" * 200 + run("甲") + "</w:ins>" * 200),
        para(*['<w:r><w:fldChar w:fldCharType="begin"/></w:r>'] * 5000, "甲"),
        para("甲", looks=f'<w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="{"9" * 40}"/></w:numPr>'),
        para("甲" * 200_000 + "。"),
    ],
    ids=["wide", "many", "far in", "controls", "deep", "fields", "numbers", "long"],
)
def test_a_file_of_too_much_is_read_within_bounds(body: str) -> None:
    for block in read(body, numbering=numbering(level(0, "%1" * 10_000))).document.blocks:
        assert not isinstance(block, Statistics) or (block.grid.columns <= 12_600 and spans(block))


def test_styles_based_on_one_another_in_a_wide_circle_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = iter(range(5_000))
    value = word_elements.value

    def counted(*of: Any) -> str:
        if next(asked, None) is None:
            raise RecursionError
        return value(*of)

    monkeypatch.setattr(word_styles, "value", counted)
    styles = "".join(style(f"s{n}", based_on=f"s{(n + 1) % 60}") for n in range(60))
    assert told_in(para("甲。", looks=of_style("s0")), styles=styles) == ["甲。"]
