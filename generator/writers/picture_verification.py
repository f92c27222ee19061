"""A finished picture read back: every number drawn compared with the figures it stands for, and nothing else said in numbers."""

from __future__ import annotations

import re

from lxml import etree

from generator.drafting.picture import Picture
from generator.errors import OutputError
from generator.examination.findings import number_text
from generator.package.safe_xml import root_of
from generator.words.characters import printable, visible
from generator.writers.pdf_verification import page_texts, words_as_set
from generator.writers.verification import LOUD
from generator.writers.web_verification import main_of, words_in

_NUMBER = re.compile(r"\d")


def verify_picture(data: bytes, picture: Picture) -> int:
    """Compare a drawing or a page of drawings with its picture; the number of numbers compared. Raises OutputError."""
    root = main_of(data, "图解") if b"<main>" in data else root_of(data)
    title, words = visible(printable(picture.title)), _known_words(picture)
    compared, told = 0, set()
    for element in root.iter("{*}text"):
        said = words_in(element)
        name = element.get("data-figure")
        if name:
            _compare(name, said, picture)
            compared += 1
            told.add(".".join(name.split(".")[:3]))
        elif _NUMBER.search(said) and said not in words and said not in title and not _is_years(said, picture):
            raise OutputError(f"图解里多了“{said}”。{LOUD}")
    wanted = {
        f"{p}.{n}.{picture.years[-1]}" for p, panel in enumerate(picture.panels) for n in range(len(panel.shapes))
    }
    if wanted - told:
        raise OutputError(f"图解里少了 {len(wanted - told)} 个数。{LOUD}")
    return compared + _compare_tables(root, picture)


def _known_words(picture: Picture) -> set[str]:
    """What a picture says beside its numbers, years and title."""
    known = [panel.title for panel in picture.panels]
    for one in (shape for panel in picture.panels for shape in panel.shapes):
        known += [one.label, one.unit, f"{one.label}（{one.unit}）"]
    return set(map(printable, known))


def _compare(name: str, said: str, picture: Picture) -> None:
    panel, shape, year = (int(part) for part in name.split(".")[:3])
    one = picture.panels[panel].shapes[shape]
    number = one.numbers[picture.years.index(year)]
    if said != ("—" if number is None else number_text(number)):
        raise OutputError(f"图解里“{one.label}”{year}年是“{said}”，应为“{number}”。{LOUD}")


def _is_years(said: str, picture: Picture) -> bool:
    """Whether the numbers said are those of the periods shown."""
    return set(re.findall(r"\d+", said)) <= set(re.findall(r"\d+", "".join(picture.periods)))


def _compare_tables(root: etree._Element, picture: Picture) -> int:
    """The tables of a page, in the order of the panels."""
    compared = 0
    for table, panel in zip(root.iter("table"), picture.panels, strict=False):
        rows = [[words_in(cell) for cell in row.iter("td")] for row in table.iter("tr")][1:]
        wanted = [["—" if n is None else number_text(n) for n in shape.numbers] for shape in panel.shapes]
        if rows != wanted:
            raise OutputError(f"图解里“{panel.title}”的表和报告不一致。{LOUD}")
        compared += sum(map(len, rows))
    return compared


def verify_set_picture(pdf: bytes, drawing: bytes) -> int:
    """Compare what was set of a drawing with what it says: the fonts have every character; the number of numbers compared."""
    found = words_as_set("".join(page_texts(pdf)))
    elements = list(root_of(drawing).iter("{*}text"))
    wanted = [words_as_set(words_in(element)) for element in elements]
    missing = [words for words in wanted if words not in found]
    if missing or sorted("".join(wanted)) != sorted(found):
        raise OutputError(
            f"图解的 PNG 里少了“{missing[0] if missing else ''}”，可能是电脑上没有中文字体。没有生成文件。"
        )
    return sum(element.get("data-figure") is not None for element in elements)
