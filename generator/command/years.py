"""`nianbao years FILE …`: the figures of up to five years side by side."""

from __future__ import annotations

from argparse import Namespace

from generator.batch.several_years import read_years, years_book
from generator.command.saying import say, say_written
from generator.errors import InputError
from generator.writers.publishing import write_file


def run(given: Namespace) -> int:
    """Exit 0 when the table is written; 2 when a file cannot be used."""
    if given.output.suffix.lower() != ".xlsx":
        raise InputError(f"{given.output}：历年对照表的文件名要以 .xlsx 结尾。")
    years = read_years(given.files, given.templates)
    others = {one.agency for one in years if one.agency}
    if len(others) > 1:
        say(f"编制机关的名称不一样：{'、'.join(sorted(others))}。请看一眼是不是同一个单位。")
    for one in years:
        if one.unread:
            say(f"{one.file}：有 {one.unread} 格没有读到，表里是空的")
    say_written(write_file(given.output, years_book(years)))
    return 0
