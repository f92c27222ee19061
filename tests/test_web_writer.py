"""The web page: each figure heard under its official heads, words never markup, read back the same, nothing asked of anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from generator.document.blocks import Document, Heading, Paragraph, Statistics
from generator.document.comparison import same
from generator.drafting import draft
from generator.errors import OutputError
from generator.examination import examine
from generator.flow.case import open_case
from generator.readers.web_reader import read_web
from generator.standard import Standard, load_standard, standard_ids
from generator.standard.figures import Figure
from generator.writers.web_verification import verify_web
from generator.writers.web_writer import write_pasted, write_web
from tests.conftest import EXAMPLES, answers_of
from tests.page_policy import assert_closed

WRITERS: list[Callable[[Document], bytes]] = [write_web, write_pasted]
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></tr></table><h1>别的</h1>",
    "]]>&lt;b&gt;&amp;nbsp;",
    "<!-- 注 --><style>*{display:none}</style>",
    "javascript:alert(1) ${1} {{ 7*7 }}",
]


def drafted(standard: Standard, **cover: str) -> Document:
    figures = {address: number for number, address in enumerate(standard.figures, 1)}
    given = {a: n for a, n in figures.items() if not standard.figures[a].is_total}
    return draft(standard, examine(standard, answers_of(standard, standard.file.span[0], given, **cover)).report)


def parsed(page: bytes) -> etree._Element:
    return etree.fromstring(page, etree.HTMLParser(encoding="utf-8"))


def official_path(standard: Standard, figure: Figure) -> list[str]:
    """The words of the banner, the columns and the rows a figure stands under, as the definition has them."""
    bands = [band for band in standard.tables[figure.table].stacked if figure.row.row in _rows(band.rows)]
    columns = [column.label for column in (*figure.column.above, figure.column.column)]
    rows = [row.label for row in (*figure.row.above, figure.row.row)]
    return [text for text in (bands[0].label, *columns, *rows) if text.strip()]


def _rows(rows: dict) -> list:  # type: ignore[type-arg]
    return [one for row in rows.values() for one in (row, *_rows(row.rows))]


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("name", standard_ids())
def test_every_figure_is_heard_under_its_official_rows_and_columns(
    name: str, write: Callable[[Document], bytes]
) -> None:
    standard = load_standard(name)
    document = drafted(standard)
    root = parsed(write(document))
    words = {one.get("id"): "".join(one.itertext()).lstrip("　") for one in root.iter("th") if one.get("id")}
    figures = [cell for cell in root.iter("td") if (cell.get("class") or "").startswith("figure")]
    cells = [cell for block in document.blocks if isinstance(block, Statistics) for cell in block.grid.cells]
    addresses = [cell.address for cell in cells if cell.kind == "figure"]
    assert len(figures) == len(addresses) == len(standard.figures)
    for cell, address in zip(figures, addresses, strict=True):
        figure = standard.figures[address]
        heard = [words[one] for one in (cell.get("headers") or "").split()]
        year = standard.file.span[0]
        assert heard == [standard.wording(text, year) for text in official_path(standard, figure)], address


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_page_is_read_back_as_the_report_it_was_made_of(example: Path, write: Callable[[Document], bytes]) -> None:
    found = open_case(example)
    page = write(found.document)
    assert page == write(found.document)
    assert verify_web(page, found.document) == len(found.standard.figures)
    read = read_web("报告.html", page).document
    assert same(found.document, read)
    assert read.title == found.document.title


def test_a_page_is_of_semantic_elements(national_2021: Standard) -> None:
    root = parsed(write_web(drafted(national_2021)))
    assert root.get("lang") == "zh-CN"
    assert [len(list(root.iter(tag))) for tag in ("main", "h1", "table", "caption", "thead")] == [1, 1, 3, 3, 2]
    assert [heading.text for heading in root.iter("h2")][1] == "二、主动公开政府信息情况"
    captions = ["".join(caption.itertext()) for caption in root.iter("caption")]
    assert captions[0] == "二、主动公开政府信息情况"
    for table, caption in zip(root.iter("table"), captions, strict=True):
        frame = table.getparent()
        assert frame is not None
        assert (frame.get("tabindex"), frame.get("aria-label")) == ("0", caption)
    assert all(head.get("scope") in ("col", "colgroup", "row", "rowgroup") for head in root.iter("th"))
    identities = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(identities) == len(set(identities))


@pytest.mark.parametrize("write", WRITERS)
def test_a_page_asks_for_nothing_and_runs_nothing(national_2021: Standard, write: Callable[[Document], bytes]) -> None:
    page = write(drafted(national_2021))
    assert_closed(page)
    assert not re.search(r"https?:|//|\bon\w+=", page.decode().split("<body>")[1])


def test_a_page_has_its_looks_in_its_style_sheet_alone(national_2021: Standard) -> None:
    assert " style=" not in write_web(drafted(national_2021)).decode().split("<body>")[1]


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_headings_leave_out_no_level(example: Path, write: Callable[[Document], bytes]) -> None:
    root = parsed(write(open_case(example).document))
    levels = [
        int(one.get("aria-level") or str(one.tag)[1])
        for one in root.iter("h1", "h2", "h3", "h4", "p")
        if one.tag != "p" or one.get("role") == "heading"
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_pasted_page_needs_no_style_sheet(national_2021: Standard) -> None:
    root = parsed(write_pasted(drafted(national_2021)))
    assert next(root.iter("style"), None) is None
    assert all(table.get("border") == "1" for table in root.iter("table"))
    first = next(root.iter("p"))
    assert (first.text or "").startswith("　　")


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_a_person_typed_is_text_never_markup(
    hostile: str, write: Callable[[Document], bytes], national_2021: Standard
) -> None:
    plain = drafted(national_2021)
    tables = [block for block in plain.blocks if isinstance(block, Statistics)]
    evil = tables[0]._replace(texts=tuple(hostile if text == "2" else text for text in tables[0].texts))
    blocks = (*plain.blocks[:2], Heading(1, hostile), Paragraph(hostile, hostile), evil, *plain.blocks[2:])
    document = Document(hostile, hostile, 2024, (plain.blocks[0]._replace(lines=(hostile, "年报")), *blocks[1:]))  # type: ignore[call-arg]
    page = write(document)
    assert verify_web(page, document) == len(national_2021.figures) + sum(c.kind == "figure" for c in evil.grid.cells)
    tags = {element.tag for element in parsed(page).iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "img"}
    assert page.count(b"<style>") == page.count(b"</style>") == (write is write_web)
    assert b"onerror=alert(1)>" not in page.replace(b"&gt;", b"")
    assert not list(parsed(page).iter(etree.Comment))


def test_a_figure_that_is_not_as_it_should_be_is_found(national_2021: Standard) -> None:
    document = drafted(national_2021)
    page = write_web(document)
    figure = next(text for cell, text in document.blocks[-1].cells()) if isinstance(document.blocks[-1], Statistics) else ">3<"  # fmt: skip
    for wrong in (page.replace(figure.encode(), b">99<", 1), page.replace(b' colspan="3"', b"", 1), page[:-400]):
        with pytest.raises(OutputError, match="应为|不一致|张表|不完整"):
            verify_web(wrong, document)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_sanitizer_of_an_editor_keeps_tables_and_indents(example: Path) -> None:
    nh3 = pytest.importorskip("nh3")
    document = open_case(example).document
    body = write_pasted(document).decode().partition("<main>\n")[2].partition("</main>")[0]
    allowed = {"td": {"rowspan", "colspan", "align"}, "th": {"rowspan", "colspan", "align"}, "table": {"border"}}
    cleaned = nh3.clean(body, attributes=allowed)
    for tag in ("table", "tr", "td", "th", "thead", "tbody", "h1", "h2", "p"):
        assert len(list(parsed(cleaned.encode()).iter(tag))) == len(list(parsed(body.encode()).iter(tag)))
    assert re.findall(r"(?:row|col)span=\"\d+\"", cleaned) == re.findall(r"(?:row|col)span=\"\d+\"", body)
    assert cleaned.count("<p>　　") == len(re.findall(r"<p[^>]*>　　", body)) > 0
    closed = re.sub(r"<(br|col)\b([^>]*?)/?>", r"<\1\2/>", cleaned)
    assert verify_web(f"<main>{closed}</main>".encode(), document) == sum(
        cell.kind == "figure" for block in document.blocks if isinstance(block, Statistics) for cell in block.grid.cells
    )
