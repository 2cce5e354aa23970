"""The row of headings on a sheet: found by its words, wherever rows and columns have moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.excel.findings import Findings
from ingest.excel.headings import folded
from ingest.excel.sheet_xml import cell_name
from ingest.excel.values import CellValue

Grid = Sequence[Sequence[CellValue]]
_LOOKED_AT = 40
"""Rows somebody may have put above the headings."""


def find_heading_row(grid: Grid, headings: Mapping[str, str]) -> tuple[int, int]:
    """The row among the first that names most of some headings.

    Args:
        grid: Cells of the sheet.
        headings: The headings, each with the key of its column.

    Returns:
        Its index in the grid and how many headings it names.
    """
    wanted = {folded(heading) for heading in headings}
    best, most = -1, 0
    for index, row in enumerate(grid[:_LOOKED_AT]):
        hits = len(wanted & {folded(cell) for cell in row if isinstance(cell, str) and cell})
        if hits > most:
            best, most = index, hits
        if most == len(wanted):
            break
    return best, most


def match_columns(
    row: Sequence[CellValue], headings: Mapping[str, str], sheet: str, row_nr: int, findings: Findings
) -> dict[str, int]:
    """Index of each column by its key; a heading that is missing or stands twice is noted.

    Args:
        row: The row of headings.
        headings: The headings, each with the key of its column.
        sheet: Name of the sheet.
        row_nr: Row as Excel counts it.
        findings: Where to note it.
    """
    keys = {folded(heading): key for heading, key in headings.items()}
    columns: dict[str, int] = {}
    for index, cell in enumerate(row):
        key = keys.get(folded(str(cell)))
        if key is None:
            continue
        if key in columns:
            first = cell_name(row_nr, columns[key] + 1)
            findings.add("form_heading_doubled", sheet, cell_name(row_nr, index + 1), str(cell), first=first)
        else:
            columns[key] = index
    for heading, key in headings.items():
        if key not in columns:
            findings.add("workbook_heading_missing", sheet, value=heading)
    return columns
