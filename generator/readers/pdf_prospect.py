"""A look at the bytes of a PDF before it is opened: whether reading it can cost no more than a report costs.

pdfium draws a form as often as it is named, forms inside forms as often as all of that together, and unpacks whatever it
is given: a few hundred bytes can keep it busy for days. What is not plain here is opened in a process of its own.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

MAX_DRAWING = 3_000_000  # bytes that draw; a report has some ten thousand a page
MAX_UNPACKED = 50_000_000  # bytes of all streams, with fonts and pictures
_MAX_STREAMS = 5_000
_CHUNK, _BLOCK = 1_000_000, 60_000
_DICTIONARY = 2_000  # bytes before a stream in which its dictionary stands
_STREAM = b"stream"
_FILTER = re.compile(rb"/Filter\s*(?:\[([^\]]*)\]|/(\w+))")
_PICTURE = {b"DCTDecode", b"JPXDecode", b"CCITTFaxDecode", b"JBIG2Decode"}
_DRAWS = re.compile(rb"\sDo\b")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f\x80-\xff]")
_HIDDEN = re.compile(rb"#|/Subtype\s*\d|/Filter\s*\d|/Filter\s*\[\s*\d")  # names that the eye of this module would miss


class _Stream(NamedTuple):
    """An unpacked stream: its bytes, those of them that draw, how often it draws another, whether it is a form."""

    size: int
    drawing: int
    draws: int
    is_form: bool


class _NotPlain(Exception):
    pass


def is_plain(data: bytes) -> bool:
    """Whether a file holds nothing that unpacks or draws out of all proportion, and nothing that hides it."""
    if b"/Encrypt" in data:
        return False
    unpacked = drawing = pages_draw = forms = 0
    try:
        for number, stream in enumerate(_streams(data)):
            unpacked, drawing = unpacked + stream.size, drawing + stream.drawing
            forms += stream.drawing if stream.is_form else 0
            pages_draw += stream.draws
            if number > _MAX_STREAMS or unpacked > MAX_UNPACKED or (stream.is_form and stream.draws):
                return False
    except (_NotPlain, zlib.error):
        return False
    return drawing + pages_draw * forms <= MAX_DRAWING


def _streams(data: bytes) -> Iterator[_Stream]:
    for start in _starts(data):
        before = data[max(start - _DICTIONARY, 0) : start]
        _, marked, dictionary = before.rpartition(b"obj")
        if not marked or _HIDDEN.search(dictionary):
            raise _NotPlain
        filters = _filters(dictionary)
        if filters and filters[0] in _PICTURE and len(filters) == 1:
            continue
        if filters not in ([], [b"FlateDecode"]):
            raise _NotPlain
        yield _looked_through(_parts(data, start, bool(filters)), b"/Form" in dictionary)


def _starts(data: bytes) -> Iterator[int]:
    """Where the bytes of each stream begin."""
    at = data.find(_STREAM)
    while at >= 0:
        end = at + len(_STREAM)
        line_end = data[end : end + 2]
        if data[at - 3 : at] != b"end" and line_end[:1] in (b"\r", b"\n"):
            yield end + (2 if line_end == b"\r\n" else 1)
        at = data.find(_STREAM, end)


def _filters(dictionary: bytes) -> list[bytes]:
    told = _FILTER.search(dictionary)
    return (told[1] or told[2]).replace(b"/", b" ").split() if told else []


def _parts(data: bytes, start: int, packed: bool) -> Iterator[bytes]:
    """A stream in parts, unpacked."""
    if not packed:
        end = data.find(b"endstream", start)
        yield data[start : end if end >= 0 else len(data)]
        return
    unpacking = zlib.decompressobj()
    for at in range(start, len(data), _BLOCK):
        part = unpacking.decompress(data[at : at + _BLOCK], _CHUNK)
        while part:
            yield part
            part = unpacking.decompress(unpacking.unconsumed_tail, _CHUNK)
        if unpacking.eof:
            return


def _looked_through(parts: Iterator[bytes], is_form: bool) -> _Stream:
    size = drawing = draws = 0
    for part in parts:
        size += len(part)
        if size > MAX_UNPACKED:
            raise _NotPlain
        if is_form or len(_BINARY.findall(part[:1000])) < 50:
            drawing += len(part)
            draws += len(_DRAWS.findall(part))
    return _Stream(size, drawing, draws, is_form)
