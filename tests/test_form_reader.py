"""Reading a filled form: figures stay with their words when rows or columns are inserted, and every answer knows its cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from generator.answers.answer import Answers
from generator.examination import examine
from generator.examination.carrying import filled
from generator.flow.opening import read_answers
from generator.form.writing import write_form
from generator.standard import Standard, load_standard
from tests.conftest import ROOT

EXAMPLE = ROOT / "example_inputs" / "national-2021" / "suqian-2023.yaml"
SHEET = "三、收到和处理申请情况"


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    answers = read_answers(EXAMPLE)
    path = tmp_path_factory.mktemp("form") / "宿迁.xlsx"
    path.write_bytes(
        write_form(load_standard(answers.standard), answers.year, filled(load_standard(answers.standard), answers))
    )
    return path


def edit(form: Path, target: Path, change: Callable[[openpyxl.Workbook], object]) -> Answers:
    book = openpyxl.load_workbook(form)
    change(book)
    book.save(target)
    return read_answers(target)


def values(answers: Answers) -> dict[str, str]:
    return {address: answer.text for address, answer in answers.figures.items()}


def test_every_answer_knows_its_cell(form: Path) -> None:
    answers = read_answers(form)
    assert str(answers.figures["applications.new.natural_person"].place) == f"{SHEET}!D6"
    assert str(answers.place("applications.handled.total")) == f"{SHEET}!J29"
    assert str(answers.questions["agency"].place) == "封面!B3"


@pytest.mark.parametrize(
    "change",
    [
        lambda book: book[SHEET].insert_rows(3, 2),
        lambda book: book[SHEET].insert_rows(12),
        lambda book: book[SHEET].insert_cols(1, 2),
        lambda book: book["二、主动公开政府信息情况"].insert_rows(5),
        lambda book: book["四、行政复议、行政诉讼情况"].insert_rows(2, 3),
        lambda book: book.defined_names.clear(),
        lambda book: book.move_sheet("封面", 3),
    ],
    ids=["rows above", "a row inside", "columns", "in a band", "above the headless", "names lost", "sheets moved"],
)
def test_moved_rows_and_columns_do_not_shift_figures(
    change: Callable[[openpyxl.Workbook], object], form: Path, tmp_path: Path
) -> None:
    def unmerged(book: openpyxl.Workbook) -> None:
        change(book)

    assert values(edit(form, tmp_path / "moved.xlsx", unmerged)) == values(read_answers(form))


@pytest.mark.parametrize("sheet", ["封面", "各章文字"])
@pytest.mark.parametrize("move", ["insert_rows", "insert_cols"])
def test_moved_rows_and_columns_do_not_shift_answers_and_texts(
    move: str, sheet: str, form: Path, tmp_path: Path
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        row = next(row for row in book["各章文字"].iter_rows() if row[0].value == "六、其他需要报告的事项")
        row[2].value = "其他事项。"
        book.save(tmp_path / "before.xlsx")
        getattr(book[sheet], move)(1, 2)

    after = edit(form, tmp_path / "moved.xlsx", change)
    before = read_answers(tmp_path / "before.xlsx")
    assert {k: a.text for k, a in after.questions.items()} == {k: a.text for k, a in before.questions.items()}
    assert {k: a.text for k, a in after.texts.items()} == {"other": "其他事项。"}


def test_a_changed_label_is_explained(form: Path, tmp_path: Path) -> None:
    from generator.errors import InputError

    with pytest.raises(InputError, match="找不到“商业企业”"):
        edit(form, tmp_path / "a.xlsx", lambda book: book[SHEET].__setitem__("E5", "企业"))


def test_a_total_typed_over_its_formula_is_compared(form: Path, tmp_path: Path, national_2021: Standard) -> None:
    answers = edit(form, tmp_path / "a.xlsx", lambda book: book[SHEET].__setitem__("J6", 3512))
    (finding,) = examine(national_2021, answers).findings
    assert (finding.code, str(finding.place)) == ("T3-3", f"{SHEET}!J6")
    assert "3512" in finding.message
    assert "3511" in finding.message


def test_totals_of_the_form_are_never_trusted(form: Path, national_2021: Standard) -> None:
    report = examine(national_2021, read_answers(form)).report
    assert report.number("applications.new.total") == 3511


def test_full_width_figures_and_dates_in_cells_are_read(form: Path, tmp_path: Path, national_2021: Standard) -> None:
    import datetime as dt

    def change(book: openpyxl.Workbook) -> None:
        book[SHEET]["D6"] = "３，４０２"
        book["封面"]["B5"] = dt.datetime(2024, 3, 29)
        book["封面"]["B5"].number_format = "yyyy-mm-dd"

    report = examine(national_2021, edit(form, tmp_path / "a.xlsx", change)).report
    assert report.number("applications.new.natural_person") == 3402
    assert report.questions["date"] == dt.date(2024, 3, 29)
