"""The rules, one module a letter of the catalogue (two for F: dates and names), by the names the catalogue calls them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import get_args

from generator.proofreading.catalogue import Function
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark
from generator.proofreading.rules import (
    a_changes,
    a_percentages,
    b_last_year,
    c_announced,
    c_figures,
    c_ledger,
    c_parts,
    c_points,
    d_sameness,
    e_contents,
    e_structure,
    e_titles,
    e_wanted,
    f_actors,
    f_dates,
    f_days,
    f_names,
    g_law,
    h_private,
    i_marks,
    i_slips,
)

_MODULES = (
    a_changes,
    a_percentages,
    b_last_year,
    c_announced,
    c_figures,
    c_ledger,
    c_parts,
    c_points,
    d_sameness,
    e_contents,
    e_structure,
    e_titles,
    e_wanted,
    f_actors,
    f_dates,
    f_days,
    f_names,
    g_law,
    h_private,
    i_marks,
    i_slips,
)
Rule = Callable[[Reading], Iterator[Remark]]
RULES: dict[str, Rule] = {
    name: rule for module in _MODULES for name, rule in vars(module).items() if name in get_args(Function)
}
