"""One filled form, however it was saved or pasted into, gives the same findings; and what the form asks, obeyed, passes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from generator.answers.answer import Answer, Answers
from generator.document.places import Place
from generator.examination import examine
from generator.examination.carrying import filled
from generator.flow.case import Case, open_case
from generator.form.layout import Filling
from generator.form.writing import write_form
from generator.standard import Standard, load_standard, standard_ids
from tests.conftest import ROOT, answers_of
from tests.workbooks import MAIN, TYPES, relation, rezipped, unzipped

SUQIAN = ROOT / "example_inputs" / "national-2021" / "suqian-2023.yaml"
THREE = "三、收到和处理申请情况"


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled form with a sum that does not agree and a table not filled."""
    answers = open_case(SUQIAN).answers
    standard = load_standard("national-2021")
    path = tmp_path_factory.mktemp("form") / "表.xlsx"
    path.write_bytes(write_form(standard, answers.year, filled(standard, answers)))
    book = openpyxl.load_workbook(path)
    book[THREE]["D6"] = 3403
    book[THREE]["E9"] = None
    book.save(path)
    return path


def told(case: Case) -> list[tuple[str, str, str]]:
    return [(found.code, str(found.place), found.message) for found in case.findings]


def cells(book: openpyxl.Workbook, standard: Standard):  # type: ignore[no-untyped-def]
    for address in standard.figures:
        ((sheet, cell),) = book.defined_names[address].destinations
        yield address, book[sheet][cell.replace("$", "")]


def as_text(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for _, cell in cells(book, load_standard("national-2021")):
        if isinstance(cell.value, int | float):
            cell.value, cell.number_format, cell.data_type = f"{cell.value} ", "@", "s"
    book.save(path)


def as_pasted(path: Path) -> None:
    """Values pasted over everything: formulas become what they showed."""
    report = open_case(path).report
    book = openpyxl.load_workbook(path)
    for address, cell in cells(book, load_standard("national-2021")):
        if str(cell.value).startswith("="):
            number = report.figures[address]
            cell.value = "" if number is None else number
    book.save(path)


def as_shared(path: Path) -> None:
    """Words in a part of their own, as Excel saves them; Calc and WPS may leave them in the cells."""
    parts, words = unzipped(path.read_bytes()), list[str]()

    def shared(found: re.Match[str]) -> str:
        words.append(found[2])
        return f'<c{found[1]} t="s"><v>{len(words) - 1}</v></c>'

    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        inline = re.compile(r'<c((?: [rs]="\w+")+) t="inlineStr"><is>(.*?)</is></c>', re.DOTALL)
        parts[name] = inline.sub(shared, parts[name].decode()).encode()
    assert words
    items = "".join(f"<si>{word}</si>" for word in words)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN[1:-1]}">{items}</sst>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    for name, end, added in (
        ("xl/_rels/workbook.xml.rels", "</Relationships>", relation("rIdS", "sharedStrings", "/xl/sharedStrings.xml")),
        (TYPES, "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/>'),
    ):
        parts[name] = parts[name].decode().replace(end, added + end).encode()
    path.write_bytes(rezipped(parts))


def as_floats(path: Path) -> None:
    """Whole numbers with a decimal."""
    parts = unzipped(path.read_bytes())
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        parts[name] = re.sub(r"(<v>\d+)(</v></c>)", r"\1.0\2", parts[name].decode()).encode()
    shared = re.compile(r'( t="s"><v>\d+)\.0')
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        parts[name] = shared.sub(r"\1", parts[name].decode()).encode()
    path.write_bytes(rezipped(parts))


@pytest.mark.parametrize("habit", [as_text, as_pasted, as_shared, as_floats])
def test_the_same_form_saved_otherwise_gives_the_same_findings(
    habit: Callable[[Path], None], form: Path, tmp_path: Path
) -> None:
    copy = tmp_path / form.name
    copy.write_bytes(form.read_bytes())
    habit(copy)
    assert told(open_case(copy)) == told(open_case(form))
    assert {finding.code for finding in open_case(copy).findings} >= {"T3-1", "IN-2"}


def instructed(guidance: str) -> Iterator[str]:
    """What a guidance says may be written, to the letter: its examples, and what stands for nothing."""
    for pattern in (
        r"如[：: 　“]+([^；（）”]+?)(?=；|$|（|”|，(?:须|写进|填了))",
        r"没有的?(?:写|填)：([^，。；]+)",
        r"不落款的写“(.)”",
        r"可以填(\d+年\d+月\d+日)",
    ):
        yield from (found[1].strip("。") for found in re.finditer(pattern, guidance))
    if re.search("没有的不填或者填0|没有填0", guidance):
        yield "0"


@pytest.mark.parametrize("name", standard_ids())
def test_what_the_form_says_may_be_written_obeyed_to_the_letter_passes(name: str) -> None:
    standard = load_standard(name)
    year = min(standard.file.span[1], 2024)
    asked = {f"cover.{key}": question.guidance for key, question in standard.questions.items()}
    asked |= {f"text.{key}": slot.guidance for key, slot in standard.text_slots.items()}
    answers = answers_of(standard, year, {}, agency="示例大学" if standard.school else "示例县教育局")
    for about, guidance in asked.items():
        for words in instructed(standard.wording(guidance, year)):
            section, _, key = about.partition(".")
            part = "questions" if section == "cover" else "texts"
            given = {**getattr(answers, part), key: Answer(words, Place())}
            found = Case(replace(answers, **{part: given})).findings
            told = [f.message for f in found if f.severity != "unfilled" or f.about == about]
            assert told == [], (about, words)


@pytest.mark.parametrize("name", standard_ids())
def test_what_the_balloons_of_the_cells_ask_for_is_read(name: str) -> None:
    standard = load_standard(name)
    year = min(standard.file.span[1], 2024)
    cover = {"count": ["3000余", "约3000"], "amount": ["251000元", "25.1万元"], "money": ["0.5", "0"]}
    cells = {"count": ["0", "12"], "signed_count": ["-3", "0"], "money": ["1.25"], "amount": ["251000元", "2.5"]}
    tried = [(f"cover.{key}", text) for key, q in standard.questions.items() for text in cover.get(q.kind, ())]
    tried += [(a, text) for a, f in standard.figures.items() if not f.is_total for text in cells.get(f.kind, ())]
    for about, text in tried:
        key, place = about.removeprefix("cover."), Place()
        given = {key: Answer(text, place)}
        questions, figures = (given, {}) if about.startswith("cover.") else ({}, given)
        found = examine(standard, Answers(standard.id, year, "", figures, questions, {}, {})).findings
        told = [f.message for f in found if f.about == about and "填的是" in f.message]
        assert told == [], (about, text)


@pytest.mark.parametrize("name", standard_ids())
def test_the_guide_names_only_what_the_form_has(name: str) -> None:
    standard = load_standard(name)
    book = openpyxl.load_workbook(BytesIO(write_form(standard, min(standard.file.span[1], 2024), Filling())))
    guide = "\n".join(str(row[0]) for row in book["填表说明"].iter_rows(values_only=True) if row[0])
    order = next(line for line in guide.split("\n") if line.startswith("二、"))
    assert set(re.findall("“([^”]+)”", order)) <= set(book.sheetnames)
    numbers = re.findall("^([一二三四五六七八九])、", guide, re.MULTILINE)
    assert numbers == list("一二三四五六七八九"[: len(numbers)])
    assert ("各表" in guide, "的下方和右侧" in guide) == (False, bool(standard.tables))
