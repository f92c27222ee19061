"""The tables in the conversation: whether there was anything, then a line a row, groups skipped as groups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator.answers.values import Refused
from generator.examination.findings import number_text
from generator.flow.case import Case
from generator.wizard.lines import SKIP_GROUP, Line, lines_of, read_line, zeros
from generator.wizard.record import Record
from generator.wizard.step import Step
from generator.wizard.terminal import Back, Terminal


class TableTalk:
    """The steps of all tables of a conversation; `case` gives the report as it stands."""

    def __init__(self, record: Record, terminal: Terminal, case: Callable[[], Case]) -> None:
        self.record, self.terminal, self.case = record, terminal, case
        self.standard = record.standard

    def steps(self, name: str) -> Iterator[Step]:
        table = self.standard.tables[name]
        if table.asks:
            yield Step(f"gate:{name}", table.title, lambda: self._gate(name))
        if not table.asks or f"some:{name}" in self.record.progress:
            yield from self.line_steps(name)

    def line_steps(self, name: str) -> list[Step]:
        """The lines of a table, whether or not they were asked."""
        lines = lines_of(self.standard, name, self.record.year)
        return [
            Step(f"line:{line.key}", f"{line.group}{line.label}", partial(self._line, name, line)) for line in lines
        ]

    def _gate(self, name: str) -> None:
        """Whether there was anything at all; `no` fills the zeros and keeps what last year carried over."""
        table, mark = self.standard.tables[name], f"some:{name}"
        self.record.progress = [step for step in self.record.progress if step != mark]
        carried_over = {
            a: n for a in zeros(self.standard, name) if (n := self.record.figures.get(a, "0")) not in ("", "0")
        }
        if carried_over and self.case().last is not None:
            self.terminal.say(f"“{table.title}”有上年结转的数，请逐行填写。")
            self.record.progress.append(mark)
            return
        if self.terminal.yes(table.asks or table.title, default=bool(carried_over)):
            self.record.progress.append(mark)
            return
        for address in zeros(self.standard, name):
            self.record.figures[address] = "0"
        self.terminal.say(f"“{table.title}”各格已按没有填 0。")

    def _line(self, table: str, line: Line) -> None:
        given = [self.record.figures.get(address, "") for address in line.addresses]
        mark = f"open:{line.key}"
        default = " ".join(text or "?" for text in given) if any(given) else "?" if mark in self.record.progress else ""
        where = f"{line.group}　" if line.group else ""
        heads = "、".join(line.heads) if len(line.heads) > 1 else ""
        members = [m for m in lines_of(self.standard, table, self.record.year) if line.group and m.group == line.group]
        first = bool(members) and members[0].key == line.key
        unit = self.standard.figures[line.addresses[0]].unit

        def check(typed: str) -> bool | str:
            try:
                if not (first and typed.strip() == SKIP_GROUP):
                    read_line(self.standard, line, typed)
            except Refused as problem:
                return str(problem)
            return True

        told = [f"依次填：{heads}" if heads else "", f"单位：{unit}" if unit else "", "回车＝没有（0），? ＝以后再填"]
        if first:
            told.append(f"- ＝{line.group}{len(members)}行都没有")
        told = [words for words in (*told, self.state(table)) if words]
        message = f"{where}{line.label}："
        while True:
            typed = self.terminal.text(message, default, check, lambda: "　".join(told))
            if first and typed.strip() == SKIP_GROUP:
                self._skip(members)
                return
            if first:  # a group that was skipped before is asked line by line now
                later = self.skipped_with(f"line:{line.key}")
                self.record.progress = [name for name in self.record.progress if name not in later]
            reading = read_line(self.standard, line, typed)
            if not reading.unsaid or self._rest_is_zero(line, reading.unsaid):
                self._take(line, reading.values)
                if not typed.strip() and set(reading.values) == {"0"}:
                    self.terminal.say(f"　{'、'.join(line.heads)}：{'0' if len(line.heads) == 1 else '都是 0'}")
                return
            default = typed

    def _rest_is_zero(self, line: Line, unsaid: int) -> bool:
        """Whether the figures that were not typed are 0; going back from here is to the line itself."""
        rest = "、".join(line.heads[len(line.heads) - unsaid :])
        try:
            return self.terminal.yes(f"{rest} 都是 0，对吗？")
        except Back:
            return False

    def _take(self, line: Line, values: tuple[str, ...]) -> None:
        """Take the figures of a line; totals of them that a file gave are worked out anew."""
        record, mark = self.record, f"open:{line.key}"
        record.figures.update(zip(line.addresses, values, strict=True))
        record.progress = [name for name in record.progress if name != mark] + ([] if any(values) else [mark])
        changed = set(line.addresses)
        for _ in range(2):  # a total of totals stands before or after its parts
            for figure in self.standard.figures.values():
                if any(changed & set(parts) for parts in figure.sums):
                    record.figures.pop(figure.address, None)
                    changed.add(figure.address)

    def skipped_with(self, name: str) -> list[str]:
        """The lines of the group that was skipped together with this one, and the mark of that."""
        for table in self.standard.tables:
            lines = lines_of(self.standard, table, self.record.year)
            group = next((line.group for line in lines if f"line:{line.key}" == name), "")
            members = [f"line:{line.key}" for line in lines if group and line.group == group]
            if members and f"skipped:{members[0]}" in self.record.progress:
                return [*members, f"skipped:{members[0]}"]
        return []

    def _skip(self, members: list[Line]) -> None:
        """Fill a whole group with zeros; its other lines need no asking."""
        for member in members:
            self._take(member, ("0",) * len(member.addresses))
        self.record.progress.append(f"skipped:line:{members[0].key}")
        self.record.progress += [f"line:{m.key}" for m in members[1:] if f"line:{m.key}" not in self.record.progress]

    def state(self, table: str) -> str:
        """How far the identities of a table are: `已录 9 件，尚差 3 件`."""
        report = self.case().report
        for instance in self.standard.instances:
            equation = instance.equation
            if instance.table != table or instance.total or equation.relation != "=" or instance.implied_by == ():
                continue
            left = [report.told(ref) for o in equation.left if o.kind == "figure" for ref in o.refs]
            right = [report.number(ref) or 0 for o in equation.right if o.kind == "figure" for ref in o.refs]
            if (
                left
                and all(number is not None for number in left)
                and len(left) == sum(len(o.refs) for o in equation.left)
            ):
                wanted, done = sum(number or 0 for number in left), sum(right)
                off = wanted - done
                unit = self.standard.tables[table].unit
                return f"已录 {number_text(done)} {unit}，" + (f"尚差 {number_text(off)} {unit}" if off else "两边相符")
        return ""
