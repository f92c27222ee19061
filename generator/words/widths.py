"""The width of text on a page of characters or in a cell."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache


@lru_cache(maxsize=4096)
def width(text: str) -> int:
    """Half-width columns: Chinese characters and punctuation, and what may be as wide (“ ① —), take two.

    A character of GBK has as many columns as bytes; what GBK does not have is measured by wcwidth.
    """
    if min(text, default=" ") >= " ":
        with suppress(UnicodeEncodeError):
            return len(text.encode("gbk"))
    from wcwidth import width as wide  # its tables take longer to load than most reports to write

    return wide(text, control_codes="ignore", ambiguous_width=2)
