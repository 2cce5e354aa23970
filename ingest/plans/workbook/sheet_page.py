"""How a sheet looks: formats, widths, drop-downs, help and print; knows nothing of plans."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ingest.excel.page import (
    BASE,
    CELL,
    GREY,
    LINE_HEIGHT,
    LONGEST_MESSAGE,
    LONGEST_TITLE,
    LOOKS,
    SOFT_INK,
    height_of,
    print_on_a4,
    set_heights,
)
from ingest.plans.workbook.layout import Field

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_LINE_HEIGHTS = {"title": 27, "topic": 23}
_FORMATS: dict[str, dict[str, Any]] = {
    **LOOKS,
    "question": {**CELL, "bold": True},
    "blank": {**BASE, "num_format": "@"},
    "text": {**CELL, "num_format": "@"},
    "grey": {**CELL, "num_format": "@", "bg_color": GREY, "font_color": SOFT_INK},
    "date": {**CELL, "num_format": "dd.mm.yyyy", "align": "left"},
    "int": {**CELL, "num_format": "0", "align": "left"},
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
        rules |= {"input_title": field.heading[:LONGEST_TITLE], "input_message": field.help[:LONGEST_MESSAGE]}
        if field.kind != "text":
            self._sheet.data_validation(first_row, column, last_row, column, rules)

    def print_setup(self, heading_row: int | None) -> None:
        """A4 landscape, as wide as the page; the heading is repeated, the footer names sheet and page."""
        set_heights(self._sheet, self._heights)
        print_on_a4(self._sheet, heading_row)

    def _write_text(self, row: int, column: int, text: str, look: str) -> None:
        self._sheet.write_string(row, column, text, self._formats[look])
        line_height = _LINE_HEIGHTS.get(look, LINE_HEIGHT)
        height = height_of(text, self._widths[column], is_bold=look == "heading", line_height=line_height)
        self._heights[row] = max(self._heights.get(row, 0), height)


def _shown(text: str, field: Field, labels: Mapping[str, str]) -> str:
    if field.kind == "codes":
        return ", ".join(labels.get(code, code) for code in text.split(","))
    if field.kind == "day":
        month, day = text.split("-")
        return f"{day}.{month}."
    if field.kind in ("numbers", "years"):
        return ", ".join(re.split(r",\s*", text))
    return labels.get(text, text)
