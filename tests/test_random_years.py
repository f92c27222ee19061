"""Random valid years of every standard pass, one wrong figure or total in them is found, and the Word file shows their numbers."""

from __future__ import annotations

import random

import pytest

from generator.standard import load_standard, standard_ids
from scripts.random_years import Years, one_year


@pytest.mark.parametrize("name", sorted(standard_ids()))
def test_random_years_pass_and_what_is_wrong_in_them_is_found(name: str) -> None:
    years = Years(load_standard(name), random.Random(name))
    met = [word for _ in range(2) for word in one_year(years)]
    assert "valid" in met
    assert [word for word in met if word[:2].isupper()] == []
