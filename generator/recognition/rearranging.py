"""What a published report has its own way: its title, opening, chapters and their order, who signs; as answers that make it so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.answers.answer import Answer, Answers
from generator.document.blocks import (
    AttachmentNote,
    AttachmentStart,
    Block,
    Closing,
    Document,
    Heading,
    Line,
    Paragraph,
    Statistics,
    Title,
    lines_in,
    text_of,
)
from generator.document.places import Place
from generator.drafting import draft
from generator.drafting.drafting import NOTHING
from generator.examination import examine
from generator.readers.front_lines import titles_report
from generator.recognition.hard_lines import NAMES_REPORT
from generator.standard.definition import SIGNER, UNSIGNED
from generator.standard.model import MINUS, NOTE, OPENING, OWN_CHAPTERS, REPORT, Standard
from generator.words.folding import unspaced
from generator.words.titles import same_chapter, wording

_CHOOSING = ("0", "是", "否")  # answers that choose a sentence without standing in it


@dataclass
class PrintedChapter:
    """A chapter as it is printed: its heading, and the lines below it without tables."""

    heading: str
    place: Place
    lines: list[str] = field(default_factory=list)


@dataclass
class Outline:
    """A report as it is printed, from its title to its attachments."""

    title: str = ""
    opening: list[str] = field(default_factory=list)
    chapters: list[PrintedChapter] = field(default_factory=list)
    signer: str | None = None
    attached: list[str] = field(default_factory=list)  # the titles of the attachments
    notes: list[str] = field(default_factory=list)  # the lines below the body that list them
    place: Place = field(default_factory=Place)  # of the title


def outline_of(document: Document) -> Outline:
    """The outline of a document, read or drafted."""
    found, blocks = Outline(), list(document.blocks)
    attached = {number + 1 for number, block in enumerate(blocks) if isinstance(block, AttachmentStart)}
    titles = {n: block for n, block in enumerate(blocks) if isinstance(block, Title) and n not in attached}
    first = next((n for n, title in titles.items() if titles_report(text_of(title))), min(titles, default=-1))
    if first >= 0:
        found.title, found.place = "\n".join(titles[first].lines), titles[first].origin.place
    elif blocks and isinstance(blocks[0], Paragraph | Line) and NAMES_REPORT.fullmatch(text_of(blocks[0])):
        first, found.title, found.place = 0, text_of(blocks[0]), blocks[0].origin.place
    ended = False
    for number, block in enumerate(blocks[first + 1 :], first + 1):
        if isinstance(block, AttachmentNote):
            found.notes += lines_in(block)
        ended = ended or isinstance(block, Closing | AttachmentStart | AttachmentNote)
        if isinstance(block, Closing) and found.signer is None:
            found.signer = block.agency
        elif isinstance(block, Title) and number in attached:
            found.attached.append(text_of(block))
        elif not ended:
            _take(found, block)
    return found


def _take(found: Outline, block: Block) -> None:
    """Add a block of the body to the chapter it stands in."""
    if isinstance(block, Heading) and block.level == 1:
        found.chapters.append(PrintedChapter(text_of(block), block.origin.place))
    elif not isinstance(block, Statistics):
        lines = found.chapters[-1].lines if found.chapters else found.opening
        lines += [line.strip() for line in lines_in(block)]


class Rearranging:
    """The way from answers that make a like report to those that make this very one."""

    def __init__(self, standard: Standard, answers: Answers, document: Document) -> None:
        self.standard, self.answers = standard, answers
        self.given = outline_of(document)
        self.texts, self.rewrites = dict(answers.texts), dict(answers.rewrites)
        self.titles: dict[str, Answer] = {}
        self.questions = dict(answers.questions)

    def rearranged(self) -> Answers:
        """The answers with all that the report has its own way; of a prescribed form only its opening."""
        drafted = draft(self.standard, examine(self.standard, self.answers).report)
        mine = outline_of(drafted)
        self._opening(mine)
        chapters: tuple[Answer, ...] = ()
        if not self.standard.file.official_chapters and self.given.chapters:
            chapters = self._chapters(drafted)
            self._frame(mine)
        return self._without_guesses(
            replace(
                self.answers,
                texts=self.texts,
                rewrites=self.rewrites,
                titles=self.titles,
                questions=self.questions,
                chapters=chapters,
            )
        )

    def _without_guesses(self, answers: Answers) -> Answers:
        """The answers without those that only chose a sentence which is no longer drafted: nothing tells that they are true."""
        whole = self._drafted(answers)
        for key, answer in answers.questions.items():
            if answer.text in _CHOOSING:
                left = {name: one for name, one in answers.questions.items() if name != key}
                if self._drafted(replace(answers, questions=left)) == whole:
                    answers = replace(answers, questions=left)
        return answers

    def _drafted(self, answers: Answers) -> tuple[Block, ...]:
        return draft(self.standard, examine(self.standard, answers).report).blocks

    def _opening(self, mine: Outline) -> None:
        if not _same(self.given.opening, mine.opening) and (self.given.opening or mine.opening):
            self.rewrites[OPENING] = _stored(self.given.opening, self.given.place)

    def _frame(self, mine: Outline) -> None:
        """The title, who signs, the titles of the attachments."""
        if not _same([self.given.title], [mine.title]):
            self.titles[REPORT] = _stored([self.given.title] if self.given.title else [], self.given.place)
        if not _same(self.given.notes, mine.notes):
            self.titles[NOTE] = _stored(self.given.notes, self.given.place)
        if self.given.signer is None:
            self.questions[SIGNER] = Answer(UNSIGNED, self.given.place)
        elif self.given.signer and not _same([self.given.signer], [mine.signer or ""]):
            self.questions[SIGNER] = Answer(self.given.signer, self.given.place)
        for key, told, drafted in zip(self.standard.file.attachments, self.given.attached, mine.attached, strict=False):
            if not _same([told], [drafted]):
                self.titles[key] = Answer(told, self.given.place)

    def _chapters(self, drafted: Document) -> tuple[Answer, ...]:
        """The chapters as the report has them; none where they are those of the form."""
        keys = list(_matched(self.standard, self.given.chapters))
        for key, chapter in zip(keys, self.given.chapters, strict=True):
            self._chapter(key, chapter, drafted)
        without = [key for key in self.standard.file.attachments if self._empty(key)] if not self.given.attached else []
        if keys == list(self.standard.file.chapters) and not without:
            return ()
        placed = [Answer(key, chapter.place) for key, chapter in zip(keys, self.given.chapters, strict=True)]
        lost = [key for key in self.standard.file.chapters if key not in keys]
        for key in lost:
            self._forget(key)
        kept = [Answer(key, self.given.place) for key in lost if not self._empty(key)]
        return (*placed, *kept, *(Answer(f"{MINUS}{key}", self.given.place) for key in without))

    def _empty(self, key: str) -> bool:
        """Whether no figure of the tables of a chapter or attachment was read."""
        tables = self.standard.tables_in(key)
        return not any(address.partition(".")[0] in tables for address in self.answers.figures)

    def _chapter(self, key: str, chapter: PrintedChapter, drafted: Document) -> None:
        blocks = [b for b in drafted.blocks if b.origin.slot == key or b.origin.slot.startswith(f"{key}.")]
        heading = text_of(blocks[0]) if blocks else ""
        lines = [line for block in blocks[1:] for line in lines_in(block)]
        if not _same([chapter.heading], [heading]):
            self.titles[key] = Answer(chapter.heading, chapter.place)
        if not _same(chapter.lines, lines):
            self._forget(key)
            where = self.texts if key in OWN_CHAPTERS else self.rewrites
            if chapter.lines or key not in OWN_CHAPTERS:
                where[key] = _stored(chapter.lines, chapter.place)

    def _forget(self, key: str) -> None:
        """Drop what was told for a chapter and its parts."""
        for told in (self.texts, self.rewrites):
            for slot in [slot for slot in told if slot == key or slot.startswith(f"{key}.")]:
                del told[slot]


def _matched(standard: Standard, chapters: Sequence[PrintedChapter]) -> Iterator[str]:
    """For each chapter of a report that of the form it is: by its words, else by most of them; else one of its own."""
    found: dict[int, str] = {}
    for alike in (_is, same_chapter):
        for number, chapter in enumerate(chapters):
            free = (key for key in standard.file.chapters if key not in found.values() and number not in found)
            key = next((key for key in free if alike(standard.file.chapters[key].title, chapter.heading)), "")
            if key:
                found[number] = key
    spare = [key for key in standard.file.chapters if key not in found.values() and not standard.tables_in(key)]
    others = iter((*OWN_CHAPTERS, *spare))
    yield from (found[number] if number in found else next(others, "") for number in range(len(chapters)))


def _is(title: str, heading: str) -> bool:
    return wording(title) == wording(heading)


def _same(one: Iterable[str], other: Iterable[str]) -> bool:
    return [unspaced(line) for line in one] == [unspaced(line) for line in other]


def _stored(lines: Sequence[str], place: Place) -> Answer:
    """Lines as one answer; none as the word for nothing."""
    return Answer("\n".join(lines) or NOTHING, place)
