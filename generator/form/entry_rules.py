"""What Excel lets into an input cell of each kind, and what it says there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, NamedTuple

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.standard.table_definition import Kind


class EntryRule(NamedTuple):
    """A rule for a cell; what it wants, with `{}` for the unit, and how one says in a table that there is nothing."""

    made: Callable[[], DataValidation]
    want: str
    none: str = ""


_AT_LEAST: Final = "greaterThanOrEqual"
_AT_MOST: Final = "lessThanOrEqual"
WORDS = EntryRule(partial(DataValidation, "textLength", formula1="20000", operator=_AT_MOST), "填文字")
ROUGH = EntryRule(
    partial(DataValidation, "textLength", formula1="20", operator=_AT_MOST),
    "填整数；只知道大概的，写 3000余 或 约3000",
    "，没有填 0",
)
ENTRY_RULES: Mapping[Kind, EntryRule] = {
    "count": EntryRule(
        partial(DataValidation, "whole", formula1="0", operator=_AT_LEAST), "填不小于 0 的整数{}", "，没有填 0"
    ),
    "signed_count": EntryRule(
        partial(DataValidation, "whole", formula1="-999999999", formula2="999999999", operator="between"),
        "填整数{}，减少的前面加 -",
        "，没有增减填 0",
    ),
    "money": EntryRule(
        partial(DataValidation, "decimal", formula1="0", operator=_AT_LEAST), "填金额{}，可以有小数", "，没有填 0"
    ),
    "amount": EntryRule(
        partial(DataValidation, "textLength", formula1="30", operator=_AT_MOST),
        "填金额，不写单位就是万元，按元填的写上“元”，如 251000元",
        "；没有填 0",
    ),
}


def one_of(choices: list[str]) -> EntryRule:
    """The rule of a cell with a list to choose from."""
    return EntryRule(
        partial(DataValidation, "list", formula1=f'"{",".join(choices)}"'), f"请从下拉框选：{'、'.join(choices)}"
    )


def only(year: int) -> EntryRule:
    """The rule of the cell with the report year, for which the form was made."""
    return EntryRule(
        partial(DataValidation, "whole", formula1=str(year), operator="equal"),
        f"这份表是 {year} 年度的；要报别的年度，请重新生成表格",
    )


def add_rule(sheet: Worksheet, cell: Cell, rule: EntryRule, told: tuple[str, str, str], balloon: bool = True) -> None:
    """Put a rule on a cell; `told` are the title and the words shown when it is chosen, and those for a wrong entry.

    A cell with a comment has its balloon already.
    """
    made = rule.made()
    made.allow_blank = made.showErrorMessage = True
    made.showInputMessage = balloon
    made.promptTitle, made.prompt, made.errorTitle, made.error = told[0], told[1][:250], "填的不对", told[2][:220]
    made.add(cell.coordinate)
    sheet.add_data_validation(made)
