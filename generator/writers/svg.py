"""The elements a picture is drawn of, as SVG text; what is said in them is text, never markup."""

from __future__ import annotations

import re

from generator.words.characters import visible
from generator.words.widths import width
from generator.writers.html_page import in_attribute

INK, MUTED, MAIN, PAST, GRID, PAPER = "#1f2937", "#4b5563", "#1f5a96", "#9db4cc", "#d0d7de", "#ffffff"
FACE = (
    "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, SimHei, WenQuanYi Micro Hei, WenQuanYi Zen Hei, "
    "Noto Serif CJK SC, Source Han Serif SC, SimSun, STSong, FangSong, AR PL UMing CN, Droid Sans Fallback, sans-serif"
)
_PIECES = re.compile(r"[!-~]{1,24}|.", re.DOTALL)  # what a line is not broken in


def text(
    at: tuple[float, float], words: str, size: float, anchor: str = "start", fill: str = INK, more: str = ""
) -> str:
    """Words at a point of their baseline, without characters that nobody sees, which could turn their order."""
    set_at = f'x="{at[0]:g}" y="{at[1]:g}" font-size="{size:g}" fill="{fill}"'
    side = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f"<text {set_at}{side}{more}>{in_attribute(visible(words))}</text>\n"


def box(at: tuple[float, float], wide: float, high: float, fill: str, more: str = "") -> str:
    """A rectangle from its upper left corner."""
    return f'<rect x="{at[0]:g}" y="{at[1]:g}" width="{wide:.1f}" height="{high:.1f}" fill="{fill}"{more}/>\n'


def ribbon(left: tuple[float, float], right: tuple[float, float], high: float, fill: str) -> str:
    """A band of one height from one upper corner to another."""
    (x, y), (u, v), middle = left, right, (left[0] + right[0]) / 2
    path = f"M{x:g} {y:.1f}C{middle:g} {y:.1f} {middle:g} {v:.1f} {u:g} {v:.1f}V{v + high:.1f}"
    path += f"C{middle:g} {v + high:.1f} {middle:g} {y + high:.1f} {x:g} {y + high:.1f}Z"
    return f'<path d="{path}" fill="{fill}" fill-opacity="0.45"/>\n'


def drawing(wide: int, high: float, inside: str, label: str) -> str:
    """A drawing of its own; `label` is what is heard of it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high:g}" width="{wide}" height="{high:g}" '
        f'role="img" aria-label="{in_attribute(label)}" font-family="{FACE}">\n{inside}</svg>\n'
    )


def in_lines(words: str, most: int) -> list[str]:
    """Words in lines of at most so many half-width columns, each about as long as the others, a number whole where it can be."""
    long = width(words)
    even = -(-long // max(1, -(-long // most))) + 8  # room for a number that is not broken
    lines = [""]
    for piece in _PIECES.findall(words):
        if width(lines[-1] + piece) > min(most, even) and lines[-1]:
            lines.append("")
        lines[-1] += piece
    return lines
