"""Quoting: answers in a draft carry their names through the template, so that every word printed is known to be theirs."""

from __future__ import annotations

import re

from generator.document.blocks import Quote

# Control characters that no answer can hold: a quotation opens with its name and closes.
_OPEN, _NAMED, _CLOSE = "\x03", "\x04", "\x05"
_SIGN = re.compile(rf"{_OPEN}([^{_NAMED}]*){_NAMED}|{_CLOSE}")


def quotation(text: str, name: str) -> str:
    """A text marked as that of an answer; without a name it stays as it is."""
    return f"{_OPEN}{name}{_NAMED}{text}{_CLOSE}" if name else text


def unmarked(text: str) -> tuple[str, tuple[Quote, ...]]:
    """A rendered text without its marks, and what they enclosed."""
    if _OPEN not in text:
        return text, ()
    words, opened, quotes = "", ("", 0), []
    at = 0
    for found in _SIGN.finditer(text):
        words += text[at : found.start()]
        at = found.end()
        if found[1] is not None:
            opened = found[1], len(words)
        else:
            quotes.append(Quote(opened[1], len(words), opened[0]))
    return words + text[at:], tuple(quotes)
