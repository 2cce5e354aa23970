"""The two sheets that tell a reporter what is wrong: counts by rule, and every finding with a link to its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.forms.workbook.answers import Mark
from ingest.forms.workbook.layout import FINDINGS_SHEET, SUMMARY_SHEET
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.placing import Placed
from ingest.forms.workbook.sheet import FormBook, FormSheet
from ingest.forms.workbook.words import filled, titled, words

_HEADING_ROW = 5


def write_error_sheets(
    book: FormBook, order: FormOrder, marks: Sequence[Mark], placed: Placed, sheets: set[str]
) -> None:
    """Write both sheets.

    Args:
        book: The workbook.
        order: What it is for.
        marks: All findings.
        placed: Where they stand in this workbook.
        sheets: Sheets of the form; a finding on any other cannot be linked.
    """
    _write_summary(book, order, marks)
    page = _page(book, order, FINDINGS_SHEET, "findings", [6, 15, 16, 9, 28, 62, 62], marks)
    for row, (number, mark) in enumerate(enumerate(marks, start=1), start=_HEADING_ROW + 1):
        sheet, cell = placed.here.get((mark.sheet, mark.cell), (mark.sheet, mark.cell))
        texts = [
            str(number),
            words()["errors"]["severities"][mark.severity],
            sheet,
            cell,
            mark.value,
            mark.why,
            mark.remedy,
        ]
        for column, text in enumerate(texts, start=1):
            page.words(row, column, text, "fixed")
        if sheet in sheets and cell:
            page.sheet.write_url(row - 1, 3, f"internal:'{sheet}'!{cell}", page.look("link"), cell)
    page.finish(_HEADING_ROW)


def _write_summary(book: FormBook, order: FormOrder, marks: Sequence[Mark]) -> None:
    page = _page(book, order, SUMMARY_SHEET, "summary", [16, 100, 10], marks)
    counted = Counter((mark.rule_id, mark.severity, mark.title) for mark in marks)
    for row, ((_, severity, title), count) in enumerate(counted.most_common(), start=_HEADING_ROW + 1):
        page.words(row, 1, words()["errors"]["severities"][severity], "fixed")
        page.words(row, 2, title, "fixed")
        page.value(row, 3, count, page.look("fixed"))
    page.sheet.activate()
    page.finish(_HEADING_ROW)


def _page(
    book: FormBook, order: FormOrder, name: str, key: str, widths: Sequence[int], marks: Sequence[Mark]
) -> FormSheet:
    page = FormSheet(book, name, widths)
    texts = words()["errors"]
    symbols = Counter(mark.symbol for mark in marks)
    page.words(1, 1, titled(texts[f"{key}_title"], order), "title")
    page.words(2, 1, f"{order.form.title.lv}. {filled(words()['head'][0], order)}", "head")
    page.words(3, 1, texts["counts"].format(errors=symbols["✖"], warnings=symbols["⚠"]), "head")
    for column, heading in enumerate(texts[f"{key}_headings"], start=1):
        page.words(_HEADING_ROW, column, heading, "heading")
    page.sheet.freeze_panes(_HEADING_ROW, 0)
    return page
