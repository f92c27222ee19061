"""Rules E2, E3, E4 and E9: the aspects and matters a report must speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.proofreading.catalogue import Matter
from generator.proofreading.manuscript import Passage
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark
from generator.proofreading.rules.c_announced import announced, in_opening, opening
from generator.standard.definition import DATE
from generator.words.patterns import lazily
from generator.words.sentences import sentences

_LEAD = lazily(
    r"^(?:[一二三四五六七八九十]+是|[（(][一二三四五六七八九十]+[）)]|\d+[.．、])?[\u4e00-\u9fff、和与及]{2,20}(?:情况|工作|方面)[。：:]?$"
)
_NAMED = lazily("(?:情况|工作|方面)[。：:]")
_SHORT = 80  # letters of a text about which nothing is said of what it lacks


def matters(reading: Reading) -> Iterator[Remark]:
    """Matters the law asks for that the report does not speak of (E3, E4, E9)."""
    manuscript, words = reading.manuscript, reading.words
    listed = words.university_matters if manuscript.school else words.matters
    if manuscript.school and not any(reading.stands_in(p, "evaluation") for p in manuscript.paragraphs()):
        return
    text = _spoken(reading)
    if manuscript.year <= 2018 and not manuscript.school and not _whole(reading, text):
        return  # the end of the text is not there
    lacking: dict[str, list[Matter]] = {}
    for matter in listed:
        due = matter.fits(manuscript.year) and matter.concerns(manuscript.standard)
        its = not matter.whose or (manuscript.government and (not reading.cut or _goes_on(reading)))
        if due and its and not re.search(matter.words, text):
            lacking.setdefault(matter.code, []).append(matter)
    asked = sum(bool(matter.whose) and matter.fits(manuscript.year) for matter in listed)
    for code, missing in lacking.items():
        if reading.cut and len(missing) == asked:
            continue  # it may speak of all of them where the text no longer goes
        where = "“总体情况”一章" if reading.cut else "全文"
        yield Remark(code, None, "", f"{where}没有写到{'、'.join(m.name for m in missing)}")


def _spoken(reading: Reading) -> str:
    """What a report says: its text and tables, without the opening's list of parts and leads that only name a matter."""
    manuscript = reading.manuscript
    spoken = [sentence for _, sentence in opening(manuscript) if not announced(sentence)]
    for passage in manuscript.passages:
        if passage.kind in ("aside", "quoted") or (passage.kind == "prose" and in_opening(passage)):
            continue
        named = passage.kind == "prose" and _NAMED.search(passage.text)
        said = (one for one in sentences(passage.text) if not _only_named(passage, one)) if named else (passage.text,)
        spoken.append("".join(said))
    lines = [line.text for line in manuscript.tables]
    if not manuscript.published:
        lines += [table.title for table in manuscript.standard.tables.values()]
    return "\n".join((*spoken, *lines))


def _only_named(passage: Passage, sentence: str) -> bool:
    """Whether a sentence of a paragraph is a lead that tells nothing: `五是考核与责任追究情况。`"""
    return passage.kind == "prose" and len(passage.text) > len(sentence) and bool(_LEAD.match(sentence))


def _whole(reading: Reading, text: str) -> bool:
    """Whether an older report is there to its end: it speaks of problems or of what is to come, or it is signed."""
    signed = reading.manuscript.published and reading.manuscript.report.questions.get(DATE)
    return bool(re.search("问题|不足|差距|打算", text) or signed)


def _goes_on(reading: Reading) -> bool:
    """Whether another chapter follows chapter one, so that it is there to its end."""
    at = list(reading.chapters.at.values())
    return bool(at) and at[0] is not None and any(place is not None and place > at[0] for place in at[1:])


def aspects(reading: Reading) -> Iterator[Remark]:
    """The five aspects of chapter one, where the form prescribes its chapters (E2)."""
    manuscript = reading.manuscript
    if not manuscript.standard.file.official_chapters or (reading.cut and not _followed(reading)):
        return
    first = [p for p in manuscript.passages if reading.stands_in(p, "overview")]
    text = "\n".join(p.text for p in first)
    if len(text) < _SHORT and not manuscript.published:
        return
    missing = [aspect.name for aspect in reading.words.aspects if not re.search(aspect.words, text)]
    if missing and first:
        yield Remark("E2", first[0], "", f"“{_bare(first[0].chapter)}”一章没有写到{'、'.join(missing)}")


def _followed(reading: Reading) -> bool:
    """Whether something stands under the chapter after chapter one: a copy cut at its heading may be shortened before it."""
    heads, at = reading.chapters
    places = list(at.values())
    following = [place for place in places[1:] if place is not None and place > (places[0] or 0)]
    if not following:
        return False
    line = reading.manuscript.line(heads[min(following)].place)
    return any(
        reading.manuscript.line(p.place) > line for p in (*reading.manuscript.tables, *reading.manuscript.paragraphs())
    )


def _bare(title: str) -> str:
    return re.sub("^[一二三四五六七八九十]+、", "", title) or "总体情况"
