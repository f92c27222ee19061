"""The writing of the form as a workbook: guide, cover, tables, texts, and the hidden sheet that says which form it is."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.form import looks
from generator.form.formulas import Formulas, Place, prompt_of
from generator.form.layout import (
    COVER,
    COVER_PREFIX,
    FORM_VERSION,
    GUIDE,
    HIDDEN,
    REASON_ROWS,
    REASONS,
    REWRITE_PREFIX,
    TEXT_PREFIX,
    TEXTS,
    Filling,
    cell_of,
    coordinate,
    letters,
)
from generator.form.table_sheet import TableSheet
from generator.standard.definition import YEAR, Question
from generator.standard.model import Standard


def write_form(
    standard: Standard,
    year: int,
    filling: Filling | None = None,
    beside: Callable[[Workbook], None] | None = None,
) -> bytes:
    """The form of a standard for a year, as the bytes of an .xlsx file; `beside` adds sheets that are not the form's."""
    return _FormWriter(standard, year, filling or Filling(), beside).write()


class _FormWriter:
    def __init__(
        self, standard: Standard, year: int, filling: Filling, beside: Callable[[Workbook], None] | None
    ) -> None:
        self.standard, self.year, self.filling, self.beside = standard, year, filling, beside
        self.book = Workbook()
        self.cells: dict[str, Place] = {}

    def write(self) -> bytes:
        guide = self.book.active
        assert isinstance(guide, Worksheet)
        guide.title = GUIDE
        self._guide(guide)
        self._cover(self._sheet(COVER))
        tables = {name: self._sheet(table.sheet) for name, table in self.standard.tables.items()}
        for name, table in self.standard.tables.items():
            for address, (row, column) in cell_of(self.standard.grids[name], table).items():
                self.cells[address] = (table.sheet, row, column)
        formulas = Formulas(self.standard, self.cells, self.filling.last)
        for name, sheet in tables.items():
            TableSheet(sheet, self.standard, name, self.year, formulas).write(self.filling.values, self.filling.notes)
        self._texts(self._sheet(TEXTS))
        self._reasons(self._sheet(REASONS))
        self._hidden(self._sheet(HIDDEN))
        for name, (sheet_name, row, column) in self.cells.items():
            target = f"'{sheet_name}'!${letters(column)}${row}"
            self.book.defined_names[name] = DefinedName(name, attr_text=target)
        if self.beside:
            self.beside(self.book)
        self.book.properties.creator = "nianbao"
        self.book.properties.title = f"{self.year}年度报告填报表"
        stream = BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    def _sheet(self, title: str) -> Worksheet:
        sheet = self.book.create_sheet(title)
        assert isinstance(sheet, Worksheet)
        return sheet

    def _guide(self, sheet: Worksheet) -> None:
        first, *rest = [self.standard.tables[name].sheet for name in self.standard.tables] or ["各表"]
        lines = [
            f"{self.standard.file.name}　填报表（{self.standard.wording(self.standard.file.period, self.year)}）",
            f"依据：{self.standard.file.law.basis}{self.standard.file.law.articles}；{self.standard.file.document}。",
            f"报送和公布期限：{self.standard.file.law.deadline}。",
            "",
            "一、只填浅黄色的格，其他格是锁定的（没有密码）。灰色格是合计，自动算出，不用填。",
            f"二、先填“{COVER}”，再填“{'”“'.join([first, *rest])}”，最后在“{TEXTS}”写要由本机关自己写的文字。",
            "三、没有的填 0。空着表示还没有填，不等于 0；不要填“无”“/”“-”。",
            "四、表的下方和右侧有自动核对：“相符”表示对上了，“待填”表示还有空格，红色的“差”表示两边差多少。",
            "五、从别处粘贴数字，请用“选择性粘贴—数值”，以免带来别处的格式和公式。",
            "六、请不要删除工作表，不要改表头。列宽、行高可以调整。",
            "七、填完保存，用 nianbao check 核对，用 nianbao build 生成 Word 文件和文本文件。",
            f"八、核对出的“提醒”确实不用改的，在“{REASONS}”里写明代码和理由；写了的算已说明，不会印进报告。",
        ]
        for number, line in enumerate(lines, 1):
            looks.put(sheet, number, 1, line, looks.TITLE if number == 1 else looks.BODY)
            looks.raise_row(
                sheet, number, looks.lines_of(line, 54 if number == 1 else 74) * (1.6 if number == 1 else 1.2)
            )
        sheet.column_dimensions["A"].width = 90
        sheet.freeze_panes = "A2"
        looks.print_setup(sheet)
        looks.protect(sheet)

    def _cover(self, sheet: Worksheet) -> None:
        for column, width in (("A", 26), ("B", 44), ("C", 60)):
            sheet.column_dimensions[column].width = width
        looks.put(sheet, 1, 1, self.standard.file.name, looks.TITLE)
        sheet.merge_cells("A1:C1")
        looks.raise_row(sheet, 1, 2)
        row, group = 2, ""
        for key, question in self.standard.questions.items():
            if question.group != group:
                group = question.group
                looks.put(sheet, row, 1, group, looks.BOLD).fill = looks.tint(looks.HEAD_TINT)
                sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=3)
                row += 1
            self._question(sheet, row, key, question)
            row += 1
        sheet.freeze_panes = "B2"
        looks.print_setup(sheet)
        looks.protect(sheet)

    def _question(self, sheet: Worksheet, row: int, key: str, question: Question) -> None:
        looks.put(sheet, row, 1, question.label).border = looks.FRAME
        hint = ("必填。" if question.required else "") + prompt_of(question)
        looks.put(sheet, row, 3, hint, looks.NOTE)
        looks.raise_row(sheet, row, looks.lines_of(hint, 60))
        name = COVER_PREFIX + key
        given = self.year if key == YEAR else self.filling.values.get(name)
        cell = sheet.cell(row, 2)
        assert isinstance(cell, Cell)
        looks.put_input(cell, given)
        cell.alignment = looks.left()
        if question.kind in ("text", "link", "date"):
            cell.number_format = "@"
        sheet.add_data_validation(self._validation(question, cell.coordinate))
        self.cells[name] = (sheet.title, row, 2)

    def _validation(self, question: Question, cell: str) -> DataValidation:
        choices = ["是", "否"] if question.kind == "yes_no" else question.choices
        if choices:
            rule = DataValidation("list", formula1=f'"{",".join(choices)}"')
            want = f"请从下拉框选：{'、'.join(choices)}"
        elif question.kind == "count":
            rule = DataValidation("whole", formula1="0", operator="greaterThanOrEqual")
            want = "填不小于 0 的整数"
        elif question.kind == "money":
            rule = DataValidation("decimal", formula1="0", operator="greaterThanOrEqual")
            want = "填金额，可以有小数"
        elif question.kind == "year":
            rule = DataValidation("whole", formula1=str(self.year), operator="equal")
            want = f"这份表是 {self.year} 年度的；要报别的年度，请重新生成表格"
        else:
            rule = DataValidation("textLength", formula1="20000", operator="lessThanOrEqual")
            want = "填文字"
        rule.allow_blank = True
        rule.showInputMessage = rule.showErrorMessage = True
        rule.promptTitle, rule.prompt = question.label[:30], f"{prompt_of(question) or want}"[:250]
        rule.errorTitle, rule.error = "填的不对", f"{want}。"[:220]
        rule.add(cell)
        return rule

    def _texts(self, sheet: Worksheet) -> None:
        for letter, width in (("A", 26), ("B", 36), ("C", 60), ("D", 60)):
            sheet.column_dimensions[letter].width = width
        heads = (
            "章节",
            "应写什么",
            "补充文字（接在自动起草的文字后面，一段一行，单元格内换行用 Alt+回车）",
            "改写（填了这一格，就不用自动起草的文字）",
        )
        for column, text in enumerate(heads, 1):
            head = looks.put(sheet, 1, column, text, looks.BOLD, looks.CENTRE)
            head.fill, head.border = looks.tint(looks.HEAD_TINT), looks.FRAME
        looks.raise_row(sheet, 1, 2)
        for row, slot in enumerate(self.standard.slots.values(), 2):
            font = looks.BOLD if slot.key == slot.chapter else looks.BODY
            looks.put(sheet, row, 1, self.standard.wording(slot.title, self.year), font).border = looks.FRAME
            looks.put(sheet, row, 2, slot.guidance, looks.NOTE).border = looks.FRAME
            looks.raise_row(sheet, row, max(4, looks.lines_of(slot.guidance, 36), looks.lines_of(slot.title, 26)))
            for column, prefix in ((3, TEXT_PREFIX), (4, REWRITE_PREFIX)):
                if prefix == TEXT_PREFIX or self.standard.rewritable(slot.key):
                    self._text(sheet, row, column, prefix + slot.key)
        sheet.freeze_panes = "B2"
        sheet.print_title_rows = "1:1"
        looks.print_setup(sheet, wide=True)
        looks.protect(sheet)

    def _text(self, sheet: Worksheet, row: int, column: int, name: str) -> None:
        cell = sheet.cell(row, column)
        assert isinstance(cell, Cell)
        given = self.filling.values.get(name)
        looks.put_input(cell, given)
        cell.alignment = looks.left(top=True)
        cell.number_format = "@"
        if isinstance(given, str):
            looks.raise_row(sheet, row, looks.lines_of(given, 60))
        rule = DataValidation("textLength", formula1="20000", operator="lessThanOrEqual", allow_blank=True)
        rule.showInputMessage = rule.showErrorMessage = True
        rule.promptTitle = "填报说明"
        rule.prompt = "接在自动起草的文字后面" if column == 3 else "填了就不用自动起草的文字，这一处全部以您写的为准"
        rule.errorTitle, rule.error = "填的不对", "文字太长，请删减到两万字以内。"
        rule.add(coordinate(row, column))
        sheet.add_data_validation(rule)
        self.cells[name] = (sheet.title, row, column)

    def _reasons(self, sheet: Worksheet) -> None:
        """Rows for reasons: the code of a warning, its place if it is only one, and why it is left."""
        for letter, width in (("A", 14), ("B", 34), ("C", 90)):
            sheet.column_dimensions[letter].width = width
        heads = (
            "提醒代码",
            "位置（可不填，如 D7；不填就是这个代码的全部提醒）",
            "说明：为什么不用改（只供审核，不印进报告）",
        )
        for column, text in enumerate(heads, 1):
            head = looks.put(sheet, 1, column, text, looks.BOLD, looks.CENTRE)
            head.fill, head.border = looks.tint(looks.HEAD_TINT), looks.FRAME
        looks.raise_row(sheet, 1, 2)
        given = dict(enumerate(self.filling.reasons, 2))
        for row in range(2, max(REASON_ROWS, len(given)) + 2):
            for column, value in enumerate(given.get(row, (None, None, None)), 1):
                cell = sheet.cell(row, column)
                assert isinstance(cell, Cell)
                looks.put_input(cell, value)
                cell.alignment, cell.number_format = looks.left(top=True), "@"
        sheet.freeze_panes = "A2"
        looks.print_setup(sheet, wide=True)
        looks.protect(sheet)

    def _hidden(self, sheet: Worksheet) -> None:
        facts: dict[str, str | int] = {"nianbao": "form", "standard": self.standard.id, "year": self.year}
        for row, (key, value) in enumerate((facts | {"version": FORM_VERSION}).items(), 1):
            sheet.cell(row, 1, key)
            sheet.cell(row, 2, value)
        sheet.sheet_state = "hidden"
        looks.protect(sheet)
