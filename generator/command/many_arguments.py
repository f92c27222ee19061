"""The arguments for the files of many units."""

from __future__ import annotations

import argparse

from generator.command.arguments import Parser, path
from generator.errors import InputError


def engine_options(parser: Parser) -> None:
    """How the work is done."""
    several = parser.add_argument_group("一个文件夹的文件")
    several.add_argument("--jobs", type=_jobs, metavar="个数", help="用几个进程；不写时文件多了自动用全部核")
    several.add_argument("--scheduler", default="", metavar="地址", help="交给 Dask 集群做，如 tcp://主机:8786")


def form_options(parser: Parser) -> None:
    """Hand out."""
    parser.add_argument(
        "--units",
        type=path,
        metavar="名单",
        help="单位名单（.xlsx、.csv、.txt，一行一个单位），给每个单位生成一份；这时 --last-year 可以是文件夹",
    )
    engine_options(parser)


def check_options(parser: Parser) -> None:
    """Check many."""
    engine_options(parser)
    parser.add_argument("--units", type=path, metavar="名单", help="核对文件夹时：单位名单，用来找没有报的单位")
    parser.add_argument("--report", type=path, metavar="文件", help="核对文件夹时：把结果写成表（.xlsx）")
    parser.add_argument(
        "--annotate",
        type=path,
        metavar="位置",
        help="另存标出问题的填报表，原表不动：核对一份时写文件名（.xlsx），核对文件夹时写文件夹，用来退回",
    )


def refuse_folder_options(given: argparse.Namespace) -> None:
    """Raise InputError when an option for a folder of files is given with one file."""
    for option in ("report", "units", "scheduler"):
        if getattr(given, option, None):
            raise InputError(f"--{option} 要和文件夹一起用：{given.file} 不是文件夹。")


def merge_options(parser: Parser) -> None:
    """Add up."""
    parser.add_argument("file", type=path, metavar="文件夹", help="各单位的填报表和填报数据文件所在的文件夹")
    parser.add_argument("-o", "--output", type=path, metavar="文件", help="汇总表，以 .xlsx、.yaml 或 .json 结尾")
    parser.add_argument("--agency", default="", metavar="机关", help="汇总表的编制机关，如 某某县人民政府")
    parser.add_argument(
        "--last-year", type=path, metavar="文件", help="全地区上年的文件，用来核对跨年关系、带入机关信息"
    )
    parser.add_argument("--against", type=path, metavar="文件", help="和已经填好的全地区的表逐格比较")
    parser.add_argument("--units", type=path, metavar="名单", help="单位名单，用来找没有报的单位")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--with-errors", action="store_true", help="有错误的单位也加进去")
    choice.add_argument("--without-errors", action="store_true", help="有错误的单位不加，只加其余的单位")
    engine_options(parser)


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"“{text}”不是 1 到 256 的整数")
    return int(text)
