"""The lines above the headings of every form sheet, and the sheet of instructions."""

from __future__ import annotations

from ingest.forms.workbook.layout import GUIDE_SHEET
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.sheet import FormBook, FormSheet
from ingest.forms.workbook.words import filled, titled, words


def write_head(page: FormSheet, order: FormOrder, title: str) -> None:
    """What the sheet is, whose, for when, and what its signs mean."""
    page.words(1, 1, titled(title, order), "title")
    for row, text in enumerate(words()["head"], start=2):
        page.words(row, 1, filled(text, order), "head")
    for row, text in enumerate(words()["legend"], start=2 + len(words()["head"])):
        page.words(row, 1, text, "legend")


def write_guide(book: FormBook, order: FormOrder) -> None:
    """The sheet *Lasi mani*."""
    page = FormSheet(book, GUIDE_SHEET, [118])
    page.words(1, 1, titled("Kā aizpildīt šo veidlapu", order), "title")
    row = 2
    for topic in words()["guide"]:
        page.words(row, 1, topic["title"], "topic")
        for line in topic["lines"]:
            row += 1
            page.words(row, 1, f"•  {filled(line, order)}", "words")
        row += 1
    page.lock()
    page.finish(None)
