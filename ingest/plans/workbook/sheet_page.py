"""How a sheet looks: formats, widths, drop-downs, help and print; knows nothing of plans."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ingest.plans.workbook.layout import Field

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_LONGEST_MESSAGE = 255
_LONGEST_TITLE = 32
_A4 = 9
_LINE_HEIGHTS = {"title": 27, "topic": 23}
_LINE_HEIGHT = 15
_HIGHEST_ROW = 400
_BOLD_ROOM = 0.85
"""Share of the width that bold words have: widths are measured in plain digits."""
_INK, _PAPER, _GREY, _LINE = "#1F3864", "#FFFFFF", "#E7E6E6", "#A6A6A6"
_BASE = {"font_name": "Calibri", "font_size": 11, "text_wrap": True, "valign": "top"}
_CELL = {**_BASE, "border": 1, "border_color": _LINE}
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {**_BASE, "bold": True, "font_size": 16, "font_color": _INK},
    "topic": {**_BASE, "bold": True, "font_size": 12, "font_color": _INK, "valign": "bottom"},
    "words": _BASE,
    "heading": {**_CELL, "bold": True, "font_color": _PAPER, "bg_color": _INK, "valign": "vcenter"},
    "question": {**_CELL, "bold": True},
    "help": {**_BASE, "italic": True, "font_color": "#404040"},
    "blank": {**_BASE, "num_format": "@"},
    "text": {**_CELL, "num_format": "@"},
    "grey": {**_CELL, "num_format": "@", "bg_color": _GREY, "font_color": "#404040"},
    "date": {**_CELL, "num_format": "dd.mm.yyyy", "align": "left"},
    "int": {**_CELL, "num_format": "0", "align": "left"},
}


def add_formats(workbook: Workbook) -> dict[str, Format]:
    """The looks of the workbook's cells by name."""
    return {name: workbook.add_format(look) for name, look in _FORMATS.items()}


class SheetPage:
    """One sheet being written."""

    def __init__(self, workbook: Workbook, name: str, formats: dict[str, Format]) -> None:
        self._sheet = workbook.add_worksheet(name)
        self._formats = formats
        self._widths: Sequence[int] = ()
        self._heights: dict[int, int] = {}

    def set_widths(self, widths: Sequence[int], typed: bool = False) -> None:
        """Widths from the left; `typed` columns hold text, so that Excel leaves 1.10 and 70% as they are."""
        self._widths = widths
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width, self._formats["blank"] if typed else None)

    def words(self, row: int, column: int, text: str, look: str) -> None:
        """Words of the workbook itself."""
        self._write_text(row, column, text, look)

    def headings(self, texts: Sequence[str]) -> None:
        """The first row, which stays in view."""
        for column, text in enumerate(texts):
            self.words(0, column, text, "heading")
        self._sheet.freeze_panes(1, 1)

    def value(self, row: int, column: int, field: Field, text: str, labels: Mapping[str, str]) -> None:
        """One cell that a person fills in, with what is known of it."""
        look = field.kind if field.kind in ("date", "int") else "grey" if field.grey else "text"
        if not text:
            self._sheet.write_blank(row, column, None, self._formats[look])
        elif field.kind == "date":
            self._sheet.write_datetime(row, column, dt.datetime.fromisoformat(text), self._formats[look])
        elif field.kind == "int":
            self._sheet.write_number(row, column, int(text), self._formats[look])
        else:
            self._write_text(row, column, _shown(text, field, labels), look)

    def comment(self, row: int, column: int, text: str) -> None:
        """Help behind a heading."""
        self._sheet.write_comment(row, column, text, {"author": "", "font_size": 10, "width": 260, "height": 90})

    def ask(self, first_row: int, column: int, last_row: int, field: Field, choice: str | None) -> None:
        """What a cell says when it is chosen, and what it offers."""
        rules: dict[str, Any] = {"validate": "any"}
        if choice and field.kind != "codes":
            rules = {"validate": "list", "source": choice, "error_message": "Izvēlieties vērtību no saraksta."}
        elif field.kind == "int":
            rules = {"validate": "integer", "criteria": "between", "minimum": field.low, "maximum": field.high}
            rules["error_message"] = f"Te jābūt veselam skaitlim no {field.low} līdz {field.high}."
        rules |= {"input_title": field.heading[:_LONGEST_TITLE], "input_message": field.help[:_LONGEST_MESSAGE]}
        if field.kind != "text":
            self._sheet.data_validation(first_row, column, last_row, column, rules)

    def print_setup(self, heading_row: int | None) -> None:
        """A4 landscape, as wide as the page; the heading is repeated, the footer names sheet and page."""
        self._set_heights()
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self._sheet.set_footer("&L&A&R&P. lpp. no &N")
        if heading_row is not None:
            self._sheet.repeat_rows(heading_row)

    def _write_text(self, row: int, column: int, text: str, look: str) -> None:
        self._sheet.write_string(row, column, text, self._formats[look])
        room = int(self._widths[column] * (_BOLD_ROOM if look == "heading" else 1))
        lines = sum(len(textwrap.wrap(line, room)) or 1 for line in text.split("\n"))
        height = lines * _LINE_HEIGHTS.get(look, _LINE_HEIGHT)
        self._heights[row] = max(self._heights.get(row, 0), min(height, _HIGHEST_ROW))

    def _set_heights(self) -> None:
        """Not every office programme fits a row to its wrapped text when it opens a file."""
        for row, height in self._heights.items():
            if height > _LINE_HEIGHT:
                self._sheet.set_row(row, height + 2)


def _shown(text: str, field: Field, labels: Mapping[str, str]) -> str:
    if field.kind == "codes":
        return ", ".join(labels.get(code, code) for code in text.split(","))
    if field.kind in ("numbers", "years"):
        return ", ".join(re.split(r",\s*", text))
    return labels.get(text, text)
