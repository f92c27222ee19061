"""The check language."""

import pytest

from generator.standard.equation import Choice, EquationError, parse_condition, parse_equation, parse_years


def test_an_equation_is_two_sums_and_a_relation() -> None:
    equation = parse_equation("new + carried_over - 3 <= last.t.handled.total")
    assert [(t.sign, t.name, int(t.number)) for t in equation.left] == [
        (1, "new", 0),
        (1, "carried_over", 0),
        (-1, "", 3),
    ]
    assert (equation.relation, equation.right[0].name) == ("<=", "last.t.handled.total")


@pytest.mark.parametrize(
    "text", ["a", "a =", "= b", "a + = b", "a = b = c", "a b = c", "a * b = c", "a = __import__", "甲 = 乙", "a == b"]
)
def test_what_is_not_an_equation_is_refused(text: str) -> None:
    with pytest.raises(EquationError):
        parse_equation(text)


def test_a_condition_is_clauses_of_tests() -> None:
    first, second = parse_condition("level is 县级、乡级 and fee > 0 or kind is blank")
    assert first[0] == Choice("level", ("县级", "乡级"))
    assert first[1] == parse_equation("fee > 0")
    assert second == (Choice("kind", ()),)
    assert parse_condition(" ") == ()


def test_years_are_spans() -> None:
    assert [parse_years(t) for t in ("", "2018-", "2014-2016", "2020")] == [
        (0, 9999),
        (2018, 9999),
        (2014, 2016),
        (2020, 2020),
    ]
    with pytest.raises(EquationError):
        parse_years("since 2018")
