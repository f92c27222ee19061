"""Inputs changed at a few places: bytes as they are, or words and lines of a text, or of one part of a package."""

from __future__ import annotations

import contextlib
import io
import random
import re
import zipfile
from collections.abc import Callable
from functools import lru_cache

NASTY = [
    *("", "-1", "0", "7", "1e400", "NaN", "１２", "3.5", "9" * 400, "#REF!", "=1+1", "{{7*7}}", "@table applications"),
    *("\x1b[2J", "\x00", "\u202e", "\ufeff", "&e;", "<a>", "]]>", "\r", "\n", '"', ": ", "字" * 3000, "2024-13-45"),
    *(
        "_x001B_",
        "%s",
        "*x",
        "[" * 300,
        "25.1万元",
        "1,000",
        "无",
        "/",
        "2024年1月25日",
        "【待补充】",
        "\ud800",
        "null",
    ),
]
PACKAGES = (".xlsx", ".docx", ".zip")
_WORD = re.compile(rb"\d+|[A-Za-z_]+|(?:[\xe4-\xe9][\x80-\xbf]{2})+")
_BYTES = [word.encode("utf-8", "surrogatepass") for word in NASTY]
_PART = 200_000  # bytes; what a change costs grows with the part


def mutated(data: bytes, suffix: str, chance: random.Random) -> bytes:
    """The bytes changed: as they are, or within one part of a package."""
    if suffix in PACKAGES and chance.random() < 0.9:
        with contextlib.suppress(Exception):  # past finds are damaged packages
            return _with_a_part_mutated(data, chance)
    return _changed(data, chance)


def _with_a_part_mutated(data: bytes, chance: random.Random) -> bytes:
    parts = dict(_parts(data))
    sheets = [name for name in parts if "sheet" in name or "document" in name]
    name = chance.choice(sheets if sheets and chance.random() < 0.5 else sorted(parts))
    parts[name] = _changed(parts[name], chance)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as written:
        for part, content in parts.items():
            if part != name or chance.random() < 0.95:
                written.writestr(part, content)
    return stream.getvalue()


@lru_cache(maxsize=200)
def _parts(data: bytes) -> tuple[tuple[str, bytes], ...]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return tuple((name, package.read(name)) for name in package.namelist())


def _changed(data: bytes, chance: random.Random) -> bytes:
    ways: list[Callable[[bytes, random.Random], bytes]] = [_some_bytes, _a_word, _a_word, _a_line]
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(ways if len(data) < _PART else ways[:1])(data, chance)
    return data


def _some_bytes(data: bytes, chance: random.Random) -> bytes:
    at, length = chance.randint(0, len(data)), chance.choice([0, 1, 1, 4, 40])
    other = chance.randint(0, len(data))
    filler = chance.choice([chance.choice(_BYTES), chance.randbytes(2), data[other : other + 40]])
    return data[:at] + filler + data[at + length :]


def _a_word(data: bytes, chance: random.Random) -> bytes:
    """A number or a word changed for another, or for one of the same text."""
    start = chance.randint(0, len(data))
    found = _WORD.search(data, start) or _WORD.search(data)
    if not found:
        return _some_bytes(data, chance)
    other = _WORD.search(data, chance.randint(0, len(data))) or found
    filler = chance.choice([chance.choice(_BYTES), str(chance.randrange(10**6)).encode(), other[0]])
    return data[: found.start()] + filler + data[found.end() :]


def _a_line(data: bytes, chance: random.Random) -> bytes:
    """A line, or of XML an element's edge, left out, doubled or moved."""
    edge = b"\n" if data.count(b"\n") > 3 else b"><"
    lines = data.split(edge)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    way = chance.randrange(3)
    if way == 0:
        del lines[one]
    elif way == 1:
        lines.insert(other, lines[one])
    else:
        lines[one], lines[other] = lines[other], lines[one]
    return edge.join(lines)
