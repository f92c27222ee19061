"""The PDF: tagged, on the line grid of the standard, the same bytes again, every cell and word read back."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from generator.document.blocks import AttachmentNote, Closing, Document, Heading, Paragraph, Title
from generator.document.comparison import same
from generator.errors import InputError, OutputError
from generator.flow.case import open_case
from generator.readers.pdf_reader import read_pdf
from generator.standard import Standard, load_standard, standard_ids
from generator.writers.pdf_faces import faces_of
from generator.writers.pdf_verification import verify_pdf
from tests.conftest import EXAMPLES
from tests.test_web_writer import HOSTILE, drafted

typst = pytest.importorskip("typst")

from generator.writers import pdf_writer  # noqa: E402
from generator.writers.pdf_writer import write_pdf  # noqa: E402

try:
    write_pdf(Document("年报", "", 2024, (Title(("年报",)),)))
except OutputError:
    pytest.skip("no Chinese font is installed", allow_module_level=True)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_pdf_is_read_back_as_the_report_it_was_made_of(example: Path) -> None:
    found = open_case(example)
    data = write_pdf(found.document).data
    assert verify_pdf(data, found.document) == len(found.standard.figures)
    read = read_pdf("报告.pdf", data)
    assert read.notes == ()
    assert same(found.document, read.document)


@pytest.mark.parametrize("name", standard_ids())
def test_every_figure_of_a_standard_is_read_back_from_its_pdf(name: str) -> None:
    standard = load_standard(name)
    document = drafted(standard)
    assert verify_pdf(write_pdf(document).data, document) == len(standard.figures)


def test_the_same_document_gives_the_same_bytes(national_2021: Standard) -> None:
    document = drafted(national_2021)
    first = write_pdf(document).data
    pdf_writer._compiler.cache_clear()
    assert write_pdf(document).data == first


def test_a_pdf_is_tagged_and_says_its_title(national_2021: Standard) -> None:
    import pypdfium2
    import pypdfium2.raw as raw  # type: ignore[import-untyped]

    document = drafted(national_2021)
    data = write_pdf(document).data
    pdf = pypdfium2.PdfDocument(data)
    assert raw.FPDFCatalog_IsTagged(pdf.raw)
    assert pdf.get_metadata_dict()["Title"] == document.title
    assert b"pdfuaid" in data
    assert [round(side) for side in pdf[0].get_size()] == [595, 842]
    pdf.close()


def test_a_full_page_has_22_lines_of_28_characters() -> None:
    import pypdfium2

    text = "政府信息公开工作年度报告" * 200
    data = write_pdf(Document("年报", "", 2024, (Paragraph(text),))).data
    pdf = pypdfium2.PdfDocument(data)
    lines = [line for line in pdf[1].get_textpage().get_text_range().split("\r\n") if line.strip()]
    assert [len(line) for line in lines] == [28] * 22 + [len("— 2 —")]
    pdf.close()


@pytest.mark.parametrize("lines", [1, 2, 6])
@pytest.mark.parametrize("noted", [(), (AttachmentNote("附件", ("统计表",)),)])
def test_the_closing_never_stands_alone_on_a_page(lines: int, noted: tuple[AttachmentNote, ...]) -> None:
    import pypdfium2

    words = "政府信息公开工作年度报告" * 3
    last = Paragraph(words[:28] * (lines - 1) + "末行。")
    for before in range(14, 22):
        body = (*[Paragraph(words[:20])] * (before - lines), last, *noted, Closing("示例县教育局", "2025年1月1日"))
        pdf = pypdfium2.PdfDocument(write_pdf(Document("年报", "", 2024, body)).data)
        end = pdf[len(pdf) - 1].get_textpage().get_text_range()
        pdf.close()
        assert "示例县教育局" in end
        assert ("统计表" if noted else "末行。") in end


@pytest.mark.parametrize("hostile", [*HOSTILE, "#let x = 1 *粗* _斜_ $x^2$ @甲 <乙> // 丙", "【待补充：甲】【待补充："])
def test_what_a_person_typed_is_text_never_markup(hostile: str) -> None:
    body = (Heading(3, f"1.{hostile}"), Paragraph(f"{hostile}。", hostile), Closing(hostile, "2025年1月1日"))
    document = Document(hostile, hostile, 2024, (Title((hostile,)), *body))
    assert verify_pdf(write_pdf(document).data, document) == 0


@pytest.mark.parametrize("long", ["9" * 400, "https://xxgk.example.edu.cn/" + "qingdan/" * 20 + "index.html"])
def test_what_fills_lines_without_a_space_is_printed_whole(long: str) -> None:
    document = Document("标题", "", 2024, (Title(("标题",)), Paragraph(f"公开了省直公积金{long}条。")))
    assert verify_pdf(write_pdf(document).data, document) == 0


def test_a_figure_or_word_that_is_not_as_it_should_be_is_found(national_2021: Standard) -> None:
    document = drafted(national_2021)
    data = write_pdf(document).data
    wrong = document._replace(blocks=(*document.blocks, Paragraph("多出来的一句。")))
    with pytest.raises(OutputError, match="少了“多出来的一句。”"):
        verify_pdf(data, wrong)
    table = next(block for block in document.blocks if hasattr(block, "grid"))
    other = table._replace(texts=(*table.texts[:-1], "99999"))
    changed = tuple(other if block is table else block for block in document.blocks)
    with pytest.raises(OutputError, match="应为“99999”"):
        verify_pdf(data, document._replace(blocks=changed))


def test_a_character_that_no_font_has_is_told() -> None:
    with pytest.raises(OutputError, match="电脑上的字体没有的字"):
        write_pdf(Document("年报", "", 2024, (Paragraph("\U00013000"),)))


def test_without_the_extra_it_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    pdf_writer.font_families.cache_clear()
    with pytest.raises(InputError, match=r"nianbao\[pdf\]"):
        write_pdf(Document("年报", "", 2024, ()))


def test_the_fonts_of_the_office_are_taken_where_they_are() -> None:
    office = {"FZXiaoBiaoSong-B05S", "FangSong_GB2312", "KaiTi_GB2312", "SimHei", "SimSun"}
    faces = faces_of(office)
    assert faces.note == ""
    assert json.dumps(faces.fonts["body"]) == '["FangSong_GB2312", "SimSun"]'
    assert faces_of(office - {"FangSong_GB2312"}).note == "电脑上没有仿宋_GB2312，PDF 里改用 SimSun。"
    with pytest.raises(OutputError, match="没有中文字体"):
        faces_of({"DejaVu Sans"})
