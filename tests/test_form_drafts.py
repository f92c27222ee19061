"""Beside each chapter's cells the form shows what will be drafted, its figures live."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from generator.command.main import main
from generator.flow.form_drafts import form_drafts
from generator.form.layout import DRAFTED_HEAD, TEXTS, Filling
from generator.form.writing import write_form
from generator.standard import load_standard, standard_ids
from tests.conftest import ROOT


@pytest.mark.parametrize("name", standard_ids())
def test_what_is_drafted_is_a_formula_that_excel_takes(name: str) -> None:
    standard = load_standard(name)
    year = min(standard.file.span[1], 2024)
    data = write_form(standard, year, Filling(drafted=form_drafts(name, year)))
    sheet = openpyxl.load_workbook(io.BytesIO(data))[TEXTS]
    column = next(cell.column for cell in sheet[1] if cell.value == DRAFTED_HEAD)
    told = [str(row[0].value) for row in sheet.iter_rows(2, min_col=column, max_col=column) if row[0].value]
    assert told
    for formula in told:
        assert formula.startswith("=")
        assert len(formula) < 8192
        assert max(map(len, re.findall(r'"([^"]*)"', formula))) <= 255
        assert formula.count("(") == formula.count(")")
        assert not re.search(r"[1-9]\d{6}", formula)


def test_the_figures_of_a_sentence_are_the_cells_of_the_table() -> None:
    segments = [s for paragraph in form_drafts("national-2021", 2024)["overview.requests"] for s in paragraph]
    received = next(s for s in segments if "收到政府信息公开申请" in str(s.pieces))
    assert received.names == ["applications.new.total"]
    organisations = next(s for s in segments if "法人或其他组织申请" in str(s.pieces))
    assert [name.rpartition(".")[2] for name in organisations.names] == [
        "business",
        "research",
        "charity",
        "law_firm",
        "other",
    ]


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_calc_shows_the_sentences_with_their_figures(tmp_path: Path) -> None:
    example = ROOT / "example_inputs" / "national-2021" / "suqian-2023.yaml"
    assert main(["form", "--fill", str(example), "-o", str(tmp_path / "表.xlsx")]) == 0
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    saved = [*command, "xlsx", "--outdir", str(tmp_path / "calc"), str(tmp_path / "表.xlsx")]
    subprocess.run(saved, check=True, capture_output=True, timeout=600)
    sheet = openpyxl.load_workbook(tmp_path / "calc" / "表.xlsx", data_only=True)[TEXTS]
    column = next(cell.column for cell in sheet[1] if cell.value == DRAFTED_HEAD)
    told = "\n".join(str(row[0].value) for row in sheet.iter_rows(2, min_col=column, max_col=column) if row[0].value)
    assert "共收到政府信息公开申请3511件" in told
    assert "#" not in told
