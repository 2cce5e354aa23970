"""`dati.xlsx`: the published tables for people with a spreadsheet, after a sheet that says what they are."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ingest.typography import written_language
from publication.characters import page_header
from publication.open_data.guide import fit_height, write_columns, write_guide
from publication.open_data.tables import Column, Table
from publication.open_data.words import Words
from publication.phrases import Phrases, load_phrases
from publication.results import Results

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Lines = dict[Table, list[tuple[Any, ...]]]

_CELL = {"valign": "top", "border": 1, "border_color": "#C9D2DA"}
_NUMBER = {**_CELL, "align": "right", "indent": 1}
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "draft": {"bold": True, "font_color": "#8A4B00"},
    "label": {"bold": True, "valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "link": {"font_color": "#0B4A6B", "underline": 1, "valign": "top"},
    "header": {**_CELL, "bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E4EDF2"},
    "string": {**_CELL, "text_wrap": True},
    "whole": {**_NUMBER, "num_format": "#,##0"},
    "fraction": {**_NUMBER, "num_format": "#,##0.0##"},
    "money": {**_NUMBER, "num_format": "#,##0.00"},
    "year": {**_NUMBER, "num_format": "0"},
    "date": _NUMBER,
}

_A3, _A4 = 8, 9
HEADER_ROW = 2
_NARROWEST, _WIDEST = 11, 40
LONGEST_TEXT = 32_767
"""What a cell of a workbook can hold; XlsxWriter leaves out a longer text."""


def write_workbook(results: Results, words: Words, lines: Lines) -> bytes:
    """Write the workbook.

    Args:
        results: What the marts hold.
        words: What the data are called.
        lines: The published tables with their lines.

    Returns:
        The workbook; the same lines give the same bytes.
    """
    import xlsxwriter

    phrases = load_phrases()
    target = BytesIO()
    # Texts of people and plans stay texts, whatever character they begin with.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as workbook:
        formats = {name: workbook.add_format(properties) for name, properties in _FORMATS.items()}
        formats["date"].set_num_format(phrases["open_data"]["date_format"])
        _describe(workbook, results, words)
        counts = {table: len(of_table) for table, of_table in lines.items()}
        guide = workbook.add_worksheet(phrases["open_data"]["readme"]["sheet"])
        write_guide(guide, results, words, counts, formats)
        for table, of_table in lines.items():
            _write_table(workbook.add_worksheet(table.sheet), table, of_table, words, phrases, formats)
        write_columns(workbook.add_worksheet(phrases["open_data"]["columns"]["sheet"]), words, formats)
        for sheet in workbook.worksheets():
            _set_up_page(sheet, words, phrases)
        guide.set_paper(_A4)
    return target.getvalue()


def _describe(workbook: Workbook, results: Results, words: Words) -> None:
    workbook.set_properties(
        {
            "title": words.title,
            "subject": results.plan.plan_title,
            "author": results.municipality_name,
            "comments": words.description,
            "status": words.status,
            # No clock: the same results give the same bytes.
            "created": datetime.combine(results.plan.period_start, time()),
        }
    )
    workbook.set_custom_property("language", written_language())


def _set_up_page(sheet: Worksheet, words: Words, phrases: Phrases) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.hide_gridlines(2)
    sheet.set_header(page_header(words.title, words.status))
    sheet.set_footer(f"&C{phrases['workbook']['footer']}")


def _write_table(
    sheet: Worksheet,
    table: Table,
    lines: list[tuple[Any, ...]],
    words: Words,
    phrases: Phrases,
    formats: dict[str, Format],
) -> None:
    sheet.write_string(0, 0, f"{table.title} – {words.title}", formats["title"])
    sheet.write_string(1, 0, words.mark, formats["draft"])
    # What every line of a CSV file says of the whole, the title says once.
    columns = [(index, column) for index, column in enumerate(table.columns) if not column.shared]
    last_row = HEADER_ROW + max(1, len(lines))
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    sheet.repeat_rows(HEADER_ROW)
    sheet.autofilter(HEADER_ROW, 0, last_row, len(columns) - 1)
    # Numbers of goals and activities are names: 1.10 is not 1.1.
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})
    answers = phrases["open_data"]["answers"]
    written = [[_in_words(line[index], column, answers) for index, column in columns] for line in lines]
    widths = [_width(column, [cells[index] for cells in written]) for index, column in columns]
    for index, column in columns:
        sheet.set_column(index, index, widths[index])
        sheet.write_string(HEADER_ROW, index, column.title, formats["header"])
    fit_height(sheet, HEADER_ROW, [column.title for _, column in columns], [width - 4 for width in widths])
    for row, cells in enumerate(written, start=HEADER_ROW + 1):
        fit_height(sheet, row, cells, widths)
        for (index, column), cell in zip(columns, cells, strict=True):
            _write_cell(sheet, row, index, cell, column, formats)


def _in_words(value: Any, column: Column, answers: dict[bool, str]) -> Any:
    if isinstance(value, bool):
        return answers[value]
    return column.codes[value] if column.codes and value is not None else value


def _width(column: Column, cells: list[Any]) -> int:
    # Room for the button of the filter beside the longest word of the heading.
    longest = max(len(word) + 5 for word in column.title.split())
    texts = [len(cell) for cell in cells if isinstance(cell, str)]
    return min(_WIDEST, max(_NARROWEST, longest, *(length + 2 for length in texts)))


def _write_cell(sheet: Worksheet, row: int, index: int, cell: Any, column: Column, formats: dict[str, Format]) -> None:
    if cell is None:
        sheet.write_blank(row, index, None, formats["string"])
    elif isinstance(cell, str):
        text = cell if len(cell) <= LONGEST_TEXT else f"{cell[: LONGEST_TEXT - 1]}…"
        sheet.write_string(row, index, text, formats["string"])
    elif isinstance(cell, date):
        sheet.write_datetime(row, index, datetime.combine(cell, time()), formats["date"])
    else:
        sheet.write_number(row, index, cell, formats[_number_format(cell, column)])


def _number_format(cell: Any, column: Column) -> str:
    if column.type == "year":
        return "year"
    if isinstance(cell, Decimal):
        return "money"
    return "whole" if cell == round(cell) else "fraction"
