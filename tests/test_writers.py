"""DOCX and text: the looks of GB/T 9704 from styles, real tables, the same bytes each time, and nothing unread."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from generator.document.blocks import Document, Statistics
from generator.drafting import draft
from generator.errors import InputError, OutputError
from generator.examination import examine
from generator.standard import Standard, load_standard, standard_ids
from generator.words.widths import width
from generator.writers import verify_docx, verify_text, write_docx, write_text
from tests.conftest import answers_of

A = "applications."


@pytest.fixture(scope="module")
def document() -> Document:
    standard = load_standard("national-2021")
    figures = {
        A + "new.natural_person": 3402,
        A + "granted.natural_person": 3402,
        "disclosure.fees.amount": "59237.2449",
    }
    return draft(standard, examine(standard, answers_of(standard, 2023, figures)).report)


@pytest.fixture(scope="module")
def unpacked(document: Document) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(write_docx(document))) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    assert write_docx(document) == write_docx(document)


def test_the_page_is_a4_with_the_margins_of_the_standard(document: Document) -> None:
    section = docx.Document(io.BytesIO(write_docx(document))).sections[0]
    page = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    assert [round(size.mm) for size in page if size is not None] == [210, 297, 37, 35, 28, 26]


def test_every_style_names_its_face_in_all_four_slots(unpacked: dict[str, str]) -> None:
    faces = set()
    for found in re.findall(r"<w:rFonts ([^>]*)/>", unpacked["word/styles.xml"]):
        slots = dict(re.findall(r'w:(ascii|hAnsi|eastAsia|cs)="([^"]*)"', found))
        assert len(slots) == 4
        assert len(set(slots.values())) == 1
        faces |= set(slots.values())
    assert faces == {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"}
    assert "Theme" not in unpacked["word/styles.xml"]
    assert 'w:eastAsia="zh-CN"' in unpacked["word/settings.xml"]
    assert 'w:eastAsia="zh-CN"' in unpacked["word/styles.xml"]


def test_body_text_is_22_lines_of_28_characters(unpacked: dict[str, str]) -> None:
    body = re.search(r'w:styleId="ReportBody".*?</w:style>', unpacked["word/styles.xml"])
    assert body
    assert 'w:line="579" w:lineRule="exact"' in body[0]
    assert '<w:spacing w:val="-6"/>' in body[0]
    assert 'w:firstLineChars="200"' in body[0]


def test_no_look_is_set_outside_the_styles(unpacked: dict[str, str]) -> None:
    body = unpacked["word/document.xml"]
    assert "<w:sz " not in body
    assert "<w:b/>" not in body
    assert set(re.findall(r"<w:rFonts ([^>]*)/>", body)) == {'w:hint="eastAsia"'}
    named = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]*)"', body))
    assert named <= set(re.findall(r'w:styleId="([^"]*)"', unpacked["word/styles.xml"]))


def test_the_page_number_stands_at_the_outer_side_between_dashes(unpacked: dict[str, str]) -> None:
    footers = {name: text for name, text in unpacked.items() if "footer" in name and not name.endswith(".rels")}
    assert sorted(re.search(r'<w:jc w:val="(\w+)"', text)[1] for text in footers.values()) == ["left", "right"]  # type: ignore[index]
    assert all(text.count("<w:fldChar ") == 3 and "— " in text for text in footers.values())
    assert "evenAndOddHeaders" in unpacked["word/settings.xml"]


def test_headings_have_outline_levels_and_placeholders_are_highlighted(unpacked: dict[str, str]) -> None:
    assert [f'w:outlineLvl w:val="{n}"' in unpacked["word/styles.xml"] for n in range(3)] == [True] * 3
    assert unpacked["word/document.xml"].count('<w:highlight w:val="yellow"/>') >= 3


def test_properties_are_neutral(document: Document) -> None:
    core = docx.Document(io.BytesIO(write_docx(document))).core_properties
    assert (core.title, core.author, core.comments) == (document.title, "", "")


def test_tables_are_real_tables_that_fit_the_page(document: Document) -> None:
    for table in docx.Document(io.BytesIO(write_docx(document))).tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert sum(widths) <= 8850
        assert table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
        for row in table._tbl.tr_lst:
            assert row.trPr.find(qn("w:cantSplit")) is not None
            spans = [int(tc.tcPr.gridSpan.val) if tc.tcPr.gridSpan is not None else 1 for tc in row.tc_lst]
            assert sum(spans) == len(widths)
            assert sum(int(tc.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for tc in row.tc_lst) == sum(widths)


@pytest.mark.parametrize("name", standard_ids())
def test_printed_widths_fill_the_page_and_no_more(name: str) -> None:
    standard = load_standard(name)
    document = draft(standard, examine(standard, answers_of(standard, standard.file.span[0], {})).report)
    for block in document.blocks:
        if isinstance(block, Statistics):
            assert len(block.widths) == block.grid.columns
            assert 140 <= sum(block.widths) <= 156


def test_rows_within_a_row_are_indented_by_their_level(national_2014: Standard) -> None:
    document = draft(national_2014, examine(national_2014, answers_of(national_2014, 2016, {})).report)
    printed = [block for block in document.blocks if isinstance(block, Statistics)]
    tables = docx.Document(io.BytesIO(write_docx(document))).tables
    seen = {}
    for block, table in zip(printed, tables, strict=True):
        for cell, text in block.cells():
            if cell.kind == "stub":
                (paragraph,) = table.cell(cell.row, cell.column).paragraphs
                indent = paragraph._p.pPr.find(qn("w:ind"))
                assert indent is None or len(indent.attrib) == 2
                seen[text] = indent is not None and (indent.get(qn("w:leftChars")), indent.get(qn("w:left")))
    assert [
        seen[text] for text in ("二、回应解读情况", "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）")
    ] == [
        False,
        ("100", "210"),
    ]
    assert seen["其中：主动公开规范性文件数"] == ("200", "420")
    assert set(seen.values()) == {False, ("100", "210"), ("200", "420"), ("300", "630")}


def test_heads_are_repeated_on_each_page(unpacked: dict[str, str]) -> None:
    assert unpacked["word/document.xml"].count("<w:tblHeader/>") == 6


def test_a_table_row_is_one_line_of_text(document: Document) -> None:
    lines = write_text(document).split("\n")
    assert ["一、本年新收政府信息公开申请数量", "3402", "0", "0", "0", "0", "0", "3402"] in [
        line.split() for line in lines
    ]
    assert ["行政复议", "0", "0", "0", "0", "0"] in [line.split() for line in lines]
    assert ["行政事业性收费", "59237.2449"] in [line.split() for line in lines]


def test_rows_of_a_text_table_are_aligned_by_display_width(document: Document) -> None:
    lines = write_text(document).split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("一、本年新收"))
    rows = [line for line in lines[start : start + 30] if line and line[-1].isdigit()]
    assert len({width(line) for line in rows}) == 1


def test_a_figure_that_is_not_as_it_should_be_is_found(document: Document) -> None:
    data = write_docx(document)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = {name: archive.read(name) for name in archive.namelist()}
    unpacked["word/document.xml"] = unpacked["word/document.xml"].replace(b">3402<", b">3403<", 1)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in unpacked.items():
            archive.writestr(name, part)
    with pytest.raises(OutputError, match="应为“3402”|不一致"):
        verify_docx(stream.getvalue(), document)
    with pytest.raises(OutputError):
        verify_text(write_text(document).replace("3402", "3403"), document)


def test_amounts_and_blanks_are_printed_as_entered(national_2021: Standard) -> None:
    figures = {"disclosure.fees.amount": "0.123456", A + "new.other": None}
    document = draft(national_2021, examine(national_2021, answers_of(national_2021, 2024, figures)).report)
    tables = docx.Document(io.BytesIO(write_docx(document))).tables
    assert tables[0].rows[-1].cells[-1].text == "0.123456"
    assert tables[1].rows[3].cells[-2].text == ""


def test_a_layout_that_is_no_word_file_is_explained(document: Document, tmp_path: Path) -> None:
    (tmp_path / "layout.docx").write_bytes(b"no zip")
    with pytest.raises(InputError, match="不是完整的 .docx 文件"):
        write_docx(document, tmp_path / "layout.docx")
