"""`nianbao`: the arguments of every command, and the one place that catches, prints and exits."""

from __future__ import annotations

import importlib
import os
import sys
from argparse import Namespace

from generator import __version__
from generator.command import many_arguments as many
from generator.command.arguments import Parser, path, year
from generator.errors import DefinitionError, InputError, NianbaoError

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
    commands = top.add_subparsers(dest="command", metavar="命令", title="命令", parser_class=Parser)

    def command(name: str, told: str) -> Parser:
        found: Parser = commands.add_parser(name, help=told, description=f"{told}。")
        found.add_argument("--templates", type=path, metavar="文件夹", help="用自己的年报格式，不用自带的")
        return found

    form = command("form", "生成填报表")
    form.add_argument(
        "standard", nargs="?", metavar="格式", help="年报格式的名称，见 nianbao standards；不写就按年度选"
    )
    form.add_argument("--year", type=year, metavar="年度", help="报告哪一年的情况，如 2024")
    form.add_argument(
        "--kind", choices=["行政机关", "高校"], default="行政机关", help="不写格式时按它选；高校的年度是学年开始的年份"
    )
    form.add_argument("--region", default="", metavar="地方", help="用这个地方的格式，如 山东、吉林")
    form.add_argument("--agency", default="", metavar="机关", help="编制机关全称")
    form.add_argument("--last-year", type=path, metavar="文件", help="上年的填报表或填报数据文件，用来带入上年结转等")
    form.add_argument("--fill", type=path, metavar="文件", help="把这个填报数据文件（或填报表）的内容填进去")
    form.add_argument(
        "-o", "--output", type=path, metavar="文件", help="填报表的文件名，以 .xlsx 结尾（有 --units 时是文件夹）"
    )
    many.form_options(form)

    check = command("check", "核对填好的表")
    check.add_argument(
        "file",
        type=path,
        metavar="文件",
        help="填报表（.xlsx）、填报数据文件（.yaml、.json）或它们的文件夹，或发布的报告文本（.txt）",
    )
    check.add_argument("--standard", metavar="格式", help="核对报告文本（.txt）时，它用的年报格式")
    check.add_argument("--year", type=year, metavar="年度", help="核对报告文本时，报告的年度；不写就从标题里认")
    check.add_argument("--last-year", type=path, metavar="文件", help="上年的文件（或文件夹），用来核对跨年关系和雷同")
    check.add_argument("--json", action="store_true", help="输出 JSON，供程序使用")
    check.add_argument("--strict", action="store_true", help="有提醒或待填也算不通过")
    many.check_options(check)

    build = command("build", "生成年度报告")
    build.add_argument(
        "file", type=path, metavar="文件", help="填报表（.xlsx）、填报数据文件（.yaml、.json），或它们的文件夹"
    )
    build.add_argument(
        "-o", "--output", type=path, default=".", metavar="文件夹", help="放在哪个文件夹，默认当前文件夹"
    )
    build.add_argument("--format", default="docx,txt", metavar="格式", help="docx、txt 或 docx,txt，默认两种都要")
    build.add_argument("--last-year", type=path, metavar="文件", help="上年的文件，用来核对跨年关系")
    stage = build.add_mutually_exclusive_group()
    stage.add_argument("--draft", action="store_true", help="有错误也生成，标题前注明草稿")
    stage.add_argument("--final", action="store_true", help="定稿：有待填、待补充的就不生成")
    build.add_argument("--layout", type=path, metavar="文件", help="用自己改过样式的 layout.docx")
    many.engine_options(build)

    many.merge_options(command("merge", "把一个文件夹里各单位的表逐格相加，成为全地区的表"))

    wizard = command("wizard", "在终端里回答问题，得到年度报告")
    wizard.add_argument("file", nargs="?", type=path, metavar="文件", help="接着填的填报数据文件，或者要修改的填报表")
    wizard.add_argument("--standard", metavar="格式", help="不按年度自动选，用这种格式")
    wizard.add_argument(
        "-o", "--output", type=path, default=".", metavar="文件夹", help="报告放在哪个文件夹，默认当前文件夹"
    )

    answers = command("answers", "把填报表转成填报数据文件（YAML 或 JSON），可以直接阅读和修改")
    answers.add_argument("file", type=path, metavar="文件", help="填报表（.xlsx）或填报数据文件")
    answers.add_argument(
        "-o", "--output", type=path, metavar="文件", help="以 .yaml 或 .json 结尾，默认与原文件同名的 .yaml"
    )

    rules = command("rules", "列出审读规则，或说明其中一条")
    rules.add_argument("code", nargs="?", metavar="代码", help="规则代码，如 C1，或勾稽关系的代码，如 T3-1")
    rules.add_argument("--json", action="store_true", help="输出 JSON，供程序使用")

    standards = command("standards", "列出各种年报格式，或显示其中一种")
    standards.add_argument("standard", nargs="?", metavar="格式", help="要显示的格式")
    standards.add_argument("--json", action="store_true", help="输出 JSON，供程序使用")
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 done, 1 the report has errors, 2 the input or the arguments cannot be used."""
    _make_streams_safe()
    known = parser()
    given: Namespace = known.parse_args(arguments)
    if not given.command:
        if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
            known.print_help()
            return 0
        return _menu()
    try:
        if getattr(given, "templates", None) and not given.templates.is_dir():
            raise InputError(f"{given.templates}：没有这个文件夹，--templates 要写放年报格式的文件夹。")
        code: int = importlib.import_module(f"generator.command.{given.command}").run(given)
        sys.stdout.flush()
        return code
    except DefinitionError as problem:
        print(f"年报格式的定义有错：\n{problem}", file=sys.stderr)
        return 2
    except NianbaoError as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of our output has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as problem:  # what was to be printed cannot be
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"结果写不出去：{problem.strerror or problem}。", file=sys.stderr)
        return 2


def _menu() -> int:
    from generator.command.menu import choose
    from generator.wizard.terminal import Terminal

    try:
        return choose(Terminal(), main)
    except (KeyboardInterrupt, EOFError):
        return 130


def _make_streams_safe() -> None:
    """Output that is closed goes nowhere; characters a terminal cannot show are told by their numbers."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
