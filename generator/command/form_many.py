"""`nianbao form --units LIST`: a form for each unit of a list."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from pathlib import Path

from generator.batch.engine import engine
from generator.batch.unit_form import FormTask, form_path, hand_out
from generator.batch.unit_list import read_units, repeated
from generator.command.pairing import last_files, refuse_one_file
from generator.command.progress import tracked
from generator.command.saying import say, tell
from generator.errors import InputError
from generator.standard import Standard

PAYS = 4  # a form takes as long to write as several reports


def run(given: Namespace, standard: Standard) -> int:
    """Exit 0 when there is a form for each unit, 1 when for some there is none."""
    refuse_one_file(given.last_year)
    folder = given.output or Path(".")
    if folder.suffix.lower() == ".xlsx":
        raise InputError(f"{folder}：有 --units 时生成的是许多份表，-o 要写文件夹。")
    if given.agency or given.fill:
        raise InputError("有 --units 时，不写 --agency 和 --fill：单位名称在名单里。")
    units, notes = read_units(given.units)
    say(*notes)
    for other, unit in repeated(units, lambda unit: form_path(folder, unit.name, given.year)):
        raise InputError(
            f"{given.units.name} 第{unit.line}行“{unit.name}”和第{other.line}行“{other.name}”的文件名会一样。请改其中一个名称。"
        )
    tally: Counter[str] = Counter()
    with engine(len(units) * PAYS, given.jobs, given.scheduler) as working:
        last = last_files(given.last_year, units, given.templates, working)
        tasks = (
            FormTask(unit, standard.id, given.year, folder.resolve(), given.templates, last.get(unit.key), given.region)
            for unit in units
        )
        for one in tracked(working.map(hand_out, tasks), "生成填报表", len(units)):
            if told := one.value.note if one.value else one.problem:
                say(f"{one.task.unit.name}：{told}")
            if one.value:
                tell(str(folder / one.value.path.name))  # as it was given
            tally["failed" if one.value is None else "before" if one.value.before else "made"] += 1
    without = sum(unit.key not in last for unit in units) if last else 0
    parts = [f"生成 {tally['made']} 份填报表", f"{tally['before']} 份已经有了，没有动" if tally["before"] else ""]
    parts += [
        f"{tally['failed']} 份没有生成" if tally["failed"] else "",
        f"{without} 个单位没有上年文件" if without else "",
    ]
    say("，".join(part for part in parts if part))
    return 1 if tally["failed"] else 0
