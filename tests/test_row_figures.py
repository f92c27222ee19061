"""Which cell of a line is which figure: by number where the row is complete, by the edges of the columns where it is not."""

from __future__ import annotations

import pytest

from generator.matching.official_labels import Official
from generator.matching.row_figures import Columns, FoundRow
from generator.matching.text_cells import cells_of
from generator.standard import Standard
from generator.words.folding import TextLine

FIRST, SECOND = "applications.new.natural_person", "applications.new.business"
HEADS = ("自然人", "商业企业")
COMPLETE = ("新收申请    12    345", "结转         3     10")  # on the screen the columns end at 14 and 21


def figures_of_line(standard: Standard, last: str, *above: str) -> dict[str, str]:
    """What the last line gives for two columns, the lines above being rows or the heads."""
    lines = [TextLine(text, number) for number, text in enumerate((*above, last), 1)]
    rows = []
    for line in lines:
        label, *cells = cells_of([line])
        if label.text not in HEADS:
            rows.append(FoundRow(Official(label.text, label.text, (FIRST, SECOND)), label, cells))
    columns = Columns(standard, {line.number: line.text for line in lines}, {0: HEADS})
    columns.learn(rows)
    return {address: figure.text for address, figure in columns.told(rows[-1]).items()}


@pytest.mark.parametrize(
    ("line", "first", "second"),
    [
        ("予以公开     7", "7", ""),
        ("予以        17", "17", ""),
        ("予以公开  1234", "1234", ""),
        ("予以公开      1234567", "", "1234567"),
        ("予以                7", "", "7"),
    ],
)
def test_a_lone_figure_stands_in_the_column_between_whose_edges_it_lies(
    line: str, first: str, second: str, national_2021: Standard
) -> None:
    assert figures_of_line(national_2021, line, *COMPLETE) == {FIRST: first, SECOND: second}


@pytest.mark.parametrize("line", ["予以公开     1234567", "予以公开             77"])
def test_a_figure_across_an_edge_or_beyond_the_last_is_not_figures_of_line(line: str, national_2021: Standard) -> None:
    assert figures_of_line(national_2021, line, *COMPLETE) == {}


def test_complete_rows_that_disagree_or_stand_alone_teach_no_edges(national_2021: Standard) -> None:
    assert figures_of_line(national_2021, "予以公开     7", COMPLETE[0], f" {COMPLETE[1]}") == {}
    assert figures_of_line(national_2021, "予以公开     7", COMPLETE[0]) == {}


def test_without_complete_rows_the_heads_above_give_the_edges(national_2021: Standard) -> None:
    heads = "        自然人  商业企业"
    assert figures_of_line(national_2021, "新收         3", heads) == {FIRST: "3", SECOND: ""}
    assert figures_of_line(national_2021, "新收               3", heads) == {FIRST: "", SECOND: "3"}
