"""The form workbook as a file: the empty template, and the same with answers and marks as the answer to a reporter."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence

from ingest.forms.workbook.answers import Answer, Mark
from ingest.forms.workbook.choices import choices_of
from ingest.forms.workbook.error_sheets import write_error_sheets
from ingest.forms.workbook.field_sheet import write_field_sheet
from ingest.forms.workbook.head import write_guide
from ingest.forms.workbook.layout import IDENTITY_SHEET, LISTS_SHEET, PROPERTY_PREFIX
from ingest.forms.workbook.line_sheet import write_line_sheets
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.placing import place
from ingest.forms.workbook.sheet import FormBook


def write_form(
    order: FormOrder, rule_words: Mapping[str, str], answers: Sequence[Answer] = (), marks: Sequence[Mark] = ()
) -> bytes:
    """Write a form workbook.

    Args:
        order: What it is for.
        rule_words: What the live checks say when a sum does not hold, by the id of the rule.
        answers: What was sent; personal data are masked by the caller.
        marks: What is wrong with it.

    Returns:
        An `.xlsx`; the same bytes for the same input.
    """
    import xlsxwriter

    placed = place(order, answers, marks)
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        # A date of creation from the clock would make each file another one.
        workbook.set_properties({"title": order.form.title.lv, "created": dt.datetime(2024, 1, 1)})
        book = FormBook(workbook)
        if marks:
            sheets = {str(order.form.sheet), *(table.sheet for table in order.form.tables)}
            write_error_sheets(book, order, marks, placed, sheets)
        write_guide(book, order)
        if order.form.shape == "fields":
            write_field_sheet(book, order, placed, rule_words)
        else:
            write_line_sheets(book, order, placed)
        _write_lists(book, order)
        _write_identity(book, order)
    return content.getvalue()


def _write_lists(book: FormBook, order: FormOrder) -> None:
    sheet = book.workbook.add_worksheet(LISTS_SHEET)
    for choice in choices_of(order).values():
        for row, label in enumerate(choice.labels.values()):
            sheet.write_string(row, choice.column - 1, label)
    sheet.hide()
    sheet.protect()


def _write_identity(book: FormBook, order: FormOrder) -> None:
    sheet = book.workbook.add_worksheet(IDENTITY_SHEET)
    for row, (name, text) in enumerate(order.identity.items()):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, text)
        book.workbook.set_custom_property(PROPERTY_PREFIX + name, text, "text")
    sheet.very_hidden()
    sheet.protect()
