"""`nianbao`: the arguments of every command, and the one place that catches, prints and exits."""

from __future__ import annotations

import importlib
import os
import sys
from argparse import Namespace
from contextlib import AbstractContextManager, nullcontext

from generator import __version__
from generator.command.arguments import Parser, add_commands
from generator.command.saying import say
from generator.errors import DefinitionError, InputError, NianbaoError, unwritable
from generator.flow.time_limit import TakesTooLong, time_limit

SECONDS = 10.0  # of this process at work, for a file up to 5 MB; what LibreOffice and the reader of PDF take is theirs
_OF_ONE_FILE = ("check", "answers", "build", "compare", "form", "years")
_TOO_MUCH = "请检查文件里是否有特别长的文字或特别多的格子，改好后再用。"
_DESCRIPTION = """\
政府信息公开工作年度报告：填表、核对、出报告。全部在本机完成，不联网。

一般的用法：
  nianbao form --year 2024 --agency 某某县教育局     生成填报表（Excel）
  nianbao check 填报表.xlsx                          核对填好的表
  nianbao build 填报表.xlsx                          生成年度报告（Word 和文本）"""


def parser() -> Parser:
    """The parser of all commands."""
    top = Parser(prog="nianbao", description=_DESCRIPTION)
    top.add_argument("--version", action="version", version=f"nianbao {__version__}", help="显示版本")
    add_commands(top.add_subparsers(dest="command", metavar="命令", title="命令", parser_class=Parser))
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 done, 1 the report has errors, 2 the input or the arguments cannot be used."""
    _make_streams_safe()
    try:
        given: Namespace = parser().parse_args(arguments)
        if not given.command:
            return _menu()
        if given.templates and not given.templates.is_dir():
            raise InputError(f"{given.templates}：没有这个文件夹，--templates 要写放年报格式的文件夹。")
        with _one_file(given):
            code: int = importlib.import_module(f"generator.command.{given.command}").run(given)
        sys.stdout.flush()
        return code
    except TakesTooLong:
        return _refused(f"处理这个文件用了太长时间，已经停下，没有写出结果。{_TOO_MUCH}")
    except MemoryError:
        return _refused(f"处理这个文件需要的内存太多，已经停下，没有写出结果。{_TOO_MUCH}")
    except NianbaoError as problem:
        head = "年报格式的定义有错：\n" if isinstance(problem, DefinitionError) else ""
        return _refused(f"{head}{problem}")
    except KeyboardInterrupt:
        say("已中断。")
        return 130
    except OSError as problem:  # what was to be printed cannot be
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(problem, BrokenPipeError):  # the reader of our output has gone
            return 0
        return _refused(f"结果写不出去：{unwritable(problem)}。")
    except Exception as problem:
        if not (why := unwritable(problem)):
            raise
        return _refused(f"结果写不出去：{why}。")


def _one_file(given: Namespace) -> AbstractContextManager[None]:
    """The limit of the commands that read a file by itself, more for a large one; those of folders have one a file, the wizard waits for people."""
    named = [getattr(given, name, None) for name in ("file", "fill", "last_year")]
    years = getattr(given, "files", None) or []
    path = next(filter(None, [*named, *years]), None)
    if given.command not in _OF_ONE_FILE or getattr(given, "units", None) or not (path and path.is_file()):
        return nullcontext()
    from generator.flow.opening import holds_many

    if holds_many(path) or getattr(given, "against", None):
        return nullcontext()
    return time_limit(max(SECONDS * (len(years) or 1), path.stat().st_size * SECONDS / 5_000_000), working=True)


def _refused(told: str) -> int:
    """Say why nothing was done; the exit code tells it also where nothing can be printed."""
    try:
        say(told)
        sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    return 2


def _menu() -> int:
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        parser().print_help()
        return 0
    from generator.command.menu import choose
    from generator.wizard.terminal import Terminal

    try:
        return choose(Terminal(), main)
    except (KeyboardInterrupt, EOFError):
        return 130


def _make_streams_safe() -> None:
    """Output that is closed goes nowhere; characters a terminal cannot show are told by their numbers."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        if hasattr(stream := getattr(sys, name), "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
