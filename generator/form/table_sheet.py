"""The sheet of one statistical table: the official layout with input cells, live totals and live checks."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.document.grids import Cell, Grid
from generator.form import looks
from generator.form.formulas import HOLDS, NOT_ASKED, OPEN, Formulas, Unknown
from generator.form.layout import TABLE_TOP, coordinate, letters, sheet_cell
from generator.standard.binding import Instance
from generator.standard.definition import Table
from generator.standard.figures import Figure
from generator.standard.model import Standard
from generator.words.widths import width

FIGURE_WIDTH, WORDS_WIDTH = 12.0, 36.0
LABEL_WIDTH, GROUP_WIDTH, UNIT_WIDTH = 46.0, 10.0, 9.0


class TableSheet:
    """Writes one table; `values` are the figures to fill in, `notes` what to say beside a cell, both by address."""

    def __init__(self, sheet: Worksheet, standard: Standard, name: str, year: int, formulas: Formulas) -> None:
        self.sheet, self.standard, self.name, self.year, self.formulas = sheet, standard, name, year, formulas
        self.table: Table = standard.tables[name]
        self.grid: Grid = standard.grids[name]
        self.cells = {cell.address: cell for cell in self.grid.cells if cell.address}

    def write(self, values: Mapping[str, object], notes: Mapping[str, str]) -> None:
        self.formulas.sheet = self.sheet.title
        self._widths()
        looks.put(self.sheet, 1, 1, self._title(), looks.TITLE)
        unit = f"单位：{self.table.unit}。" if self.table.unit else ""
        looks.put(
            self.sheet,
            2,
            1,
            f"{unit}浅黄色格填数，没有的填 0；灰色格是合计，自动算出；粘贴时请用“选择性粘贴—数值”。",
            looks.NOTE,
        )
        for row in (1, 2):
            self.sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=max(self.grid.columns, 2))
        for cell in self.grid.cells:
            self._cell(cell)
        for address in self.cells:
            self._figure(address, values.get(address), notes.get(address, ""))
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
        sentence = width(text) > 40 and cell.kind == "head"
        centred = cell.kind in ("head", "group", "unit", "banner")
        written = looks.put(
            self.sheet, row, column, text, alignment=looks.CENTRE if centred else looks.left(cell.level)
        )
        if cell.kind in ("head", "banner"):
            written.fill = looks.tint(looks.HEAD_TINT)
            written.font = looks.BODY if sentence else looks.BOLD

    def _figure(self, address: str, value: object, note: str) -> None:
        figure, cell = self.standard.figures[address], self.cells[address]
        place = self.sheet.cell(*sheet_cell(cell.row, cell.column))
        assert isinstance(place, SheetCell)
        words = figure.kind in ("text", "link")
        place.alignment = looks.left() if words else looks.CENTRE
        place.number_format = "0" if figure.kind in ("count", "signed_count") else "@" if words else "General"
        if figure.is_total:
            place.value = self.formulas.total(address) if value is None else value  # type: ignore[assignment]
            place.fill = looks.tint(looks.TOTAL_TINT)
            place.font = looks.BODY
            return
        looks.put_input(place, value)
        self.sheet.add_data_validation(self._validation(figure, place.coordinate))
        if note:
            place.comment = Comment(note, "nianbao", width=160, height=50)

    def _validation(self, figure: Figure, cell: str) -> DataValidation:
        what = self.standard.wording(figure_name(figure), self.year)
        unit = f"（{figure.unit}）" if figure.unit else ""
        if figure.kind == "count":
            rule = DataValidation("whole", formula1="0", operator="greaterThanOrEqual")
            want = f"填不小于 0 的整数{unit}，没有填 0"
        elif figure.kind == "signed_count":
            rule = DataValidation("whole", formula1="-999999999", formula2="999999999", operator="between")
            want = f"填整数{unit}，减少的前面加 -，没有增减填 0"
        elif figure.kind == "money":
            rule = DataValidation("decimal", formula1="0", operator="greaterThanOrEqual")
            want = f"填金额{unit}，可以有小数，没有填 0"
        elif figure.kind == "amount":
            rule = DataValidation("textLength", formula1="30", operator="lessThanOrEqual")
            want = "填金额，不写单位就是万元，按元填的写上“元”，如 251000元；没有填 0"
        else:
            rule = DataValidation("textLength", formula1="20000", operator="lessThanOrEqual")
            want = "填文字"
        rule.showInputMessage = rule.showErrorMessage = True
        rule.allow_blank = True
        rule.promptTitle, rule.prompt = "填报说明", f"{what}：{want}"[:250]
        rule.errorTitle, rule.error = "填的不对", f"这里{want}。"[:220]
        rule.add(cell)
        return rule

    def _heights(self) -> None:
        for cell in self.grid.cells:
            if not cell.text:
                continue
            width = sum(self.widths[cell.column : cell.column + cell.columns]) - 2 * cell.level
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
            if self._at_row(instance):
                self._beside(instance, formula)
            else:
                lines.setdefault((instance.code, instance.rule.says), []).append((instance, formula))
        if lines:
            self._heading()
        for found in lines.values():
            self._line(found)

    def _heading(self) -> None:
        self.line += 1
        looks.put(self.sheet, self.line, 1, "自动核对（填完即显示；红色为两边之差）", looks.BOLD)
        self.sheet.merge_cells(
            start_row=self.line, start_column=1, end_row=self.line, end_column=max(self.grid.columns, 2)
        )

    def _at_row(self, instance: Instance) -> bool:
        """Whether the check belongs to one row among several."""
        rows = {cell.row for cell in self.cells.values()}
        return len(rows) > 1 and any(a.split(".")[1] == instance.along for a in self.cells)

    def _beside(self, instance: Instance, formula: str) -> None:
        column = self.side.setdefault(instance.code, self.grid.columns + 2 + len(self.side))
        row = next(c.row for a, c in self.cells.items() if a.split(".")[1] == instance.along)
        head = looks.put(self.sheet, TABLE_TOP, column, f"{instance.code} 核对", looks.BOLD, looks.CENTRE)
        head.comment = Comment(instance.check.says, "nianbao", width=220, height=80)
        self.sheet.column_dimensions[letters(column)].width = 10
        self._status(row + TABLE_TOP, column, formula)

    def _line(self, found: list[tuple[Instance, str]]) -> None:
        self.line += 1
        first = found[0][0]
        text = f"{first.code}　{first.rule.says or first.check.says}"
        stub = self.grid.stub or self.grid.columns
        looks.put(self.sheet, self.line, 1, text)
        self.sheet.merge_cells(start_row=self.line, start_column=1, end_row=self.line, end_column=stub)
        looks.raise_row(self.sheet, self.line, looks.lines_of(text, sum(self.widths[:stub])))
        if not self.grid.stub:
            self.line += 1
        for instance, formula in found:
            self._status(self.line, self._column(instance), formula)

    def _column(self, instance: Instance) -> int:
        addresses = (
            [instance.total]
            if instance.total
            else [ref for operand in instance.equation.operands if operand.kind == "figure" for ref in operand.refs]
        )
        for address in addresses:
            if address in self.cells:
                return self.cells[address].column + 1
        return self.grid.stub + 1

    def _status(self, row: int, column: int, formula: str) -> None:
        cell = self.sheet.cell(row, column)
        assert isinstance(cell, SheetCell)
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
        self.sheet.freeze_panes = coordinate(top, self.grid.stub + 1)
        if self.grid.heads:
            self.sheet.print_title_rows = f"{TABLE_TOP}:{top - 1}"
        self.sheet.print_area = f"A1:{coordinate(self.line + 1, self.grid.columns)}"
        looks.print_setup(self.sheet, wide=self.grid.columns > 8)
        self.sheet.page_setup.fitToHeight = 1 if self.grid.rows < 40 else 0
        looks.protect(self.sheet)


def figure_name(figure: Figure) -> str:
    """A figure by the words of the form: its row, then its column."""
    column = figure.column.column.label
    if figure.column.above and not figure.row.row.label:
        column = f"{figure.column.above[-1].label}·{column}"
    return "·".join(part for part in (figure.row.row.label, column) if part)
