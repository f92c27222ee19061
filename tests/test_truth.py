"""The measures of benchmarks/truth: a form that keeps every relation, and its text with one number changed."""

from __future__ import annotations

import pytest

from benchmarks.truth.changed import changed, text_of, year_of
from benchmarks.truth.consistent import consistent
from generator.flow.case import Case
from generator.standard.library import all_standards, load_standard

STANDARDS = [standard.id for standard in all_standards()]


@pytest.mark.parametrize("name", STANDARDS)
def test_a_consistent_form_is_left_alone(name: str) -> None:
    standard = load_standard(name)
    found = Case(consistent(standard, year_of(standard))).findings
    assert [(one.code, one.message) for one in found if one.severity != "unfilled"] == []


@pytest.mark.parametrize("name", ["bureau-2009", "township-2010", "hebei-2015", "anhui-2018"])
def test_a_changed_number_that_stands_twice_is_noticed(name: str) -> None:
    standard = load_standard(name)
    told = [one for one in changed(standard, text_of(standard)) if one.twice]
    assert len(told) > 3
    assert sum(one.noticed for one in told) >= 0.95 * len(told)
