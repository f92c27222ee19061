"""Arguments in Chinese: argparse with its own words replaced."""

from __future__ import annotations

import argparse
import os
import re

from generator.errors import InputError

TYPE_CHECKING = False  # as in typing, which `--help` does without
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Any, NoReturn

_ERRORS = (
    (r"the following arguments are required: (.+)", r"少了：\1"),
    (r"unrecognized arguments: (.+)", r"不认识：\1"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"\1 不能是 \2，只能是 \3"),
    (r"argument (.+?): expected one argument", r"\1 后面要写一个值"),
    (r"argument (.+?): expected at least one argument", r"\1 后面至少要写一个值"),
    (r"argument (.+?): invalid \w+ value: (.+)", r"\1 的值 \2 不对"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 和 \2 不能一起用"),
    (r"argument (.+?): (.+)", r"\1：\2"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 不明确，可能是 \2"),
)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese and exits with 2 on a mistake."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", _Formatter)
        super().__init__(**{**settings, "add_help": False})
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这页说明")

    def error(self, message: str) -> NoReturn:
        for pattern, chinese in _ERRORS:
            message = re.sub(pattern, chinese, message)
        self.exit(2, f"{message}。\n用法见 {self.prog} --help\n")


def _year(text: str) -> int:
    """A report year on the command line."""
    if not re.fullmatch(r"[12]\d{3}", text):
        raise argparse.ArgumentTypeError(f"“{text}”不是四位数字的年度")
    return int(text)


def _path(text: str) -> Path:
    """A file or folder on the command line; `--help` has none and does without pathlib."""
    from pathlib import Path

    if not text.strip():
        raise argparse.ArgumentTypeError("是空的，请写文件或文件夹的名称")
    return Path(text)


def _agency(text: str) -> str:
    """An agency on the command line; raises InputError for characters that no document can hold."""
    if not text:
        return text
    from generator.answers.values import Refused, read_value

    try:
        return str(read_value("text", text))
    except Refused as problem:
        raise InputError(f"--agency {problem}。") from None


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"“{text}”不是 1 到 256 的整数")
    return int(text)


_TYPES = {"年度": _year, "机关": _agency, "个数": _jobs} | dict.fromkeys(("文件", "文件夹", "名单", "位置"), _path)


def add_commands(commands: argparse._SubParsersAction[Parser]) -> None:
    """Take up every command with its options from options.txt, where each is a line."""
    with open(os.path.join(os.path.dirname(__file__), "options.txt"), encoding="utf-8") as table:
        lines = [line.rstrip() for line in table if line.strip() and not line.startswith("#")]
    homes: dict[str, argparse._ActionsContainer] = {}
    for line in lines:
        if not line.startswith(" "):
            name, told = line.split(maxsplit=1)
            command = commands.add_parser(name, help=told, description=f"{told}。")
            homes = {" ": command, "+": command.add_argument_group("一个文件夹的文件")}
            continue
        if line[2] not in homes:  # of those marked with a stroke only one may be given
            homes[line[2]] = homes[" "].add_mutually_exclusive_group()
        _add_option(homes[line[2]], *re.split("  +", line[4:], maxsplit=2))


def _add_option(parser: argparse._ActionsContainer, names: str, value: str, told: str) -> None:
    value, given, default = value.partition("=")
    settings: dict[str, Any] = {"help": told, "default": default if given else None}
    if value == "-":
        settings |= {"action": "store_true", "default": False}
    elif "|" in value:
        settings["choices"] = value.split("|")
    else:
        settings |= {"metavar": value, "type": _TYPES.get(value, str)}
    if names[-1] in "?+":
        settings["nargs"] = names[-1]
    parser.add_argument(*names.rstrip("?+").split(", "), **settings)
