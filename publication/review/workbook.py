"""The review workbook as a file: figures locked, texts open, a mark beside each."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ingest.excel.page import CELL, GREY, LOOKS, SOFT_INK, height_of, print_on_a4, set_heights
from ingest.excel.sheet_xml import cell_name
from ingest.excel.values import shown
from ingest.forms.workbook.layout import PROPERTY_PREFIX
from ingest.review.layout import ACCEPTED, FORM, INDEX, INDEX_SHEET, VERSION, fingerprint
from publication import sentences
from publication.characters import legible
from publication.phrases import Phrases, load_phrases
from publication.results import Results
from publication.review.content import Cell, ReviewSheet, ReviewText, state
from publication.review.guide import write_guide

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

_LOOKS: dict[str, dict[str, Any]] = {
    **LOOKS,
    "title": {**LOOKS["title"], "text_wrap": False},
    "head": {**LOOKS["words"], "text_wrap": False},
    "hint": {**LOOKS["help"], "text_wrap": False},
    "draft": {**LOOKS["words"], "text_wrap": False, "bold": True, "font_color": "#8A4B00"},
    "fixed": {**CELL, "bg_color": "#F2F2F2"},
    "count": {**CELL, "bg_color": "#F2F2F2", "num_format": "#,##0", "align": "right"},
    "figure": {**CELL, "bg_color": "#F2F2F2", "num_format": "#,##0.0#", "align": "right"},
    "money": {**CELL, "bg_color": "#F2F2F2", "num_format": "#,##0.00", "align": "right"},
    "nothing": {**CELL, "bg_color": GREY},
    "state": {**CELL, "bg_color": "#F2F2F2", "font_color": SOFT_INK},
    "text": {**CELL, "num_format": "@", "bg_color": "#FFF8DC", "locked": False},
    "mark": {**CELL, "num_format": "@", "bg_color": "#FFF8DC", "locked": False, "bold": True},
}
_MARK_WIDTH, _STATE_WIDTH = 11, 16
_HEADING_ROW = 5
_LEFT = 2
"""Columns that say what a row is about; they stay in view and on every page."""


def write_review(results: Results, sheets: Sequence[ReviewSheet], texts: Sequence[ReviewText]) -> bytes:
    """Write the review workbook of a municipality and results year.

    Returns:
        An `.xlsx`; the same bytes for the same content.
    """
    import xlsxwriter

    phrases = load_phrases()
    words = phrases["review"]
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        formats = {name: workbook.add_format(look) for name, look in _LOOKS.items()}
        _describe(workbook, results, words)
        head = _head(results, phrases)
        write_guide(workbook.add_worksheet(words["guide"]["sheet"]), words["guide"], head, texts, formats)
        index: list[tuple[str, ...]] = []
        for sheet in sheets:
            index += _SheetWriter(workbook, sheet, words, head, formats).write()
        hidden = workbook.add_worksheet(INDEX_SHEET)
        for row, line in enumerate([INDEX, *index]):
            for column, value in enumerate(line):
                hidden.write_string(row, column, value)
        hidden.very_hidden()
        hidden.protect()
    return content.getvalue()


def _describe(workbook: Workbook, results: Results, words: Phrases) -> None:
    # A date of creation from the clock would make each file another one.
    title = words["title"].format(municipality=results.municipality_name, year=results.year)
    workbook.set_properties({"title": title, "created": dt.datetime(2024, 1, 1)})
    identity = {
        "form": FORM,
        "version": str(VERSION),
        "municipality": results.municipality,
        "year": str(results.year),
        "plan_id": results.plan.plan_id,
        "demo": str(results.is_demo).lower(),
    }
    for name, value in identity.items():
        workbook.set_custom_property(PROPERTY_PREFIX + name, value, "text")


def _head(results: Results, phrases: Phrases) -> list[tuple[str, str]]:
    """The lines above every table, with their looks."""
    status = sentences.status(results, phrases)
    title = phrases["review"]["title"].format(municipality=results.municipality_name, year=results.year)
    return [(title, "title"), (results.plan.plan_title, "head"), (f"{status[0].upper()}{status[1:]}", "draft")]


class _SheetWriter:
    """One sheet of texts being written, with the index of its cells."""

    def __init__(
        self,
        workbook: Workbook,
        content: ReviewSheet,
        words: Phrases,
        head: Sequence[tuple[str, str]],
        formats: Mapping[str, Format],
    ) -> None:
        self._words = words
        self._content = content
        self._name = words[content.name]["sheet"]
        self._sheet = workbook.add_worksheet(self._name)
        self._head = head
        self._formats = formats
        self._index: list[tuple[str, ...]] = []
        self._heights: dict[int, int] = {}

    def write(self) -> list[tuple[str, ...]]:
        """Write the sheet; what stands in which cell."""
        for row, (text, look) in enumerate(self._head):
            self._sheet.write_string(row, _LEFT, text, self._formats[look])
        self._sheet.write_string(len(self._head), _LEFT, self._words["hint"], self._formats["hint"])
        columns = self._columns()
        for row, cells in enumerate(self._content.rows, start=_HEADING_ROW + 1):
            for name, column in columns.items():
                self._cell(row, column, name, cells[name])
        self._finish()
        return self._index

    def _columns(self) -> dict[str, int]:
        """Headings and widths; where each column begins."""
        columns, column = {}, 0
        for name, width in self._content.widths.items():
            columns[name] = column
            self._heading(column, self._words["columns"][name], width)
            column += 1
            if name in self._words["texts"]:
                self._heading(column, self._words["mark"], _MARK_WIDTH)
                self._heading(column + 1, self._words["state"], _STATE_WIDTH)
                column += 2
        return columns

    def _heading(self, column: int, text: str, width: int) -> None:
        self._sheet.set_column(column, column, width)
        self._sheet.write_string(_HEADING_ROW, column, text, self._formats["heading"])
        self._make_room(_HEADING_ROW, text, width, is_bold=True)

    def _cell(self, row: int, column: int, name: str, value: Cell) -> None:
        if isinstance(value, ReviewText):
            self._text(row, column, name, value)
            return
        is_text = name in self._words["texts"]
        for place in range(column, column + (3 if is_text else 1)):
            self._fixed(row, place, name, value)

    def _fixed(self, row: int, column: int, name: str, value: str | float | Decimal | None) -> None:
        """What cannot be edited; the index tells it as a reader of the cell would see it."""
        written = ""
        if isinstance(value, str) and value:
            written = legible(value)
            self._sheet.write_string(row, column, written, self._formats["fixed"])
            self._make_room(row, written, self._content.widths[name])
        elif isinstance(value, int | float | Decimal):
            number = float(value)
            written = shown(number)
            look = "money" if name == "eur" else "count" if number.is_integer() else "figure"
            self._sheet.write_number(row, column, number, self._formats[look])
        else:
            self._sheet.write_blank(row, column, None, self._formats["nothing"])
        self._index.append((self._name, cell_name(row + 1, column + 1), "", "", "", "", written))

    def _text(self, row: int, column: int, name: str, text: ReviewText) -> None:
        written = legible(text.text or "")
        self._sheet.write_string(row, column, written, self._formats["text"])
        self._sheet.write_blank(row, column + 1, None, self._formats["mark"])
        self._sheet.write_string(row, column + 2, state(text, self._words), self._formats["state"])
        self._make_room(row, written, self._content.widths[name])
        if text.is_outdated and text.drafted_text and text.drafted_text != text.text:
            comment = self._words["draft_now"].format(text=legible(text.drafted_text))
            self._sheet.write_comment(row, column, comment, {"author": "", "width": 340, "height": 200})
        choice = {"validate": "list", "source": [ACCEPTED], "error_message": self._words["mark_error"]}
        self._sheet.data_validation(row, column + 1, row, column + 1, choice)
        place = self._name, cell_name(row + 1, column + 1)
        self._index.append((*place, text.subject_kind, text.subject_key, text.field, text.facts, fingerprint(written)))

    def _make_room(self, row: int, text: str, width: float, *, is_bold: bool = False) -> None:
        self._heights[row] = max(self._heights.get(row, 0), height_of(text, width, is_bold=is_bold))

    def _finish(self) -> None:
        set_heights(self._sheet, self._heights)
        self._sheet.set_row(0, 27)
        self._sheet.freeze_panes(_HEADING_ROW + 1, _LEFT)
        self._sheet.protect("", {"format_columns": True, "format_rows": True})
        print_on_a4(self._sheet, _HEADING_ROW, self._words[self._content.name]["pages_wide"])
        self._sheet.repeat_columns(0, _LEFT - 1)
