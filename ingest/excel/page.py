"""How a sheet that we write looks and prints, whatever stands on it."""

from __future__ import annotations

import textwrap
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

INK, PAPER, GREY, LINE, SOFT_INK = "#1F3864", "#FFFFFF", "#E7E6E6", "#A6A6A6", "#404040"
BASE: dict[str, Any] = {"font_name": "Calibri", "font_size": 11, "text_wrap": True, "valign": "top"}
CELL: dict[str, Any] = {**BASE, "border": 1, "border_color": LINE}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {**BASE, "bold": True, "font_size": 16, "font_color": INK},
    "topic": {**BASE, "bold": True, "font_size": 12, "font_color": INK, "valign": "bottom"},
    "words": BASE,
    "heading": {**CELL, "bold": True, "font_color": PAPER, "bg_color": INK, "valign": "vcenter"},
    "help": {**BASE, "italic": True, "font_color": SOFT_INK},
}
"""Looks that every workbook of ours shares."""

LONGEST_MESSAGE = 255
LONGEST_TITLE = 32
"""What Excel shows beside a chosen cell."""

LINE_HEIGHT = 15
_A4 = 9
_HIGHEST_ROW = 400
_BOLD_ROOM = 0.85
"""Share of the width that bold words have: widths are measured in plain digits."""


@lru_cache(4096)  # most words are those of the form itself, the same in every workbook
def height_of(text: str, width: float, *, is_bold: bool = False, line_height: int = LINE_HEIGHT) -> int:
    """Height that wrapped words need: not every office programme fits a row to its text when it opens a file."""
    room = int(width * (_BOLD_ROOM if is_bold else 1))
    lines = sum(len(textwrap.wrap(line, room)) or 1 for line in text.split("\n"))
    return min(lines * line_height, _HIGHEST_ROW)


def set_heights(sheet: Worksheet, heights: dict[int, int]) -> None:
    """Give rows the height of their highest words; rows of one line keep the default."""
    for row, height in heights.items():
        if height > LINE_HEIGHT:
            sheet.set_row(row, height + 2)


def print_on_a4(sheet: Worksheet, heading_row: int | None, pages_wide: int = 1) -> None:
    """A4 landscape, as wide as the pages; the heading is repeated, the footer names sheet and page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(pages_wide, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&R&P. lpp. no &N")
    if heading_row is not None:
        sheet.repeat_rows(heading_row)
