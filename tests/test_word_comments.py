"""Findings as Word comments: on the number they speak of, the first on the title, nothing else of the file changed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from lxml import etree

from generator.command.main import main
from generator.document.comparison import same
from generator.document.places import Place
from generator.examination.findings import Finding
from generator.flow.case import open_case
from generator.readers.word_reader import read_word
from generator.writers.docx_writer import write_docx
from generator.writers.word_comments import commented
from tests.conftest import ROOT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def report() -> bytes:
    return write_docx(open_case(ROOT / "example_inputs" / "national-2021" / "suqian-2023.yaml").document)


def opened(data: bytes) -> WordDocument:
    return docx.Document(BytesIO(data))


def marked(document: WordDocument) -> list[str]:
    """The words each comment stands on, in reading order."""
    found = []
    for start in document.element.iter(f"{W}commentRangeStart"):
        words, following = "", start.getnext()
        while following is not None and following.tag != f"{W}commentRangeEnd":
            words += "".join(text.text or "" for text in following.iter(f"{W}t"))
            following = following.getnext()
        found.append(words)
    return found


def of_paragraphs(*paragraphs: list[str]) -> bytes:
    """A report whose paragraphs have these runs."""
    document = docx.Document()
    for runs in paragraphs:
        paragraph = document.add_paragraph()
        for run in runs:
            paragraph.add_run(run)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def finding(place: Place, message: str) -> Finding:
    return Finding("C1", "warning", place, "", message, "核对哪一个是对的")


def test_the_first_comment_stands_on_the_title_with_the_verdict_and_what_has_no_place(report: bytes) -> None:
    copy = opened(commented("报告.docx", report, "1 处提醒", [finding(Place(file="报告.docx"), "全文没有写到追责")]))
    assert marked(copy) == ["宿迁市2023年政府信息公开工作年度报告"]
    (comment,) = copy.comments
    assert (comment.author, comment.text) == ("nianbao", "1 处提醒\n提醒 [C1] 全文没有写到追责")


def test_a_comment_stands_on_the_number_within_the_quoted_words(report: bytes) -> None:
    title = ["示例县2023年政府信息公开工作年度报告"]
    data = of_paragraphs(title, ["办结", "3", "1", "件，", "共收到31件申请。"])
    told = finding(Place(file="x.docx", paragraph=2), "“共收到31件申请”：文字写收到31件，表内是30件")
    assert marked(opened(commented("x.docx", data, "1 处提醒", [told])))[1:] == ["31"]
    split = finding(Place(file="x.docx", paragraph=2), "“办结31件”：文字写办结31件，表内是30件")
    assert marked(opened(commented("x.docx", data, "1 处提醒", [split])))[1:] == ["31"]


def test_a_comment_on_a_cell_stands_on_its_text(report: bytes) -> None:
    place = Place(file="报告.docx", table=2, row=4, column=4)
    copy = opened(commented("报告.docx", report, "1 处错误", [finding(place, "总计 3511 ≠ 3510")]))
    assert marked(copy)[1:] == ["3402"]


def test_nothing_but_the_comments_is_changed(report: bytes) -> None:
    told = [finding(Place(file="报告.docx", paragraph=number), "“2023年”：2023") for number in range(1, 12)]
    copy = commented("报告.docx", report, "11 处提醒", told)
    assert same(read_word("x", copy).document, read_word("x", report).document)
    with ZipFile(BytesIO(report)) as before, ZipFile(BytesIO(copy)) as after:
        changed = {
            name for name in after.namelist() if name not in before.namelist() or before.read(name) != after.read(name)
        }
    assert changed == {
        "word/document.xml",
        "word/comments1.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }
    assert commented("报告.docx", report, "11 处提醒", told) == copy


def test_comments_that_were_there_are_kept(report: bytes) -> None:
    document = opened(report)
    document.add_comment(document.paragraphs[1].runs, text="先前的批注", author="示例")
    written = BytesIO()
    document.save(written)
    told = finding(Place(file="报告.docx", paragraph=2), "“2023年”：2023")
    assert [one.text for one in opened(commented("报告.docx", written.getvalue(), "1 处提醒", [told])).comments] == [
        "先前的批注",
        "1 处提醒",
        "提醒 [C1] “2023年”：2023\n怎么办：核对哪一个是对的",
    ]


def test_a_report_without_words_gets_no_comment_and_stays_whole() -> None:
    copy = commented("空.docx", of_paragraphs(), "没有发现问题", [])
    assert list(opened(copy).comments) == []
    assert etree.fromstring(ZipFile(BytesIO(copy)).read("word/document.xml")) is not None


def test_check_writes_the_copy_beside_a_report(
    tmp_path: Path, report: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "报告.docx"
    file.write_bytes(report.replace(b"x", b"x"))
    assert main(["check", str(file), "--annotate", str(tmp_path / "批注.docx")]) == 0
    assert file.read_bytes() == report
    assert "没有发现问题" in next(iter(opened((tmp_path / "批注.docx").read_bytes()).comments)).text
    assert main(["check", str(file), "--annotate", str(tmp_path / "批注.xlsx")]) == 2
    assert "以 .docx 结尾" in capsys.readouterr().err
