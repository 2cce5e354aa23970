"""Whether the workbook of the open data says what their CSV files say: then the proof of these holds for it too."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any

from ingest.typography import writing_in
from publication.disclosure.shown import lines_of
from publication.finals import Files
from publication.open_data.csv_table import field
from publication.open_data.dcat import WORKBOOK
from publication.open_data.tables import Column, Table, tables
from publication.open_data.workbook import HEADER_ROW, LONGEST_TEXT
from publication.phrases import load_phrases


def differing_sheets(files: Files) -> Iterator[str]:
    """Names of the sheets that differ from the tables in CSV, and of all others that hold more than words."""
    if WORKBOOK not in files:
        return
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(BytesIO(files[WORKBOOK]))
    with writing_in(json.loads(files["datapackage.json"])["language"]):
        published, words = tables(), load_phrases()["open_data"]
    sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    for table in published:
        rows = sheets.pop(table.sheet, [])[HEADER_ROW:]
        if not _is_same(rows, table, lines_of(files, table.name), words["answers"]):
            yield table.sheet
    of_words = {words["readme"]["sheet"], words["columns"]["sheet"]}
    for name, rows in sheets.items():
        if name not in of_words or any(isinstance(cell, int | float) for row in rows for cell in row):
            yield name


def _is_same(rows: list[list[Any]], table: Table, lines: list[dict[str, str]], answers: Mapping[bool, str]) -> bool:
    columns = [column for column in table.columns if not column.shared]
    titles = [column.title for column in columns]
    return (
        len(rows) == len(lines) + 1
        and rows[0] == titles
        and all(
            _says(cell, line[column.name], column, answers)
            for row, line in zip(rows[1:], lines, strict=True)
            for cell, column in zip(row, columns, strict=True)
        )
    )


def _says(cell: Any, text: str, column: Column, answers: Mapping[bool, str]) -> bool:
    """Whether a cell of the workbook says what a field of the CSV file does."""
    if isinstance(cell, int | float):
        try:
            return round(cell, 6) == float(text)
        except ValueError:
            return False
    if isinstance(cell, date):
        return cell.isoformat()[:10] == text
    if column.type == "boolean" and text:
        return bool(cell == answers[text == "true"])
    if column.codes and text:
        return bool(cell == column.codes[text])
    return field(cell) == text or (len(text) > LONGEST_TEXT and text.startswith(field(cell[: LONGEST_TEXT - 1])))
