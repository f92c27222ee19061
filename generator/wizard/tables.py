"""The tables in the conversation: whether there was anything, then a line a row, groups skipped as groups, rows pasted as a block."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator.answers.values import Refused
from generator.examination.findings import number_text
from generator.examination.report import Number, Report
from generator.flow.case import Case
from generator.standard.table_definition import NUMBERS
from generator.wizard.echoing import drawn_table, echoed
from generator.wizard.lines import (
    LEAVE_OPEN,
    SKIP_GROUP,
    TableLine,
    TypedLine,
    lines_asked,
    read_block,
    read_line,
)
from generator.wizard.record import Record
from generator.wizard.terminal import Step, Terminal


class TableTalk:
    """The steps of all tables of a conversation; `case` gives the report as it stands."""

    def __init__(self, record: Record, terminal: Terminal, case: Callable[[], Case]) -> None:
        self.record, self.terminal, self.case = record, terminal, case
        self.standard = record.standard
        self.lines = {line.step: line for line in lines_asked(self.standard, record.year)}

    def steps(self, name: str) -> Iterator[Step]:
        yield self.gate(name)
        if f"some:{name}" in self.record.progress:
            yield from self.line_steps(name)

    def gate(self, name: str) -> Step:
        """The question whether a table has anything in it."""
        return Step(f"gate:{name}", self.standard.tables[name].title, partial(self._gate, name))

    def line_steps(self, name: str) -> list[Step]:
        """The lines of a table, whether or not they were asked."""
        return [self.step_of(line) for line in self.lines_of(name)]

    def lines_of(self, name: str) -> list[TableLine]:
        """The lines of a table that are asked of this office in this year."""
        absent = self.record.absent()
        return [x for x in self.lines.values() if x.table == name and not absent.issuperset(x.addresses)]

    def step_of(self, line: TableLine) -> Step:
        return Step(line.step, f"{line.group}{line.label}", partial(self._ask, line))

    def _gate(self, name: str) -> None:
        """Whether there was anything at all; `no` fills the zeros and keeps what last year carried over."""
        table, mark = self.standard.tables[name], f"some:{name}"
        self.record.forget(mark)
        figures = [figure for figure in self.standard.figures.values() if figure.table == name]
        entered = [figure.address for figure in figures if not figure.is_total]
        numbers = [address for address in entered if self.standard.figures[address].kind in NUMBERS]
        given = [address for address in entered if self.record.figures.get(address, "0") not in ("", "0")]
        if given and self.case().last is not None and not self._told_before(name):
            self.terminal.say(f"“{table.title}”有上年结转的数，请逐行填写。")
            self.record.mark(mark)
            return
        if self._some(name, default=bool(given) or self._last_had(name)):
            self.record.mark(mark)
        elif not given or self.terminal.yes(f"这张表已经填了 {len(given)} 格，都改成没有吗？", default=False):
            self.record.figures |= dict.fromkeys(numbers, "0")
            for address in set(entered) - set(numbers):
                self.record.figures.pop(address, None)
            left = "" if len(numbers) == len(entered) else "，文字的格空着"
            self.terminal.say(f"“{table.title}”" + (f"各格已按没有填 0{left}。" if numbers else "按没有，各格空着。"))
            if table.row_needs == "any":
                self._reason(name)
        else:
            self.record.mark(mark)

    def _reason(self, name: str) -> None:
        """Why there is nothing, where the form wants a word in every row: the same in each."""
        lines = self.lines_of(name)
        told = f"写一次，填在每一行的“{lines[0].heads[-1]}”里；直接回车，以后再填"
        reason = self.terminal.text("没有的原因：", "", status=told).strip()
        self.record.figures |= {line.addresses[-1]: reason for line in lines if reason}

    def _some(self, name: str, default: bool) -> bool:
        """Whether there is anything in a table; its rows may be pasted in stead of a yes, and are shown until they are right."""
        table, lines = self.standard.tables[name], self.lines_of(name)
        while True:
            asks = table.asks or f"“{table.title}”有没有要填的？"
            if not self.terminal.yes(asks, default, partial(self._check, lines)):
                return False
            typed, self.terminal.rows = self.terminal.rows, ""
            if not typed:
                return True
            if not _is_block(lines[0], typed):
                self._take_line(lines[0], typed)
                self.record.mark(lines[0].step)
                return True
            if self._block(read_block(self.standard, lines, typed)):
                return True

    def _check(self, lines: list[TableLine], typed: str) -> bool | str:
        """Whether what was typed or pasted can be read as the first of these lines, or as a block from there on."""
        try:
            block = _is_block(lines[0], typed)
            return bool(read_block(self.standard, lines, typed) if block else self._read(lines[0], typed))
        except Refused as problem:
            return str(problem)

    def _told_before(self, name: str) -> bool:
        """Whether the table was asked through before."""
        return any(line.step in self.record.progress for line in self.lines_of(name))

    def _last_had(self, name: str) -> bool:
        """Whether last year's report has anything in this table."""
        last = self.case().last
        figures = last.report.figures.items() if last else ()
        return any(value and address.startswith(f"{name}.") for address, value in figures)

    def _ask(self, line: TableLine) -> None:
        """Ask a line until it is told whole; the first of a group may skip the group, and rows may be pasted at any."""
        members = self._members(line)
        first = members[:1] == [line]
        message = f"{line.group}　{line.label}：" if line.group else f"{line.label}："
        default, told = self._known(line), self._told(line, len(members) if first else 0)
        rest = self._from(line)

        def check(typed: str) -> bool | str:
            return (first and typed.strip() == SKIP_GROUP) or self._check(rest, typed)

        while True:
            typed = self.terminal.text(message, default, check, told)
            if first and typed.strip() == SKIP_GROUP:
                if self._skip(members):
                    return
            elif _is_block(line, typed):
                if self._block(read_block(self.standard, rest, typed)):
                    return
            else:
                if first:  # a group that was skipped before is asked line by line now
                    self.record.forget(*self.skipped_with(line.step))
                self._take_line(line, typed)
                return
            default = self._known(line)

    def _read(self, line: TableLine, typed: str) -> TypedLine:
        return read_line(self.standard, line, typed)

    def _take_line(self, line: TableLine, typed: str) -> None:
        reading = self._read(line, typed)
        self._take(line, reading.values)
        if line.of and not any(reading.values):  # the list ends here
            self.record.mark(*(one.step for one in self._from(line) if one.of == line.of))
        if line.numeric and len(line.heads) > 1 and (reading.unsaid or "\t" in typed or not typed.strip()):
            self.terminal.say(f"　{echoed(line, reading.values)}")
        elif not typed.strip() and set(reading.values) == {"0"}:
            self.terminal.say("　0")

    def _block(self, block: list[tuple[TableLine, TypedLine]]) -> bool:
        """Show pasted rows as they will stand, and take them when that is right."""
        before = dict(self.record.figures)
        for line, reading in block:
            self._take(line, reading.values)
        self.terminal.say(drawn_table(block, self.terminal.columns))
        state = self._state(block[0][0].table)
        if not self.terminal.yes(f"粘贴了 {len(block)} 行{f'（{state}）' if state else ''}，对吗？"):
            self.record.figures = before
            return False
        self.record.mark(*(line.step for line, _ in block))
        return True

    def _from(self, line: TableLine) -> list[TableLine]:
        """The lines of a table from this one on."""
        lines = self.lines_of(line.table)
        return lines[lines.index(line) :] if line in lines else [line]

    def _known(self, line: TableLine) -> str:
        """What the record has for a line, as it would be typed."""
        given = [self.record.figures.get(address, "") for address in line.addresses]
        if any(given):
            return (" " if line.numeric else " | ").join(text or LEAVE_OPEN * line.numeric for text in given)
        return LEAVE_OPEN if f"open:{line.key}" in self.record.progress else ""

    def _told(self, line: TableLine, skipped: int) -> str:
        """What is shown below a line; `skipped` is how many lines can be skipped with it."""
        unit, lines = self.standard.figures[line.addresses[0]].unit, self.lines_of(line.table)
        apart = "，用 | 隔开" if not line.numeric else ""
        known = self._known(line)
        empty = "没有（0）" if line.numeric else "没有（空着）" if not line.of else "填完了"
        told = (
            f"第 {lines.index(line) + 1} 行，共 {len(lines)} 行" if line in lines and len(lines) > 1 else "",
            f"依次填{apart}：{'、'.join(line.heads)}" if len(line.heads) > 1 else "",
            f"单位：{unit}" if unit else "",
            "回车＝不改" if known else f"回车＝{empty}",
            "? ＝以后再填",
            f"{SKIP_GROUP}＝{line.group}{skipped}行都没有" if skipped else "",
            "可以从 Excel 粘贴几行",
            self._state(line.table),
        )
        return "　".join(filter(None, told))

    def _take(self, line: TableLine, values: tuple[str, ...]) -> None:
        """Take the figures of a line; totals of them that a file gave are worked out anew."""
        record, mark = self.record, f"open:{line.key}"
        record.figures.update(zip(line.addresses, values, strict=True))
        record.forget(mark)
        if not any(values) and line.numeric:
            record.mark(mark)
        changed = set(line.addresses)
        for _ in range(2):  # a total of totals stands before or after its parts
            for figure in self.standard.figures.values():
                if any(changed & set(parts) for parts in figure.sums):
                    record.figures.pop(figure.address, None)
                    changed.add(figure.address)

    def _members(self, line: TableLine) -> list[TableLine]:
        """The lines of the group a line stands in, itself among them; none where there is no group."""
        return [m for m in self.lines_of(line.table) if line.group and m.group == line.group]

    def skipped_with(self, name: str) -> list[str]:
        """The lines of the group that was skipped together with this one, and the mark of that."""
        members = self._members(self.lines[name]) if name in self.lines else []
        steps = [*(m.step for m in members), *(f"skipped:{m.step}" for m in members[:1])]
        return steps if members and steps[-1] in self.record.progress else []

    def _skip(self, members: list[TableLine]) -> bool:
        """Fill a whole group with zeros, asking when one of them is told; its other lines need no asking."""
        told = [m.label for m in members if any(self.record.figures.get(a, "") not in ("", "0") for a in m.addresses)]
        if told and not self.terminal.yes(f"“{'”“'.join(told)}”填了数，都改成没有吗？", default=False):
            return False
        for member in members:
            self._take(member, ("0" if member.numeric else "",) * len(member.addresses))
        self.record.mark(f"skipped:{members[0].step}", *(m.step for m in members[1:]))
        return True

    def _state(self, table: str) -> str:
        """How far the identities of a table are: `已录 9 件，尚差 3 件`."""
        report, unit = self.case().report, self.standard.tables[table].unit
        for instance in self.standard.instances:
            left, relation, right = instance.equation
            if instance.table != table or instance.total or relation != "=" or not instance.implied_by:
                continue
            wanted = [report.told(ref) if o.kind == "figure" else None for o in left for ref in o.refs]
            if wanted and None not in wanted:
                done = sum(self._so_far(report, ref) for o in right if o.kind == "figure" for ref in o.refs)
                off = sum(number or 0 for number in wanted) - done
                gap = f"{'尚差' if off > 0 else '多'} {number_text(max(off, -off))} {unit}" if off else "两边相符"
                return f"已录 {number_text(done)} {unit}，{gap}"
        return ""

    def _so_far(self, report: Report, address: str) -> Number:
        """A figure, or what the parts of a total that are told come to."""
        figure = self.standard.figures[address]
        parts = [self._so_far(report, part) for part in figure.sums[0]] if figure.is_total else []
        return sum(parts) if figure.is_total else report.number(address) or 0


def _is_block(line: TableLine, typed: str) -> bool:
    """Whether more than the cells of this row were pasted."""
    return "\n" in typed.strip("\r\n") or typed.count("\t") >= max(len(line.whole), 1)
