"""Which workbook it is, in which row its headings stand, and whether each of them is there once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingest.enrolment.layout import LayoutColumn, columns_by_heading, enrolment_layout, folded
from ingest.excel.findings import Findings
from ingest.excel.sheet_xml import cell_name

Cells = Sequence[Sequence[Any]]
_ROWS_ABOVE = 20
"""So many rows may stand above the headings (a title, a note)."""


def heading_row(cells: Cells) -> int | None:
    """Index of the row of headings; None where the sheet holds something else.

    A row is taken for the headings when at least half of them stand in it: fewer may be chance, and a workbook
    that lost one or two columns must still be recognised to be told what is missing.
    """
    known = columns_by_heading()
    scores = [len({folded(cell) for cell in row} & set(known)) for row in cells[:_ROWS_ABOVE]]
    best = max(scores, default=0)
    return scores.index(best) if 2 * best >= len(enrolment_layout().columns) else None


def is_by_programme(headings: Sequence[Any]) -> bool:
    """Whether it is the sister workbook, where an institution has a row a programme."""
    return bool({folded(heading) for heading in headings} & {folded(mark) for mark in enrolment_layout().by_programme})


def match_headings(headings: Sequence[Any], sheet: str, row: int, findings: Findings) -> dict[str, int]:
    """Find the place of every column.

    Args:
        headings: The cells of the row of headings.
        sheet: Name of the sheet.
        row: Row as Excel counts it.
        findings: Takes missing, doubled, renamed and unknown headings.

    Returns:
        Column name to index in the row.
    """
    known = columns_by_heading()
    found: dict[str, int] = {}
    unknown: list[int] = []
    for index, heading in enumerate(headings):
        column = known.get(folded(heading))
        if column is None:
            unknown += [index] if folded(heading) else []
        elif column.name in found:
            findings.add("enrolment_heading_doubled", sheet, cell_name(row, index + 1), heading)
        else:
            found[column.name] = index
    renamed = _renamed(found, unknown)
    for index in unknown:
        cell = cell_name(row, index + 1)
        if index in renamed:
            findings.add("enrolment_heading_renamed", sheet, cell, headings[index], expected=renamed[index].heading)
        else:
            findings.add("enrolment_heading_unknown", sheet, cell, headings[index])
    for position, column in enumerate(enrolment_layout().columns, start=1):
        if column.name not in found and column not in renamed.values():
            findings.add("enrolment_heading_missing", sheet, cell_name(row, position), column.heading)
    return found


def _renamed(found: dict[str, int], unknown: list[int]) -> dict[int, LayoutColumn]:
    """Unknown headings that stand where a missing one would: just right of its neighbour, or first like it."""
    columns = enrolment_layout().columns
    renamed: dict[int, LayoutColumn] = {}
    places = dict(found)
    for position, column in enumerate(columns):
        if column.name in found:
            continue
        place = places.get(columns[position - 1].name, -2) + 1 if position else 0
        if place in unknown:
            renamed[place] = column
            places[column.name] = place
    return renamed
