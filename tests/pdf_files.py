"""Small PDFs made by hand: text in a Chinese font that is not embedded, rules, boxes, images and forms."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

A4 = (595, 842)
# How the fonts tell what they print: by Unicode, by GBK (as official typesetting does), by nothing at all.
FONTS = {"F1": ("UniGB-UCS2-H", "utf-16-be"), "F2": ("GBK-EUC-H", "gbk"), "F3": ("Identity-H", "utf-16-be")}
_CJK = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/%s/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
    b"/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)/Supplement 2>>/DW 1000/W[1 95 500 814 939 500]"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/Ascent 880/Descent -120/CapHeight 700"
    b"/ItalicAngle 0/StemV 80/FontBBox[0 -120 1000 880]>>>>]>>"
)


def stream(content: bytes, dictionary: bytes = b"", packed: bool = True) -> bytes:
    body = zlib.compress(content, 9) if packed else content
    told = dictionary + (b"/Filter/FlateDecode" if packed else b"")
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (told, len(body), body)


def file_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1; the first is its catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(objects) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, start)
    return bytes(out)


class Sheet:
    """A page to be drawn on, in points from the lower left."""

    def __init__(self, size: tuple[int, int] = A4, turned: int = 0) -> None:
        self.size, self.turned = size, turned
        self.content, self.images, self.forms = b"", 0, list[bytes]()

    def text(self, x: float, y: float, text: str, size: float = 12, font: str = "F1", matrix: str = "1 0 0 1") -> Sheet:
        code = text.encode(FONTS[font][1]).hex()
        return self.raw(f"BT /{font} {size} Tf {matrix} {x} {y} Tm <{code}> Tj ET")

    def lines(self, x: float, y: float, texts: Iterable[str], size: float = 12, leading: float = 24) -> Sheet:
        for number, text in enumerate(texts):
            self.text(x, y - number * leading, text, size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        return self.raw(f"0.5 w {x0} {y0} m {x1} {y1} l S")

    def bar(self, x: float, y: float, width: float, height: float, colour: str = "0 0 0") -> Sheet:
        return self.raw(f"{colour} rg {x} {y} {width} {height} re f 0 0 0 rg")

    def box(self, x: float, y: float, width: float, height: float) -> Sheet:
        return self.raw(f"{x} {y} {width} {height} re S")

    def table(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]], size: float = 10) -> Sheet:
        """A table fully ruled, from its edges; a cell that is None is part of the one left of it."""
        self.rules([(xs[0], y, xs[-1], y) for y in ys])
        for top, bottom, row in zip(ys, ys[1:], rows, strict=False):
            for x, text in zip(xs, row, strict=False):
                if text is not None:
                    self.rule(x, top, x, bottom)
                    self.lines(x + 4, top - size - 2, text.split("\n"), size, size + 2)
            self.rule(xs[-1], top, xs[-1], bottom)
        return self

    def rules(self, rules: Iterable[tuple[float, float, float, float]]) -> Sheet:
        for rule in rules:
            self.rule(*rule)
        return self

    def image(self, x: float, y: float, width: float, height: float) -> Sheet:
        self.images += 1
        return self.raw(f"q {width} 0 0 {height} {x} {y} cm /Im Do Q")

    def form(self, inner: Sheet, matrix: str = "1 0 0 1 0 0") -> Sheet:
        """Another sheet, drawn as one thing."""
        self.forms.append(inner.content)
        return self.raw(f"q {matrix} cm /Fm{len(self.forms)} Do Q")

    def raw(self, operators: str) -> Sheet:
        self.content += operators.encode("ascii") + b"\n"
        return self


def pdf(*sheets: Sheet) -> bytes:
    """The file of these pages."""
    fonts = [_CJK % (code.encode(), b"Identity" if code == "Identity-H" else b"GB1") for code, _ in FONTS.values()]
    image = stream(b"\xff", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8")
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", *fonts, image]
    named = b" ".join(b"/%s %d 0 R" % (name.encode(), number) for number, name in enumerate(FONTS, 3))
    pages = []
    for sheet in sheets:
        drawn = b"/Im 6 0 R" if sheet.images else b""
        for number, form in enumerate(sheet.forms, 1):
            shape = b"/Type/XObject/Subtype/Form/BBox[-2000 -2000 2000 2000]/Resources<</Font<<%s>>>>" % named
            objects.append(stream(form, shape))
            drawn += b"/Fm%d %d 0 R" % (number, len(objects))
        objects.append(stream(sheet.content))
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Rotate %d/Contents %d 0 R"
        objects.append(
            page % (*sheet.size, sheet.turned, len(objects))
            + b"/Resources<</Font<<%s>>/XObject<<%s>>>>>>" % (named, drawn)
        )
        pages.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(pages), len(pages))
    return file_of(objects)


def locked(data: bytes) -> bytes:
    """The file with a password that nobody knows."""
    secret = b"/Filter/Standard/V 2/R 3/Length 128/P -3904/O(%s)/U(%s)" % (b"o" * 32, b"u" * 32)
    return data.replace(b"trailer<<", b"trailer<</Encrypt<<%s>>/ID[(0)(0)]" % secret)
