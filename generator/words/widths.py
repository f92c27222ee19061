"""The width of text on a page of characters or in a cell."""

from __future__ import annotations


def width(text: str) -> int:
    """Half-width columns: Chinese characters and punctuation, and what may be as wide (“ ① —), take two."""
    if text.isascii():
        return len(text)
    from wcwidth import width as wide  # its tables are not needed for every command

    return wide(text, control_codes="ignore", ambiguous_width=2)
