"""One sheet of the form workbook being written: looks, values, comments, drop-downs. Rows and columns count from 1."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ingest.excel.page import (
    BASE,
    CELL,
    GREY,
    LONGEST_MESSAGE,
    LONGEST_TITLE,
    LOOKS,
    SOFT_INK,
    height_of,
    print_on_a4,
    set_heights,
)
from ingest.excel.values import CellValue
from ingest.forms.definition import Field
from ingest.forms.workbook.answers import Mark
from ingest.forms.workbook.live_checks import FAILED, PASSED
from ingest.forms.workbook.value_rules import OneOf, ValueRule

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_RED, _GREEN, _AMBER = "#C00000", "#00613F", "#8A4B00"
_PLAIN = {**BASE, "text_wrap": False}
_MARKED = {**CELL, "locked": False, "border": 2}
_LOOKS: dict[str, dict[str, Any]] = {
    **LOOKS,
    "title": {**LOOKS["title"], "text_wrap": False},
    "head": _PLAIN,
    "legend": {**_PLAIN, "italic": True, "font_color": SOFT_INK},
    "section": {**_PLAIN, "bold": True, "font_size": 12, "bg_color": "#D9E2F3"},
    "label": {**_PLAIN, "bold": True, "bg_color": "#F2F2F2"},
    "fixed": CELL,
    "former": {**CELL, "bg_color": GREY, "font_color": SOFT_INK, "align": "right"},
    "found": {**CELL, "bold": True, "font_color": _RED},
    "input": {**CELL, "bg_color": "#FFF8DC", "locked": False},
    "error": {**_MARKED, "bg_color": "#F8D7DA", "border_color": _RED},
    "doubt": {**_MARKED, "bg_color": "#FFE0B2", "border_color": _AMBER},
    "link": {**CELL, "font_color": "#0563C1", "underline": 1},
}
_NUMBER_FORMATS = {"eur": "#,##0.00", "date": "dd.mm.yyyy", "text": "@", "choice": "@"}
_HEIGHTS = {"title": 27, "topic": 23, "section": 20}
_LONGEST_TEXT = 32_767
_FIRST_DAY = dt.date(1900, 1, 1)


class FormBook:
    """The workbook with the looks it has used so far."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self._formats: dict[tuple[str, str], Format] = {}

    def look(self, name: str, number_format: str = "General") -> Format:
        """A look with the number format of its cell."""
        key = (name, number_format)
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({**_LOOKS[name], "num_format": number_format})
        return self._formats[key]


