"""What the tags and styles of a web page say of how it looks: what is not seen, what begins a line, what is centred."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

INLINE, NUMBERING, BLOCK, BOX = range(4)
_BOXES = [
    "html",
    "body",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "nav",
    "aside",
    "center",
    "form",
    "fieldset",
    "td",
    "th",
    "ul",
    "ol",
    "dl",
    "table",
    "blockquote",
    "details",
    "figure",
]  # what a part of a page may be wrapped in
_BLOCKS = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "dt",
    "dd",
    "pre",
    "hr",
    "address",
    "caption",
    "legend",
    "figcaption",
    "summary",
    "tr",
    "thead",
    "tbody",
    "tfoot",
    "col",
    "colgroup",
    "listing",
    "xmp",
    "dir",
    "menu",
    "hgroup",
]
_RANKS = dict.fromkeys(_BLOCKS, BLOCK) | dict.fromkeys(_BOXES, BOX)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NEVER_SEEN = [
    "head",
    "title",
    "script",
    "style",
    "noscript",
    "template",
    "select",
    "option",
    "textarea",
    "button",
    "input",
    "datalist",
    "iframe",
    "frame",
    "noframes",
    "object",
    "embed",
    "applet",
    "svg",
    "canvas",
    "audio",
    "video",
    "map",
    "rp",
    "rt",
    "xml",
    "meta",
    "link",
    "base",
]
_KEPT = ("pre", "listing", "xmp", "plaintext")
_OF_OFFICE = ("header", "footer")  # how LibreOffice names the running heads of the pages it had
_SPACES = re.compile(r"\s+")
_HIDDEN = re.compile(r"(?:^|;)(?:display:none|visibility:hidden|mso-hide:all|font-size:0(?:p[xt]|em|%)?(?:$|[;!]))")
_BLOCK = re.compile(r"(?:^|;)display:(?:block|table|flex|grid|list-item)")
_ALIGNED = re.compile(r"(?:^|;)text-align:([a-z-]+)")
_TO_BE_HEARD = frozenset(("visually-hidden", "sr-only"))  # what pages call the classes of text for screen readers alone
_LONGEST = 2000  # characters of a style that are looked at


class Looks(NamedTuple):
    """What an element says of itself: never text or hidden for now, lines of its own, centred or not, line ends kept.

    `numbering` marks the number that Word has set before a paragraph, `unnumbered` a list without numbers.
    """

    never: bool = False
    hidden: bool = False
    block: bool = False
    centred: bool | None = None
    kept: bool = False
    numbering: bool = False
    unnumbered: bool = False


Hides = Callable[[Looks], bool]
_PLAIN = Looks()
_BY_TAG = {
    **dict.fromkeys(_NEVER_SEEN, Looks(never=True)),
    **dict.fromkeys(_KEPT, Looks(kept=True)),
    "center": Looks(centred=True),
}
_CENTRED = (Looks(centred=False), Looks(centred=True))


def never_seen(look: Looks) -> bool:
    """Whether no browser ever shows what stands in an element as text."""
    return look.never


def unseen(look: Looks) -> bool:
    """Whether an element is not seen as the page was saved; a script may yet show it."""
    return look.never or look.hidden


def looks(tag: str, attributes: Mapping[str, str]) -> Looks:
    """How an element looks, by its tag and its own attributes."""
    told = _BY_TAG.get(tag, _PLAIN)
    if not attributes:
        return told
    style, align = attributes.get("style"), attributes.get("align")
    if style:
        styled = _styled(style[:_LONGEST])
        told = styled if told is _PLAIN else styled._replace(never=told.never, kept=told.kept or styled.kept)
    if align and told.centred is None:
        told = _CENTRED[align.lower() == "center"] if told is _PLAIN else told._replace(centred=align == "center")
    if "hidden" in attributes or not _TO_BE_HEARD.isdisjoint(attributes.get("class", "").split()):
        told = told._replace(hidden=True)
    return told._replace(never=True) if tag == "div" and attributes.get("title") in _OF_OFFICE else told


@lru_cache(maxsize=1024)
def _styled(style: str) -> Looks:
    bare = _SPACES.sub("", style.lower())
    aligned = _ALIGNED.search(bare)
    return Looks(
        hidden=_HIDDEN.search(bare) is not None,
        block=_BLOCK.search(bare) is not None,
        centred=aligned[1] == "center" if aligned else None,
        kept="white-space:pre" in bare,
        numbering="mso-list:ignore" in bare,
        unnumbered="list-style:none" in bare or "list-style-type:none" in bare,
    )


def rank_of(tag: str, look: Looks) -> int:
    """What an element is in the text: a part of a page, a block of its own, the number Word has set before one, or none of these."""
    return _RANKS.get(tag) or (BLOCK if look.block else NUMBERING if look.numbering else INLINE)
