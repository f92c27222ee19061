"""`nianbao answers`: a filled form as an answers file."""

from __future__ import annotations

from argparse import Namespace

from generator.answers.answers_writing import write_answers_json, write_answers_yaml
from generator.command.saying import say_written
from generator.errors import InputError
from generator.flow.opening import read_answers
from generator.standard import load_standard
from generator.words.characters import printable
from generator.writers.publishing import write_file

ANSWER_WRITERS = {".yaml": write_answers_yaml, ".yml": write_answers_yaml, ".json": write_answers_json}


def run(given: Namespace) -> int:
    """Exit 0 when the file is written; its path on stdout."""
    target = given.output or given.file.with_suffix(".yaml")
    if given.output is None and target == given.file:
        raise InputError(f"{given.file.name} 已经是填报数据文件；要另存，请用 -o 写明文件名。")
    writer = ANSWER_WRITERS.get(target.suffix.lower())
    if writer is None:
        raise InputError(f"{target}：填报数据文件要以 .yaml 或 .json 结尾。")
    answers = read_answers(given.file, given.templates)
    if answers.strays:
        listed = "；".join(f"{stray.place}: {stray.problem}" for stray in answers.strays)
        raise InputError(f"{listed}。这些内容转不过去，请先改正。")
    text = writer(load_standard(answers.standard, given.templates), answers)
    say_written(write_file(target, printable(text).encode("utf-8")))
    return 0
