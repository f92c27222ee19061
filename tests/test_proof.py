"""The proof: a whole report with each finding at its sentence or cell, complete without its script, and nothing in it markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from generator.answers.answer import Answer
from generator.command.main import main
from generator.document.blocks import Paragraph, Statistics, text_of
from generator.document.places import Place
from generator.examination import Finding
from generator.flow.case import Case, open_case
from generator.recognition.stated import Stated
from generator.standard import load_standard, standard_ids
from generator.writers.proof_notes import notes_of
from generator.writers.proof_writer import write_proof
from tests.conftest import EXAMPLES, ROOT
from tests.page_policy import assert_closed

SUQIAN = ROOT / "example_inputs" / "national-2021" / "suqian-2023.yaml"


def proof_of(case: Case) -> html.HtmlElement:
    page = write_proof(case.read_document, case.verdict, case.notes, case.findings)
    return html.document_fromstring(page.decode())


def with_text(folder: Path, slot: str, text: str) -> Case:
    file = folder / "own.yaml"
    answers = f"standard: national-2021\nyear: 2023\ncover: {{agency: 示例县教育局}}\ntext:\n  {slot}: {text}\n"
    file.write_text(answers, encoding="utf-8")
    return open_case(file)


def beside(page: html.HtmlElement, words: str) -> str:
    """What stands in the margin of the paragraph with these words."""
    row = next(row for row in page.find_class("row") if words in row.find_class("text")[0].text_content())
    return str(row.find_class("margin")[0].text_content())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_whole_report_and_every_finding_are_on_the_page(example: Path) -> None:
    case = open_case(example)
    page = proof_of(case)
    shown = "".join(page.text_content().split())
    for block in case.read_document.blocks:
        assert all("".join(line.split())[:12] in shown for line in text_of(block).split("\n"))
    assert len(page.find_class("note")) == len(case.findings)
    assert len(page.xpath("//ol[@class='list']/li")) == len(case.findings)
    assert len(write_proof(case.read_document, case.verdict, case.notes, case.findings)) < 150_000


@pytest.mark.parametrize("name", standard_ids())
def test_the_proof_of_a_form_not_yet_filled_in_is_small_and_leads_to_every_finding(name: str, tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    year = load_standard(name).file.span[0]
    file.write_text(f"standard: {name}\nyear: {year}\ncover: {{agency: 示例县教育局}}\n", encoding="utf-8")
    case = open_case(file)
    page = write_proof(case.read_document, case.verdict, case.notes, case.findings)
    assert len(page) <= 150_000
    root = html.document_fromstring(page.decode())
    links = [link.get("href") for link in root.xpath("//ol[@class='list']//a")]
    assert links == [
        f"#{note.get('id')}" for note in sorted(root.find_class("note"), key=lambda n: int(n.get("id")[1:]))
    ]
    assert len(links) == len(case.findings) > 0


def test_a_finding_stands_at_its_sentence_with_both_figures_and_what_to_do(tmp_path: Path) -> None:
    case = with_text(tmp_path, "overview.platforms", "2022年新增微信公众号1个。")
    note = beside(proof_of(case), "2022年新增微信公众号1个")
    assert "[F1]" in note
    assert "这一句说的是2022年，报告的是2023年" in note
    assert "怎么办：" in note


def test_a_finding_on_a_figure_stands_at_its_table_and_its_cell_has_its_number() -> None:
    case = open_case(SUQIAN)
    address = "applications.new.natural_person"
    figures = {**case.answers.figures, address: Answer("99999", case.answers.place(address))}
    changed = Case(Case(case.answers).answers.__class__(**{**case.answers.__dict__, "figures": figures}))
    error = next(finding for finding in changed.findings if finding.severity == "error")
    note = next(note for note in notes_of(changed.read_document, changed.findings) if note.finding == error)
    block = changed.read_document.blocks[note.block]
    assert isinstance(block, Statistics)
    assert note.cell >= 0
    assert note.number == 1  # the worst first
    page = proof_of(changed)
    assert any("〔1" in cell.text_content() for cell in page.xpath("//td"))


def test_a_finding_on_the_name_of_a_row_stands_at_it() -> None:
    document = open_case(SUQIAN).read_document
    finding = Finding("E5", "warning", Place(file="报告.txt"), "", "“规章”和格式不一样，格式上是“行政规章”")
    (note,) = notes_of(document, [finding])
    table = document.blocks[note.block]
    assert isinstance(table, Statistics)
    assert table.texts[note.cell] == "规章"


def test_a_report_as_published_is_shown_as_it_stands(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "示例县教育局2016年政府信息公开工作年度报告\n一、概述\n2016年，我局收到申请5件，其中网络申请2件、信函申请2件。\n",
        encoding="utf-8",
    )
    case = open_case(report, stated=Stated("article-2008", 2016))
    assert "[C9]" in beside(proof_of(case), "2016年，我局收到申请5件")


def test_words_of_a_report_are_text_and_never_markup(tmp_path: Path) -> None:
    hostile = "'<script>alert(1)</script><img src=x onerror=alert(1)>\" & </div>'"
    page = proof_of(with_text(tmp_path, "overview.platforms", hostile))
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img")
    assert "<img src=x onerror=alert(1)>" in page.text_content()


def test_the_policy_allows_this_style_and_this_script_and_nothing_else() -> None:
    case = open_case(SUQIAN)
    assert_closed(write_proof(case.read_document, case.verdict, case.notes, case.findings))


def test_a_finding_without_a_place_stands_at_the_top(tmp_path: Path) -> None:
    case = with_text(tmp_path, "overview.platforms", "建成专栏。")
    loose = Finding("X1", "warning", case.answers.place("elsewhere"), "", "哪里都不在的问题")
    page = html.document_fromstring(write_proof(case.read_document, "", (), [loose]).decode())
    assert "哪里都不在的问题" in page.find_class("top")[0].find_class("note")[0].text_content()
    assert isinstance(case.read_document.blocks[1], Paragraph)


def test_check_writes_the_proof_and_keeps_an_older_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "校样.html"
    target.write_text("旧的", encoding="utf-8")
    assert main(["check", str(SUQIAN), "--proof", str(target)]) == 0
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "原来的文件已另存为" in capsys.readouterr().err
    assert main(["check", str(SUQIAN), "--proof", str(tmp_path / "校样.docx")]) == 2
    assert "文件名要以 .html 结尾" in capsys.readouterr().err
