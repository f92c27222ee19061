"""A wording a little off the official one is taken for it only when no other line is nearly as close."""

from __future__ import annotations

import pytest

from generator.matching.official_labels import Official, closest, wording

TWELVE, FOURTEEN = "通过政府网站公开的信息数", "通过政府网站主动公开的信息数"


def differing(text: str, letters: int) -> Official:
    """An official line that differs from the text in so many of its last letters."""
    label = text[: len(text) - letters] + "甲" * letters
    return Official(wording(label), label)


@pytest.mark.parametrize(
    ("text", "first", "second", "meant"),
    [
        (TWELVE, 1, 2, 0),  # a letter of twelve is more than the margin of 8 %
        (TWELVE, 2, 1, 1),
        (FOURTEEN, 1, 2, None),  # a letter of fourteen is less
        (FOURTEEN, 1, 1, None),
        (FOURTEEN, 1, 3, 0),
    ],
)
def test_a_wording_is_taken_for_the_closest_line_when_no_other_is_nearly_as_close(
    text: str, first: int, second: int, meant: int | None
) -> None:
    assert closest(text, [0, 1], [differing(text, first), differing(text, second)]) == meant


def test_a_wording_with_one_line_at_hand_is_taken_for_it_only_when_alike() -> None:
    assert closest(FOURTEEN, [0], [differing(FOURTEEN, 2)]) == 0
    assert closest(FOURTEEN, [0], [differing(FOURTEEN, 4)]) is None


def test_a_denial_is_never_taken_for_what_it_denies() -> None:
    granted = Official("同意公开答复数", "同意公开答复数")
    assert closest("不同意公开答复数", [0], [granted]) is None
    assert closest("同意公开的答复数", [0], [granted]) == 0
