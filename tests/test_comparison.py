"""Two documents beside each other, and `nianbao compare`."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import docx
import pytest

from generator.command.main import main
from generator.document.comparison import compared, differences, same
from generator.flow.case import open_case
from generator.readers.word_reader import read_word
from generator.writers.docx_writer import write_docx
from generator.writers.text_writer import write_text
from tests.conftest import EXAMPLES, ROOT

FORM = ROOT / "example_inputs" / "national-2021" / "suqian-2023.xlsx"


@pytest.fixture(scope="module")
def report() -> bytes:
    return write_docx(open_case(FORM).document)


def edited(report: bytes, old: str, new: str, cell: tuple[int, int, int, str] | None = None) -> bytes:
    """The report as somebody changed it in Word: words of its paragraphs, or a cell by table, row and column."""
    document = docx.Document(BytesIO(report))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new) if old else run.text
    if cell:
        table, row, column, text = cell
        document.tables[table].rows[row].cells[column].paragraphs[0].runs[0].text = text
    written = BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_report_and_its_draft_are_the_same_and_differ_in_nothing(example: Path) -> None:
    drafted = open_case(example).document
    read = read_word("报告.docx", write_docx(drafted)).document
    assert same(drafted, read)
    assert differences(drafted, read) == ()


def test_a_changed_number_of_a_sentence_is_told_with_both_sentences(report: bytes) -> None:
    left = read_word("左.docx", report).document
    right = read_word("右.docx", edited(report, "3402", "3420")).document
    (found,) = differences(left, right)
    assert (found.kind, "3402" in found.left, "3420" in found.right) == ("figure", True, True)
    assert found.right_place.paragraph > 1
    assert not same(left, right)


def test_a_changed_cell_is_told_with_the_words_of_its_row_and_column(report: bytes) -> None:
    left = read_word("左.docx", report).document
    right = read_word("右.docx", edited(report, "", "", (1, 3, 4, "100"))).document
    (found,) = differences(left, right)
    assert (found.kind, found.left, found.right) == ("figure", "99", "100")
    assert found.where == "一、本年新收政府信息公开申请数量“商业企业”"
    assert (found.left_place.table, found.left_place.row, found.left_place.column) == (2, 4, 5)


def test_a_sentence_of_other_words_is_no_other_figure(report: bytes) -> None:
    left = read_word("左.docx", report).document
    right = read_word("右.docx", edited(report, "社会关切", "社会关注")).document
    assert {found.kind for found in differences(left, right)} <= {"sentence"}


def test_numbers_are_compared_by_their_value() -> None:
    assert compared("共 3,402 件，5.0%") == compared("共3402件，5%")
    assert compared("２０２３年（全年）") == compared("2023年(全年)")


@pytest.mark.parametrize("kind", ["docx", "txt"])
def test_compare_finds_a_report_of_ours_equal_to_its_form(
    tmp_path: Path, report: bytes, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    path = tmp_path / f"报告.{kind}"
    path.write_bytes(report if kind == "docx" else write_text(open_case(FORM).document).encode())
    assert main(["compare", str(path), str(FORM)]) == 0
    assert capsys.readouterr().out == "两份一致\n"


def test_compare_exits_with_1_when_a_figure_differs_and_names_both_places(
    tmp_path: Path, report: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "改过的.docx"
    path.write_bytes(edited(report, "", "", (1, 3, 4, "100")))
    assert main(["compare", str(path), str(FORM)]) == 1
    out = capsys.readouterr().out
    assert out.startswith("有 1 处数不同\n")
    assert "改过的.docx 表2第4行第5列：100" in out
    assert "suqian-2023.xlsx 三、收到和处理申请情况!E6：99" in out
    assert main(["compare", "--json", str(path), str(FORM)]) == 1
    assert json.loads(capsys.readouterr().out)["differences"][0]["kind"] == "figure"
