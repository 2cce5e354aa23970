"""Writes the sheets of a form that takes lines: a column a field, a line a thing."""

from __future__ import annotations

from ingest.excel.sheet_xml import cell_name, cell_place
from ingest.excel.values import CellValue
from ingest.forms.definition import Field
from ingest.forms.workbook.choices import choices_of
from ingest.forms.workbook.head import write_head
from ingest.forms.workbook.layout import FIRST_ROW, HEADING_ROW, LineSheet, line_sheets
from ingest.forms.workbook.live_checks import Column, line_formula, line_value
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.placing import Placed
from ingest.forms.workbook.sheet import FormBook, FormSheet
from ingest.forms.workbook.value_rules import value_rule

_WIDTHS = {"count": 13, "number": 11, "eur": 12, "date": 12, "text": 22, "choice": 22}
_ACTIVITY_WIDTH, _CHECK_WIDTH = 34, 40
_ONE_PAGE = 200
"""So many digits still can be read when they are fitted on one page."""


def write_line_sheets(book: FormBook, order: FormOrder, placed: Placed) -> None:
    """Write all sheets of a form that takes lines."""
    choices = choices_of(order)
    for sheet in line_sheets(order.form, order.collection.kind, order.addressee):
        columns = [(field, value_rule(field, order.collection, choices.get(field.field))) for field in sheet.fields]
        _write_sheet(book, order, placed, sheet, columns)


def _write_sheet(book: FormBook, order: FormOrder, placed: Placed, sheet: LineSheet, columns: list[Column]) -> None:
    widths = [*map(_width, sheet.fields), _CHECK_WIDTH]
    page = FormSheet(book, sheet.table.sheet, widths)
    write_head(page, order, f"{order.form.title.lv}. {sheet.table.title.lv}")
    for column, heading in enumerate(sheet.headings, start=1):
        page.words(HEADING_ROW, column, heading, "heading")
    last_row = _last_row(sheet, placed)
    for column, (field, rule) in enumerate(columns, start=1):
        page.comment(HEADING_ROW, column, field.definition)
        page.ask(FIRST_ROW, column, last_row, field, rule)
    check = f"check_{sheet.table.table}"
    book.workbook.define_name(check, line_formula(sheet.table.sheet, columns))
    in_use = _rows_in_use(sheet, placed)
    for row in range(FIRST_ROW, last_row + 1):
        values = _write_line(page, sheet, placed, row) if row in in_use else _write_blank_line(page, sheet, row)
        page.live_check(row, sheet.check_column, f"={check}", line_value(sheet.table.sheet, columns, values))
    page.colour_checks(FIRST_ROW, last_row, sheet.check_column)
    page.sheet.freeze_panes(HEADING_ROW, 1)
    page.lock()
    pages_wide = 1 if sum(widths) <= _ONE_PAGE else 2
    if pages_wide > 1:
        page.sheet.repeat_columns(0)
    page.finish(HEADING_ROW, pages_wide)


def _write_line(page: FormSheet, sheet: LineSheet, placed: Placed, row: int) -> list[CellValue]:
    """Write the cells of a line; the values that stand in it."""
    values = []
    for column, field in enumerate(sheet.fields, start=1):
        place = (sheet.table.sheet, cell_name(row, column))
        values.append(placed.values.get(place, ""))
        page.answer(row, column, field, values[-1], placed.marks.get(place, []))
    return values


def _write_blank_line(page: FormSheet, sheet: LineSheet, row: int) -> list[CellValue]:
    """Most lines of a template stay blank, and nothing need be looked up for them."""
    for column, field in enumerate(sheet.fields, start=1):
        page.blank(row, column, field)
    return [""] * len(sheet.fields)


def _rows_in_use(sheet: LineSheet, placed: Placed) -> set[int]:
    """Rows with a value or a mark."""
    return {cell_place(cell)[0] for name, cell in (*placed.values, *placed.marks) if name == sheet.table.sheet and cell}


def _last_row(sheet: LineSheet, placed: Placed) -> int:
    """The template's lines, or more where more were sent."""
    rows = [cell_place(cell)[0] for name, cell in placed.values if name == sheet.table.sheet]
    return max([sheet.last_row, *rows])


def _width(field: Field) -> int:
    longest_word = max(len(word) for word in field.label.lv.split())
    width = _ACTIVITY_WIDTH if field.codes == "plan_activities" else _WIDTHS[field.type]
    return max(width, longest_word + 4)
