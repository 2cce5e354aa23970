"""What a reporter wrote, cell by cell, and what the answer to the reporter marks."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.excel.values import CellValue


@dataclass(frozen=True)
class Answer:
    """One cell of a filled-in workbook.

    Attributes:
        row: As Excel counts it.
        cell: Its address in the workbook that was sent.
        table: Table of a form of lines; empty for a form of single values.
        breakdown: `total` in a form of lines.
        value: What the cell holds; an empty text is a blank cell.
    """

    sheet: str
    row: int
    cell: str
    table: str
    field: str
    breakdown: str
    value: CellValue
