"""A form of ours that was printed or exported: its tables are read like any report's, the words around them are no report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.document.places import Place
from generator.examination.findings import UNREAD, Finding
from generator.words.folding import TextLine

_TITLE = re.compile(r"填报表[（(]20\d\d")
_LABEL = re.compile(r"\s*编制(?:机关|单位)(?:[\s:：]|$)")
_HEAD = 40


def is_printed_form(lines: Sequence[TextLine]) -> bool:
    """Whether a text begins as our form does: its title, then the cover."""
    head = [line.text for line in lines[:_HEAD]]
    return any(map(_TITLE.search, head)) and any(map(_LABEL.match, head))


def printed_finding(name: str) -> Finding:
    """That of a printed form only the tables were read."""
    return Finding(
        UNREAD,
        "warning",
        Place(file=name),
        "打印的填报表",
        "这是填报表打印或者另存成的文件，只读了封面的编制机关、成文日期和各表的数，各章文字没有看",
        "请交填报表本身（.xlsx）",
    )