class FormSheet:
    """One sheet."""

    def __init__(self, book: FormBook, name: str, widths: Sequence[float]) -> None:
        self.sheet = book.workbook.add_worksheet(name)
        self._book = book
        self._widths = widths
        self._heights: dict[int, int] = {}
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def look(self, name: str) -> Format:
        """A look of a cell without number format."""
        return self._book.look(name)

    def words(self, row: int, column: int, text: str, look: str) -> None:
        """Words of the workbook itself."""
        self.sheet.write_string(row - 1, column - 1, text, self._book.look(look))
        if look in _HEIGHTS:
            self._heights[row - 1] = _HEIGHTS[look]
        elif _LOOKS[look]["text_wrap"]:
            self.make_room(row, column, text, is_bold=bool(_LOOKS[look].get("bold")))

    def make_room(self, row: int, column: int, text: str, *, is_bold: bool = False) -> None:
        """Make a row high enough for words that stand or may come to stand there."""
        height = height_of(text, self._widths[column - 1], is_bold=is_bold)
        self._heights[row - 1] = max(self._heights.get(row - 1, 0), height)

    def answer(self, row: int, column: int, field: Field, value: CellValue, marks: Sequence[Mark]) -> None:
        """An input cell with what is known of it."""
        if value == "" and not marks:
            self.blank(row, column, field)
            return
        number_format = _NUMBER_FORMATS.get(field.type, "General")
        look = "input"
        if marks:
            look = "error" if any(mark.symbol == "✖" for mark in marks) else "doubt"
            number_format = _with_symbol(marks[0].symbol, number_format)
            self.comment(row, column, "\n".join(f"{mark.symbol} {mark.why} → {mark.remedy}" for mark in marks))
        self.value(row, column, value, self._book.look(look, number_format))
        if isinstance(value, str) and value:
            self.make_room(row, column, value)

    def blank(self, row: int, column: int, field: Field) -> None:
        """An input cell that nothing is known of."""
        look = self._book.look("input", _NUMBER_FORMATS.get(field.type, "General"))
        self.sheet.write_blank(row - 1, column - 1, None, look)

    def value(self, row: int, column: int, value: CellValue, look: Format) -> None:
        """What somebody else wrote: never a formula, never a link."""
        place = (row - 1, column - 1)
        if value == "":
            self.sheet.write_blank(*place, None, look)
        elif isinstance(value, bool):
            self.sheet.write_boolean(*place, value, look)
        elif isinstance(value, dt.datetime | dt.date) and value.year >= _FIRST_DAY.year:
            self.sheet.write_datetime(*place, value, look)
        elif isinstance(value, int | float) and math.isfinite(value):
            self.sheet.write_number(*place, value, look)
        else:
            self.sheet.write_string(*place, str(value)[:_LONGEST_TEXT], look)

    def comment(self, row: int, column: int, text: str) -> None:
        """Help or a finding behind a cell."""
        height = max(40, height_of(text, 42) + 20)
        self.sheet.write_comment(
            row - 1, column - 1, text, {"author": "", "font_size": 9, "width": 280, "height": height}
        )

    def ask(self, row: int, column: int, last_row: int, field: Field, rule: ValueRule | None) -> None:
        """What cells say when they are chosen, and what they take."""
        options: dict[str, Any] = {"validate": "any"}
        if isinstance(rule, OneOf):
            options = {"validate": "list", "source": f"={rule.choice.cells}"}
        elif rule:
            # A warning may be overruled: there are words for what cannot be answered with a number.
            validate = {"count": "integer", "date": "date"}.get(field.type, "decimal")
            low, high = ((_day if field.type == "date" else _shortest)(bound) for bound in (rule.low, rule.high))
            options = {"validate": validate, "criteria": "between", "minimum": low, "maximum": high}
            options["error_type"] = "warning"
        if rule:
            sentence = f"Te {rule.words.removesuffix('.')}."
            options |= {"error_title": "Pārbaudiet atbildi", "error_message": sentence[:LONGEST_MESSAGE]}
        options |= {"input_title": field.label.lv[:LONGEST_TITLE], "input_message": field.definition[:LONGEST_MESSAGE]}
        self.sheet.data_validation(row - 1, column - 1, last_row - 1, column - 1, options)

    def live_check(self, row: int, column: int, formula: str, value: str) -> None:
        """A live check with its present value."""
        self.sheet.write_formula(row - 1, column - 1, formula, self._book.look("fixed"), value)

    def colour_checks(self, first_row: int, last_row: int, column: int) -> None:
        """Signs are told apart by colour too."""
        for sign, colour in ((PASSED, _GREEN), (FAILED[0], _RED), ("⚠", _AMBER)):
            look = self._book.workbook.add_format({"font_color": colour, "bold": sign != PASSED})
            options = {"type": "text", "criteria": "begins with", "value": sign, "format": look}
            self.sheet.conditional_format(first_row - 1, column - 1, last_row - 1, column - 1, options)

    def lock(self) -> None:
        """Only input cells can be changed; widths and heights too, so that long words can be read."""
        self.sheet.protect("", {"format_columns": True, "format_rows": True})

    def finish(self, heading_row: int | None, pages_wide: int = 1) -> None:
        """Heights and print."""
        set_heights(self.sheet, self._heights)
        print_on_a4(self.sheet, None if heading_row is None else heading_row - 1, pages_wide)


def _with_symbol(symbol: str, number_format: str) -> str:
    """The symbol in front of whatever the cell holds, without changing it."""
    if number_format == "@":
        return f'"{symbol} "@'
    return f'"{symbol} "{number_format};"{symbol} "-{number_format};"{symbol} "{number_format};"{symbol} "@'


def _shortest(number: float) -> float:
    return int(number) if number % 1 == 0 else number


def _day(serial: float) -> dt.datetime:
    return dt.datetime(1899, 12, 30) + dt.timedelta(days=serial)
