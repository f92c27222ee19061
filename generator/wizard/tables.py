"""The tables in the conversation: whether there was anything, then a line a row, groups skipped as groups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator.answers.values import Refused
from generator.examination.findings import number_text
from generator.flow.case import Case
from generator.standard.table_definition import NUMBERS
from generator.wizard.lines import LEAVE_OPEN, SKIP_GROUP, TableLine, TypedLine, lines_asked, read_line
from generator.wizard.record import Record
from generator.wizard.terminal import Back, Step, Terminal


class TableTalk:
    """The steps of all tables of a conversation; `case` gives the report as it stands."""

    def __init__(self, record: Record, terminal: Terminal, case: Callable[[], Case]) -> None:
        self.record, self.terminal, self.case = record, terminal, case
        self.standard = record.standard
        self.lines = {line.step: line for line in lines_asked(self.standard, record.year)}

    def steps(self, name: str) -> Iterator[Step]:
        table = self.standard.tables[name]
        if table.asks:
            yield Step(f"gate:{name}", table.title, partial(self._gate, name))
        if not table.asks or f"some:{name}" in self.record.progress:
            yield from self.line_steps(name)

    def line_steps(self, name: str) -> list[Step]:
        """The lines of a table, whether or not they were asked."""
        return [self.step_of(line) for line in self.lines.values() if line.table == name]

    def step_of(self, line: TableLine) -> Step:
        return Step(line.step, f"{line.group}{line.label}", partial(self._ask, line))

    def _gate(self, name: str) -> None:
        """Whether there was anything at all; `no` fills the zeros and keeps what last year carried over."""
        table, mark = self.standard.tables[name], f"some:{name}"
        self.record.forget(mark)
        figures = [figure for figure in self.standard.figures.values() if figure.table == name]
        addresses = [figure.address for figure in figures if not figure.is_total and figure.kind in NUMBERS]
        carried_over = any(self.record.figures.get(address, "0") not in ("", "0") for address in addresses)
        if carried_over and self.case().last is not None:
            self.terminal.say(f"“{table.title}”有上年结转的数，请逐行填写。")
            self.record.mark(mark)
        elif self.terminal.yes(table.asks or table.title, default=carried_over):
            self.record.mark(mark)
        else:
            self.record.figures |= dict.fromkeys(addresses, "0")
            self.terminal.say(f"“{table.title}”各格已按没有填 0。")

    def _ask(self, line: TableLine) -> None:
        """Ask a line until it is told whole; the first of a group may skip the group."""
        members = self._members(line)
        first = members[:1] == [line]
        message = f"{line.group}　{line.label}：" if line.group else f"{line.label}："
        default, told = self._known(line), self._told(line, len(members) if first else 0)

        def check(typed: str) -> bool | str:
            try:
                if not (first and typed.strip() == SKIP_GROUP):
                    read_line(self.standard, line, typed)
            except Refused as problem:
                return str(problem)
            return True

        while True:
            typed = self.terminal.text(message, default, check, told)
            if first and typed.strip() == SKIP_GROUP:
                self._skip(members)
                return
            if first:  # a group that was skipped before is asked line by line now
                self.record.forget(*self.skipped_with(line.step))
            reading = read_line(self.standard, line, typed)
            if not reading.unsaid or self._rest_is_zero(line, reading):
                self._take(line, reading.values)
                if not typed.strip() and set(reading.values) == {"0"}:
                    self.terminal.say(f"　{'、'.join(line.heads)}：{'0' if len(line.heads) == 1 else '都是 0'}")
                return
            default = typed

    def _known(self, line: TableLine) -> str:
        """What the record has for a line, as it would be typed."""
        given = [self.record.figures.get(address, "") for address in line.addresses]
        if any(given):
            return (" " if line.numeric else " | ").join(text or LEAVE_OPEN for text in given)
        return LEAVE_OPEN if f"open:{line.key}" in self.record.progress else ""

    def _told(self, line: TableLine, skipped: int) -> str:
        """What is shown below a line; `skipped` is how many lines can be skipped with it."""
        unit = self.standard.figures[line.addresses[0]].unit
        told = (
            f"依次填：{'、'.join(line.heads)}" if len(line.heads) > 1 else "",
            f"单位：{unit}" if unit else "",
            "回车＝没有（0），? ＝以后再填",
            f"- ＝{line.group}{skipped}行都没有" if skipped else "",
            self._state(line.table),
        )
        return "　".join(filter(None, told))

    def _rest_is_zero(self, line: TableLine, reading: TypedLine) -> bool:
        """Whether the figures that were not typed are 0; going back from here is to the line itself."""
        try:
            return self.terminal.yes(f"{'、'.join(line.heads[-reading.unsaid :])} 都是 0，对吗？")
        except Back:
            return False

    def _take(self, line: TableLine, values: tuple[str, ...]) -> None:
        """Take the figures of a line; totals of them that a file gave are worked out anew."""
        record, mark = self.record, f"open:{line.key}"
        record.figures.update(zip(line.addresses, values, strict=True))
        record.forget(mark)
        if not any(values):
            record.mark(mark)
        changed = set(line.addresses)
        for _ in range(2):  # a total of totals stands before or after its parts
            for figure in self.standard.figures.values():
                if any(changed & set(parts) for parts in figure.sums):
                    record.figures.pop(figure.address, None)
                    changed.add(figure.address)

    def _members(self, line: TableLine) -> list[TableLine]:
        """The lines of the group a line stands in, itself among them; none where there is no group."""
        return [m for m in self.lines.values() if line.group and (m.table, m.group) == (line.table, line.group)]

    def skipped_with(self, name: str) -> list[str]:
        """The lines of the group that was skipped together with this one, and the mark of that."""
        members = self._members(self.lines[name]) if name in self.lines else []
        steps = [*(m.step for m in members), *(f"skipped:{m.step}" for m in members[:1])]
        return steps if members and steps[-1] in self.record.progress else []

    def _skip(self, members: list[TableLine]) -> None:
        """Fill a whole group with zeros; its other lines need no asking."""
        for member in members:
            self._take(member, ("0",) * len(member.addresses))
        self.record.mark(f"skipped:{members[0].step}", *(m.step for m in members[1:]))

    def _state(self, table: str) -> str:
        """How far the identities of a table are: `已录 9 件，尚差 3 件`."""
        report, unit = self.case().report, self.standard.tables[table].unit
        for instance in self.standard.instances:
            left, relation, right = instance.equation
            if instance.table != table or instance.total or relation != "=" or not instance.implied_by:
                continue
            wanted = [report.told(ref) if o.kind == "figure" else None for o in left for ref in o.refs]
            if wanted and None not in wanted:
                done = sum(report.number(ref) or 0 for o in right if o.kind == "figure" for ref in o.refs)
                off = sum(number or 0 for number in wanted) - done
                return f"已录 {number_text(done)} {unit}，" + (f"尚差 {number_text(off)} {unit}" if off else "两边相符")
        return ""
