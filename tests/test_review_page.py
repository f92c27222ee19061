"""The review of a folder as a web page: every unit a row, its findings behind it, and nothing in it markup."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from generator.batch.review_page import ReviewPage
from generator.batch.unit_check import Judged
from generator.command.main import main
from generator.document.places import Place
from generator.examination import Finding
from tests.page_policy import assert_closed

COPIED = (
    "一是有{count}类办事指南还是前年的版本，窗口反映有几家企业因此跑了两趟，没有及时更新。"
    "二是新进工作人员不熟悉公开的范围，全年退回修改{count}次，答复用满了期限的有几件。"
    "三是栏目分散，群众查找要点开四五层，县长信箱收到{count}封来信说起此事。"
)


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
    links = {link.get("href") for link in page.xpath("//tbody//a")}
    assert {one.removeprefix("#") for one in links if one.startswith("#")} == {
        one.get("id") for one in page.xpath("//details")
    }


def test_a_page_a_unit_stands_behind_each_row_with_what_other_files_led_to(tmp_path: Path) -> None:
    there = folder_of(tmp_path)
    for name, count in (("教育局", 3), ("水利局", 12)):
        text = COPIED.format(count=count)
        (there / f"{name}.yaml").write_text(
            f"standard: national-2021\nyear: 2024\ncover: {{agency: 示例县{name}}}\ntext: {{problems.shortcomings: {text}}}\n",
            encoding="utf-8",
        )
    (there / "坏.xlsx").write_bytes(b"PK")
    target = there / "核对.html"  # within the folder: what is written there is not read the next time
    for report in (target, target, tmp_path / "别的.html"):
        assert main(["check", str(there), "--report", str(report)]) == 1
    told = html.document_fromstring((tmp_path / "别的.html").read_text(encoding="utf-8")).text_content()
    assert "核对.html：nianbao 自己写的核对结果" in told
    page = html.document_fromstring(target.read_text(encoding="utf-8"))
    assert_closed(target.read_bytes())
    assert len(page.xpath("//table[@id='units']/tbody/tr")) == 3
    links = [unquote(str(link)) for link in page.xpath("//tbody//a/@href") if not str(link).startswith("#")]
    assert links == ["核对.校样/教育局.yaml.html", "核对.校样/水利局.yaml.html"]
    for link in links:
        proof = (there / link).read_bytes()
        assert_closed(proof)
        assert len(proof) <= 150_000
    assert "[D2]" in html.document_fromstring((there / links[1]).read_bytes().decode()).text_content()
    assert len(list((there / "核对.校样").iterdir())) == 2


@pytest.mark.parametrize(
    "name", ["一 #1?a=1&b.yaml", "50%25.yaml", "javascript:alert(1).yaml", "二'<b>\"onclick=x.yaml"]
)
def test_a_link_leads_to_the_page_of_its_unit_whatever_the_file_is_called(name: str, tmp_path: Path) -> None:
    there = folder_of(tmp_path, 教育局="建成专栏。")
    (there / "教育局.yaml").rename(there / name)
    main(["check", str(there), "--report", str(tmp_path / "核对.html")])
    page = (tmp_path / "核对.html").read_bytes()
    assert_closed(page)
    (link, *_) = html.document_fromstring(page.decode()).xpath("//tbody//a/@href")
    assert (tmp_path / unquote(str(link))).is_file()


def test_who_was_late_is_told_where_the_log_of_what_came_lies_beside_the_page(tmp_path: Path) -> None:
    there, log, units = folder_of(tmp_path, 教育局="建成专栏。"), tmp_path / "收件", tmp_path / "名单.txt"
    units.write_text("示例县教育局\n示例县水利局\n", encoding="utf-8")
    main(["collect", str(there), "--units", str(units), "-o", str(log), "--date", "2025-02-03"])
    main(["check", str(there), "--units", str(units), "--report", str(log / "核对.html")])
    told = html.document_fromstring((log / "核对.html").read_text(encoding="utf-8")).text_content()
    assert "示例县教育局：期限 2025-01-31，2025-02-03 收到，晚 3 天" in told
    assert "示例县水利局（没有报）" in told


def test_the_page_is_closed_to_all_but_its_own_style_and_script(tmp_path: Path) -> None:
    target = tmp_path / "核对.html"
    main(["check", str(folder_of(tmp_path, 教育局="建成专栏。")), "--report", str(target)])
    assert_closed(target.read_bytes())


@pytest.mark.parametrize(("findings", "told"), [(12, 12), (60, 20)])
def test_a_county_with_all_its_findings_is_at_most_a_megabyte(findings: int, told: int) -> None:
    page = ReviewPage()
    finding = Finding("C1", "warning", Place("三、收到和处理申请情况", "D6"), "", "文字" * 55, "核对" * 10)
    for number in range(80):
        judged = Judged(f"{number}.xlsx", agency=f"示例县单位{number}", findings=(finding,), counts=(0, findings, 0))
        for _ in range(findings):
            page.finding(judged, finding)
        page.unit(judged, "")
    data = page.finish()
    assert len(data) < 1_000_000
    assert data.decode().count("[C1]</span>") == 80 * told
    assert (f"另有 {findings - told} 处" in data.decode()) == (findings > told)


def test_of_very_many_units_the_rows_stand_there_and_lead_nowhere_that_is_not() -> None:
    page = ReviewPage()
    finding = Finding("C1", "warning", Place("三、收到和处理申请情况", "D6"), "", "文字" * 55)
    for number in range(3000):
        judged = Judged(f"{number}.xlsx", agency=f"示例县单位{number}", findings=(finding,), counts=(0, 9, 0))
        for _ in range(9):
            page.finding(judged, finding)
        page.unit(judged, "")
    root = html.document_fromstring(page.finish().decode())
    assert len(root.xpath("//table[@id='units']/tbody/tr")) == 3000
    assert not root.xpath("//details|//tbody//a")


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
