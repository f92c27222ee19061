"""The characters no document can hold, for all that is written into workbooks and files."""

from __future__ import annotations

import re

FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text with a box for each character that no document can hold."""
    return FORBIDDEN.sub("□", text)
