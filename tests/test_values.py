"""Typed text to values: tolerant of form, strict of meaning."""

import contextlib
import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.answers.values import About, Refused, money_text, read_answer, read_paragraphs, read_value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", 12), (" 12 ", 12), ("１２", 12), ("1,234", 1234), ("1，234", 1234), ("1 234 567", 1234567), ("3.0", 3),
        ("3.", 3), ("007", 7), ("0", 0), ("+5", 5), ("\u200b8\ufeff", 8), ("　9　", 9), ("99999999", 99999999),
    ],
)  # fmt: skip
def test_a_count_is_read_whatever_its_form(typed: str, value: int) -> None:
    assert read_value("count", typed) == value


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("3.5", "整数"), ("-1", "负数"), ("无", "没有的请填 0"), ("/", "没有的请填 0"), ("——", "没有的请填 0"),
        ("#REF!", "错误值"), ("#N/A", "错误值"), ("TRUE", "整数"), ("12件", "不带单位"), ("1,23", "整数"), ("1e3", "整数"),
        ("１２abc", "整数"), ("1_000", "整数"), ("1" * 40, "数太大"), ("十二", "整数"), ("12 3", "整数"), ("{{ 7 }}", "整数"),
    ],
)  # fmt: skip
def test_what_is_not_a_count_is_refused_with_a_reason(typed: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_value("count", typed)


def test_money_keeps_what_was_entered_up_to_six_decimals() -> None:
    assert money_text(read_value("money", "59237.2449")) == "59237.2449"
    assert money_text(read_value("money", "1.50")) == "1.50"
    assert read_value("money", "1,234.5") == Decimal("1234.5")
    with pytest.raises(Refused, match="六位"):
        read_value("money", "0.1234567")


def test_a_signed_count_takes_both_signs() -> None:
    assert [read_value("signed_count", t) for t in ("+1036", "-3", "－3", "0")] == [1036, -3, -3, 0]


@pytest.mark.parametrize(
    "typed", ["2024年1月5日", "2024-01-05", "2024/1/5", "2024.1.5", "２０２４年１月５日", "2024-01-05 00:00:00"]
)
def test_a_date_is_read_in_the_ways_people_write_it(typed: str) -> None:
    assert read_value("date", typed) == dt.date(2024, 1, 5)


@pytest.mark.parametrize("typed", ["2024年2月30日", "1月5日", "明天"])
def test_what_is_not_a_date_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_value("date", typed)


def test_a_choice_names_what_can_be_chosen() -> None:
    assert read_value("choice", " 县级 ", ("县级", "乡级")) == "县级"
    with pytest.raises(Refused, match="县级、乡级"):
        read_value("choice", "区级", ("县级", "乡级"))
    assert read_value("yes_no", "是") is True


@pytest.mark.parametrize("bad", ["甲\x00乙", "甲\x0b乙", "甲\ud800乙", "甲\uffff乙", "甲\x1f乙"])
def test_text_with_characters_no_document_can_hold_is_refused_with_their_place(bad: str) -> None:
    with pytest.raises(Refused, match="第2个字"):
        read_paragraphs(bad)


def test_text_keeps_its_words_and_loses_what_cannot_be_seen() -> None:
    assert read_paragraphs("  （一）甲\u202e乙\r\n\r\n  =1+1 \n{{ 7*7 }}\n") == "（一）甲乙\n\n=1+1\n{{ 7*7 }}"


def test_a_million_characters_are_refused() -> None:
    with pytest.raises(Refused, match="超过20000字"):
        read_paragraphs("字" * 1_000_000)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_every_count_is_read_back_from_its_grouped_form(number: int) -> None:
    assert read_value("count", f"{number:,}") == read_value("count", f"{number}.0") == number


@given(st.text(max_size=40))
def test_no_text_makes_a_traceback(text: str) -> None:
    for kind in ("count", "signed_count", "money", "date", "year", "text"):
        with contextlib.suppress(Refused):
            read_value(kind, text)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "in_10000", "printed"),
    [
        ("251000元", "25.1", "251000元"),
        ("25.1", "25.1", "25.1万元"),
        ("25.10万元", "25.10", "25.10万元"),
        ("0", "0", "0"),
        ("1,234 元", "0.1234", "1234元"),
    ],
)
def test_an_amount_keeps_the_unit_it_was_entered_in(typed: str, in_10000: str, printed: str) -> None:
    amount = read_value("amount", typed)
    assert amount == Decimal(in_10000)
    assert isinstance(amount, Decimal)
    assert money_text(amount) == printed
    with pytest.raises(Refused):
        read_value("amount", "元")


@pytest.mark.parametrize(
    ("typed", "printed", "allowed", "not_allowed"),
    [
        ("3000余", "3000余", 3120, 2999),
        ("３,０００多", "3000多", 3000, 6001),
        ("约3000", "约3000", 2800, 2000),
        ("近3000", "近3000", 2900, 4000),
        ("超过200", "超过200", 230, 190),
    ],
)
def test_a_count_of_the_cover_may_be_told_roughly(typed: str, printed: str, allowed: int, not_allowed: int) -> None:
    value = read_answer("count", typed)
    assert isinstance(value, About)
    assert str(value) == printed
    assert value.allows(allowed)
    assert not value.allows(not_allowed)


@pytest.mark.parametrize("typed", ["约3000余", "余", "约", "3余0", "约三千"])
def test_a_rough_count_is_told_in_one_way(typed: str) -> None:
    with pytest.raises(Refused):
        read_answer("count", typed)


def test_a_count_of_a_table_is_exact() -> None:
    with pytest.raises(Refused):
        read_value("count", "3000余")


@pytest.mark.parametrize("typed", ["20250115", "45672", "45672.0", "二〇二五年一月十五日", "2025年1月15日"])
def test_a_date_run_together_or_counted_by_excel_is_a_date(typed: str) -> None:
    assert str(read_value("date", typed)) == "2025-01-15"
