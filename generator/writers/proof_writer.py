"""The proof (校样): a report as it is printed, each finding in the margin at its sentence or cell, the verdict first, the worst first.

One file, complete without its script, which only sifts and goes on; all words are text, never markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.document import blocks
from generator.document.blocks import Block, Document, Statistics, text_of
from generator.examination.findings import SETTLED, SEVERITY_WORDS, Finding
from generator.writers.html_page import HtmlPage, file_beside, in_element
from generator.writers.html_table import TableLooks, table_html
from generator.writers.proof_notes import Note, notes_of

_WORDS = {str(severity): word for severity, word in SEVERITY_WORDS.items()} | {"settled": SETTLED}


def write_proof(document: Document, verdict: str, remarks: Sequence[str], findings: Sequence[Finding]) -> bytes:
    """The page (UTF-8); `remarks` are what stands below the verdict."""
    notes = notes_of(document, findings)
    body = "".join((*_top(document, verdict, remarks, notes), *_pages(document, notes)))
    sheet, script = (file_beside(__file__, f"proof_page.{kind}") for kind in ("css", "js"))
    return HtmlPage(f"校样：{document.title}", body, sheet, script, kind="校样").written()


def _top(document: Document, verdict: str, remarks: Sequence[str], notes: Sequence[Note]) -> Iterator[str]:
    """The verdict, what kinds there are to be sifted by, and the list of all findings."""
    yield f'<header class="top">\n<h1>校样：{in_element(document.title)}</h1>\n<p class="verdict">{in_element(verdict)}</p>\n'
    yield from (f"<p>{in_element(remark)}</p>\n" for remark in remarks)
    yield '<div class="bar" hidden>\n'
    for kind in dict.fromkeys(note.kind for note in notes):
        number = sum(note.kind == kind for note in notes)
        yield f'<label><input type="checkbox" value="{kind}" checked> {_WORDS[kind]} {number}</label>\n'
    yield '<button type="button" id="back">上一处（k）</button>\n<button type="button" id="next">下一处（j）</button>\n'
    yield '<span id="told" aria-live="polite"></span>\n</div>\n<ol class="list">\n'
    for note in notes:
        place = f"{note.finding.place.spot} " if note.finding.place.spot else ""
        yield (
            f'<li data-kind="{note.kind}"><span class="kind {note.kind}">{_WORDS[note.kind]}</span> [{in_element(note.finding.code)}] '
            f'<a href="#f{note.number}">{in_element(place + note.finding.message)}</a></li>\n'
        )
    yield "</ol>\n"
    yield from (_note(note) for note in notes if note.block < 0)
    yield "</header>\n"


def _pages(document: Document, notes: Sequence[Note]) -> Iterator[str]:
    by_block: dict[int, list[Note]] = {}
    for note in notes:
        by_block.setdefault(note.block, []).append(note)
    last = len(document.blocks) - 1
    for at, block in enumerate(document.blocks):
        mine = by_block.get(at, [])
        edge = (" first" if at == 0 else "") + (" last" if at == last else "")
        beside = "".join(_note(note) for note in mine)
        yield f'<div class="row{edge}">\n<div class="text">{_text(block, at, mine)}</div>\n<div class="margin">{beside}</div>\n</div>\n'


def _note(note: Note) -> str:
    """A finding: its kind, code and place, both figures, what to do or why it is left."""
    one = note.finding
    place = f"{one.place.spot} " if one.place.spot else ""
    lines = [one.culprit, f"说明：{one.reason}" if one.settled else one.advice and f"怎么办：{one.advice}"]
    more = "".join(f"<br/>{in_element(line)}" for line in lines if line)
    head = f'<span class="kind {note.kind}">{note.number} {_WORDS[note.kind]} [{in_element(one.code)}]</span>'
    return f'<div class="note {note.kind}" id="f{note.number}" data-kind="{note.kind}" tabindex="-1">{head} {in_element(place + one.message)}{more}</div>\n'


def _text(block: Block, at: int, notes: Sequence[Note]) -> str:
    """The words of a block, those that findings speak of marked with their numbers."""
    if isinstance(block, Statistics):
        return _table(block, at, notes)
    words = _marked(text_of(block), [note for note in notes if note.words])
    loose = "".join(f"<sup>{note.number}</sup>" for note in notes if not note.words)
    match block:
        case blocks.Title():
            kind = ' class="title"'
        case blocks.Heading(level, _):
            kind = f' class="head{level}"'
        case blocks.Closing():
            kind = ' class="closing"'
        case blocks.Subtitle() | blocks.Line() | blocks.AttachmentStart():
            kind = f' class="{"subtitle" if isinstance(block, blocks.Subtitle) else "line"}"'
        case _:
            kind = ""
    return f"<p{kind}>{words}{loose}</p>"


def _marked(text: str, notes: Sequence[Note]) -> str:
    """A text with the words of each note marked, where these do not overlap."""
    spans: list[tuple[int, int, Note]] = []
    for note in notes:
        start = text.find(note.words)
        if start >= 0 and all(start >= end or start + len(note.words) <= first for first, end, _ in spans):
            spans.append((start, start + len(note.words), note))
    marked = {id(note) for _, _, note in spans}
    pieces, at = [], 0
    for start, end, note in sorted(spans, key=lambda span: span[0]):
        pieces += [
            in_element(text[at:start]),
            f'<mark class="{note.kind}">{in_element(text[start:end])}</mark><sup>{note.number}</sup>',
        ]
        at = end
    loose = "".join(f"<sup>{note.number}</sup>" for note in notes if id(note) not in marked)
    return "".join([*pieces, in_element(text[at:]), loose])


def _table(table: Statistics, at: int, notes: Sequence[Note]) -> str:
    """A table, its cells with the numbers of the findings about them in brackets."""
    told: dict[int, list[str]] = {}
    for note in notes:
        told.setdefault(note.cell, []).append(str(note.number))
    texts = tuple(
        f"{text}〔{'、'.join(told[number])}〕" if number in told else text for number, text in enumerate(table.texts)
    )
    html = table_html(table._replace(texts=texts), f"t{at}-", "", TableLooks())
    loose = "".join(f"<sup>{number}</sup>" for number in told.get(-1, []))
    return f'<div class="wide" role="region" tabindex="0" aria-label="统计表">\n{html}</div>{loose}'
