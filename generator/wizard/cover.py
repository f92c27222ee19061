"""The cover in the conversation: what every office tells, how it is reached, and what happened in the year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile, zip_longest

from generator.answers.values import Refused, read_answer
from generator.standard.definition import AGENCY, DATE, YEAR, Question
from generator.wizard.lines import LEAVE_OPEN
from generator.wizard.record import Record
from generator.wizard.terminal import Step, Terminal
from generator.words.characters import plain

REACHED = ("office", "address", "postcode", "phone")  # how the office is reached: asked of every one
FACTS_AS_BEFORE = "facts:none"  # the mark of an office that told of nothing last year
MORE = "more"  # in the list of what happened: the office's other data


class CoverTalk:
    """The steps of the cover."""

    def __init__(self, record: Record, terminal: Terminal) -> None:
        self.record, self.terminal, self.standard = record, terminal, record.standard

    def steps(self) -> Iterator[Step]:
        """What is asked: what must be told, how the office is reached, then what was ticked."""
        asked, always = self._asked(), self._plain()
        open_ones = [key for key in always if not self._carried(key)]
        yield from (self._step(key, open_ones[at:]) for at, key in enumerate(open_ones, 1))
        if FACTS_AS_BEFORE not in self.record.progress and any(key not in always for key in asked):
            yield Step("facts", "哪些情况要写进报告", partial(self._facts, always))
        yield from (self.question(key) for key in asked if f"fact:{key}" in self.record.progress)

    def _plain(self) -> list[str]:
        """What every office is asked, in the order of the form."""
        asked = self._asked().items()
        return [key for key, q in asked if q.required or key == DATE or (key in REACHED and q.keeps)]

    def told_nothing(self, last: Mapping[str, object]) -> bool:
        """Whether last year's cover told nothing of what happened in the year."""
        questions, always = self._asked(), self._plain()
        return not any(last.get(key) for key, q in questions.items() if key not in always and not q.keeps)

    def every(self) -> list[Step]:
        """Every question of the cover, whether or not it was asked."""
        return [self.question(key) for key in self._asked()]

    def _asked(self) -> dict[str, Question]:
        absent = self.record.absent()
        questions = self.standard.questions.items()
        return {key: q for key, q in questions if key != YEAR and f"cover.{key}" not in absent}

    def _carried(self, key: str) -> bool:
        """Whether last year's report told it, the office left the first of its kind open, or what follows was asked before."""
        done = self.record.progress
        first = next((one for one in self._plain() if one in REACHED), key)
        left = key != first and f"cover.{first}" in done and not self.record.questions.get(first, "").strip()
        return key in REACHED and (f"kept:{key}" in done or ((left or "facts" in done) and f"cover.{key}" not in done))

    def question(self, key: str) -> Step:
        return self._step(key, ())

    def _step(self, key: str, after: Sequence[str]) -> Step:
        return Step(f"cover.{key}", self.standard.questions[key].label, partial(self.ask, key, after))

    def ask(self, key: str, after: Sequence[str] = ()) -> None:
        """Ask one question of the cover; those `after` it may be answered with it, or left for later all together."""
        question = self.standard.questions[key]
        unit = f"（{question.unit}）" if question.unit else ""
        given = self.record.questions.get(key, "")
        if question.choices or question.kind == "yes_no":
            options = [(word, word) for word in question.choices or ["是", "否"]]
            options += [] if question.required else [("", "不填")]
            self.record.questions[key] = self.terminal.choose(question.label, options, given)
            return
        keys = [key, *takewhile(self._in_words, after)]
        guidance = self.standard.wording(question.guidance, self.record.year)
        empty = "回车＝不改" if given else "" if question.required else "没有的直接回车"
        labels = "、".join(self.standard.questions[one].label for one in keys)
        together = f"可以一次填完，用 | 隔开或者粘贴：{labels}　{LEAVE_OPEN} ＝这些和本年情况以后再填" if after else ""
        told = "　".join(filter(None, (guidance, empty, together)))
        typed = self.terminal.text(f"{question.label}{unit}：", given, partial(self._check, keys), told)
        if plain(typed) == LEAVE_OPEN:
            self.record.mark(*((*(f"cover.{one}" for one in keys), "facts", "holes") if after else ()))
            return
        answers = self._answers(keys, typed)
        self.record.questions |= answers
        self.record.mark(*(f"cover.{one}" for one in answers))

    def _in_words(self, key: str) -> bool:
        """Whether a question is answered by typing, not by choosing."""
        question = self.standard.questions[key]
        return not (question.choices or question.kind == "yes_no")

    def _answers(self, keys: Sequence[str], typed: str) -> dict[str, str]:
        """What was typed, by question: the first alone, or several in their order or, pasted from a form, beside their labels."""
        rows = [row.split("\t") for row in typed.strip().split("\n")]
        labels = {self.standard.questions[key].label: key for key in keys}
        if len(keys) > 1 and all(row[0].strip() in labels for row in rows):
            return {labels[row[0].strip()]: " ".join(row[1:]).strip() for row in rows}
        parts = re.split(r"[|｜\t\n]", typed.strip("\n")) if len(keys) > 1 else [" ".join(typed.split())]
        return {key: part.strip() for key, part in zip_longest(keys[: len(parts)], parts) if key}

    def _check(self, keys: Sequence[str], typed: str) -> bool | str:
        """Whether what was typed can be read; else what is wrong with it, and with which question."""
        if plain(typed) == LEAVE_OPEN:
            return True
        answers = self._answers(keys, typed)
        if len(keys) > 1 and len(re.findall(r"[|｜]", typed)) >= len(keys):
            return f"一次最多填 {len(keys)} 项"
        return next((told for key, text in answers.items() if (told := self._wrong(key, text))), True)

    def _wrong(self, key: str, typed: str) -> str:
        question = self.standard.questions[key]
        if not typed.strip():
            return f"{question.label}要填写" if question.required else ""
        try:
            read_answer(question.kind, typed)
        except Refused as problem:
            return f"{question.label}{problem}"
        return ""

    def _facts(self, always: list[str]) -> None:
        """Tick what happened in the year; the office's other data are one entry, asked one by one."""
        asked = {key: q for key, q in self._asked().items() if key not in always}
        other = [key for key, question in asked.items() if question.keeps]
        facts = [key for key in asked if key not in other]
        known = [key for key in asked if self.record.questions.get(key)]
        options = [(key, f"{asked[key].group}·{asked[key].label}") for key in facts]
        if other:
            labels = "、".join(asked[key].label for key in other[:4])
            options.append((MORE, f"本单位的其他资料（{labels}{'……' if len(other) > 4 else ''}）"))
        ticked = [key for key in facts if key in known or f"fact:{key}" in self.record.progress]
        chosen = self.terminal.tick("本年有哪些情况要写进报告？", options, ticked)
        self.record.forget(*(f"fact:{key}" for key in asked))
        opened = [key for key in facts if key in chosen and key not in known]
        self.record.mark(*(f"fact:{key}" for key in [*opened, *(other if MORE in chosen else [])]))
        self.record.forget(*(f"cover.{key}" for key in other if MORE in chosen))
        for key in facts:
            if key in known and key not in chosen:
                del self.record.questions[key]

    def named_in(self, words: str, about: str) -> list[str]:
        """The questions that a placeholder names: `联系单位、地址、电话` are three; else the one it is about."""
        group = self.standard.questions[about].group
        names = [name for part in words.split("、") for name in part.split("和") if len(name) > 1]
        same = [key for key, q in self.standard.questions.items() if q.group == group and key != AGENCY]
        found = [k for k in same if any(self.standard.questions[k].label.endswith(name) for name in names)]
        return found if about in found else [about]
