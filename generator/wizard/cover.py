"""The cover in the conversation: what every office tells, how it is reached, and what happened in the year."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.answers.values import Refused, read_answer
from generator.standard.definition import AGENCY, DATE, YEAR, Question
from generator.wizard.record import Record
from generator.wizard.terminal import Step, Terminal

REACHED = ("office", "address", "postcode", "phone")  # how the office is reached: asked of every one
MORE = "more"  # in the list of what happened: the office's other data


class CoverTalk:
    """The steps of the cover."""

    def __init__(self, record: Record, terminal: Terminal) -> None:
        self.record, self.terminal, self.standard = record, terminal, record.standard

    def steps(self) -> Iterator[Step]:
        """What is asked: what must be told, how the office is reached, then what was ticked."""
        asked = self._asked()
        plain = [key for key, q in asked.items() if q.required or key == DATE or (key in REACHED and q.keeps)]
        yield from map(self.question, (key for key in plain if not self._carried(key)))
        if any(key not in plain for key in asked):
            yield Step("facts", "哪些情况要写进报告", partial(self._facts, plain))
        yield from (self.question(key) for key in asked if f"fact:{key}" in self.record.progress)

    def every(self) -> list[Step]:
        """Every question of the cover, whether or not it was asked."""
        return [self.question(key) for key in self._asked()]

    def _asked(self) -> dict[str, Question]:
        absent = self.record.absent()
        questions = self.standard.questions.items()
        return {key: q for key, q in questions if key != YEAR and f"cover.{key}" not in absent}

    def _carried(self, key: str) -> bool:
        """Whether last year's report told it already, or the questions behind it were asked before there was this one."""
        done = self.record.progress
        return key in REACHED and (f"kept:{key}" in done or ("facts" in done and f"cover.{key}" not in done))

    def question(self, key: str) -> Step:
        return Step(f"cover.{key}", self.standard.questions[key].label, partial(self.ask, key))

    def ask(self, key: str) -> None:
        """Ask one question of the cover."""
        question = self.standard.questions[key]
        unit = f"（{question.unit}）" if question.unit else ""
        given = self.record.questions.get(key, "")
        if question.choices or question.kind == "yes_no":
            options = [(word, word) for word in question.choices or ["是", "否"]]
            options += [] if question.required else [("", "不填")]
            self.record.questions[key] = self.terminal.choose(question.label, options, given)
            return

        def check(typed: str) -> bool | str:
            if not typed.strip():
                return f"{question.label}要填写" if question.required else True
            try:
                read_answer(question.kind, typed)
            except Refused as problem:
                return f"{question.label}{problem}"
            return True

        guidance = self.standard.wording(question.guidance, self.record.year)
        empty = "回车＝不改" if given else "" if question.required else "没有的直接回车"
        told = "　".join(filter(None, (guidance, empty)))
        typed = self.terminal.text(f"{question.label}{unit}：", given, check, told)
        self.record.questions[key] = " ".join(typed.split()) if "\n" in typed else typed.strip()

    def _facts(self, plain: list[str]) -> None:
        """Tick what happened in the year; the office's other data are one entry, asked one by one."""
        asked = {key: q for key, q in self._asked().items() if key not in plain}
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
