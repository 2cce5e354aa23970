"""Answers of a form of lines: columns are found by their headings, blank lines are passed over."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ingest.excel.findings import Findings
from ingest.excel.headings import folded
from ingest.excel.sheet_xml import cell_name
from ingest.excel.values import CellValue, is_blank, shown
from ingest.forms.breakdowns import TOTAL
from ingest.forms.definition import Table
from ingest.forms.workbook.answers import Answer
from ingest.forms.workbook.heading_row import Grid, find_heading_row, match_columns
from ingest.forms.workbook.layout import CHECK_HEADING, heading_of
from ingest.periods import CollectionKind


def table_headings(table: Table, kind: CollectionKind) -> dict[str, str]:
    """Headings of the columns a table has in a collection, each with its field."""
    return {heading_of(field): field.field for field in table.fields if kind in field.asked_in}


def line_answers(
    table: Table,
    kind: CollectionKind,
    sheet: str,
    grid: Grid,
    unseen: Collection[tuple[int, int]],
    findings: Findings,
) -> list[Answer]:
    """Every cell of every line that is not blank, by line and then in the order of the form.

    Args:
        table: The table.
        kind: Kind of the collection, which decides the columns.
        sheet: Name of the sheet in this workbook.
        grid: Its cells.
        unseen: Row and column of cells that hold something which reads as blank (errors).
        findings: Where to note what is wrong.
    """
    headings = table_headings(table, kind)
    start, hits = find_heading_row(grid, headings)
    if not hits:
        findings.add("workbook_headings_not_found", sheet)
        return []
    columns = match_columns(grid[start], headings, sheet, start + 1, findings)
    unread = [index for index in range(len(grid[start])) if index not in columns.values()]
    answers = []
    for number, row in enumerate(grid[start + 1 :], start=start + 2):
        if all(is_blank(row[index]) and (number, index + 1) not in unseen for index in columns.values()):
            continue
        for field in headings.values():
            if field in columns:
                cell = cell_name(number, columns[field] + 1)
                answers.append(Answer(sheet, number, cell, table.table, field, TOTAL, row[columns[field]]))
    _note_unread(sheet, grid, start, unread, findings)
    return answers


def _note_unread(sheet: str, grid: Grid, start: int, unread: Sequence[int], findings: Findings) -> None:
    """A column the form does not have would be lost without a word; the first value of each says enough."""
    for index in unread:
        heading = grid[start][index]
        if folded(str(heading)) == folded(CHECK_HEADING):
            continue
        filled = _first_filled(grid, start, index)
        if filled is not None:
            number, value = filled
            rule_id = "form_column_without_heading" if is_blank(heading) else "form_column_unknown"
            findings.add(rule_id, sheet, cell_name(number, index + 1), shown(value), heading=str(heading))


def _first_filled(grid: Grid, start: int, index: int) -> tuple[int, CellValue] | None:
    rows = enumerate(grid[start + 1 :], start=start + 2)
    return next(((number, row[index]) for number, row in rows if not is_blank(row[index])), None)
