"""Every page in a real browser: axe-core finds nothing, nothing is cut at any width, nothing is asked for, editors keep the tables.

Run with `make browser`: it needs Chromium and, from npm, axe-core and sanitize-html.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from generator.command.main import main
from generator.document.blocks import Statistics
from generator.document.places import Place
from generator.drafting.picture import picture_of
from generator.examination.findings import Finding, Severity
from generator.flow.case import open_case
from generator.standard import load_standard, standard_ids
from generator.writers.picture_writer import write_picture_page
from generator.writers.proof_writer import write_proof
from generator.writers.web_verification import verify_web
from generator.writers.web_writer import write_pasted, write_web
from tests.browser import (
    AXE,
    CHROMIUM,
    NODE_MODULES,
    PURIFY,
    cut_or_covered,
    purified,
    requests,
    unreached,
    violations,
)
from tests.conftest import EXAMPLES
from tests.test_picture import numbered

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM or not AXE.exists(), reason="Chromium or axe-core is not there; see make browser"),
]
PAGES = [
    pytest.param(example, kind, id=f"{example.stem}-{kind}")
    for example in EXAMPLES
    for kind in ("page", "cms", "picture", "proof")
]


def page_of(example: Path, kind: str) -> bytes:
    case = open_case(example)
    if kind == "proof":
        return write_proof(case.read_document, case.verdict, case.notes, case.findings)
    if kind == "picture":
        picture = case.picture()
        return write_picture_page(picture) if picture else pytest.skip("this form has no picture")
    return (write_web if kind == "page" else write_pasted)(case.document)


@pytest.mark.parametrize(("example", "kind"), PAGES)
def test_axe_finds_nothing(example: Path, kind: str, tmp_path: Path) -> None:
    assert violations(page_of(example, kind), tmp_path) == []


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize(("example", "kind"), [one for one in PAGES if one.values[1] != "cms"])
def test_nothing_is_cut_or_covered(example: Path, kind: str, width: int, tmp_path: Path) -> None:
    assert cut_or_covered(page_of(example, kind), tmp_path, width) == []


@pytest.mark.parametrize("name", standard_ids())
def test_five_years_of_long_numbers_never_meet(name: str, tmp_path: Path) -> None:
    standard = load_standard(name)
    first = standard.file.span[0]
    years = [(standard, numbered(standard, first + n, 98765432 // (n + 1))) for n in range(5)]
    page = write_picture_page(picture_of("示例县人民政府年报", years))
    assert [cut_or_covered(page, tmp_path, width) for width in (320, 1280)] == [[], []]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_keys_alone_reach_every_finding(example: Path, tmp_path: Path) -> None:
    case = open_case(example)
    about = [*list(case.standard.figures)[::5], *(f"text.{slot}" for slot in case.standard.slots), "nowhere"]
    severities: tuple[Severity, ...] = ("error", "warning", "unfilled")
    found = [
        Finding("X1", severities[n % 3], Place("示例"), one, f"第{n}处问题", about=one) for n, one in enumerate(about)
    ]
    assert unreached(write_proof(case.read_document, case.verdict, case.notes, found), tmp_path) == []


@pytest.mark.parametrize("kind", ["page", "cms", "picture", "proof"])
def test_a_page_asks_for_nothing(kind: str, tmp_path: Path) -> None:
    example = next(one for one in EXAMPLES if one.stem == "suqian-2023")
    assert requests(page_of(example, kind), tmp_path) == []


def spans(body: str) -> list[list[tuple[str, str, str]]]:
    """The cells of each table: text, rows and columns."""
    root = etree.fromstring(body, etree.HTMLParser())
    return [
        [
            ("".join(cell.itertext()), cell.get("rowspan", "1"), cell.get("colspan", "1"))
            for cell in table.iter("td", "th")
        ]
        for table in root.iter("table")
    ]


@pytest.mark.skipif(
    not (NODE_MODULES / "sanitize-html").exists() or not shutil.which("node"), reason="no sanitize-html"
)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_sanitizer_of_an_editor_keeps_tables_and_indents(example: Path, tmp_path: Path) -> None:
    document = open_case(example).document
    body = re.search(r"<main>\n(.*)</main>", write_pasted(document).decode(), re.DOTALL)
    assert body
    script = (
        "const clean = require(process.argv[1]);"
        "const allowed = clean.defaults.allowedTags.concat(['h1', 'mark']);"
        "const kept = {td: ['rowspan', 'colspan'], th: ['rowspan', 'colspan']};"
        "process.stdout.write(clean(require('fs').readFileSync(0, 'utf8'), {allowedTags: allowed, allowedAttributes: kept}));"
    )
    home = str(NODE_MODULES / "sanitize-html")
    done = subprocess.run(["node", "-e", script, home], input=body[1].encode(), capture_output=True, check=True)
    cleaned = done.stdout.decode()
    assert spans(cleaned) == spans(body[1])
    assert len(spans(cleaned)) == sum(isinstance(block, Statistics) for block in document.blocks)
    assert cleaned.count("<p>　　") == len(re.findall(r"<p[^>]*>　　", body[1])) > 0


@pytest.mark.skipif(not PURIFY.exists(), reason="no dompurify")
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_dompurify_keeps_every_figure_where_it_stands(example: Path, tmp_path: Path) -> None:
    document = open_case(example).document
    page = write_pasted(document)
    cleaned = purified(page, tmp_path)
    body = page.decode().partition("<main>\n")[2].partition("</main>")[0]
    assert spans(cleaned) == spans(body)
    assert cleaned.count("text-align:") == body.count("text-align:") > 0
    closed = re.sub(r"<(br|col)\b([^>]*?)/?>", r"<\1\2/>", cleaned)
    assert verify_web(f"<main>{closed}</main>".encode(), document) == sum(
        cell.kind == "figure" for block in document.blocks if isinstance(block, Statistics) for cell in block.grid.cells
    )


def test_the_browser_would_find_a_fault(tmp_path: Path) -> None:
    page = b'<!DOCTYPE html><html><head><title>a</title></head><body><main><img src="x"><p style="width:90rem">a</p></main></body></html>'
    assert {found[0] for found in violations(page, tmp_path)} >= {"image-alt", "html-has-lang"}
    assert cut_or_covered(page, tmp_path, 320)
    covered = page.replace(
        b'<p style="width:90rem">a</p>', b'<svg><text y="40">aaaa</text><text y="42">bbb</text></svg>'
    )
    assert cut_or_covered(covered, tmp_path, 320) == ["aaaa | bbb"]
    assert requests(page.replace(b'"x"', b'"https://example.invalid/x.png"'), tmp_path) != []


@pytest.fixture
def review(tmp_path: Path) -> bytes:
    """The page of a folder of two units."""
    there = tmp_path / "收回"
    there.mkdir()
    for name, text in (("教育局", "2022年新增微信公众号1个。"), ("水利局", "建成专栏。")):
        head = f"standard: national-2021\nyear: 2023\ncover: {{agency: 示例县{name}}}\n"
        (there / f"{name}.yaml").write_text(f"{head}text: {{overview.platforms: {text}}}\n", encoding="utf-8")
    main(["check", str(there), "--report", str(tmp_path / "核对.html")])
    return (tmp_path / "核对.html").read_bytes()


def test_the_page_of_a_folder_is_as_good(review: bytes, tmp_path: Path) -> None:
    assert violations(review, tmp_path) == []
    assert [cut_or_covered(review, tmp_path, width) for width in (320, 768, 1280)] == [[], [], []]
    assert requests(review, tmp_path) == []
    assert unreached(review, tmp_path) == []
    assert unreached(review.replace(b'href="#u', b'data-x="#u'), tmp_path) != []
