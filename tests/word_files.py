"""Word files of a few elements, made in the tests from the XML that Word and WPS write."""

from __future__ import annotations

import zipfile
from io import BytesIO

from generator.document.blocks import Block, Statistics, text_of
from generator.readers.read_file import ReadFile
from generator.readers.word_reader import read_word
from tests.web_pages import spans

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
_NAMED = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in SPACES.items())
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Told = str | list[tuple[int, int, int, int, str]]


def package(parts: dict[str, str]) -> bytes:
    """A zip of these parts."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return written.getvalue()


def docx_of(body: str, **parts: str) -> bytes:
    """A file of a body and the parts it leads to, each by what its root holds."""
    led = "".join(f'<Relationship Id="{kind}" Type="{_KIND}/{kind}" Target="{kind}.xml"/>' for kind in parts)
    return package(
        {
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{led}</Relationships>',
            **{f"word/{kind}.xml": part(kind, inside) for kind, inside in parts.items()},
        }
    )


def part(root: str, inside: str) -> str:
    return f"<w:{root} {_NAMED}>{inside}</w:{root}>"


def run(*content: str, looks: str = "") -> str:
    """A run of texts and elements."""
    return f"<w:r><w:rPr>{looks}</w:rPr>{''.join(map(_text, content))}</w:r>"


def _text(content: str) -> str:
    return content if content.startswith("<") else f'<w:t xml:space="preserve">{content}</w:t>'


def para(*content: str, looks: str = "") -> str:
    """A paragraph of texts and elements."""
    inside = "".join(one if one.startswith("<") else f"<w:r>{_text(one)}</w:r>" for one in content)
    return f"<w:p>{f'<w:pPr>{looks}</w:pPr>' if looks else ''}{inside}</w:p>"


def cell(*content: str, looks: str = "") -> str:
    """A cell of paragraphs; a text is a paragraph."""
    inside = "".join(one if one.startswith("<") else para(one) for one in content)
    return f"<w:tc>{f'<w:tcPr>{looks}</w:tcPr>' if looks else ''}{inside}</w:tc>"


def row(*cells: str, looks: str = "") -> str:
    """A row of cells; a text is a cell."""
    inside = "".join(one if one.startswith("<") else cell(one) for one in cells)
    return f"<w:tr>{f'<w:trPr>{looks}</w:trPr>' if looks else ''}{inside}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def box(*content: str) -> str:
    """A text box as Word writes it, twice: as a shape, and for older programs."""
    inside = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )


def control(*content: str) -> str:
    """A content control around blocks, rows, cells or runs."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{''.join(content)}</w:sdtContent></w:sdt>"


def field(code: str, *result: str) -> str:
    """A field of runs: its code, and its result where it has one."""
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = code if code.startswith("<") else f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return begin + code + (middle + "".join(result) if result else "") + end


def style(name: str, looks: str = "", run_looks: str = "", based_on: str = "") -> str:
    """A paragraph style whose id is its name."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{looks}</w:pPr><w:rPr>{run_looks}</w:rPr></w:style>"
    )


def of_style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def read(body: str, **parts: str) -> ReadFile:
    return read_word("年报.docx", docx_of(body, **parts))


def told(data: bytes) -> list[Told]:
    """The words of each block; of a table row, column, rows, columns and text of each cell."""
    return [_told(block) for block in read_word("年报.docx", data).document.blocks]


def told_in(body: str, **parts: str) -> list[Told]:
    return told(docx_of(body, **parts))


def _told(block: Block) -> Told:
    return spans(block) if isinstance(block, Statistics) else text_of(block)


def single(*rows: list[str]) -> list[tuple[int, int, int, int, str]]:
    """The cells of a table without merged ones."""
    return [(at, column, 1, 1, text) for at, texts in enumerate(rows) for column, text in enumerate(texts)]
