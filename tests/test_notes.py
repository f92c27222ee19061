"""The comments of an annotated copy and their boxes: added to those that are there, never in their stead."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from generator.form.marking.annotation import COLOURS, Mark, annotated
from generator.form.marking.note_boxes import size_for
from generator.form.marking.notes import RULE
from tests.hostile import parts_of
from tests.workbooks import (
    MARKS,
    SHEET,
    SUQIAN,
    TYPES,
    colour,
    opened,
    relation,
    replaced,
    rezipped,
    said,
    unzipped,
)

TALK = "xl/threadedComments/threadedComment1.xml"
pytestmark = pytest.mark.filterwarnings("ignore:Unknown extension")  # openpyxl loses it; the copy does not


def test_words_are_added_below_the_clerks_own_comment(rich: bytes) -> None:
    assert said(annotated(rich, MARKS), SHEET, "D6") == f"张三：已电话核实\n{RULE}\n{MARKS[0].text}"
    assert opened(annotated(rich, MARKS))[SHEET]["D6"].comment.author == "张三"


def test_the_clerks_formatted_comment_keeps_its_runs(rich: bytes) -> None:
    comments = "xl/comments/comment1.xml"
    runs = "<r><rPr><b/></rPr><t>张三</t></r><r><t>：已核</t></r>"
    source = re.sub("<t>张三：已电话核实</t>", runs, unzipped(rich)[comments].decode())
    data = annotated(rezipped(unzipped(rich) | {comments: source.encode()}), MARKS)
    assert said(data, SHEET, "D6").startswith(f"张三：已核\n{RULE}\n错误")
    assert runs.encode() in unzipped(data)[comments]


def test_an_annotated_copy_can_be_annotated_again() -> None:
    once = annotated(SUQIAN.read_bytes(), MARKS)
    assert unzipped(annotated(once, MARKS))["xl/comments/comment1.xml"] == unzipped(once)["xl/comments/comment1.xml"]
    twice = annotated(once, [Mark(SHEET, "D6", "warning", "又一条"), Mark("封面", "B5", "unfilled", "新的")])
    assert said(twice, SHEET, "D6") == f"{MARKS[0].text}\n{RULE}\n又一条"
    assert colour(twice, SHEET, "D6") == COLOURS["warning"]
    assert said(twice, SHEET, "E6") == MARKS[1].text
    assert said(twice, "封面", "B5") == "新的"
    assert len(set(ids(twice))) == len(ids(twice)) == 4 + 1


def ids(data: bytes) -> list[bytes]:
    drawing = unzipped(data)["xl/drawings/commentsDrawing1.vml"]
    return re.findall(rb'id="(_x0000_s\d+)"', drawing) + [b"cover" for name in unzipped(data) if "vmlDrawing" in name]


def test_a_sheet_without_comments_gets_the_parts_they_need() -> None:
    data = annotated(SUQIAN.read_bytes(), [Mark("封面", "B5", "unfilled", "甲")])
    before, after = parts_of(SUQIAN), unzipped(data)
    sheet = "xl/worksheets/sheet2.xml"
    assert set(after) - set(before) == {
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/worksheets/_rels/sheet2.xml.rels",
    }
    assert {name for name in before if before[name] != after[name]} == {sheet, "xl/styles.xml", TYPES}
    tags = [str(etree.QName(child).localname) for child in etree.fromstring(after[sheet])]
    assert tags[-1] == "legacyDrawing"
    assert b'PartName="/xl/comments1.xml"' in after[TYPES]
    assert after[TYPES].count(b'Extension="vml"') == 1


def test_the_drawing_of_comments_stands_before_what_must_follow_it() -> None:
    source = replaced(
        SUQIAN.read_bytes(), "xl/worksheets/sheet2.xml", "</worksheet>", "<tableParts/><extLst/></worksheet>"
    )
    parts = unzipped(annotated(source, [Mark("封面", "B5", "unfilled", "甲")]))
    tags = [str(etree.QName(child).localname) for child in etree.fromstring(parts["xl/worksheets/sheet2.xml"])]
    assert tags[-4:] == ["headerFooter", "legacyDrawing", "tableParts", "extLst"]


def test_other_shapes_of_an_old_drawing_stay_even_when_it_is_not_quite_xml(rich: bytes) -> None:
    drawing = "xl/drawings/commentsDrawing1.vml"
    button = (
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="_x0000_s3000"><v:textbox>甲<br>乙</v:textbox></v:shape>'
    )
    source = replaced(rich, drawing, "</xml>", f"{button}</xml>")
    after = unzipped(annotated(source, MARKS))[drawing].decode()
    assert "甲<br/>乙" in after
    assert 'id="_x0000_s3001"' in after


def with_talk(data: bytes, *cells: str) -> bytes:
    """The workbook with a conversation at these cells."""
    parts = unzipped(data)
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    relations = "xl/worksheets/_rels/sheet4.xml.rels"
    talk = relation("rIdTalk", kind, "../threadedComments/threadedComment1.xml")
    threads = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    parts[relations] = parts[relations].replace(b"</Rel", f"{talk}</Rel".encode())
    said = "".join(f'<threadedComment ref="{cell}" id="{{1}}"><text>已核实</text></threadedComment>' for cell in cells)
    parts[TALK] = f'<ThreadedComments xmlns="{threads}">{said}</ThreadedComments>'.encode()
    return rezipped(parts)


def test_a_conversation_is_left_alone_and_its_finding_told_at_a1(rich: bytes) -> None:
    source = with_talk(rich, "D6")
    data = annotated(source, MARKS)
    assert said(data, SHEET, "D6") == "张三：已电话核实"
    assert colour(data, SHEET, "D6") == COLOURS["error"]
    assert said(data, SHEET, "A1") == f"D6：{MARKS[0].text}"
    assert unzipped(data)[TALK] == unzipped(source)[TALK]


def test_a_conversation_at_a1_is_left_alone_too(rich: bytes) -> None:
    marks = [*MARKS, Mark(SHEET, "A1", "error", "甲")]
    data = annotated(with_talk(rich, "D6", "A1"), marks)
    assert (said(data, SHEET, "A1"), said(data, SHEET, "D6")) == ("", "张三：已电话核实")
    assert colour(data, SHEET, "A1") == COLOURS["error"]
    assert said(data, SHEET, "E6") == MARKS[1].text


def test_a_box_grows_with_its_text_and_stands_beside_its_cell() -> None:
    short, long = size_for("甲"), size_for("很长的一句话。" * 60)
    assert short.width == long.width == 260
    assert long.height > 10 * short.height / 2
    assert size_for("一行\n" * 200).width > 260
    drawing = unzipped(annotated(SUQIAN.read_bytes(), MARKS))["xl/drawings/commentsDrawing1.vml"].decode()
    anchors = [[int(n) for n in found.split(",")] for found in re.findall(r"Anchor>([^<]+)<", drawing)]
    assert [anchor[0] for anchor in anchors] == [4, 5, 6]
    assert all(anchor[2] == 4 and anchor[4] > anchor[0] and anchor[6] > anchor[2] for anchor in anchors)
    assert drawing.count("width:260pt") == 3


def test_a_clerks_larger_box_is_not_made_smaller(rich: bytes) -> None:
    drawing = "xl/drawings/commentsDrawing1.vml"
    anchor = '<x:Anchor xmlns:x="urn:schemas-microsoft-com:office:excel">9, 1, 2, 3, 40, 5, 60, 7</x:Anchor>'
    client = re.search(r"<(\w+):AutoFill>False</\1:AutoFill><\1:Row>5</\1:Row>", unzipped(rich)[drawing].decode())
    assert client
    after = unzipped(annotated(replaced(rich, drawing, client[0], anchor + client[0]), MARKS))[drawing].decode()
    assert ">9, 1, 2, 3, 40, 5, 60, 7<" in after


def test_characters_no_document_can_hold_become_boxes() -> None:
    data = annotated(SUQIAN.read_bytes(), [Mark(SHEET, "D6", "error", "甲\x00\x0b\ud800乙\r\n丙 _x0041_ <&>")])
    assert b"_x005F_x0041_" in unzipped(data)["xl/comments/comment1.xml"]
    assert said(data, SHEET, "D6").startswith("甲□□□乙\n丙 ")


def test_a_very_long_text_is_cut_to_what_excel_takes() -> None:
    data = annotated(SUQIAN.read_bytes(), [Mark(SHEET, "D6", "error", "长" * 50_000)])
    assert 32_000 <= len(said(data, SHEET, "D6")) < 32_767
