"""An office's own words everywhere: its opening, its chapters in its own order and by its own names, who signs."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.answers.answers_file import read_answers_file
from generator.command.main import main
from generator.document.blocks import Closing, Heading, Title, text_of
from generator.flow.case import Case, open_case
from generator.recognition.stated import Stated
from generator.standard import load_standard
from tests.conftest import ROOT

HEAD = "standard: national-2014\nyear: 2016\ncover: {agency: 示例县人民政府, date: 2017-03-30}\n"


def case_of(folder: Path, words: str, head: str = HEAD) -> Case:
    file = folder / "own.yaml"
    file.write_text(head + words, encoding="utf-8")
    return Case(read_answers_file(file))


def headings(case: Case, level: int = 1) -> list[str]:
    return [text_of(b) for b in case.document.blocks if isinstance(b, Heading) and b.level == level]


def problems(case: Case) -> list[str]:
    return [finding.message for finding in case.findings if finding.severity == "error"]


def test_chapters_are_left_out_moved_and_added_and_counted_anew(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        "chapters: [overview, own1, problems, requests]\ntitles: {own1: 基层政务公开, problems: 困难和打算}\n"
        "text: {own1: 建成公开专区6个。}\n",
    )
    assert headings(case) == ["一、概述", "二、基层政务公开", "三、困难和打算", "四、依申请公开政府信息情况"]
    assert "建成公开专区6个。" in [text_of(block) for block in case.document.blocks]
    assert problems(case) == []


def test_a_number_the_office_typed_stays(tmp_path: Path) -> None:
    case = case_of(tmp_path, "chapters: [overview, problems]\ntitles: {problems: 三、存在问题}\n")
    assert headings(case) == ["一、概述", "三、存在问题"]


def test_nothing_is_asked_about_a_chapter_that_is_left_out(tmp_path: Path) -> None:
    case = case_of(tmp_path, "chapters: [overview, disclosure, requests, problems]\n")
    assert len(headings(case)) == 4
    assert not [f for f in case.findings if "处理行政复议" in f.message or f.about.startswith("text.disputes")]


@pytest.mark.parametrize("standard", ["national-2021", "national-2019"])
def test_prescribed_chapters_stay_prescribed(standard: str, tmp_path: Path) -> None:
    year = standard[-4:]
    head = f"standard: {standard}\nyear: {year}\ncover: {{agency: 示例县教育局}}\n"
    case = case_of(tmp_path, "chapters: [overview, disclosure, applications, disputes, other]\n", head)
    assert f"{standard} 的6章是规定的，不能去掉、增加或者调换" in problems(case)
    assert len(headings(case)) == 6
    renamed = case_of(tmp_path, "titles: {overview: 一、工作概况}\n", head)
    assert f"{standard} 的标题和各章是规定的，不能改名" in problems(renamed)


def test_what_cannot_be_printed_is_told_and_never_lost(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        "chapters: [overview, overview, elsewhere, own2]\ntext: {problems: 人手不足。, own2: 没有标题的一章。}\n",
    )
    told = problems(case)
    assert "这一章没有印，写在这里的文字印不出来" in told
    assert "加写的一章 own2 没有标题" in told
    assert "overview 这一章写了两遍" in told
    assert any(message.startswith("没有 elsewhere 这一章") for message in told)


def test_a_table_with_figures_cannot_be_left_out(tmp_path: Path) -> None:
    words = "chapters: [overview, problems, -statistics]\n"
    filled = case_of(tmp_path, words + "tables: {statistics: {disclosed: 3}}\n")
    assert any("填了数，印这张表的地方不能去掉" in message for message in problems(filled))
    empty = case_of(tmp_path, words)
    assert problems(empty) == []
    assert not [finding for finding in empty.findings if finding.code == "IN-2"]
    assert "统计表" not in "".join(text_of(block) for block in empty.document.blocks)


def test_the_opening_is_replaced_or_added_to(tmp_path: Path) -> None:
    drafted = [text_of(block) for block in case_of(tmp_path, "").document.blocks][1]
    added = [text_of(block) for block in case_of(tmp_path, "text: {opening: 本报告共三部分。}\n").document.blocks]
    assert added[1:3] == [drafted, "本报告共三部分。"]
    replaced = [text_of(block) for block in case_of(tmp_path, "rewrite: {opening: 现公布如下。}\n").document.blocks]
    assert (replaced[1], drafted in replaced) == ("现公布如下。", False)
    left = [text_of(block) for block in case_of(tmp_path, "rewrite: {opening: 不印}\n").document.blocks]
    assert left[1] == "一、概述"


def test_a_lead_stands_before_the_first_part_and_words_after_the_last(tmp_path: Path) -> None:
    head = "standard: national-2021\nyear: 2024\ncover: {agency: 示例县教育局}\n"
    words = "text: {overview.lead: 主要体现在以下几个方面：, overview: 以上是全年的情况。}\n"
    texts = [text_of(block) for block in case_of(tmp_path, words, head).document.blocks]
    first, after = texts.index("一、总体情况"), texts.index("二、主动公开政府信息情况")
    assert texts[first + 1 : first + 3] == ["主要体现在以下几个方面：", "（一）主动公开"]
    assert texts[after - 1] == "以上是全年的情况。"


def test_a_chapter_rewritten_whole_has_its_own_headings(tmp_path: Path) -> None:
    head = "standard: national-2021\nyear: 2024\ncover: {agency: 示例县教育局}\n"
    words = "rewrite:\n  overview: |-\n    （一）抓目录\n    修订目录。\n    （二）抓培训。全年培训两次。\n"
    case = case_of(tmp_path, words, head)
    assert headings(case, 2)[:1] == ["（一）抓目录"]
    assert "（一）主动公开" not in headings(case, 2)
    both = case_of(tmp_path, words + "text: {overview.requests: 收到申请两件。}\n", head)
    assert "这一章整章改写了，写在这一部分的文字印不出来" in problems(both)


def test_another_office_may_sign_or_nobody(tmp_path: Path) -> None:
    head = HEAD.replace("date:", "signer: 示例县人民政府办公室, date:")
    closing = next(b for b in case_of(tmp_path, "", head).document.blocks if isinstance(b, Closing))
    assert closing.agency == "示例县人民政府办公室"
    unsigned = case_of(tmp_path, "", HEAD.replace("date:", "signer: 无, date:"))
    assert not [block for block in unsigned.document.blocks if isinstance(block, Closing)]


def test_the_form_holds_titles_and_order_and_gives_them_back(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    words = (
        "chapters: [overview, own1, problems, -statistics]\ntitles: {report: 示例县2016年报告, own1: 二、基层公开}\n"
        "rewrite: {opening: 现公布如下。}\ntext: {own1: 建成专区6个。}\n"
    )
    file.write_text(HEAD + words, encoding="utf-8")
    assert main(["form", "--fill", str(file), "-o", str(tmp_path / "own.xlsx")]) == 0
    from_form, given = open_case(tmp_path / "own.xlsx"), open_case(file)
    assert [text_of(b) for b in from_form.document.blocks] == [text_of(b) for b in given.document.blocks]
    assert [one.text for one in from_form.answers.chapters] == ["overview", "own1", "problems", "-statistics"]


def test_forms_sent_out_before_are_still_read() -> None:
    first = open_case(ROOT / "tests" / "forms" / "suqian-2023-first.xlsx")
    now = open_case(ROOT / "example_inputs" / "national-2021" / "suqian-2023.yaml")
    assert [text_of(b) for b in first.document.blocks] == [text_of(b) for b in now.document.blocks]


REPORT = """示例县2016年政府信息公开工作情况报告
2016年，根据条例，结合本县实际，现将有关情况报告如下。
一、工作开展情况
今年以来，我县按照“公开为常态”的原则，主要做了三项工作。
一是加强主动公开。通过政府网站主动公开信息453条。
（一）抓目录。修订了公开目录。
（二）抓培训
举办培训2次。
二、主要做法
建立了公开台账。
三、存在问题
个别单位公开不及时。
三、下一步努力方向
（一）加强领导，提高认识。进一步健全机制。
示例县人民政府办公室
2017年2月24日
"""


def test_a_report_of_its_own_shape_is_made_again_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(REPORT, encoding="utf-8")
    case = open_case(file, stated=Stated("national-2014", 2016))
    again = Case(case.restated)
    printed = [line for block in again.document.blocks for line in text_of(block).split("\n") if line]
    assert [line.replace("　", "") for line in printed] == REPORT.split("\n")[:-1]
    assert isinstance(again.document.blocks[0], Title)
    kept = {address: answer.text for address, answer in case.restated.titles.items()}
    assert kept["own1"] == "一、工作开展情况"


def test_every_form_but_the_prescribed_ones_may_bend() -> None:
    for folder in sorted((ROOT / "templates").glob("*/standard.yaml")):
        standard = load_standard(folder.parent.name)
        assert bool(standard.titled) is not standard.file.official_chapters


def test_a_rough_count_is_printed_as_given_and_compared_as_a_bound(tmp_path: Path) -> None:
    head = "standard: national-2021\nyear: 2024\ncover: {agency: 示例县教育局, published: 3000余}\n"
    case = case_of(tmp_path, "text: {overview.platforms: 全年主动公开政府信息2800条。}\n", head)
    assert "全年主动公开政府信息3000余条。" in [text_of(block) for block in case.document.blocks]
    told = [finding.message for finding in case.findings if finding.code == "C4"]
    assert len(told) == 1
    assert told[0].endswith("封面“主动公开政府信息”是3000余条")
    fits = case_of(tmp_path, "text: {overview.platforms: 全年主动公开政府信息3120条。}\n", head)
    assert not [finding for finding in fits.findings if finding.code == "C4"]


def test_a_heading_pasted_with_its_text_is_printed_once(tmp_path: Path) -> None:
    head = "standard: national-2021\nyear: 2024\ncover: {agency: 示例县教育局}\n"
    words = "text:\n  overview.proactive: |-\n    一、总体情况\n    （一）主动公开\n    加强公开。\n"
    texts = [text_of(block) for block in case_of(tmp_path, words, head).document.blocks]
    assert texts.count("（一）主动公开") == texts.count("一、总体情况") == 1
    assert "加强公开。" in texts


@pytest.mark.parametrize("way", ["text", "rewrite"])
def test_a_heading_without_a_text_is_told_and_counts_as_nothing(way: str, tmp_path: Path) -> None:
    head = "standard: national-2021\nyear: 2024\ncover: {agency: 示例县教育局}\n"
    case = case_of(tmp_path, way + ":\n  problems.shortcomings: （一）存在的主要问题\n", head)
    (told,) = (finding for finding in case.findings if finding.code == "IN-13" and finding.about.startswith(way))
    assert (told.severity, "只写了标题" in told.message) == ("warning", True)
    assert case.document == case_of(tmp_path, "", head).document  # the hole stays open


@pytest.mark.parametrize(
    ("cover", "told"),
    [
        ("agency: 示例县教育局2024年政府信息公开工作年度报告", "这是报告的标题"),
        ("agency: 教育局", "没有写是哪个县、哪个市的"),
        ("agency: 示例县教育局, postcode: '12345'", "邮政编码是六位数字"),
        ("agency: 示例县教育局, postcode: '123456'", ""),
        ("agency: 示例大学", ""),
    ],
)
def test_what_is_odd_about_a_cover_is_told(cover: str, told: str, tmp_path: Path) -> None:
    case = case_of(tmp_path, "", f"standard: national-2021\nyear: 2024\ncover: {{{cover}}}\n")
    found = [finding.message for finding in case.findings if finding.code == "IN-13"]
    assert [told in message for message in found] == ([True] if told else [])
