"""The language: each of its things once, both ways, for all that read and write it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st

from generator.answers.values import Refused, read_value
from generator.standard import Standard
from generator.words.characters import is_blank, plain, visible
from generator.words.days import date_of, date_text, dates_in_digits
from generator.words.folding import fold
from generator.words.likeness import likeness, unchanging
from generator.words.numerals import number_of, numeral
from generator.words.patterns import lazily
from generator.words.sentences import clauses, sentences
from generator.words.traditional import simplified
from generator.words.widths import width
from tests.conftest import ROOT

INVISIBLE = [
    0xAD,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2065),
    *range(0x2066, 0x206A),
    0xFEFF,
]


@given(st.integers(1, 99))
def test_numerals_go_both_ways(number: int) -> None:
    assert number_of(numeral(number)) == number_of(str(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("二十一", 21),
        ("一百零五", 105),
        ("三千两百", 3200),
        ("三四", None),
        ("二〇二三", None),
        ("", None),
        ("几", None),
    ],
)
def test_a_numeral_is_one_number_or_none(text: str, number: int | None) -> None:
    assert number_of(text) == number


@given(st.dates(dt.date(1000, 1, 1)))
def test_dates_go_both_ways(date: dt.date) -> None:
    assert read_value("date", date_text(date)) == read_value("date", date.isoformat()) == date


def test_a_date_in_chinese_numerals_is_read_everywhere_alike() -> None:
    assert dates_in_digits("示例县教育局二〇一七年二月二十四日") == "示例县教育局2017年2月24日"
    assert read_value("date", "二○二四年一月三十日") == dt.date(2024, 1, 30)


def test_there_is_no_thirtieth_of_february() -> None:
    assert date_of(("2024", "2", "30")) is None
    with pytest.raises(Refused, match="没有这一天"):
        read_value("date", "2024年2月30日")


@pytest.mark.parametrize("code", INVISIBLE, ids=hex)
def test_what_nobody_sees_is_nothing_in_answers_and_in_published_text(code: int) -> None:
    mark = chr(code)
    assert visible(f"公{mark}开") == plain(f"公{mark}开") == fold(f"公{mark}开").lines[0].text == "公开"
    assert read_value("text", f"公{mark}开") == "公开"
    assert read_value("count", f"1{mark}2") == 12
    assert is_blank(mark)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("公开", 4), ("“①—", 6), ("公\u200b开", 4), ("e\u0301", 1), ("公\x00开", 4), ("", 0)],
)
def test_width_is_that_of_a_chinese_page(text: str, columns: int) -> None:
    assert width(text) == columns


def test_a_phrase_is_simplified_before_its_characters() -> None:
    assert (
        simplified("郭子乾說，憑藉複印件答覆餘下的，並慰藉乾旱地區群眾。")
        == "郭子乾说，凭借复印件答复余下的，并慰藉干旱地区群众。"
    )


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "golden").glob("*/*.txt")), ids=lambda path: path.stem)
def test_simplified_text_stays_as_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert simplified(text) == text


def test_a_paragraph_is_cut_into_sentences_and_a_sentence_into_clauses() -> None:
    assert list(sentences("公开1,234条；收到3件。\n二是")) == ["公开1,234条；", "收到3件。", "二是"]
    assert list(clauses("收到申请3件、答复2件。")) == [("收到申请3件", False), ("答复2件", True)]


def test_the_same_pair_of_texts_is_like_whoever_wrote_them() -> None:
    """What another office copied (D2) and what the same office repeats (D1) are told by the same sentences."""
    said = ["我局全年公开信息120条，比上年多3条。", "二是窗口人员不熟悉公开的范围，答复用满了期限。", "无。"]
    copied = ["本局全年公开信息98条，比上年多12条。", "三是窗口人员不太熟悉公开的范围，答复用满了期限。", "无。"]
    other = ["甲县水务局全年检查企业一百家，处罚三家。", "新建水库两座，群众满意。"]
    mine = [unchanging(sentence, "甲县教育局") for sentence in said]
    assert likeness(mine, [unchanging(sentence, "甲县水务局") for sentence in copied]).same == (0, 1)
    assert likeness(mine, [unchanging(sentence, "甲县水务局") for sentence in copied]).percent == 100
    assert likeness(mine, [unchanging(sentence, "甲县水务局") for sentence in other]).same == ()


def test_the_name_of_an_office_tells_nothing() -> None:
    assert unchanging("示例县教育局全年公开１２件，我局满意。", "示例县教育局") == unchanging(
        "水务局全年公开 340件，本局满意", "示例县水务局"
    )


def test_a_figure_has_a_row_a_column_and_a_printed_name(national_2021: Standard, national_2014: Standard) -> None:
    name = national_2021.name_of(national_2021.figures["applications.new.natural_person"], 2024)
    assert name.printed == f"{name.row}“{name.column}”"
    assert (name.row, name.column) == ("一、本年新收政府信息公开申请数量", "自然人")
    alone = national_2014.name_of(next(iter(national_2014.figures.values())), 2016)
    assert (alone.column, alone.printed) == ("", alone.row)


def test_the_columns_of_gbk_are_those_of_wcwidth() -> None:
    known = [letter for letter in map(chr, range(0x20, 0xFFFF)) if letter.encode("gbk", "ignore") and letter != "\x7f"]
    assert len(known) > 21_000
    assert [letter for letter in known if width(letter) != wcwidth.width(letter, ambiguous_width=2)] == []
    assert width("𠮷\u200b") == 2


def test_a_pattern_is_compiled_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_pattern = re.compile
    monkeypatch.setattr(re, "compile", lambda source: compiled.append(source) or compile_pattern(source))
    number = lazily(r"(\d+)件")
    assert compiled == []
    assert [number.findall(text) for text in ("收到3件、4件", "无")] == [["3", "4"], []]
    assert number.sub("几件", "收到3件") == "收到几件"
    assert set(compiled) == {r"(\d+)件"}
