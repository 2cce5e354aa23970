"""The plan workbook as a file: empty for a new plan, filled for an existing one."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ingest.excel.sheet_xml import LAST_ROW
from ingest.plans.registry import RawPlan, RawTable
from ingest.plans.workbook.fill import Filling, empty_filling, filling_of
from ingest.plans.workbook.layout import Catalogue, Field, Form, Guide, TableSheet, labels_of, workbook_layout
from ingest.plans.workbook.sheet_page import SheetPage, add_formats

if TYPE_CHECKING:
    from xlsxwriter import Workbook

LISTS_SHEET = "Saraksti"
"""Hidden: a drop-down of more than 255 characters must take its words from cells."""

_SPARE_ROWS = 25


def write_workbook(plan: RawPlan | None, catalogue: Catalogue, lists: Mapping[str, RawTable] | None = None) -> bytes:
    """Write the plan workbook.

    Args:
        plan: The plan to show; None for an empty workbook.
        catalogue: Keys of the indicator catalogue with their Latvian names.
        lists: The lists of the municipality that there are: `reporters`, `executors`, `collections`.

    Returns:
        An `.xlsx`; the same bytes for the same plan.
    """
    import xlsxwriter

    filling = filling_of(plan, lists or {}) if plan else empty_filling()
    layout = workbook_layout()
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        # A date of creation from the clock would make each file another one.
        workbook.set_properties({"title": "PMP prevencijas plāna apraksts", "created": dt.datetime(2024, 1, 1)})
        formats = add_formats(workbook)
        _write_guide(SheetPage(workbook, layout.guide.sheet, formats), layout.guide)
        pages = {sheet: SheetPage(workbook, sheet, formats) for sheet in layout.read_sheets}
        choices = _write_lists(workbook, catalogue)
        _write_form(pages[layout.form.sheet], layout.form, filling)
        for name, table in layout.tables.items():
            _write_table(pages[table.sheet], table, filling.rows.get(name, []), choices)
    return content.getvalue()


def _write_guide(page: SheetPage, guide: Guide) -> None:
    page.set_widths([118])
    page.words(0, 0, guide.title, "title")
    page.words(1, 0, guide.lead, "words")
    paragraphs = [
        [(topic.title, "topic"), *((f"•  {line}", "words") for line in topic.lines)] for topic in guide.topics
    ]
    for row, (text, look) in enumerate(chain.from_iterable(paragraphs), start=2):
        page.words(row, 0, text, look)
    page.print_setup(heading_row=None)


class _List(NamedTuple):
    """What a drop-down offers, and the cells it takes it from."""

    labels: Mapping[str, str]
    cells: str


_Lists = dict[str, _List]


def _write_lists(workbook: Workbook, catalogue: Catalogue) -> _Lists:
    from xlsxwriter.utility import xl_range_abs

    layout = workbook_layout()
    fields = [field for table in layout.tables.values() for field in table.fields.values()]
    choosing = {_list_name(field): field for field in fields if labels_of(field, catalogue)}
    sheet = workbook.add_worksheet(LISTS_SHEET)
    sheet.hide()
    lists: _Lists = {}
    for column, (name, field) in enumerate(choosing.items()):
        labels = labels_of(field, catalogue)
        sheet.write_column(0, column, labels.values())
        lists[name] = _List(labels, f"={LISTS_SHEET}!{xl_range_abs(0, column, len(labels) - 1, column)}")
    return lists


def _write_form(page: SheetPage, form: Form, filling: Filling) -> None:
    page.set_widths([38, 60, 70])
    page.headings(form.headings)
    for row, (key, field) in enumerate(form.fields.items(), start=1):
        page.words(row, 0, field.shown_heading, "question")
        page.value(row, 1, field, filling.form.get(key, ""), {})
        page.words(row, 2, field.help, "help")
        page.ask(row, 1, row, field, None)
    page.print_setup(heading_row=0)


def _write_table(page: SheetPage, table: TableSheet, rows: list[dict[str, str]], lists: _Lists) -> None:
    page.set_widths([field.width for field in table.fields.values()], typed=True)
    page.headings([field.shown_heading for field in table.fields.values()])
    for column, (key, field) in enumerate(table.fields.items()):
        choice = lists.get(_list_name(field))
        page.comment(0, column, field.help)
        for row in range(1, len(rows) + _SPARE_ROWS + 1):
            text = rows[row - 1].get(key, "") if row <= len(rows) else ""
            page.value(row, column, field, text, choice.labels if choice else {})
        page.ask(1, column, LAST_ROW - 1, field, choice.cells if choice else None)
    page.print_setup(heading_row=0)


def _list_name(field: Field) -> str:
    """The drop-down that a field uses; several columns share one."""
    return field.codes or field.kind
