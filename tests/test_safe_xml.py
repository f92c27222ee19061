"""XML is parsed in one place, which takes nothing from outside and lets nothing grow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from generator.package.safe_xml import elements_of, root_of
from tests.conftest import ROOT

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
PARSING = re.compile(
    r"etree\.(?:fromstring|XML|XMLParser|XMLPullParser|XMLID|HTML|HTMLParser|parse|iterparse)\b|\bzipfile\.ZipFile\(|lxml\.html|minidom|ElementTree"
)


def test_no_other_module_parses_xml_or_opens_a_zip() -> None:
    package = ROOT / "generator" / "package"
    others = [path for path in (ROOT / "generator").rglob("*.py") if package not in path.parents]
    found = [path.name for path in others if PARSING.search(path.read_text(encoding="utf-8"))]
    assert found == ["web_flow.py"]  # a page is no XML: it is read by the parser for pages, event by event
    assert PARSING.search((package / "safe_xml.py").read_text(encoding="utf-8"))


@pytest.mark.parametrize("attribute", [True, False], ids=["in an attribute", "in a text"])
def test_a_bomb_of_entities_is_refused(attribute: bool) -> None:
    use = '<a b="&l9;"><c/></a>' if attribute else "<a><c>&l9;</c></a>"
    text = f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]>{use}'.encode()
    with pytest.raises((ValueError, etree.XMLSyntaxError)):
        root_of(text)
    with pytest.raises((ValueError, etree.XMLSyntaxError)):
        list(elements_of(text, "c", b"</a>"))


def test_a_file_is_never_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("<!ENTITY b 'x'>", encoding="utf-8")
    for declaration in (f'<!ENTITY b SYSTEM "{tmp_path}/secret">', f'<!ENTITY % d SYSTEM "{tmp_path}/secret"> %d;'):
        with pytest.raises((ValueError, etree.XMLSyntaxError)):
            root_of(f"<!DOCTYPE a [{declaration}]><a>&b;</a>")


def test_the_depth_of_a_text_is_limited() -> None:
    with pytest.raises(etree.XMLSyntaxError):
        root_of("<a>" * 300 + "</a>" * 300)


def test_elements_of_a_large_text_come_one_by_one_and_are_emptied() -> None:
    rows = elements_of(b"<s><a>" + b"<b><c/></b>" * 100_000 + b"</a></s>", "b", b"</a>")
    first, second = next(rows), next(rows)
    assert (len(first), len(second)) == (0, 1)


def test_what_stands_behind_the_last_of_them_is_not_parsed() -> None:
    assert len(list(elements_of(b"<s><a><b/><b/></a><broken</s>", "b", b"</a>"))) == 2
