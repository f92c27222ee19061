"""The findings on one file that only the other files of the folder, or the list of units, lead to; all stand at its agency."""

from __future__ import annotations

from pathlib import Path

from generator.batch.unit_check import Judged
from generator.batch.unit_list import Unit
from generator.examination.findings import NOT_LISTED, OTHER_FORM, SAME_FIGURES, Finding, Severity
from generator.form.layout import COVER_PREFIX
from generator.standard.definition import AGENCY

_ORDER = (-1, 0)


def not_listed(judged: Judged, near: Unit | None) -> Finding:
    """A unit that is not on the list, with the one it is surely like."""
    like = f"，最像“{near.name}”" if near else "，也没有相近的"
    advice = (
        f"是“{near.name}”的，把编制机关改成全称，或者在名单“简称”一栏写上“{judged.agency}”"
        if near
        else "是名单漏了这个单位，就补进名单；不是本地区的，把文件移走"
    )
    return _finding(judged, NOT_LISTED, "error", f"“{judged.agency}”不在名单上{like}", advice)


def misnamed(judged: Judged, called: Unit) -> Finding:
    """A file called by the name of another unit than the one it says it is of."""
    message = f"文件名是“{called.name}”，编制机关写的是“{judged.agency}”"
    return _finding(judged, NOT_LISTED, "error", message, "查清是哪个单位的，改编制机关或者文件名")


def as_file_says(judged: Judged, name: str) -> Finding:
    """A file that names no agency, taken for that of the unit it is called by."""
    message = f"没有读到编制机关，按文件名“{Path(judged.file).name}”算作“{name}”的"
    return _finding(judged, NOT_LISTED, "warning", message, "打开文件看一眼是不是它的")


def other_form(judged: Judged, most: tuple[str, int], count: int) -> Finding:
    """A form of another year or standard than most of the folder."""
    message = (
        f"这份是 {judged.year} 年度、{judged.standard} 格式的，收来的有 {count} 份是 {most[1]} 年度、{most[0]} 格式的"
    )
    return _finding(judged, OTHER_FORM, "error", message, f"退回，换 {most[1]} 年度的表重填；不能和其他单位的相加")


def same_figures(judged: Judged, other: str) -> Finding:
    """A file whose figures and words are those of another unit's file."""
    message = f"全部的数和“{other}”的一模一样"
    advice = "查清是抄来的，还是同一份用两个名称交了两次；汇总时会算两次"
    return _finding(judged, SAME_FIGURES, "error", message, advice)


def _finding(judged: Judged, code: str, severity: Severity, message: str, advice: str) -> Finding:
    about = f"{COVER_PREFIX}{AGENCY}"
    return Finding(code, severity, judged.at, "编制机关", message, advice, order=_ORDER, about=about)
