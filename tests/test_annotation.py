"""The annotated copy: cells coloured, and nothing of the clerk's lost."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from generator.errors import InputError
from generator.flow.opening import read_answers
from generator.form.layout import coordinate
from generator.form.marking.annotation import COLOURS, Mark, annotated
from generator.form.writing import write_form
from generator.standard import load_standard, standard_ids
from tests.conftest import ROOT
from tests.hostile import parts_of
from tests.workbooks import (
    MAIN,
    MARKS,
    PART,
    SHEET,
    SUQIAN,
    colour,
    opened,
    replaced,
    rezipped,
    said,
    unzipped,
)

pytestmark = pytest.mark.filterwarnings("ignore:Unknown extension")  # openpyxl loses it; the copy does not
EXAMPLES = [
    ROOT / "example_inputs" / name
    for name in (
        "national-2021/suqian-2023.xlsx",
        "national-2014/suixian-2016.xlsx",
        "jilin-2017/xian-district-2017.xlsx",
    )
]
CHANGED = {PART, "xl/styles.xml", "xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml"}


@pytest.mark.parametrize("source", EXAMPLES, ids=lambda path: path.stem)
def test_marked_cells_are_coloured_and_say_what_was_found(source: Path) -> None:
    sheet = openpyxl.load_workbook(source).sheetnames[2]
    marks = [Mark(sheet, cell, s, f"{s}：甲\n乙") for cell, s in zip(("C5", "C6", "C50"), COLOURS, strict=True)]
    data = annotated(source.read_bytes(), marks)
    book = opened(data)
    for mark in marks:
        cell = book[sheet][mark.cell]
        assert (cell.fill.fgColor.rgb, cell.comment.text) == (COLOURS[mark.severity], mark.text)
        assert cell.comment.author == "nianbao"


def test_the_colours_differ_from_each_other_and_from_those_of_the_form() -> None:
    form = {"FFF9E3", "EDEDED", "DCE6F1"}
    assert len({code[2:] for code in COLOURS.values()} | form) == 6


def test_all_that_the_clerk_put_in_survives(rich: bytes) -> None:
    data = annotated(rich, MARKS)
    before, after = unzipped(rich), unzipped(data)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == CHANGED
    book = opened(data)
    assert str(book["各章文字"]["C3"].value) == "平常加粗"
    assert len(book["我的计算"]._charts) == 1
    assert said(data, SHEET, "D7") == "李四：待查"


def test_of_the_sheet_only_the_styles_of_the_marked_cells_change(rich: bytes) -> None:
    trees = [etree.fromstring(parts[PART]) for parts in (unzipped(rich), unzipped(annotated(rich, MARKS)))]
    for tree in trees:
        for cell in tree.iter(f"{MAIN}c"):
            if cell.get("r") in ("D6", "E6", "F6"):
                del cell.attrib["s"]
    assert etree.tostring(trees[0], method="c14n") == etree.tostring(trees[1], method="c14n")


def test_only_the_fill_of_a_cells_format_changes() -> None:
    before, after = opened(SUQIAN.read_bytes())[SHEET]["D6"], opened(annotated(SUQIAN.read_bytes(), MARKS))[SHEET]["D6"]
    for part in ("font", "border", "alignment", "protection", "number_format"):
        assert repr(getattr(before, part)) == repr(getattr(after, part))
    assert not after.protection.locked
    assert before.fill != after.fill


def test_a_copy_is_read_to_the_same_answers(rich: bytes, tmp_path: Path) -> None:
    (tmp_path / "甲.xlsx").write_bytes(rich)
    (tmp_path / "乙.xlsx").write_bytes(
        annotated(rich, [*MARKS, Mark("封面", "A1", "error", "甲"), Mark(SHEET, "ZZ99", "error", "乙")])
    )
    first, second = (read_answers(tmp_path / f"{name}.xlsx") for name in "甲乙")
    assert (first.figures, first.questions, first.texts, first.rewrites) == (
        second.figures,
        second.questions,
        second.texts,
        second.rewrites,
    )
    assert first.places == second.places


def test_the_same_input_gives_the_same_bytes(rich: bytes) -> None:
    assert annotated(rich, MARKS) == annotated(rich, MARKS)


def test_without_marks_every_part_is_the_same(rich: bytes) -> None:
    assert unzipped(annotated(rich, [])) == unzipped(rich)


def test_several_marks_on_one_cell_share_a_comment_and_the_worst_colour() -> None:
    marks = [Mark(SHEET, "D6", "unfilled", "甲"), Mark(SHEET, "D6", "error", "乙"), Mark(SHEET, "D6", "warning", "丙")]
    data = annotated(SUQIAN.read_bytes(), marks)
    assert said(data, SHEET, "D6") == "甲\n\n乙\n\n丙"
    assert colour(data, SHEET, "D6") == COLOURS["error"]


def test_a_merged_cell_is_marked_at_its_top_left() -> None:
    data = annotated(SUQIAN.read_bytes(), [Mark(SHEET, "B5", "error", "甲")])  # A3:C5 is one
    assert (said(data, SHEET, "A3"), colour(data, SHEET, "A3")) == ("甲", COLOURS["error"])
    assert said(data, SHEET, "B5") == ""


@pytest.mark.parametrize("cell", ["A900", "ZZ900", "ZZ6", "K6", "A400"])
def test_a_missing_cell_is_made_in_its_place(cell: str) -> None:
    data = annotated(SUQIAN.read_bytes(), [Mark(SHEET, cell, "error", "甲"), Mark(SHEET, "A500", "error", "乙")])
    assert (said(data, SHEET, cell), colour(data, SHEET, cell)) == ("甲", COLOURS["error"])
    root = etree.fromstring(unzipped(data)[PART])
    rows = [int(row.get("r", "")) for row in root.iter(f"{MAIN}row")]
    assert rows == sorted(set(rows))
    for row in root.iter(f"{MAIN}row"):
        columns = [openpyxl.utils.cell.coordinate_to_tuple(c.get("r", ""))[1] for c in row]
        assert columns == sorted(set(columns))


def test_cells_without_coordinates_stay_where_they_are() -> None:
    source = rezipped({
        name: re.sub(rb'(<c|<row) r="[A-Z0-9]+"', rb"\1", data) if name == "xl/worksheets/sheet1.xml" else data
        for name, data in parts_of(SUQIAN).items()
    })  # fmt: skip
    before, after = (
        opened(source)["填表说明"],
        opened(annotated(source, [Mark("填表说明", "B40", "error", "甲")]))["填表说明"],
    )
    assert [row[0].value for row in before.iter_rows()] == [
        row[0].value for row in after.iter_rows(max_row=before.max_row)
    ]


def test_a_made_cell_has_the_look_of_its_row_or_column() -> None:
    source = replaced(SUQIAN.read_bytes(), PART, "<cols>", '<cols><col min="40" max="50" width="9" style="5"/>')
    source = re.sub(rb"</sheetData>", b'<row r="99" s="7" customFormat="1"/></sheetData>', unzipped(source)[PART])
    data = annotated(
        rezipped(parts_of(SUQIAN) | {PART: source}),
        [Mark(SHEET, "AN98", "error", "甲"), Mark(SHEET, "AN99", "error", "乙")],
    )
    formats = etree.fromstring(unzipped(data)["xl/styles.xml"]).find(f"{MAIN}cellXfs")
    assert formats is not None
    cells = {c.get("r"): c for c in etree.fromstring(unzipped(data)[PART]).iter(f"{MAIN}c")}
    for cell, style in (("AN98", 5), ("AN99", 7)):
        made, like = formats[int(cells[cell].get("s", ""))], formats[style]
        assert [made.get(k) for k in ("fontId", "borderId", "numFmtId")] == [
            like.get(k) for k in ("fontId", "borderId", "numFmtId")
        ]


def test_no_conditional_format_of_the_form_lies_on_a_cell_a_finding_can_name() -> None:
    for name in standard_ids():
        standard = load_standard(name)
        book = opened(write_form(standard, standard.file.span[0]))
        covered = {
            (sheet.title, coordinate(row, column))
            for sheet in book
            for formatting in sheet.conditional_formatting
            for area in formatting.sqref.ranges
            for row, column in area.cells
        }
        named = {
            (sheet, cell.replace("$", ""))
            for defined in book.defined_names.values()
            for sheet, cell in defined.destinations
        }
        assert not covered & named


@pytest.mark.parametrize(
    "broken",
    [
        lambda data: data[:-300],
        lambda data: rezipped(unzipped(data) | {PART: b"<worksheet"}),
        lambda data: rezipped({n: d for n, d in unzipped(data).items() if n != "xl/styles.xml"}),
        lambda data: replaced(data, PART, 'ref="A3:C5"', 'ref="A:C"'),
        lambda data: rezipped(unzipped(data) | {PART: re.sub(rb'(r="D6" s=)"\d+"', rb'\1"999"', unzipped(data)[PART])}),
        lambda data: rezipped(unzipped(data) | {PART: b'<!DOCTYPE a [<!ENTITY b "c">]>' + unzipped(data)[PART]}),
    ],
    ids=["torn", "no xml", "no styles", "odd area", "unknown format", "doctype"],
)
def test_a_damaged_workbook_is_refused(broken) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="损坏|DOCTYPE"):
        annotated(broken(SUQIAN.read_bytes()), MARKS)


def test_a_mark_on_no_sheet_or_no_cell_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        annotated(SUQIAN.read_bytes(), [Mark("没有", "A1", "error", "甲")])
    with pytest.raises(ValueError, match="甲1"):
        annotated(SUQIAN.read_bytes(), [Mark(SHEET, "甲1", "error", "甲")])
