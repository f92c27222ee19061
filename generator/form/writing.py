"""The writing of the form as a workbook: guide, cover, tables, texts, and the hidden sheet that says which form it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from generator.form import looks
from generator.form.arrangement_sheet import write_arrangement
from generator.form.entry_rules import ENTRY_RULES, ROUGH, WORDS, EntryRule, add_rule, one_of, only
from generator.form.formulas import Formulas
from generator.form.hiding import hide_absent
from generator.form.layout import (
    ARRANGED,
    COVER,
    COVER_PREFIX,
    DRAFTED_HEAD,
    FORM_VERSION,
    GUIDE,
    HIDDEN,
    LAST_PREFIX,
    REASON_ROWS,
    REASONS,
    REWRITE_PREFIX,
    TEXT_PREFIX,
    TEXTS,
    ZERO_PREFIX,
    Filling,
    Spot,
    cell_of,
    letters,
    zero_labels,
)
from generator.form.table_sheet import TableSheet
from generator.standard.conditions import in_words
from generator.standard.definition import AGENCY, REGION, YEAR, Question
from generator.standard.model import Standard
from generator.standard.requirements import guidance_of
from generator.words.numerals import numeral

_QUOTED = re.compile(r'"([^"]*)"')  # the words of a formula


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
        given = {key: str(self.filling.values.get(COVER_PREFIX + key) or "") for key in (REGION, AGENCY)}
        self.asked_here = guidance_of(standard, year, given) if any(given.values()) else {}
        self.cells: dict[str, Spot] = {}

    def write(self) -> bytes:
        guide = self.book.active
        assert isinstance(guide, Worksheet)
        guide.title = GUIDE
        self._guide(guide)
        self._cover(self._sheet(COVER))
        for name, table in self.standard.tables.items():
            self.cells |= {a: (table.sheet, *at) for a, at in cell_of(self.standard.grids[name]).items()}
        formulas = Formulas(self.standard, self.cells, self.filling.last)
        for name, table in self.standard.tables.items():
            TableSheet(self._sheet(table.sheet), self.standard, name, self.year, formulas, self.asked_here).write(
                self.filling
            )
        self._texts(self._sheet(TEXTS), formulas)
        if self.standard.titled:
            sheet = self._sheet(ARRANGED)
            self.cells |= write_arrangement(sheet, self.standard, self.year, self.filling.values)
        self._reasons(self._sheet(REASONS))
        self._hidden(self._sheet(HIDDEN))
        hide_absent(self.book, self.standard, self.year, self.cells)
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
        law = self.standard.file.law
        lines = [
            f"{self.standard.file.name}　填报表（{self.standard.wording(self.standard.file.period, self.year)}）",
            f"依据：{law.basis}{law.articles}；{self.standard.file.document}。",
            f"报送和公布期限：{law.deadline}。",
            "",
            *(f"{numeral(number)}、{rule}" for number, rule in enumerate(self._rules(), 1)),
        ]
        for number, line in enumerate(lines, 1):
            font, room, high = (looks.TITLE, 44, 1.6) if number == 1 else (looks.BODY, 66, 1.2)
            looks.put(sheet, number, 1, line, font)
            looks.raise_row(sheet, number, looks.lines_of(line, room) * high)
        sheet.column_dimensions["A"].width = 76
        looks.finish(sheet, "A2")

    def _rules(self) -> Iterator[str]:
        """How the form is filled: only what this form has."""
        sheets = "”“".join(table.sheet for table in self.standard.tables.values())
        yield "只填浅黄色的格，其他格是锁定的（没有密码）。" + ("灰色格是合计，自动算出，不用填。" if sheets else "")
        yield f"先填“{COVER}”，{f'再填“{sheets}”，' if sheets else ''}最后在“{TEXTS}”写要由本机关自己写的文字。"
        zero = f"整张表都没有的，在“{COVER}”最后选“是”，空格就都是 0。" if zero_labels(self.standard) else ""
        yield (
            "填数的格，没有的填 0。空着表示还没有填，不等于 0；不要填“无”“/”“-”。"
            f"{zero}填文字的格照旁边的提示写，没有提示的可以空着。"
        )
        if sheets:
            yield "表的下方和右侧有自动核对：“相符”表示对上了，“待填”表示还有空格，红色的“差”表示两边差多少。"
        yield "从别处粘贴数字，请用“选择性粘贴—数值”，以免带来别处的格式和公式。"
        yield "请不要删除工作表，不要改表头。列宽、行高可以调整。"
        yield (
            "填完保存交回，不用装别的程序。"
            + ("自动核对都是“相符”、没有红色，数就对上了。" if sheets else "")
            + f"“{TEXTS}”最右边一列是自动起草的文字，数随着填的变。有 nianbao 的，用 nianbao check 核对，用 nianbao build 生成报告。"
        )
        yield f"核对出的“提醒”确实不用改的，在“{REASONS}”里写明代码和理由；写了的算已说明，不会印进报告。"

    def _cover(self, sheet: Worksheet) -> None:
        for column, width in (("A", 26), ("B", 42), ("C", 46)):
            sheet.column_dimensions[column].width = width
        looks.put_across(sheet, 1, 3, self.standard.file.name, looks.TITLE)
        looks.raise_row(sheet, 1, 2)
        row, group = 2, ""
        for key, question in self.standard.questions.items():
            if question.group != group:
                group = question.group
                looks.put_across(sheet, row, 3, group, looks.BOLD).fill = looks.tint(looks.HEAD_TINT)
                row += 1
            self._question(sheet, row, key, question)
            row += 1
        self._switches(sheet, row)
        looks.finish(sheet, "B2")

    def _switches(self, sheet: Worksheet, row: int) -> None:
        """A row a table with numbers: whether its blank cells are all 0."""
        labels = zero_labels(self.standard)
        if labels:
            looks.put_across(sheet, row, 3, "没有的一次填 0", looks.BOLD).fill = looks.tint(looks.HEAD_TINT)
        for at, (table, label) in enumerate(labels.items(), row + 1):
            looks.put(sheet, at, 1, label).border = looks.FRAME
            hint = "选填。本年都没有的选“是”：空着的格都显示 0，已经填的数不变"
            looks.put(sheet, at, 3, hint, looks.NOTE)
            looks.raise_row(sheet, at, max(looks.lines_of(hint, 46), looks.lines_of(label, 26)))
            cell = looks.cell_at(sheet, at, 2)
            looks.put_input(cell)
            cell.alignment = looks.left()
            add_rule(
                sheet, cell, one_of(["是"]), (label[:30], "表里空着的格都填 0 的，选“是”", "只能选“是”，或者空着。")
            )
            self.cells[ZERO_PREFIX + table] = (sheet.title, at, 2)

    def _question(self, sheet: Worksheet, row: int, key: str, question: Question) -> None:
        looks.put(sheet, row, 1, question.label).border = looks.FRAME
        unit = f"单位：{question.unit}。" if question.unit else ""
        prompt = self.standard.wording(f"{unit}{question.guidance}", self.year)
        whom = in_words(question, self.standard.questions)
        hint = ("必填。" if question.required else "") + (f"{whom}。" if whom else "") + prompt
        hint += self.asked_here.get(key, "")
        looks.put(sheet, row, 3, hint, looks.NOTE)
        looks.raise_row(sheet, row, looks.lines_of(hint, 46))
        name = COVER_PREFIX + key
        cell = looks.cell_at(sheet, row, 2)
        looks.put_input(cell, self.filling.values.get(name, self.year if key == YEAR else None))
        cell.alignment = looks.left()
        if question.kind in ("text", "link", "date"):
            cell.number_format = "@"
        rule = self._rule(question)
        want = rule.want.replace("{}", "")
        add_rule(sheet, cell, rule, (question.label[:30], prompt or want, f"{want}。"))
        self.cells[name] = (sheet.title, row, 2)

    def _rule(self, question: Question) -> EntryRule:
        if question.kind == "year":
            return only(self.year)
        choices = ["是", "否"] if question.kind == "yes_no" else question.choices
        rules = {**ENTRY_RULES, "count": ROUGH}
        return one_of(choices) if choices else rules.get(question.kind, WORDS)

    def _texts(self, sheet: Worksheet, formulas: Formulas) -> None:
        heads = {
            "章节": 26,
            "应写什么": 36,
            "补充文字（接在自动起草的文字后面，一段一行，单元格内换行用 Alt+回车）": 60,
            "改写（填了这一格，就不用自动起草的文字）": 60,
        }
        if self.filling.words:
            heads["上年写的（只供参考，不印进报告；照抄上年会被指出）"] = 60
        if self.filling.drafted:
            heads[DRAFTED_HEAD] = 60
        looks.put_heads(sheet, heads)
        formulas.sheet = sheet.title
        for row, slot in enumerate(self.standard.text_slots.values(), 2):
            if words := self.filling.words.get(slot.key):
                looks.put(sheet, row, 5, words, looks.NOTE).border = looks.FRAME
            if paragraphs := self.filling.drafted.get(slot.key):
                self._drafted(sheet, row, len(heads), formulas.drafted(paragraphs))
            font = looks.BOLD if slot.key == slot.chapter else looks.BODY
            looks.put(sheet, row, 1, self.standard.wording(slot.title, self.year), font).border = looks.FRAME
            guidance = "\n".join(filter(None, (slot.guidance, self.asked_here.get(slot.key))))
            looks.put(sheet, row, 2, guidance, looks.NOTE).border = looks.FRAME
            looks.raise_row(sheet, row, max(4, looks.lines_of(guidance, 36), looks.lines_of(slot.title, 26)))
            for column, prefix in ((3, TEXT_PREFIX), (4, REWRITE_PREFIX)):
                if prefix == TEXT_PREFIX or self.standard.rewritable(slot.key):
                    self._text(sheet, row, column, prefix + slot.key)
        sheet.print_title_rows, sheet.print_area = "1:1", f"A1:D{len(self.standard.text_slots) + 1}"
        looks.finish(sheet, "B2", wide=True)

    def _drafted(self, sheet: Worksheet, row: int, column: int, formula: str) -> None:
        """What is drafted at a place, to be read beside the cells for the office's own words."""
        told = looks.cell_at(sheet, row, column)
        told.value, told.font, told.border = formula, looks.NOTE, looks.FRAME
        told.alignment = looks.left(top=True)
        looks.raise_row(sheet, row, min(looks.lines_of("".join(_QUOTED.findall(formula)), 60) + 2, 12))

    def _text(self, sheet: Worksheet, row: int, column: int, name: str) -> None:
        cell = looks.cell_at(sheet, row, column)
        given = self.filling.values.get(name)
        looks.put_input(cell, given)
        cell.alignment, cell.number_format = looks.left(top=True), "@"
        if isinstance(given, str):
            looks.raise_row(sheet, row, looks.lines_of(given, 60))
        what = "接在自动起草的文字后面" if column == 3 else "填了就不用自动起草的文字，这一处全部以您写的为准"
        add_rule(sheet, cell, WORDS, ("填报说明", what, "文字太长，请删减到两万字以内。"))
        self.cells[name] = (sheet.title, row, column)

    def _reasons(self, sheet: Worksheet) -> None:
        """Rows for reasons: the code of a warning, its place if it is only one, and why it is left."""
        heads = {
            "提醒代码": 14,
            "位置（可不填，如 D7；不填就是这个代码的全部提醒）": 34,
            "说明：为什么不用改（只供审核，不印进报告）": 90,
        }
        looks.put_heads(sheet, heads)
        given = dict(enumerate(self.filling.reasons, 2))
        for row in range(2, max(REASON_ROWS, len(given)) + 2):
            for column, value in enumerate(given.get(row, (None, None, None)), 1):
                cell = looks.cell_at(sheet, row, column)
                looks.put_input(cell, value)
                cell.alignment, cell.number_format = looks.left(top=True), "@"
        looks.finish(sheet, "A2", wide=True)

    def _hidden(self, sheet: Worksheet) -> None:
        """Which form this is, and what it holds of last year's report."""
        facts: dict[str, str | int | Decimal] = {"nianbao": "form", "standard": self.standard.id, "year": self.year}
        facts["version"] = FORM_VERSION
        facts |= {f"{LAST_PREFIX}{address}": number for address, number in self.filling.last.items()}
        facts |= {f"{LAST_PREFIX}{TEXT_PREFIX}{slot}": words for slot, words in self.filling.words.items()}
        for row, (key, value) in enumerate(facts.items(), 1):
            looks.put(sheet, row, 1, key)
            cell = sheet.cell(row, 2, value)
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula
        sheet.sheet_state = "hidden"
        looks.protect(sheet)
