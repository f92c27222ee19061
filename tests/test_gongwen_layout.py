"""The Word file against GB/T 9704-2012: attachments, sign-off, body text, and tables that stay together."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from generator.document.blocks import AttachmentNote, Closing, Document, Heading, Statistics
from generator.document.blocks import Paragraph as Prose
from generator.drafting.tabulation import tabulate
from generator.examination import examine
from generator.standard import Standard, load_standard, standard_ids
from generator.writers.docx_writer import write_docx
from tests.conftest import answers_of


def opened(*blocks: object, seal: bool = False) -> docx.document.Document:
    document = Document("标题", "示例县教育局", 2024, (Prose("正文。"), *blocks))  # type: ignore[arg-type]
    return docx.Document(io.BytesIO(write_docx(document, sealed=seal)))


def indents(paragraph: Paragraph) -> dict[str, int]:
    found = paragraph._p.pPr.find(qn("w:ind"))
    sides = ("left", "hanging", "right")
    return {side: int(found.get(qn(f"w:{side}Chars"))) for side in sides if found.get(qn(f"w:{side}Chars"))}


def test_names_of_attachments_wrap_below_their_first_character() -> None:
    first, second = opened(AttachmentNote("附件", ("1.甲表", "2. 2017年乙表"))).paragraphs[1:3]
    assert (first.text, indents(first)) == ("附件：1.甲表", {"left": 600, "hanging": 400})
    assert (second.text, indents(second)) == ("2. 2017年乙表", {"left": 650, "hanging": 150})


def test_the_note_on_attachments_is_not_parted_from_the_last_words_and_the_sign_off() -> None:
    document = opened(AttachmentNote("附件", ("1.甲表", "2.乙表")), Closing("示例县教育局", "2025年1月15日"))
    kept = [bool(paragraph._p.findall(f".//{qn('w:keepNext')}")) for paragraph in document.paragraphs]
    assert kept == [True] * (len(kept) - 1) + [False]


@pytest.mark.parametrize("name", standard_ids())
def test_attachments_are_numbered_from_1(name: str) -> None:
    labels = [attachment.label for attachment in load_standard(name).file.attachments.values()]
    numbers = [label.lstrip("附件表") for label in labels]
    assert numbers in ([str(number) for number in range(1, len(labels) + 1)], [""] * len(labels))


@pytest.mark.parametrize(
    ("agency", "date", "seal", "right"),
    [
        ("示例县人民政府办公室", "2025年1月15日", False, (200, 350)),  # begins two characters right of the agency
        ("示例县", "2025年1月15日", False, (750, 200)),  # longer than the agency: two characters from the right
        ("示例县人民政府办公室", "2025年1月15日", True, (225, 400)),  # centred above the date
    ],
)
def test_agency_and_date_stand_as_the_standard_lays_them(
    agency: str, date: str, seal: bool, right: tuple[int, int]
) -> None:
    lines = opened(Closing(agency, date), seal=seal).paragraphs[-2:]
    assert tuple(indents(line)["right"] for line in lines) == right


def test_body_text_fills_the_line_and_its_marks_may_hang_over_it() -> None:
    style = docx.Document(io.BytesIO(write_docx(Document("标题", "", 2024, ())))).styles["年报正文"].element.pPr
    assert style.find(qn("w:jc")).get(qn("w:val")) == "both"
    assert style.find(qn("w:overflowPunct")) is None


def tables(standard: Standard) -> list[Statistics]:
    report = examine(standard, answers_of(standard, standard.file.span[0], {})).report
    return [table for name in standard.tables if (table := tabulate(standard, name, report))]


@pytest.mark.parametrize("name", [name for name in standard_ids() if load_standard(name).tables])
def test_tables_are_named_and_described_and_no_row_is_left_alone(name: str) -> None:
    for table in tables(load_standard(name)):
        found = opened(Heading(1, "二、情况"), table).tables[0]
        properties = found._tbl.tblPr
        assert properties.find(qn("w:tblCaption")).get(qn("w:val")) == "二、情况"
        assert f"{table.grid.rows}行" in properties.find(qn("w:tblDescription")).get(qn("w:val"))
        kept = [bool(row._tr.findall(f".//{qn('w:keepNext')}")) for row in found.rows]
        assert all(kept[-3:-1])


def test_the_properties_say_what_made_the_file_and_count_nothing() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(Document("标题", "", 2024, ())))) as made:
        told = made.read("docProps/app.xml").decode()
    assert "<Application>nianbao</Application>" in told
    assert "Pages" not in told
    assert "Microsoft" not in told
