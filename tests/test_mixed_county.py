"""A county where a third of the units send Word reports, web pages and PDFs goes the same way as one of forms alone."""

from __future__ import annotations

import json
import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.command.main import main
from generator.document.blocks import Document, Title
from generator.errors import NianbaoError
from generator.flow.opening import read_answers
from scripts import make_county
from scripts.county.offices import offices

pytestmark = pytest.mark.scale


def kinds() -> tuple[str, ...]:
    """The formats that reports come in; PDF where it can be printed here."""
    try:
        from generator.writers.pdf_writer import write_pdf

        write_pdf(Document("年报", "", 2024, (Title(("年报",)),)))
    except NianbaoError:  # no typst, or no Chinese font
        return "docx", "html"
    return "docx", "html", "pdf"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders of a county without a fault; every third unit sends its finished report and no form."""
    folder = tmp_path_factory.mktemp("mixed")
    units, last = folder / make_county.LIST, folder / make_county.LAST
    make_county.begin_year(folder, offices())
    given = ["--units", str(units), "--last-year", str(last), "-o", str(folder / make_county.OUT)]
    assert main(["form", "--year", "2024", *given]) == 0
    values, formats = make_county._values(offices()), kinds()
    for number, office in enumerate(offices()):
        make_county._fill_one(folder, office, values[office.name])
        if number % 3 == 0:
            _report_instead(folder, office.name, formats[number // 3 % len(formats)])
    return folder


def _report_instead(folder: Path, unit: str, kind: str) -> None:
    form, made = folder / make_county.BACK / make_county._name(unit), folder / "成文" / unit
    last = folder / make_county.LAST / f"{unit}.yaml"
    assert main(["build", str(form), "-o", str(made), "--format", kind, "--last-year", str(last)]) == 0
    form.unlink()
    shutil.copy(next(made.glob(f"*.{kind}")), folder / make_county.BACK)


def given(county: Path) -> list[str]:
    return [str(county / make_county.BACK), "--units", str(county / make_county.LIST)]


def test_every_unit_is_known_and_nothing_is_told_of_it(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("generator.command.check_many.tell_json", told.append)
    assert main(["check", *given(county), "--last-year", str(county / make_county.LAST), "--json"]) == 0
    lines: list[dict[str, Any]] = [json.loads(line) for line in told]
    assert {one["agency"] for one in lines if one["kind"] == "unit"} == {office.name for office in offices()}
    assert [one for one in lines if one["kind"] != "unit"] == []
    found = [(one["agency"], f["code"]) for one in lines for f in one["findings"] if f["severity"] != "unfilled"]
    assert found == []


def test_the_sum_is_the_plain_sum_of_what_the_units_filled_in(county: Path) -> None:
    whole = county / "全县.xlsx"
    assert main(["merge", *given(county), "-o", str(whole), "--agency", "示例县人民政府"]) == 0
    plain: dict[str, Decimal] = {}
    for values in make_county._values(offices()).values():
        for name, value in values.items():
            if not name.startswith(("text.", "cover.")):
                plain[name] = plain.get(name, Decimal(0)) + Decimal(str(value))
    figures = read_answers(whole).figures
    summed = {name: Decimal(figures[name].text) if name in figures else Decimal(0) for name in plain}
    assert len(plain) == 166
    assert summed == plain


def test_all_are_logged_and_the_circular_counts_them(county: Path) -> None:
    out = county / "收件"
    last = ["--last-year", str(county / make_county.LAST), "-o", str(out), "--date", "2025-01-20"]
    assert main(["collect", *given(county), *last]) == 0
    (file,) = out.glob("关于*通报.txt")
    text = re.sub(r"\s", "", file.read_text(encoding="utf-8"))
    assert "应报送的80个单位已全部报送；已报送的都按时。" in text
    assert "已报送的报告经核对，没有发现错误。" in text
    assert not (out / "催报.txt").exists()
