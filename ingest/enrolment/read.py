"""The workbook's bytes into rows of cells, each with its place; nothing is judged here but the shape of the sheet."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ingest.enrolment.headings import Cells, heading_row, is_by_programme, match_headings
from ingest.enrolment.layout import tidy
from ingest.excel.container import open_container
from ingest.excel.findings import Findings
from ingest.excel.sheet_xml import UNREADABLE, cell_name, scan_sheets

MOST_ROWS = 20_000
"""The whole country has about 1 300 institutions, and 3 300 rows by programme."""


@dataclass(frozen=True)
class InstitutionRow:
    """One institution: Excel's row number and its cells by column name; a blank cell is None."""

    row: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class EnrolmentSheet:
    """What the workbook holds.

    Attributes:
        sheet: Name of the sheet.
        places: Column name to the column's number, from 1.
        rows: One a row that is not blank.
        unread: Other sheets that hold something.
    """

    sheet: str
    places: Mapping[str, int]
    rows: list[InstitutionRow]
    unread: list[str]

    def cell(self, row: int, column: str) -> str:
        """Address of a cell."""
        return cell_name(row, self.places[column])


def read_enrolment(content: bytes, shown_as: str) -> EnrolmentSheet:
    """Read the workbook.

    Args:
        content: The file.
        shown_as: Its name as the person knows it.

    Raises:
        InputError: If it is no workbook, another one than the state's by institution, or its headings are not
            exactly the known ones; every finding at once.
    """
    findings = Findings(shown_as)
    grids, scanned = _load(content, shown_as, findings)
    starts = {sheet: start for sheet, cells in grids.items() if (start := heading_row(cells)) is not None}
    if not starts:
        findings.add("enrolment_not_recognised", value=", ".join(grids))
    elif any(is_by_programme(grids[sheet][start]) for sheet, start in starts.items()):
        findings.add("enrolment_by_programme", next(iter(starts)))
    elif len(starts) > 1:
        findings.add("enrolment_sheet_doubled", value=", ".join(starts))
    findings.stop_if_any()
    sheet, start = next(iter(starts.items()))
    findings.problems += [problem for problem in scanned.problems if problem.sheet == sheet]
    places = match_headings(grids[sheet][start], sheet, start + 1, findings)
    _note_values_outside(grids[sheet], start, sheet, findings)
    findings.stop_if_any()
    unread = [name for name, cells in grids.items() if name != sheet and any(map(_is_filled, cells))]
    rows = _rows(grids[sheet], start, places)
    if not rows:
        findings.add("enrolment_sheet_empty", sheet)
    findings.stop_if_any()
    return EnrolmentSheet(sheet, {name: index + 1 for name, index in places.items()}, rows, unread)


def _load(content: bytes, shown_as: str, findings: Findings) -> tuple[dict[str, Cells], Findings]:
    """The cells of every sheet, hidden ones too, and what a reader of values would not see in them."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    container = open_container(content, findings)
    scanned = Findings(shown_as)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        scan_sheets(container, {name: name for name in sheets}, scanned, MOST_ROWS)
        # Nothing is read where a far-off cell would make the reader fill millions of blank ones.
        findings.problems += [problem for problem in scanned.problems if problem.rule_id in UNREADABLE]
        findings.stop_if_any()
        grids = {name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in sheets}
    except CalamineError:
        findings.add("workbook_damaged")
    findings.stop_if_any()
    return grids, scanned


def _rows(cells: Cells, start: int, places: Mapping[str, int]) -> list[InstitutionRow]:
    rows = []
    for number, row in enumerate(cells[start + 1 :], start=start + 2):
        if _is_filled(row):
            rows.append(InstitutionRow(number, {name: _value(row[index]) for name, index in places.items()}))
    return rows


def _note_values_outside(cells: Cells, start: int, sheet: str, findings: Findings) -> None:
    """A value in a column without heading would be lost; the first one a column says enough."""
    bare = {index for index, heading in enumerate(cells[start]) if _value(heading) is None}
    for number, row in enumerate(cells[start + 1 :], start=start + 2):
        for index in sorted(bare):
            if _value(row[index]) is not None:
                findings.add("workbook_value_outside", sheet, cell_name(number, index + 1), row[index])
                bare.discard(index)


def _is_filled(row: Any) -> bool:
    return any(_value(cell) is not None for cell in row)


def _value(cell: Any) -> Any:
    return tidy(cell) or None if isinstance(cell, str) else cell
