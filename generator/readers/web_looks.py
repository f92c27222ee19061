"""What the tags and styles of a web page say of how it looks: what is not seen, what begins a line, what is centred."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

NEVER_SEEN = frozenset(
    "head title script style noscript template select option textarea button input datalist iframe frame noframes object"
    " embed applet svg canvas audio video map rp rt xml meta link base param".split()
)
BOXES = frozenset(
    "html body div section article main header footer nav aside center form fieldset td th ul ol dl table blockquote"
    " details figure".split()
)  # what a part of a page may be wrapped in
BLOCKS = BOXES | frozenset(
    "p h1 h2 h3 h4 h5 h6 li dt dd pre hr address caption legend figcaption summary tr thead tbody tfoot col colgroup"
    " listing xmp dir menu isindex search hgroup optgroup".split()
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_KEPT = frozenset(("pre", "listing", "xmp", "plaintext"))
_SPACES = re.compile(r"\s+")
_HIDDEN = re.compile(r"(?:^|;)(?:display:none|visibility:hidden|mso-hide:all|font-size:0(?:p[xt]|em|%)?(?:$|[;!]))")
_BLOCK = re.compile(r"(?:^|;)display:(?:block|table|flex|grid|list-item)")
_ALIGNED = re.compile(r"(?:^|;)text-align:([a-z-]+)")
_LONGEST = 2000  # characters of a style that are looked at


class Looks(NamedTuple):
    """What a style attribute says: hidden, lines of its own, centred or not where it says so, line ends kept.

    `numbering` marks the number that Word has set before a paragraph, `unnumbered` a list without numbers.
    """

    hidden: bool = False
    block: bool = False
    centred: bool | None = None
    kept: bool = False
    numbering: bool = False
    unnumbered: bool = False


_PLAIN = Looks()


def looks(tag: str, attributes: Mapping[str, str]) -> Looks:
    """How an element looks, by its tag and its own attributes."""
    style = attributes.get("style", "")
    told = _styled(style[:_LONGEST]) if style else _PLAIN
    if tag in _KEPT:
        told = told._replace(kept=True)
    if told.centred is None and (tag == "center" or "align" in attributes):
        align = attributes.get("align", "") or ("center" if tag == "center" else "")
        told = told._replace(centred=align.lower() == "center") if align else told
    return told


@lru_cache(maxsize=1024)
def _styled(style: str) -> Looks:
    bare = _SPACES.sub("", style.lower())
    aligned = _ALIGNED.search(bare)
    return Looks(
        _HIDDEN.search(bare) is not None,
        _BLOCK.search(bare) is not None,
        aligned[1] == "center" if aligned else None,
        "white-space:pre" in bare,
        "mso-list:ignore" in bare,
        "list-style:none" in bare or "list-style-type:none" in bare,
    )


def never_seen(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether no browser ever shows what stands in an element as text: scripts, forms, the running heads that an office program saves."""
    return tag in NEVER_SEEN or (tag == "div" and attributes.get("title") in ("header", "footer"))


def unseen(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is not seen as the page was saved; a script may yet show it."""
    if never_seen(tag, attributes):
        return True
    return bool(attributes) and ("hidden" in attributes or looks(tag, attributes).hidden)
