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


@dataclass(frozen=True)
class Mark:
    """One finding as the reporter is told of it. All texts are given in; personal data are masked by the giver.

    Attributes:
        severity: `info`, `warning`, `reject_row` or `reject_delivery`.
        sheet: Sheet and cell of the workbook that was sent; empty where a finding concerns the whole of it.
        title: The rule in general words, the same for each of its findings.
        value: What the reporter wrote.
        why: What is wrong here; `remedy` what to do.
    """

    rule_id: str
    severity: str
    sheet: str
    cell: str
    title: str
    value: str
    why: str
    remedy: str

    @property
    def symbol(self) -> str:
        """The sign that stands beside the colour."""
        return {"info": "ℹ", "warning": "⚠"}.get(self.severity, "✖")
