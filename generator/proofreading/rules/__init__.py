"""The rules, one module a letter of the catalogue (two for F: dates and names), by the names the catalogue calls them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark
from generator.proofreading.rules.a_percentages import percentages
from generator.proofreading.rules.b_last_year import figures_repeated
from generator.proofreading.rules.c_figures import fee_notices, figures_told, parts_announced
from generator.proofreading.rules.d_sameness import bare_overview, problems, same_as_last_year
from generator.proofreading.rules.e_structure import (
    aspects,
    chapters,
    labels_of_other_years,
    matters,
    numbering,
    title_of_a_summary,
)
from generator.proofreading.rules.f_dates import broken_dates, deadline, released, years
from generator.proofreading.rules.f_names import one_office
from generator.proofreading.rules.g_law import outdated
from generator.proofreading.rules.h_private import personal_data, strays
from generator.proofreading.rules.i_slips import exclamations, placeholders, slips

Rule = Callable[[Reading], Iterator[Remark]]
# By the names of the catalogue; mypy cannot see that they are the same, a test does.
RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        percentages,
        figures_repeated,
        figures_told,
        fee_notices,
        parts_announced,
        same_as_last_year,
        problems,
        bare_overview,
        chapters,
        aspects,
        matters,
        labels_of_other_years,
        numbering,
        title_of_a_summary,
        years,
        released,
        deadline,
        broken_dates,
        one_office,
        outdated,
        personal_data,
        strays,
        placeholders,
        slips,
        exclamations,
    )
}
