"""A report to a document: the chapters in their official order, drafted by templates, with the office's own text in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jinja2 import TemplateError

from generator.document.blocks import (
    PLACEHOLDER,
    AttachmentNote,
    AttachmentStart,
    Block,
    Closing,
    Document,
    Heading,
    Line,
    Origin,
    Paragraph,
    Quote,
    Subtitle,
    Title,
    text_of,
)
from generator.drafting.chapter_titles import printed_title
from generator.drafting.draft_words import names_of
from generator.drafting.quoting import unmarked
from generator.drafting.tabulation import tabulate
from generator.errors import DefinitionError
from generator.examination.report import Report
from generator.standard.definition import AGENCY, DATE, SIGNER, UNSIGNED, Attachment
from generator.standard.drafts import compiled, failure
from generator.standard.model import LEAD, NOTE, OPENING, OWN_CHAPTERS, REPORT, Draft, Standard, fill
from generator.standard.notation import MARK
from generator.words.headings import ATTACHMENT_NOTE
from generator.words.titles import bare
from generator.words.widths import width

NOTHING = "不印"  # written in the stead of a draft: nothing is printed there
MAX_DRAFT = 500_000
# Jinja drops the line end after a tag, so a directive may follow prose on its line; its mark tells it all the same.
_PLACED = re.compile(rf"{MARK}(?P<word>[a-z]+)(?:[ \t]+(?P<rest>.*?))?[ \t]*$", re.MULTILINE)
_PART = re.compile(rf"{MARK}part[ \t]+(\w+)[ \t]*$", re.MULTILINE)
_LEVEL_2 = re.compile(r"^（[一二三四五六七八九十]+）")
_LEVEL_3 = re.compile(r"^\d{1,2}[.．](?!\d)")
_SENTENCE_END = re.compile(r"[。！？：:；;]$")
_HEADING_LENGTH = 40
_TITLE_WIDTH = 39  # half characters of 22 points on a line of 156 mm


def draft(standard: Standard, report: Report, last_year: Report | None = None, mark: str = "") -> Document:
    """Draft the whole report; `mark` is set before the title (草稿). Blanks become placeholders, never figures."""
    return _Drafting(standard, report, last_year).document(mark)


class _Drafting:
    def __init__(self, standard: Standard, report: Report, last: Report | None) -> None:
        self.standard, self.report = standard, report
        self.names = names_of(standard, report, last)

    def document(self, mark: str) -> Document:
        agency = self._printed(AGENCY)
        own = self.report.titles.get(REPORT, "")
        title = mark + (
            own.replace("\n", "") if own not in ("", NOTHING) else self._words(self.standard.file.report_title)
        )
        at = title.find(agency)
        named = (Quote(at, at + len(agency), "cover.agency"),) if at >= 0 else ()
        blocks: list[Block] = []
        if own != NOTHING:
            lines = (mark + own).split("\n") if "\n" in own else _title_lines(title, mark + agency)
            blocks.append(Title(tuple(lines), Origin(quotes=named)))
        blocks += self._opening()
        for number, key in enumerate(self.report.chapters or self.standard.file.chapters, 1):
            blocks += self._chapter(key, number)
        blocks += self._ending(agency)
        signed = next((block.agency for block in blocks if isinstance(block, Closing)), agency)
        return Document(title, signed, self.report.year, tuple(blocks))

    def _printed(self, question: str) -> str:
        return unmarked(str(self.names[question]))[0]

    def _attached(self, key: str, attachment: Attachment) -> str:
        """An attachment as the note below the body lists it: `2.title` for 附件2."""
        number = attachment.label.lstrip("附件表：: ")
        title = self.report.titles.get(key) or self._words(attachment.title + attachment.subtitle)
        space = " " if title[:1].isdigit() else ""  # 1. 2017年…, not the number 1.2017
        return (f"{number}.{space}" if number else "") + title

    def _words(self, text: str) -> str:
        """A title with the agency and the years filled in."""
        return self.standard.wording(fill(text, {AGENCY: self._printed(AGENCY)}), self.report.year)

    def _render(self, key: str) -> str:
        drafted: Draft = self.standard.drafts[key]
        try:
            text = ""
            for part in compiled(drafted).generate(self.names):
                text += part
                if len(text) > MAX_DRAFT:
                    raise DefinitionError([f"{drafted.name}:1: 起草的文字太长"])
            return text
        except (TemplateError, TypeError, ValueError, KeyError, AttributeError, ArithmeticError) as problem:
            raise DefinitionError([failure(drafted, problem)]) from None

    def _opening(self) -> Iterator[Block]:
        """What stands before the first chapter: drafted, or in the office's own words."""
        if OPENING not in self.report.rewrites:
            yield from self._prose(self._render(OPENING), Origin())
        for way, texts in (("rewrite", self.report.rewrites), ("text", self.report.texts)):
            for block in self._own(way, OPENING, texts):
                yield block._replace(origin=block.origin._replace(slot=""))

    def _chapter(self, key: str, number: int) -> Iterator[Block]:
        yield Heading(1, printed_title(self.standard, self.report, key, number), Origin(key))
        if key in OWN_CHAPTERS:
            yield from self._own("text", key, self.report.texts)
            return
        chapter, body = self.standard.file.chapters[key], self._render(key)
        if not chapter.parts or key in self.report.rewrites:
            yield from self._placed(key, body)
            return
        pieces = _PART.split(body)
        yield from self._blocks(pieces[0], key)
        yield from self._own("text", f"{key}.{LEAD}", self.report.texts)
        for part, text in zip(pieces[1::2], pieces[2::2], strict=True):
            slot = f"{key}.{part}"
            if slot in self.report.absent:
                continue
            title = printed_title(self.standard, self.report, slot)
            yield Heading(3 if _LEVEL_3.match(title) else 2, title, Origin(slot))
            yield from self._placed(slot, text)
        yield from self._own("text", key, self.report.texts)

    def _placed(self, slot: str, body: str) -> Iterator[Block]:
        """A drafted text with the office's own: added where `@text` stands or at the end, or in its stead."""
        if self.report.rewrites.get(slot):
            body = "\n".join(found[0] for found in _PLACED.finditer(body) if found["word"] in ("table", "plain"))
            yield from self._own("rewrite", slot, self.report.rewrites)
        before, _, after = body.partition(MARK + "text")
        yield from self._blocks(before, slot)
        yield from self._own("text", slot, self.report.texts)
        yield from self._blocks(after, slot)

    def _blocks(self, text: str, slot: str) -> Iterator[Block]:
        """Drafted text to blocks: prose, and the directives on lines of their own."""
        at, origin = 0, Origin(slot)
        for found in _PLACED.finditer(text):
            yield from self._prose(text[at : found.start()], origin)
            at = found.end()
            if found["word"] == "table":
                if table := tabulate(self.standard, found["rest"], self.report):
                    yield table._replace(origin=origin)
            elif found["word"] == "plain":
                words, quotes = unmarked((found["rest"] or "").rstrip())
                yield Line(words, origin._replace(quotes=quotes))
        yield from self._prose(text[at:], origin)

    def _own(self, way: str, slot: str, texts: Mapping[str, str]) -> Iterator[Block]:
        """What the office typed for a slot, to be added to the draft (`text`) or in its stead (`rewrite`)."""
        words = self._without_heading(slot, texts.get(slot, ""))
        yield from self._prose("" if words == NOTHING else words, Origin(slot, f"{way}.{slot}"))

    def _without_heading(self, slot: str, words: str) -> str:
        """What the office typed without the headings of its chapter and part, pasted with it, which are printed anyway."""
        own = self.standard.slots.get(slot)
        if own is None:
            return words
        heads = {bare(printed_title(self.standard, self.report, key)) for key in (own.chapter, slot)}
        lines = words.split("\n")
        while lines and bare(lines[0]) in heads:
            del lines[0]
        return "\n".join(lines)

    def _prose(self, text: str, origin: Origin) -> Iterator[Block]:
        for line in text.split("\n"):
            words, quotes = unmarked(line.strip())
            if words:
                yield _paragraph(words, origin._replace(quotes=quotes) if quotes else origin)

    def _closing(self, agency: str) -> Iterator[Block]:
        """Who signs, and the day: the agency, or another office; nothing where nobody signs."""
        signer = self._printed(SIGNER) if self.report.questions.get(SIGNER) else agency
        if signer == UNSIGNED:
            return
        told, by = self._printed(DATE), SIGNER if self.report.questions.get(SIGNER) else AGENCY
        at = len(signer) + 1
        signed = Quote(0, len(signer), f"cover.{by}"), Quote(at, at + len(told), f"cover.{DATE}")
        yield Closing(signer, told, Origin(quotes=signed))

    def _ending(self, agency: str) -> Iterator[Block]:
        given = self.standard.file.attachments.items()
        attachments = {key: attachment for key, attachment in given if key not in self.report.left_out}
        noted = self.report.titles.get(NOTE, "")
        if noted:
            yield from self._noted()
        elif attachments:
            titles = tuple(self._attached(key, attachment) for key, attachment in attachments.items())
            yield AttachmentNote(next(iter(attachments.values())).label.rstrip("0123456789"), titles)
        yield from self._closing(agency)
        for key, attachment in attachments.items():
            yield AttachmentStart(attachment.label)
            yield Title(_title_lines(self.report.titles.get(key) or self._words(attachment.title), agency))
            if attachment.subtitle:
                yield Subtitle(self._words(attachment.subtitle))
            yield from self._blocks(self._render(key), "")

    def _noted(self) -> Iterator[Block]:
        """The note on attachments in the office's own words."""
        for block in self._own("titles", NOTE, self.report.titles):
            told = ATTACHMENT_NOTE.fullmatch(text_of(block))
            yield AttachmentNote(told[1], (told[2],), block.origin) if told and told[2] else block


def _title_lines(title: str, agency: str) -> tuple[str, ...]:
    """A title too long for one line is broken after the name of the agency, never inside a word."""
    before, name, rest = title.partition(agency)
    return (before + name, rest) if width(title) > _TITLE_WIDTH and name and rest else (title,)


def _paragraph(text: str, origin: Origin) -> Heading | Paragraph:
    """One line of prose, its level told from its number as GB/T 9704 sets it."""
    short = len(text) <= _HEADING_LENGTH and not _SENTENCE_END.search(text) and not PLACEHOLDER.search(text)
    if _LEVEL_2.match(text):
        if short:
            return Heading(2, text, origin)
        lead, stop, rest = text.partition("。")
        run_in = len(lead) <= _HEADING_LENGTH and rest
        return Paragraph(rest, lead + stop, origin) if run_in else Paragraph(text, origin=origin)
    return Heading(3, text, origin) if short and _LEVEL_3.match(text) else Paragraph(text, origin=origin)
