"""The review of a folder as a web page: every unit a row, its findings behind it, and nothing in it markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from generator.batch.review_page import ReviewPage
from generator.batch.unit_check import Judged
from generator.command.main import main
from generator.document.places import Place
from generator.examination import Finding
from tests.page_policy import assert_closed


def folder_of(folder: Path, **texts: str) -> Path:
    there = folder / "收回"
    there.mkdir()
    for name, text in texts.items():
        (there / f"{name}.yaml").write_text(
            f"standard: national-2021\nyear: 2024\ncover: {{agency: 示例县{name}}}\ntext: {{overview.platforms: {text}}}\n",
            encoding="utf-8",
        )
    return there


def test_every_unit_is_a_row_with_its_findings_behind_it(tmp_path: Path) -> None:
    there = folder_of(tmp_path, 教育局="2023年新增微信公众号1个。", 水利局="建成专栏。")
    (there / "坏.xlsx").write_bytes(b"PK")
    target = tmp_path / "核对.html"
    assert main(["check", str(there), "--report", str(target)]) == 1
    page = html.document_fromstring(target.read_text(encoding="utf-8"))
    rows = page.xpath("//table[@id='units']/tbody/tr")
    assert len(rows) == 3
    told = next(one for one in page.xpath("//details") if "教育局" in one.text_content())
    assert "[F1]" in told.text_content()
    assert any("不能用" in one.text_content() for one in page.xpath("//details"))
    links = {link.get("href").removeprefix("#") for link in page.xpath("//tbody//a")}
    assert links == {one.get("id") for one in page.xpath("//details")}


def test_the_page_is_closed_to_all_but_its_own_style_and_script(tmp_path: Path) -> None:
    target = tmp_path / "核对.html"
    main(["check", str(folder_of(tmp_path, 教育局="建成专栏。")), "--report", str(target)])
    assert_closed(target.read_bytes())


def test_a_county_with_all_its_findings_is_at_most_a_megabyte() -> None:
    page = ReviewPage()
    finding = Finding("C1", "warning", Place("三、收到和处理申请情况", "D6"), "", "文字" * 55, "核对" * 10)
    for number in range(80):
        judged = Judged(f"{number}.xlsx", agency=f"示例县单位{number}", findings=(finding,))
        for _ in range(60):
            page.finding(judged, finding)
        page.unit(judged, "")
    data = page.finish()
    assert len(data) < 1_000_000
    assert "另有 40 处" in data.decode()


def test_words_of_units_are_text_and_never_markup(tmp_path: Path) -> None:
    page = ReviewPage()
    bad = "<img src=x onerror=alert(1)>"
    judged = Judged(f"{bad}.xlsx", agency=bad, problem=bad)
    page.problem(judged)
    page.unit(judged, bad)
    page.aside({bad: bad})
    page.doubled({bad: [bad]})
    found = html.document_fromstring(page.finish().decode())
    assert not found.xpath("//img")
    assert bad in found.text_content()


def test_a_review_of_another_kind_of_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = folder_of(tmp_path, 教育局="建成专栏。")
    assert main(["check", str(there), "--report", str(tmp_path / "核对.pdf")]) == 2
    assert ".xlsx 或 .html" in capsys.readouterr().err
