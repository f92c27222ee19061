"""The sheet of one statistical table: the official layout with input cells, live totals and live checks."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from generator.document.grids import Cell, Grid
from generator.form import looks
from generator.form.entry_rules import ENTRY_RULES, WORDS, add_rule
from generator.form.formulas import HOLDS, NOT_ASKED, OPEN, Formulas, Unknown
from generator.form.layout import COVER, TABLE_TOP, ZERO_PREFIX, Filling, coordinate, letters, sheet_cell
from generator.standard.binding import Instance
from generator.standard.conditions import in_words
from generator.standard.figures import Figure
from generator.standard.model import Standard
from generator.standard.table_definition import NUMBERS, Table
from generator.words.widths import width

FIGURE_WIDTH, WORDS_WIDTH = 12.0, 36.0
LABEL_WIDTH, GROUP_WIDTH, UNIT_WIDTH = 46.0, 10.0, 9.0


class TableSheet:
    """Writes one table, with the figures and notes there are for it."""

    def __init__(
        self, sheet: Worksheet, standard: Standard, name: str, year: int, formulas: Formulas, asked: Mapping[str, str]
    ) -> None:
        self.asked = asked  # by the place of the office, by rows as `table.row`
        self.sheet, self.standard, self.name, self.year, self.formulas = sheet, standard, name, year, formulas
        self.table: Table = standard.tables[name]
        self.grid: Grid = standard.grids[name]
        self.cells = {cell.address: cell for cell in self.grid.cells if cell.address}
        self.rows = {address.split(".")[1]: cell.row for address, cell in self.cells.items()}
        self.across = max(self.grid.columns, 2)

    def write(self, filling: Filling) -> None:
        self.formulas.sheet = self.sheet.title
        self._widths()
        looks.put_across(self.sheet, 1, self.across, self._title(), looks.TITLE)
        unit = f"单位：{self.table.unit}。" if self.table.unit else ""
        how = f"{unit}浅黄色格填数，没有的填 0；灰色格是合计，自动算出；粘贴时请用“选择性粘贴—数值”。"
        if ZERO_PREFIX + self.name in self.formulas.cells:
            how += f"整张表都没有的，在“{COVER}”最后选“是”，空格就都是 0。"
        looks.put_across(self.sheet, 2, self.across, how, looks.NOTE)
        looks.raise_row(self.sheet, 2, looks.lines_of(how, sum(self.widths)))
        for cell in self.grid.cells:
            self._cell(cell)
        for address in self.cells:
            self._figure(address, filling.values.get(address), filling.notes.get(address, ""))
        self._heights()
        self._checks()
        self._page()

    def _title(self) -> str:
        return self.standard.wording(f"{self.table.title}（{self.standard.file.period}）", self.year)

    def _widths(self) -> None:
        labels = {c.column + c.columns - 1 for c in self.grid.cells if c.kind == "stub"}
        units = {c.column for c in self.grid.cells if c.kind == "unit"}
        words = {c.column for a, c in self.cells.items() if self.standard.figures[a].kind in ("text", "link")}
        self.widths: list[float] = []
        for column in range(self.grid.columns):
            if column >= self.grid.stub:
                width = WORDS_WIDTH if column in words else FIGURE_WIDTH
            elif column in units:
                width = UNIT_WIDTH
            else:
                width = LABEL_WIDTH if column in labels else GROUP_WIDTH
            self.widths.append(width)
            self.sheet.column_dimensions[letters(column + 1)].width = width

    def _cell(self, cell: Cell) -> None:
        row, column = sheet_cell(cell.row, cell.column)
        if cell.rows > 1 or cell.columns > 1:
            self.sheet.merge_cells(
                start_row=row, start_column=column, end_row=row + cell.rows - 1, end_column=column + cell.columns - 1
            )
        for r in range(row, row + cell.rows):
            for c in range(column, column + cell.columns):
                self.sheet.cell(r, c).border = looks.FRAME
        if cell.kind in ("figure", "blank"):
            return
        text = self.standard.wording(cell.text, self.year)
        labels = cell.kind == "stub"
        written = looks.put(self.sheet, row, column, text, alignment=looks.left(cell.level) if labels else looks.CENTRE)
        if cell.kind in ("head", "banner"):
            sentence = width(text) > 40 and cell.kind == "head"
            written.fill = looks.tint(looks.HEAD_TINT)
            written.font = looks.BODY if sentence else looks.BOLD

    def _figure(self, address: str, value: object, note: str) -> None:
        figure, cell = self.standard.figures[address], self.cells[address]
        place = looks.cell_at(self.sheet, *sheet_cell(cell.row, cell.column))
        words = figure.kind in ("text", "link")
        place.alignment = looks.left() if words else looks.CENTRE
        place.number_format = "0" if figure.kind in ("count", "signed_count") else "@" if words else "General"
        if figure.is_total:
            place.value = self.formulas.total(address) if value is None else value  # type: ignore[assignment]
            place.fill = looks.tint(looks.TOTAL_TINT)
            place.font = looks.BODY
            return
        looks.put_input(place, value)
        if value is None and figure.kind in NUMBERS:
            place.value = self.formulas.zero(self.name)
        rule = ENTRY_RULES.get(figure.kind, WORDS)
        want = rule.want.replace("{}", f"（{figure.unit}）" if figure.unit else "") + rule.none
        what = self.standard.wording(_figure_name(figure), self.year)
        whom = next(filter(None, (in_words(row, self.standard.questions) for row in figure.rows)), "")
        told = f"{whom}，其他的填 0。" if whom else ""
        asked = self.asked.get(address.rpartition(".")[0])
        told += f"{want}。{asked}" if asked else want
        add_rule(self.sheet, place, rule, ("填报说明", f"{what}：{told}", f"这里{want}。"), balloon=not note)
        if note:
            place.comment = Comment(note, "nianbao", width=160, height=50)

    def _heights(self) -> None:
        for cell in (cell for cell in self.grid.cells if cell.text):
            width = sum(self.widths[cell.column : cell.column + cell.columns]) - 2 * cell.level * (cell.kind == "stub")
            lines = looks.lines_of(self.standard.wording(cell.text, self.year), width)
            row, _ = sheet_cell(cell.row, cell.column)
            if cell.rows == 1:
                looks.raise_row(self.sheet, row, lines)
            elif lines > cell.rows:  # a tall head: its rows share the lines
                for r in range(row, row + cell.rows):
                    looks.raise_row(self.sheet, r, lines / cell.rows)

    def _checks(self) -> None:
        """A line a rule under the table, each difference under its column; checks of rows stand at their right."""
        self.line = TABLE_TOP + self.grid.rows
        self.side: dict[str, int] = {}
        lines: dict[tuple[str, str], list[tuple[Instance, str]]] = {}
        for instance in self.standard.instances:
            if instance.table != self.name or not instance.applies(self.year):
                continue
            try:
                formula = self.formulas.check(instance)
            except Unknown:
                continue
            if instance.along in self.rows and len(set(self.rows.values())) > 1:  # of one row among several
                self._beside(instance, formula)
            else:
                lines.setdefault((instance.code, instance.rule.says), []).append((instance, formula))
        if lines:
            self._heading()
        for found in lines.values():
            self._line(found)

    def _heading(self) -> None:
        self.line += 1
        looks.put_across(self.sheet, self.line, self.across, "自动核对（填完即显示；红色为两边之差）", looks.BOLD)

    def _beside(self, instance: Instance, formula: str) -> None:
        column = self.side.setdefault(instance.code, self.grid.columns + 2 + len(self.side))
        head = looks.put(self.sheet, TABLE_TOP, column, f"{instance.code} 核对", looks.BOLD, looks.CENTRE)
        head.comment = Comment(instance.check.says, "nianbao", width=220, height=80)
        self.sheet.column_dimensions[letters(column)].width = 10
        self._status(self.rows[instance.along] + TABLE_TOP, column, formula)

    def _line(self, found: list[tuple[Instance, str]]) -> None:
        self.line += 1
        first = found[0][0]
        text = f"{first.code}　{first.says}"
        stub = self.grid.stub or self.grid.columns
        looks.put_across(self.sheet, self.line, stub, text)
        looks.raise_row(self.sheet, self.line, looks.lines_of(text, sum(self.widths[:stub])))
        if not self.grid.stub:
            self.line += 1
        for instance, formula in found:
            self._status(self.line, self._column(instance), formula)

    def _column(self, instance: Instance) -> int:
        told = [ref for operand in instance.equation.operands if operand.kind == "figure" for ref in operand.refs]
        here = (self.cells[a].column for a in ([instance.total] if instance.total else told) if a in self.cells)
        return next(here, self.grid.stub) + 1

    def _status(self, row: int, column: int, formula: str) -> None:
        cell = looks.cell_at(self.sheet, row, column)
        cell.value, cell.alignment, cell.font = formula, looks.CENTRE, Font(looks.FACE, 10, color=looks.GREEN)
        cell.number_format = '"差 "0.######;"差 "-0.######;0'
        at = coordinate(row, column)
        quiet = ",".join(f'{at}<>"{word}"' for word in ("", HOLDS, OPEN, NOT_ASKED))
        red = Font(color="FFFFFF", bold=True)
        broken = FormulaRule([f"AND({quiet})"], font=red, fill=looks.tint(looks.RED))  # type: ignore[no-untyped-call]
        self.sheet.conditional_formatting.add(at, broken)
        still = FormulaRule([f'{at}="{OPEN}"'], font=Font(color="999999"))  # type: ignore[no-untyped-call]
        self.sheet.conditional_formatting.add(at, still)

    def _page(self) -> None:
        top = TABLE_TOP + self.grid.heads
        if self.grid.heads:
            self.sheet.print_title_rows = f"{TABLE_TOP}:{top - 1}"
        self.sheet.print_area = f"A1:{coordinate(self.line + 1, self.grid.columns)}"
        looks.finish(self.sheet, coordinate(top, self.grid.stub + 1), wide=self.grid.columns > 8)
        self.sheet.page_setup.fitToHeight = 1 if self.grid.rows < 40 else 0


def _figure_name(figure: Figure) -> str:
    """A figure by the words of the form: its row, then its column."""
    row = figure.row.row.label or (figure.column.above[-1].label if figure.column.above else "")
    return "·".join(filter(None, (row, figure.column.column.label)))
