"""The picture: each number drawn is one of the report's, beside those of the years before, in words of the standard only."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from generator.command.main import main
from generator.document.blocks import text_of
from generator.drafting.picture import Picture, PicturePanel, Shape, picture_of
from generator.errors import OutputError
from generator.examination import examine
from generator.examination.report import Report
from generator.flow.case import open_case
from generator.standard import Standard, load_standard, standard_ids
from generator.standard.table_definition import NUMBERS
from generator.writers.picture_panels import panel_drawn
from generator.writers.picture_verification import verify_picture, verify_set_picture
from generator.writers.picture_writer import set_picture, write_picture_page, write_picture_svg
from tests.conftest import ROOT, answers_of
from tests.page_policy import assert_closed

SUQIAN = ROOT / "example_inputs" / "national-2021" / "suqian-2023.yaml"


def numbered(standard: Standard, year: int, start: int = 1) -> Report:
    given = {a: n for n, (a, f) in enumerate(standard.figures.items(), start) if not f.is_total}
    asked = {key: str(n) for n, (key, one) in enumerate(standard.questions.items(), start) if one.kind in NUMBERS}
    return examine(standard, answers_of(standard, year, given, **asked)).report


def picture_of_suqian() -> Picture:
    picture = open_case(SUQIAN).picture()
    assert picture is not None
    return picture


def drawn(picture: Picture) -> list[bytes]:
    return [write_picture_page(picture), write_picture_svg(picture).encode()]


@pytest.mark.parametrize("name", standard_ids())
def test_every_number_of_a_picture_is_read_back(name: str) -> None:
    standard = load_standard(name)
    year = standard.file.span[0]
    reports = [(standard, numbered(standard, year + n, 10 * n)) for n in range(4)]
    for count in (1, 2, 4):
        picture = picture_of("示例县2024年年报", reports[:count])
        shapes = [shape for panel in picture.panels for shape in panel.shapes]
        assert all(None not in shape.numbers and len(shape.numbers) == count for shape in shapes)
        assert all(shape.unit for shape in shapes)
        for made in drawn(picture):
            assert verify_picture(made, picture) >= len(shapes)


def test_the_numbers_are_the_figures_of_the_report() -> None:
    case, picture = open_case(SUQIAN), picture_of_suqian()
    panels = {panel.title: panel for panel in picture.panels}
    told = {title: {shape.label: shape.numbers[-1] for shape in panel.shapes} for title, panel in panels.items()}
    assert list(told["申请办理"].values()) == [3511, 96, 3486, 121]
    assert told["办理结果"]["不予公开"] == 142
    assert told["行政复议、行政诉讼"]["行政诉讼"] == 24 + 89
    assert str(told["主动公开"]["行政事业性收费"]) == "59237.2449"
    assert picture.title == f"{text_of(case.document.blocks[0])}图解"


def test_at_most_five_years_are_shown_and_none_after_the_reports_own(national_2021: Standard) -> None:
    reports = [(national_2021, numbered(national_2021, year)) for year in (2021, 2030, 2023, 2027, 2026, 2025, 2028)]
    assert picture_of("年报", reports).years == (2025, 2026, 2027, 2028)


def test_a_year_on_another_form_shows_what_both_have(national_2021: Standard) -> None:
    before = load_standard("national-2019")
    picture = picture_of("年报", [(before, numbered(before, 2020)), (national_2021, numbered(national_2021, 2021))])
    shapes = {shape.label: shape.numbers for panel in picture.panels for shape in panel.shapes}
    assert None not in shapes["本年新收"]
    assert shapes["制发行政规范性文件"][0] is None
    for made in drawn(picture):
        assert verify_picture(made, picture)


def test_what_is_asked_beside_the_tables_is_shown_and_what_is_told_roughly_is_not() -> None:
    standard = load_standard("article-2008")
    report = examine(standard, answers_of(standard, 2016, {}, received="7", closed="约6", disclosed="120")).report
    picture = picture_of("年报", [(standard, report)])
    assert [panel.title for panel in picture.panels] == ["申请办理", "主动公开"]
    assert [shape.numbers for shape in picture.panels[0].shapes] == [(7,), (None,), (None,), (None,)]
    assert picture.panels[0].shapes[0].unit == "件"


def test_a_year_is_called_what_its_form_calls_it() -> None:
    standard = load_standard("university-2018")
    picture = picture_of("年报", [(standard, numbered(standard, year)) for year in (2018, 2019)])
    assert picture.periods == ("2018-2019学年", "2019-2020学年")
    for made in drawn(picture):
        assert verify_picture(made, picture)
        assert "2019-2020学年，与2018-2019学年比较" in made.decode()


def test_a_number_that_is_not_known_is_a_dash_and_none_is_left_out(national_2021: Standard) -> None:
    report = examine(national_2021, answers_of(national_2021, 2024, dict.fromkeys(national_2021.figures))).report
    picture = picture_of("年报", [(national_2021, report)])
    for made in drawn(picture):
        assert verify_picture(made, picture) >= 26
        assert "—" in made.decode()


@pytest.mark.parametrize(("wrong", "right"), [(">3511<", ">3512<"), (">予以公开<", ">予以公开9件<")])
def test_a_number_that_is_not_the_reports_is_found(wrong: str, right: str) -> None:
    picture = picture_of_suqian()
    drawing = write_picture_svg(picture)
    assert wrong in drawing
    with pytest.raises(OutputError, match="图解里"):
        verify_picture(drawing.replace(wrong, right, 1).encode(), picture)


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><svg onload=alert(1)>', "&lt;b&gt;", "{{ 7*7 }}"])
def test_a_name_is_text_never_markup(hostile: str, national_2021: Standard) -> None:
    picture = picture_of(hostile, [(national_2021, numbered(national_2021, 2024))])
    for made in drawn(picture):
        root = etree.fromstring(made, etree.HTMLParser(encoding="utf-8"))
        assert next(root.iter("script"), None) is None
        assert not [one for one in root.iter() if one.get("onload")]
        assert verify_picture(made, picture)
    assert etree.fromstring(write_picture_svg(picture).encode()).tag == "{http://www.w3.org/2000/svg}svg"


def test_a_page_asks_for_nothing_and_says_each_number_in_a_table() -> None:
    made = write_picture_page(picture_of_suqian())
    assert_closed(made)
    page = made.decode()
    assert not re.search(r"https?:", page.replace("http://www.w3.org/2000/svg", ""))
    assert page.count("<table>") == page.count("<svg xmlns") == page.count("<caption>") == 5


@pytest.mark.usefixtures("fast_disk")
def test_a_form_without_a_picture_is_told_and_the_rest_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", templates, ignore=shutil.ignore_patterns("national-*", "jilin-*", "[s-w]*-2*"))
    definition = templates / "hebei-2015" / "standard.yaml"
    words = definition.read_text(encoding="utf-8")
    definition.write_text(re.sub(r"^picture:\n(?: .*\n)*", "", words, flags=re.MULTILINE), encoding="utf-8")
    example, out = str(ROOT / "example_inputs" / "hebei-2015" / "hebei-jiguan-2015.yaml"), tmp_path / "out"
    given = ["build", example, "-o", str(out), "--templates", str(templates), "--format"]
    assert main([*given, "txt,picture"]) == 0
    assert [path.suffix for path in out.iterdir()] == [".txt"]
    assert "没有图解" in capsys.readouterr().err
    assert main([*given, "picture"]) == 2
    assert "没有图解" in capsys.readouterr().err


@pytest.mark.usefixtures("fast_disk")
def test_a_folder_is_built_in_all_formats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "units"
    folder.mkdir()
    for example in (SUQIAN, ROOT / "example_inputs" / "hebei-2015" / "hebei-jiguan-2015.yaml"):
        (folder / example.name).write_bytes(example.read_bytes())
    out = tmp_path / "out"
    assert main(["build", str(folder), "-o", str(out), "--format", "docx,txt,html,cms,picture"]) == 0
    told = capsys.readouterr()
    names = [Path(line).name for line in told.out.splitlines()]
    assert sum("（图解）" not in name for name in names) == 8
    assert sum(name.endswith("（图解）.html") for name in names) == 2
    assert "没有图解" not in told.err


@pytest.mark.parametrize("numbers", [(0, 0, 0, 0), (1, 500, 1, 500), (500, 1, 0, 501), (3511, 96, 3486, 121)])
def test_what_is_said_beside_a_flow_never_meets(numbers: tuple[int, ...]) -> None:
    shapes = tuple(Shape(f"数{n}", "件", (number,)) for n, number in enumerate(numbers))
    drawn = panel_drawn(0, Picture("年报", (2024,), ("2024年度",), (PicturePanel("申请办理", "flow", shapes),)))
    bases = [float(y) for y in re.findall(r'<text x="\d+" y="([\d.]+)" font-size="26"', drawn.inside)]
    assert len(bases) == 4
    assert bases[1] - bases[0] >= 60
    assert bases[3] - bases[2] >= 60
    assert max(bases) + 10 < drawn.high


@pytest.mark.usefixtures("fast_disk")
def test_build_writes_the_picture_beside_earlier_years(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    earlier = tmp_path / "earlier"
    earlier.mkdir()
    (earlier / "2020.yaml").write_bytes((ROOT / "example_inputs/national-2019/shili-2020.yaml").read_bytes())
    given = ["build", str(SUQIAN), "-o", str(tmp_path), "--format", "picture", "--earlier", str(earlier)]
    assert main(given) == 0
    written = [Path(line).name for line in capsys.readouterr().out.splitlines()]
    assert [name.partition("（图解）")[2] for name in written][:2] == [".html", ".svg"]
    assert "与2020年度比较" in (tmp_path / written[0]).read_text(encoding="utf-8")


@pytest.mark.usefixtures("fast_disk")
def test_without_typst_there_is_no_png_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert main(["build", str(SUQIAN), "-o", str(tmp_path), "--format", "picture"]) == 0
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".html", ".svg"]
    assert "图解没有 PNG" in capsys.readouterr().err


@pytest.mark.parametrize("title", ["年报", "“引”《书》ＡＢ①\u200b\u202e示例", "<b>&amp;</b>"])
def test_each_number_of_the_png_is_read_back_in_what_was_set(title: str, national_2021: Standard) -> None:
    pytest.importorskip("typst")
    years = [(national_2021, numbered(national_2021, year, year)) for year in (2022, 2023, 2024)]
    drawing = write_picture_svg(picture_of(title, years))
    made = set_picture(drawing)
    assert made.png.startswith(b"\x89PNG")
    assert verify_set_picture(made.pdf, drawing.encode()) == drawing.count("data-figure")
    with pytest.raises(OutputError, match="PNG 里少了“123456789”"):
        verify_set_picture(made.pdf, drawing.replace(">2025<", ">123456789<", 1).encode())


@pytest.mark.usefixtures("fast_disk")
def test_without_a_chinese_font_there_is_no_png_and_the_rest_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("typst")
    monkeypatch.setattr("generator.writers.pdf_writer.font_families", lambda: frozenset({"DejaVu Sans"}))
    assert main(["build", str(SUQIAN), "-o", str(tmp_path), "--format", "picture"]) == 0
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".html", ".svg"]
    assert "图解没有 PNG：电脑上没有中文字体" in capsys.readouterr().err


def test_earlier_years_without_a_picture_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(SUQIAN), "-o", str(tmp_path), "--earlier", str(tmp_path)]) == 2
    assert "只用于一份报告的图解" in capsys.readouterr().err


def test_a_report_without_its_last_year_is_drawn_alone(national_2021: Standard) -> None:
    report = replace(numbered(national_2021, 2024), questions={})
    assert picture_of("年报", [(national_2021, report)]).years == (2024,)
