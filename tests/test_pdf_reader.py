"""PDFs read back: tables with every cell in its place, prose in whole paragraphs, and what cannot be read told."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.blocks import (
    AttachmentNote,
    Block,
    Closing,
    Heading,
    Line,
    Paragraph,
    Statistics,
    Title,
    text_of,
)
from generator.document.places import Place
from generator.drafting.tabulation import tabulate
from generator.errors import InputError
from generator.examination import examine
from generator.flow.case import open_case
from generator.readers import pdf_apart, pdf_document
from generator.readers.pdf_letters import paired
from generator.readers.pdf_prospect import is_plain
from generator.readers.pdf_reader import read_pdf
from generator.readers.read_file import ReadFile
from generator.standard import Standard
from generator.writers.docx_writer import write_docx
from tests.conftest import EXAMPLES, answers_of
from tests.pdf_files import Sheet, file_of, locked, pdf, stream

XS, YS = (80, 230, 330, 430), (700, 670, 640, 610)
ROWS = (("项目", "本年", "上年"), ("甲项", "12", "3"), ("合计", "15", None))
SHARED = Path("/work/shared")
BODY = [  # a line holds 24 characters of 16 points
    "　　本年度，示例县政府信息公开工作坚持以人民为中",
    "心，持续加大主动公开力度，规范依申请公开办理，加",
    "强政府信息管理，强化监督保障。",
]


def read(*sheets: Sheet) -> ReadFile:
    return read_pdf("年报.pdf", pdf(*sheets))


def blocks(*sheets: Sheet) -> tuple[Block, ...]:
    return read(*sheets).document.blocks


def texts(*sheets: Sheet) -> list[str]:
    return [text_of(block) for block in blocks(*sheets)]


def table(*sheets: Sheet) -> Statistics:
    [found] = [block for block in blocks(*sheets) if isinstance(block, Statistics)]
    return found


def spans(found: Statistics) -> dict[tuple[int, int, int, int], str]:
    return {(cell.row, cell.column, cell.rows, cell.columns): text for cell, text in found.cells()}


def prose(sheet: Sheet, y: float, lines: list[str] = BODY, left: float = 80) -> Sheet:
    """Lines of 16 points; an ideographic space at their head is an indent, not a character."""
    for number, line in enumerate(lines):
        words = line.lstrip("　")
        sheet.text(left + 16 * (len(line) - len(words)), y - 28 * number, words, 16)
    return sheet


# Characters


@pytest.mark.parametrize("font", ["F1", "F2"])
def test_text_of_fonts_that_are_not_embedded_is_read(font: str) -> None:
    assert texts(Sheet().text(80, 700, "公开2024年第12件", font=font)) == ["公开2024年第12件"]


def test_type_of_a_negative_size_is_read() -> None:
    assert texts(Sheet().text(80, 700, "公开2024年", -12, matrix="-1 0 0 -1")) == ["公开2024年"]


def test_a_character_told_in_two_halves_is_put_together() -> None:
    assert paired("示例\ud840\udc0b") == "示例\U0002000b"
    assert paired("示例\ud840") == "示例\ufffd"


def test_a_single_character_of_a_font_that_is_not_there_is_read() -> None:
    assert texts(Sheet().text(80, 700, "3").text(100, 700, "件")) == ["3件"]


def test_characters_printed_twice_for_a_bold_look_are_told_once() -> None:
    sheet = (
        Sheet().text(80, 700, "一、总体情况11").text(80.4, 700.2, "一、总体情况11").text(80.8, 700, "一、总体情况11")
    )
    assert texts(sheet) == ["一、总体情况11"]


def test_there_is_no_space_where_chinese_is_set_wide_and_one_between_words() -> None:
    sheet = (
        Sheet()
        .text(80, 700, "公开")
        .text(110, 700, "2024")
        .text(138, 700, "年")
        .text(80, 600, "in")
        .text(96, 600, "all")
    )
    assert texts(sheet) == ["公开2024年", "in all"]


def test_a_space_that_was_typed_is_kept() -> None:
    assert texts(Sheet().text(80, 700, "第二十条 第（一）项")) == ["第二十条 第（一）项"]


def test_radicals_and_compatibility_forms_become_ordinary_characters() -> None:
    assert texts(Sheet().text(80, 700, "示例⼈⺠⽂件⻚")) == ["示例人民文件页"]


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    sheet = Sheet().text(80, 700, "联系电话为办公时间拨打0000-", 16).text(80, 676, "0000000，也可来信。", 16)
    assert texts(sheet) == ["联系电话为办公时间拨打0000-0000000，也可来信。"]


def test_characters_without_a_letter_are_counted_by_page() -> None:
    result = read(Sheet().text(80, 700, "示例"), prose(Sheet(), 700).text(80, 500, "\ue123\ue124", font="F3"))
    assert result.notes == ("第2页有 2 个字认不出（字体里没有文字编码）",)
    assert text_of(result.document.blocks[-1]) == "\ufffd\ufffd"


def test_a_file_without_letters_is_refused() -> None:
    with pytest.raises(InputError, match="年报.pdf：这份 PDF 的字体里没有文字编码，大部分字认不出"):
        read(Sheet().text(80, 700, "\ue123\ue124\ue125\ue126", font="F3").text(80, 650, "一"))


def test_a_slanted_watermark_is_left_out_and_told() -> None:
    sheet = prose(Sheet(), 700).text(150, 300, "草稿", 60, matrix="0.7 0.7 -0.7 0.7")
    assert texts(sheet) == ["".join(BODY).strip("　")]
    assert read(sheet).notes == ("第1页斜着印的文字（水印）没有读",)


# Tables


def bars() -> Sheet:
    sheet = Sheet().lines(84, 688, ["项目", "甲项", "合计"], 10, 30).lines(234, 688, ["本年", "12", "15"], 10, 30)
    sheet.text(334, 688, "上年", 10).text(334, 658, "3", 10)
    for y in YS:
        sheet.bar(XS[0], y, XS[-1] - XS[0], 0.6)
    for x in (XS[0], XS[1], XS[3]):
        sheet.bar(x, YS[-1], 0.6, YS[0] - YS[-1])
    return sheet.bar(XS[2], YS[2], 0.6, YS[0] - YS[2])


def boxes() -> Sheet:
    sheet = Sheet()
    for row, (top, bottom) in enumerate(pairwise(YS)):
        for x, end, text in zip(XS, XS[1:], ROWS[row], strict=False):
            if text:
                end = XS[3] if text == "15" else end
                sheet.box(x, bottom, end - x, top - bottom).text(x + 4, top - 12, text, 10)
    return sheet


ruled = Sheet().table(XS, YS, ROWS)
DRAWN = {
    "lines": ruled,
    "bars": bars(),
    "boxes": boxes(),
    "a form": Sheet().form(ruled),
    "a form made smaller": Sheet().form(ruled, "0.5 0 0 0.5 50 50"),
    "a page on its side": Sheet((842, 595)).form(ruled, "0 1 -1 0 750 20"),
    "a page turned back": Sheet((842, 595), 90).form(ruled, "0 1 -1 0 750 20"),
    "a page upside down": Sheet().form(ruled, "-1 0 0 -1 595 842"),
    "a frame around the page": Sheet().form(ruled).box(40, 40, 515, 762),
    "open sides": Sheet()
    .rules((XS[0], y, XS[-1], y) for y in YS)
    .rules([(XS[1], 700, XS[1], 610), (XS[2], 700, XS[2], 640)])
    .raw(bars().content.decode().split("0 0 0 rg 80")[0]),
}


@pytest.mark.parametrize("sheet", DRAWN.values(), ids=DRAWN)
def test_a_ruled_table_is_read_with_its_spans_however_it_is_drawn(sheet: Sheet) -> None:
    assert spans(table(sheet)) == {
        (0, 0, 1, 1): "项目",
        (0, 1, 1, 1): "本年",
        (0, 2, 1, 1): "上年",
        (1, 0, 1, 1): "甲项",
        (1, 1, 1, 1): "12",
        (1, 2, 1, 1): "3",
        (2, 0, 1, 1): "合计",
        (2, 1, 1, 2): "15",
    }


def test_every_cell_knows_its_place() -> None:
    found = table(Sheet().text(80, 700, "首页"), ruled)
    assert found.origin.place == Place(file="年报.pdf", page=2, table=1)
    assert found.places[4] == Place(file="年报.pdf", page=2, table=1, row=2, column=2)
    assert [cell.kind for cell in found.grid.cells] == ["read"] * 8


def test_the_lines_of_a_cell_are_one_phrase() -> None:
    found = table(Sheet().table((80, 140, 240), (700, 640, 600), [("本年度办\n理结果", "上年"), ("1", "2")]))
    assert found.texts[0] == "本年度办理结果"


def test_a_number_broken_over_lines_is_one_but_two_numbers_are_not() -> None:
    found = table(Sheet().table((80, 110, 240), (700, 660, 620), [("1234\n56", "12\n34"), ("甲", "乙")]))
    assert found.texts[:2] == ("123456", "12\n34")


def test_a_number_that_runs_over_its_cell_stays_whole() -> None:
    found = table(Sheet().table((80, 110, 240), (700, 660, 620), [("甲", "乙"), ("1234567", "")]))
    assert found.texts[2:] == ("1234567", "")


def test_a_label_turned_in_its_cell_is_read() -> None:
    sheet = Sheet().table((80, 120, 240), (700, 600, 570), [("", "12"), ("乙", "34")])
    assert table(sheet.text(105, 620, "办理结果", 12, matrix="0 1 -1 0")).texts[0] == "办理结果"


def test_a_label_set_from_top_to_bottom_is_read() -> None:
    sheet = Sheet().table((80, 120, 240), (700, 600, 570), [("", "12"), ("乙", "34")]).text(100, 690, "办理结果", 12)
    data = pdf(sheet).replace(b"UniGB-UCS2-H", b"UniGB-UCS2-V")
    found = read_pdf("年报.pdf", data).document.blocks[0]
    assert isinstance(found, Statistics)
    assert found.texts[0] == "办理结果"


def test_a_page_on_its_side_keeps_nothing_of_its_upright_page_number() -> None:
    sheet = Sheet().form(ruled, "0 1 -1 0 750 20").text(280, 30, "- 3 -", 10)
    assert texts(sheet) == [""]


def test_two_tables_on_a_page_are_two() -> None:
    sheet = Sheet().table(XS, YS, ROWS).form(ruled, "1 0 0 1 0 -200")
    assert [block.origin.place.table for block in blocks(sheet)] == [1, 2]


def test_heads_of_two_lines_and_spans_over_rows_are_read() -> None:
    sheet = Sheet().rules([(80, 700, 440, 700), (200, 670, 440, 670), (80, 640, 440, 640), (80, 610, 440, 610)])
    sheet.rules([(80, 700, 80, 610), (200, 700, 200, 610), (320, 670, 320, 610), (440, 700, 440, 610)])
    sheet.text(90, 665, "项目", 10).text(300, 680, "申请人", 10).text(240, 650, "个人", 10).text(360, 650, "法人", 10)
    sheet.text(90, 620, "甲", 10).text(240, 620, "0", 10).text(360, 620, "7", 10)
    assert list(spans(table(sheet)).items())[:4] == [
        ((0, 0, 2, 1), "项目"),
        ((0, 1, 1, 2), "申请人"),
        ((1, 1, 1, 1), "个人"),
        ((1, 2, 1, 1), "法人"),
    ]


NO_TABLES = {
    "highlighted text": prose(Sheet().bar(110, 694, 300, 20, "1 1 0").bar(80, 666, 400, 20, "1 1 0"), 700),
    "underlines": prose(Sheet().rule(112, 696, 480, 696).rule(80, 668, 480, 668), 700),
    "a box around it": prose(Sheet().box(70, 620, 420, 110), 700),
    "a frame around the page": prose(Sheet().box(40, 40, 515, 762), 700),
    "a rule under the running head": prose(Sheet().rule(60, 770, 520, 770), 700),
    "a box in two rows": prose(Sheet().box(70, 620, 420, 110).rule(70, 620, 490, 620).rule(70, 600, 490, 600), 700),
}


@pytest.mark.parametrize("sheet", NO_TABLES.values(), ids=NO_TABLES)
def test_rules_and_colours_about_prose_make_no_table(sheet: Sheet) -> None:
    assert [type(block) for block in blocks(sheet)] == [Paragraph]
    assert texts(sheet) == ["".join(BODY).strip("　")]


def test_a_box_to_tick_and_an_empty_grid_are_no_tables() -> None:
    sheet = (
        Sheet().box(80, 700, 10, 10).text(95, 700, "属实").table((80, 200, 300), (600, 570, 540), [("", ""), ("", "")])
    )
    assert texts(sheet) == ["属实"]


def test_columns_without_rules_are_lines_with_their_spaces() -> None:
    sheet = Sheet()
    for number, row in enumerate([("指标", "单位", "数量"), ("主动公开", "件", "12"), ("依申请公开", "件", "345")]):
        for x, text in zip((80, 240, 330), row, strict=True):
            sheet.text(x, 700 - 24 * number, text)
    found = blocks(sheet)
    assert [type(block) for block in found] == [Line, Line, Line]
    assert text_of(found[2]).split("  ")[0] == "依申请公开"
    assert [
        text_of(block).encode("gbk").index(text.encode("gbk")) for block, text in zip(found, "单件件", strict=True)
    ] == [
        27,
        27,
        27,
    ]


# Tables over pages


def part(rows: list[tuple[str | None, ...]], top: int = 700, xs: tuple[int, ...] = XS) -> Sheet:
    return Sheet().table(xs, [top - 30 * number for number in range(len(rows) + 1)], rows)


HEAD = ("项目", "本年", "上年")


def test_a_table_that_goes_on_over_the_page_is_one_with_its_head_once() -> None:
    first = prose(Sheet(), 760, ["一、情况"]).form(part([HEAD, ("甲", "1", "2")], 300)).text(280, 40, "- 1 -", 10)
    second = Sheet().form(part([HEAD, ("乙", "3", "4"), ("丙", "5", "6")], 770)).text(280, 40, "- 2 -", 10)
    found = table(first, second)
    assert found.texts == (*HEAD, "甲", "1", "2", "乙", "3", "4", "丙", "5", "6")
    assert (found.grid.rows, found.grid.columns) == (4, 3)
    assert (found.places[3].page, found.places[6].page, found.places[6].row) == (1, 2, 3)


def test_a_part_with_fewer_columns_still_goes_on() -> None:
    found = table(part([HEAD, ("甲", "1", "2")]), part([("合计", "3", None)]))
    assert spans(found)[(2, 1, 1, 2)] == "3"


def test_a_merged_last_row_alone_on_the_next_page_belongs_to_the_table() -> None:
    assert spans(table(part([HEAD, ("甲", "1", "2")]), part([("说明：无", None, None)])))[(2, 0, 1, 3)] == "说明：无"


def test_a_table_over_three_pages_is_one() -> None:
    found = table(*(part([HEAD, (label, "1", "2")]) for label in "甲乙丙"))
    assert [text for text in found.texts if text in "甲乙丙"] == ["甲", "乙", "丙"]


def test_tables_with_other_columns_or_words_between_stay_apart() -> None:
    other = part([HEAD, ("乙", "3", "4")], 700, (80, 200, 280, 430))
    assert sum(isinstance(block, Statistics) for block in blocks(part([HEAD, ("甲", "1", "2")]), other)) == 2
    headed = prose(part([HEAD, ("乙", "3", "4")]), 760, ["四、其他情况"])
    assert sum(isinstance(block, Statistics) for block in blocks(part([HEAD, ("甲", "1", "2")]), headed)) == 2


@pytest.mark.parametrize(("above", "below"), [(("12", "3"), ("", "")), (("", ""), ("12", "3"))])
def test_a_row_cut_by_the_page_is_one(above: tuple[str, str], below: tuple[str, str]) -> None:
    first = part([HEAD, ("1.其他法律行政法规禁止公开的", *above)])
    second = part([HEAD, ("情形", *below), ("2.其他", "5", "6")])
    found = spans(table(first, second))
    assert found[(1, 0, 1, 1)] == "1.其他法律行政法规禁止公开的情形"
    assert (found[(1, 1, 1, 1)], found[(1, 2, 1, 1)], found[(2, 0, 1, 1)]) == ("12", "3", "2.其他")


def test_a_whole_row_before_the_break_and_an_unfilled_one_after_it_stay_two() -> None:
    found = spans(table(part([HEAD, ("1.甲", "12", "3")]), part([("2.乙", "", ""), ("3.丙", "", "")])))
    assert (found[(1, 0, 1, 1)], found[(2, 0, 1, 1)]) == ("1.甲", "2.乙")
    found = spans(table(part([HEAD, ("其他", "12", "3")]), part([("合计", "", "")])))
    assert (found[(1, 0, 1, 1)], found[(2, 0, 1, 1)]) == ("其他", "合计")


def grouped(label: str, rows: list[tuple[str, str]]) -> Sheet:
    bottom = 700 - 30 * len(rows)
    sheet = Sheet().rules(
        [(80, 700, 80, bottom), (110, 700, 110, bottom), (330, 700, 330, bottom), (430, 700, 430, bottom)]
    )
    sheet.rule(80, 700, 430, 700).rule(80, bottom, 430, bottom).lines(85, 686, label, 12, 14)
    for number, (name, figure) in enumerate(rows):
        sheet.rule(110, 700 - 30 * number, 430, 700 - 30 * number)
        sheet.text(114, 688 - 30 * number, name, 10).text(334, 688 - 30 * number, figure, 10)
    return sheet


def test_a_label_beside_rows_on_two_pages_is_one_cell() -> None:
    found = spans(
        table(grouped("办理结果", [("1.甲", "1"), ("2.乙", "2")]), grouped("", [("3.丙", "3"), ("4.丁", "4")]))
    )
    assert found[(0, 0, 4, 1)] == "办理结果"
    assert (found[(2, 1, 1, 1)], found[(3, 2, 1, 1)]) == ("3.丙", "4")


def test_a_label_cut_by_the_page_is_put_together() -> None:
    first = grouped("三办理结", [("1.甲", "1"), ("2.乙", "2")])
    assert spans(table(first, grouped("果", [("3.丙", "3"), ("4.丁", "4")])))[(0, 0, 4, 1)] == "三办理结果"


Spot = tuple[int, int, int, int]
COLUMNS = (80, 160, 280, 350, 420, 500)


@st.composite
def tables_with_spans(draw: st.DrawFn) -> dict[Spot, str]:
    """A head of a row, groups of rows beside a label, rows with a label and figures, some of them wide."""
    cells = {(0, column, 1, 1): f"第{column}列" for column in range(5)}
    row = 1
    for group in draw(st.lists(st.integers(1, 4), min_size=1, max_size=4)):
        cells[row, 0, group, 1] = f"（{'一二三四五六七八九十'[row % 10]}）类"
        for line in range(row, row + group):
            cells[line, 1, 1, 1] = f"{line}.分项"
            wide = draw(st.sampled_from([0, 0, 2, 3]))
            cells |= {(line, column, 1, 1): f"{line}{column}" for column in range(2 + wide, 5)}
            cells |= {(line, 2, 1, wide): f"{line}9"} if wide else {}
        row += group
    return cells


def drawn(cells: dict[Spot, str]) -> Sheet:
    sheet = Sheet()
    for (row, column, rows, columns), text in cells.items():
        left, right = COLUMNS[column], COLUMNS[column + columns]
        sheet.box(left, 700 - 25 * (row + rows), right - left, 25 * rows).text(left + 5, 685 - 25 * row, text, 10)
    return sheet


@given(tables_with_spans(), st.data())
def test_a_table_of_any_spans_broken_anywhere_is_one_again(cells: dict[Spot, str], data: st.DataObject) -> None:
    rows = max(row + rows for row, _, rows, _ in cells)
    at, heads = data.draw(st.integers(1, rows - 1)), data.draw(st.integers(0, 1))
    above, below = dict[Spot, str](), dict[Spot, str]()
    for (row, column, high, wide), text in cells.items():
        if row < at:
            above[row, column, min(high, at - row), wide] = text
        if row < heads:
            below[row, column, high, wide] = text
        elif row + high > at:
            first = max(row, at)
            below[first - at + heads, column, row + high - first, wide] = text if row >= at else ""
    assert spans(table(drawn(cells))) == cells
    assert spans(table(drawn(above), drawn(below))) == cells


# Prose


def test_lines_become_paragraphs() -> None:
    sheet = prose(Sheet(), 700, ["　　一、总体情况", *BODY, "　　（一）主动公开", *BODY])
    whole = "".join(BODY).strip("　")
    assert texts(sheet) == ["一、总体情况", whole, "（一）主动公开", whole]
    assert [type(block) for block in blocks(sheet)] == [Heading, Paragraph, Heading, Paragraph]
    assert [block.origin.place for block in blocks(sheet)] == [
        Place(file="年报.pdf", page=1, paragraph=number) for number in (1, 2, 3, 4)
    ]


def test_a_number_before_a_tabulator_makes_no_columns() -> None:
    sheet = (
        Sheet()
        .text(112, 700, "一、", 16)
        .text(180, 700, "总体情况", 16)
        .text(112, 672, "（一）", 16)
        .text(190, 672, "主动公开", 16)
    )
    assert texts(sheet) == ["一、总体情况", "（一）主动公开"]
    assert [type(block) for block in blocks(sheet)] == [Heading, Heading]


def test_agency_and_date_in_one_line_are_the_signature() -> None:
    sheet = prose(Sheet(), 700, ["　　一、总体情况", *BODY])
    closing = blocks(sheet.text(140, 560, "示例县人民政府", 16).text(320, 560, "2025年1月20日", 16))[-1]
    assert isinstance(closing, Closing)
    assert (closing.agency, closing.date) == ("示例县人民政府", "2025年1月20日")


def test_a_paragraph_goes_on_over_the_page() -> None:
    first = prose(Sheet(), 100, BODY[:2]).text(290, 30, "— 1 —", 12)
    second = prose(Sheet(), 770, [*BODY[2:], *BODY]).text(290, 30, "— 2 —", 12)
    whole = "".join(BODY).strip("　")
    assert texts(first, second) == [whole, whole]
    assert [block.origin.place.spot for block in blocks(first, second)] == ["第1页第1段", "第2页第1段"]


def test_a_full_last_line_of_a_heading_does_not_swallow_the_paragraph() -> None:
    heading = "　　五、因政府信息公开申请行政复议及提起诉讼的情"
    assert texts(prose(Sheet(), 700, [*BODY, heading, *BODY]))[1] == heading.strip("　")


def test_paragraphs_without_indent_are_told_by_their_last_lines_and_distances() -> None:
    lines = [BODY[0].strip("　") + "意民", *BODY[1:]]
    sheet = prose(prose(Sheet(), 700, lines), 590, [*lines[:2], lines[1][:-1] + "。"])
    prose(sheet, 470, ["一、总体情况", *lines])
    assert texts(sheet) == [
        "".join(lines),
        "".join(lines[:2]) + lines[1][:-1] + "。",
        "一、总体情况",
        "".join(lines),
    ]


@pytest.mark.parametrize(
    "number",
    ["- {} -", "—{}—", "－ {} －", "{}", "第{}页 共5页", "第{}页/共5页", "Page {} of 5", "第 {} 页", "{}/5", "· {} ·"],
)
def test_page_numbers_are_left_out(number: str) -> None:
    sheets = [prose(Sheet(), 700).text(280, 40, number.format(page), 10) for page in (3, 4)]
    assert texts(*sheets) == ["".join(BODY).strip("　")] * 2


def test_a_year_at_the_foot_of_a_page_is_no_page_number() -> None:
    assert texts(prose(Sheet(), 700).text(280, 40, "2024", 10))[-1] == "2024"


def test_running_heads_and_feet_are_left_out_and_what_is_said_once_is_not() -> None:
    sheets = [
        prose(Sheet(), 700).text(200, 800, "示例县年度报告", 10).text(80, 40, f"示例 第{n}版", 10) for n in (1, 2)
    ]
    assert texts(*sheets) == ["".join(BODY).strip("　")] * 2
    assert "示例县年度报告" in texts(sheets[0])[0]


def test_the_same_words_at_the_head_of_the_text_of_two_pages_are_text() -> None:
    assert texts(prose(Sheet(), 750), prose(Sheet(), 750)) == ["".join(BODY).strip("　")] * 2


def test_a_footnote_does_not_part_the_paragraph_above_it() -> None:
    first = prose(Sheet(), 130, BODY[:2]).rule(80, 80, 200, 80).text(80, 68, "①按年末数统计", 9)
    found = blocks(first, prose(Sheet(), 770, [*BODY[2:], *BODY]))
    assert [text_of(block) for block in found[:2]] == ["".join(BODY).strip("　"), "①按年末数统计"]
    assert isinstance(found[1], Line)


def test_the_title_and_the_signature_are_known() -> None:
    sheet = Sheet().text(220, 760, "示例县人民政府", 22).text(130, 730, "2024年政府信息公开工作年度报告", 22)
    prose(sheet, 680).text(340, 500, "示例县人民政府", 16).text(350, 470, "2025年1月20日", 16)
    title, _, closing = blocks(sheet)
    assert isinstance(title, Title)
    assert title.lines == ("示例县人民政府", "2024年政府信息公开工作年度报告")
    assert isinstance(closing, Closing)
    assert (closing.agency, closing.date) == ("示例县人民政府", "2025年1月20日")


def test_a_date_at_the_right_edge_does_not_swallow_the_next_page() -> None:
    first = prose(Sheet(), 700, ["　　一、总体情况", *BODY]).text(352, 560, "2025年1月20日", 16)
    assert texts(first, prose(Sheet(), 760, ["附件", *BODY]))[-3:-1] == ["\n2025年1月20日", "附件"]


# What is not read


def test_a_scanned_page_is_told() -> None:
    result = read(prose(Sheet(), 700), Sheet().image(0, 0, 595, 842).text(280, 40, "- 2 -", 10))
    assert result.notes == ("第2页是扫描的图片，读不到文字",)


def test_a_page_of_text_behind_its_scan_is_told() -> None:
    result = read(prose(Sheet().raw("3 Tr"), 700).image(0, 0, 595, 842))
    assert result.notes == ("第1页是扫描的图片，读的是别的软件识别出来的文字，可能有错，请对照图片核对",)


def test_a_scanned_file_is_refused() -> None:
    scan = Sheet().image(10, 10, 570, 800)
    with pytest.raises(InputError) as told:
        read(*[scan] * 5)
    assert str(told.value) == (
        "年报.pdf：这份 PDF 是扫描件（第1—5页都是图片），里面没有文字，读不出来。"
        "请用原来的 Word 文件，或先做文字识别（OCR）后再用。"
    )


def test_pages_of_which_the_same_is_said_are_told_together() -> None:
    scan, text = Sheet().image(0, 0, 595, 842), prose(Sheet(), 700)
    assert read(scan, text, scan, scan, scan).notes == ("第1、3—5页是扫描的图片，读不到文字",)


def test_a_page_scanned_in_strips_is_told() -> None:
    strips = Sheet()
    for number in range(10):
        strips.image(0, 84 * number, 595, 84)
    assert read(prose(Sheet(), 700), strips).notes == ("第2页是扫描的图片，读不到文字",)


def test_a_page_whose_letters_are_shapes_is_told() -> None:
    shapes = Sheet()
    for number in range(120):
        shapes.raw(f"{80 + number} 700 m {85 + number} 710 l {90 + number} 700 l f")
    assert read(prose(Sheet(), 700), shapes).notes == ("第2页没有文字，字可能已转成图形，读不到",)


def test_a_file_without_text_is_refused() -> None:
    with pytest.raises(InputError, match="里没有文字"):
        read(Sheet().rule(10, 10, 20, 20))


def broken() -> Iterator[tuple[str, bytes, str]]:
    whole = pdf(prose(Sheet(), 700))
    yield "cut off", whole[:400], "不是完整的 PDF 文件"
    yield "only a mark", b"%PDF-1.7\n", "不是完整的 PDF 文件"
    yield "another kind", b"PK\x03\x04" + bytes(200), "不是完整的 PDF 文件"
    yield "no pages", file_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]), "一页也没有"
    many = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count 301>>" % (b"3 0 R " * 301)]
    yield (
        "too many pages",
        file_of([*many, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"]),
        "有 301 页，不像是一份年度报告",
    )


@pytest.mark.parametrize(("data", "told"), [case[1:] for case in broken()], ids=[case[0] for case in broken()])
def test_a_file_that_is_no_report_is_refused_with_a_reason(data: bytes, told: str) -> None:
    with pytest.raises(InputError, match=f"^年报.pdf：.*{told}.*。$"):
        read_pdf("年报.pdf", data)


def test_a_file_with_a_password_is_refused_with_what_to_do() -> None:
    with pytest.raises(InputError, match="设了打开密码。请打开后另存一份没有密码的"):
        read_pdf("年报.pdf", locked(pdf(prose(Sheet(), 700))))


@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(pdf(prose(Sheet(), 700), ruled))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=40)):
        whole[place] = data.draw(st.integers(0, 255))
    damaged = bytes(whole[: data.draw(st.integers(0, len(whole)))]) if data.draw(st.booleans()) else bytes(whole)
    with suppress(InputError):
        read_pdf("年报.pdf", damaged)


def form(content: bytes, resources: bytes) -> bytes:
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<%s>>>>" % resources)


def page_of(content: bytes, *objects: bytes) -> bytes:
    """A file of one page; its form X is the first of the objects, number 5."""
    font = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>/XObject<</X 5 0 R>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>" % font
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return file_of([b"<</Type/Catalog/Pages 2 0 R>>", pages, page, stream(content), *objects])


WORDS = b"BT /F1 12 Tf 80 700 Td (Report) Tj ET "
LAUGHS = [form(b"/X Do " * 10, b"/X %d 0 R" % number) for number in range(6, 20)]
HOSTILE = {
    "100,000 paths": (page_of(WORDS + b"0 0 m 9 9 l S " * 100_000), True, "第1页的内容太多或已损坏，没有全部读出"),
    "a million paths": (page_of(WORDS + b"0 0 m 9 9 l S " * 1_000_000), False, "内容"),
    "100,000 rules": (
        page_of(WORDS + b"9 9 m 500 9 l S 9 9 m 9 500 l S " * 50_000),
        True,
        "第1页的内容太多或已损坏，没有全部读出",
    ),
    "a grid of 9,000 rules": (
        page_of(
            WORDS
            + b"".join(
                b"%d 0 m %d 800 l S 0 %d m 590 %d l S " % (n % 590, n % 590, n % 800, n % 800) for n in range(4_500)
            )
        ),
        True,
        "",
    ),
    "a million characters": (
        page_of(b"BT /F1 1 Tf 9 9 Td " + b"(abcdefghij) Tj " * 100_000 + b"ET"),
        True,
        "内容太多或已损坏",
    ),
    "a form in itself": (page_of(b"/X Do " + WORDS, form(b"/X Do /X Do", b"/X 5 0 R")), False, "多得反常"),
    "forms in forms": (page_of(b"/X Do " + WORDS, *LAUGHS), False, "多得反常"),
    "a stream of a billion bytes": (page_of(b" " * 200_000_000 + WORDS), False, "内容太多或已损坏|多得反常"),
    "filters on filters": (
        page_of(WORDS).replace(b"/Filter/FlateDecode", b"/Filter[/FlateDecode/LZWDecode]"),
        False,
        "没有文字",
    ),
    "tiny letters far apart": (page_of(b"BT /F1 .6 Tf 9 9 Td " + b"3 0 Td (a) Tj " * 190 + b"ET"), True, ""),
}


@pytest.mark.parametrize(("data", "plain", "told"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_read_within_bounds_or_refused(data: bytes, plain: bool, told: str) -> None:
    assert is_plain(data) is plain
    try:
        said = "".join(read_pdf("年报.pdf", data).notes)
    except InputError as refused:
        said = str(refused)
    assert any(words in said for words in told.split("|"))


def test_a_file_that_is_not_plain_is_read_in_a_process_of_its_own() -> None:
    nested = page_of(WORDS + b"/X Do", form(b"/X Do", b"/X 6 0 R"), form(b"0 0 9 9 re f", b""))
    assert not is_plain(nested)
    assert text_of(read_pdf("年报.pdf", nested).document.blocks[0]) == "Report"


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_apart, "MAX_SECONDS", 0.001)
    with pytest.raises(InputError, match="^年报.pdf：这份 PDF 里的内容多得反常"):
        read_pdf("年报.pdf", HOSTILE["forms in forms"][0])


def test_pages_behind_the_bound_of_time_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(prose(Sheet(), 700))
    monkeypatch.setattr(pdf_document, "MAX_TOTAL", 10)
    result = read_pdf("年报.pdf", pdf(prose(Sheet(), 700), prose(Sheet(), 700)))
    assert result.notes == ("第2页的内容太多或已损坏，没有全部读出",)
    monkeypatch.setattr(pdf_document, "MAX_SECONDS", -1.0)
    with pytest.raises(InputError, match="内容太多或已损坏"):
        read_pdf("年报.pdf", data)


def test_what_was_typed_into_a_field_is_read() -> None:
    look = stream(b"BT /F1 12 Tf 2 2 Td (12345) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 90 20]" + FIELD_FONT)
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/F 4/Rect[80 600 170 620]/AP<</N 5 0 R>>>>"
    data = page_of(WORDS, look, field).replace(b"/Contents 4 0 R", b"/Contents 4 0 R/Annots[6 0 R]")
    assert [text_of(block) for block in read_pdf("年报.pdf", _moved(data)).document.blocks] == ["Report", "12345"]


FIELD_FONT = b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"


def _moved(data: bytes) -> bytes:
    """A file whose table of places is wrong, so that it is looked for anew."""
    return data.replace(b"startxref\n", b"startxref\n9")


# Whole reports


def compared(block: Block) -> tuple[object, ...]:
    """What a block says, without spaces: print does not tell those between Chinese and digits."""
    bare = "".join(text_of(block).split())
    match block:
        case Statistics():
            return (
                block.grid.rows,
                block.grid.columns,
                {spot: "".join(text.split()) for spot, text in spans(block).items()},
            )
        case Heading():
            return (Heading, block.level, bare)
        case AttachmentNote() | Closing():
            return (type(block), *("".join(words.split()) for words in text_of(block).split("\n")))
        case _:
            return (type(block), bare)


@pytest.mark.skipif(not SHARED.exists(), reason="the published report lies outside of the repository")
def test_all_figures_of_a_published_report_stand_at_the_crossing_of_their_labels(national_2021: Standard) -> None:
    told = json.loads((SHARED / "handout/new/cases/huaian-2024.json").read_text(encoding="utf-8"))["figures"]
    typed = {address: str(figure) for address, figure in told.items() if not national_2021.figures[address].is_total}
    report = examine(national_2021, answers_of(national_2021, 2024, typed)).report
    document = read_pdf("年报.pdf", (SHARED / "cases/files/huaian-2024.pdf").read_bytes()).document
    tables = [block for block in document.blocks if isinstance(block, Statistics)]
    assert len(tables) == len(national_2021.grids) == 3
    for name, found in zip(national_2021.grids, tables, strict=True):
        official = {
            spot: text.replace("、", ".") for spot, text in spans(tabulate(national_2021, name, report)).items()
        }
        assert {spot: text.replace("、", ".") for spot, text in spans(found).items()} == official
    assert len(told) == 200
    prose_blocks = [block for block in document.blocks if isinstance(block, Paragraph)]
    assert len(prose_blocks) == 10
    assert all(text_of(block).endswith("。") for block in prose_blocks)


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every example drafted, written as a Word file and printed by LibreOffice."""
    folder = tmp_path_factory.mktemp("printed")
    files = []
    for example in EXAMPLES:
        files.append(folder / f"{example.stem}.docx")
        files[-1].write_bytes(write_docx(open_case(example).document))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return folder


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_drafted_report_printed_by_libreoffice_reads_back_the_same(example: Path, printed: Path) -> None:
    result = read_pdf("年报.pdf", (printed / f"{example.stem}.pdf").read_bytes())
    assert result.notes == ()
    drafted = open_case(example).document.blocks
    assert [compared(block) for block in result.document.blocks] == [compared(block) for block in drafted]
