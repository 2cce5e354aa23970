"""From the sheets of a workbook to rows of texts that know their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.excel.findings import Findings
from ingest.excel.headings import folded
from ingest.excel.sheet_xml import cell_name
from ingest.excel.values import CellValue
from ingest.plans.workbook.cells import CellError, read_cell, shown
from ingest.plans.workbook.layout import Catalogue, Field, Form, TableSheet, labels_of

Grid = Sequence[Sequence[CellValue]]
_HEADING_ROWS = 10
"""A title or a remark above the headings is no mistake."""


@dataclass(frozen=True)
class SheetRow:
    """One row, or the whole form: text by field, and the cell each stands in."""

    sheet: str
    texts: Mapping[str, str]
    cells: Mapping[str, str]

    def __getitem__(self, field: str) -> str:
        return self.texts[field]


def read_form(form: Form, grid: Grid, findings: Findings) -> SheetRow:
    """Read the questions and answers; a question is found by its words in the first column."""
    questions = {folded(field.heading): key for key, field in form.fields.items()}
    rows: dict[str, int] = {}
    for number, row in enumerate(grid, start=1):
        question = str(row[0]).strip() if row else ""
        key = questions.get(folded(question))
        if key is None:
            if folded(question) != folded(form.headings[0]) and any(value != "" for value in row[:2]):
                findings.add("workbook_heading_unknown", form.sheet, cell_name(number, 1), question)
        elif key in rows:
            findings.add("workbook_heading_doubled", form.sheet, cell_name(number, 1), question)
        else:
            rows[key] = number
    for key, field in form.fields.items():
        if key not in rows:
            findings.add("workbook_heading_missing", form.sheet, value=field.heading)
    cells = {key: cell_name(number, 2) for key, number in rows.items()}
    values = {key: grid[number - 1][1] if len(grid[number - 1]) > 1 else "" for key, number in rows.items()}
    return _read_row(form.sheet, {key: form.fields[key] for key in rows}, values, cells, (), findings)


def read_rows(table: TableSheet, grid: Grid, catalogue: Catalogue, findings: Findings) -> list[SheetRow]:
    """Read a table sheet; wholly blank rows are passed over, columns may stand in any order."""
    heading_row = _heading_row(table, grid)
    if heading_row is None:
        findings.add("workbook_headings_not_found", table.sheet)
        return []
    columns = _columns(table, grid[heading_row], heading_row + 1, findings)
    fields = {key: table.fields[key] for key in columns}
    rows = []
    for number, line in enumerate(grid[heading_row + 1 :], start=heading_row + 2):
        values = {key: line[column] for key, column in columns.items()}
        if _is_blank(line):
            continue
        cells = {key: cell_name(number, column + 1) for key, column in columns.items()}
        _note_values_outside(table.sheet, grid[heading_row], line, number, findings)
        rows.append(_read_row(table.sheet, fields, values, cells, catalogue, findings))
    if table.is_needed and not rows:
        findings.add("workbook_sheet_empty", table.sheet)
    _note_repeated(table, rows, findings)
    return rows


def _read_row(
    sheet: str,
    fields: Mapping[str, Field],
    values: Mapping[str, CellValue],
    cells: Mapping[str, str],
    catalogue: Catalogue,
    findings: Findings,
) -> SheetRow:
    texts = {}
    for key, field in fields.items():
        try:
            texts[key] = read_cell(values[key], field, labels_of(field, catalogue))
        except CellError as error:
            texts[key] = ""
            details = {"heading": field.heading, **error.details}
            findings.add(error.rule_id, sheet, cells[key], shown(values[key]), **details)
        if field.required and not texts[key] and not findings.has(sheet, cells[key]):
            findings.add("plan_value_missing", sheet, cells[key], heading=field.heading)
    return SheetRow(sheet, texts, cells)


def _heading_row(table: TableSheet, grid: Grid) -> int | None:
    """The row among the first that names most of the columns."""
    wanted = {folded(field.heading) for field in table.fields.values()}
    hits = [len(wanted & {folded(str(value)) for value in row}) for row in grid[:_HEADING_ROWS]]
    most = max(hits, default=0)
    return hits.index(most) if most else None


def _columns(table: TableSheet, headings: Sequence[CellValue], row: int, findings: Findings) -> dict[str, int]:
    keys = {folded(field.heading): key for key, field in table.fields.items()}
    columns: dict[str, int] = {}
    for column, value in enumerate(headings):
        heading = str(value)
        key = keys.get(folded(heading))
        if not heading.strip():
            continue
        if key is None:
            findings.add("workbook_heading_unknown", table.sheet, cell_name(row, column + 1), heading)
        elif key in columns:
            findings.add("workbook_heading_doubled", table.sheet, cell_name(row, column + 1), heading)
        else:
            columns[key] = column
    for key, field in table.fields.items():
        if key not in columns:
            findings.add("workbook_heading_missing", table.sheet, value=field.heading)
    return columns


def _is_blank(line: Sequence[CellValue]) -> bool:
    return all(isinstance(value, str) and not value.strip() for value in line)


def _note_values_outside(
    sheet: str, headings: Sequence[CellValue], line: Sequence[CellValue], number: int, findings: Findings
) -> None:
    """A value in a column without heading would be lost without a word."""
    for column, (heading, value) in enumerate(zip(headings, line, strict=True)):
        if _is_blank([heading]) and not _is_blank([value]):
            findings.add("workbook_value_outside", sheet, cell_name(number, column + 1), shown(value))


def _note_repeated(table: TableSheet, rows: list[SheetRow], findings: Findings) -> None:
    seen: dict[tuple[str, ...], str] = {}
    for row in rows if table.unique else []:
        key = tuple(row.texts.get(field, "") for field in table.unique)
        if not all(key):
            continue
        cell = row.cells[table.unique[-1]]
        if key in seen:
            findings.add("plan_key_repeated", table.sheet, cell, ", ".join(key), first=seen[key])
        else:
            seen[key] = cell
