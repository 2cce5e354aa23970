"""Answers of a form of single values: a line belongs to the code in its hidden column, wherever it has moved."""

from __future__ import annotations

from ingest.excel.findings import Findings
from ingest.excel.sheet_xml import cell_name
from ingest.excel.values import is_blank, shown
from ingest.forms.definition import Form
from ingest.forms.workbook.answers import Answer
from ingest.forms.workbook.heading_row import Grid, find_heading_row, match_columns
from ingest.forms.workbook.layout import CODE_HEADING, FIELD_HEADINGS, VALUE

_VALUE_HEADING = FIELD_HEADINGS[VALUE - 1]
HEADINGS = {_VALUE_HEADING: "value", CODE_HEADING: "code"}
"""The two columns that are read."""


def field_answers(form: Form, version: int, sheet: str, grid: Grid, findings: Findings) -> list[Answer]:
    """Every line with a code; a code that stands twice is noted and read once, a value without a code is noted.

    Args:
        form: The form as it is now.
        version: Version of the workbook; fields of a former one come back under their present names.
        sheet: Name of the sheet in this workbook.
        grid: Its cells.
        findings: Where to note what is wrong.
    """
    start, hits = find_heading_row(grid, HEADINGS)
    if not hits:
        findings.add("workbook_headings_not_found", sheet)
        return []
    columns = match_columns(grid[start], HEADINGS, sheet, start + 1, findings)
    if len(columns) < len(HEADINGS):
        return []
    found: dict[str, Answer] = {}
    for number, row in enumerate(grid[start + 1 :], start=start + 2):
        code = str(row[columns["code"]]).strip()
        cell = cell_name(number, columns["value"] + 1)
        if not code:
            if not is_blank(row[columns["value"]]):
                findings.add("form_value_without_code", sheet, cell, shown(row[columns["value"]]))
            continue
        if code in found:
            findings.add("form_code_doubled", sheet, cell, code, first=found[code].cell)
            continue
        field, _, breakdown = code.partition("|")
        present = form.present_name(field, version)
        found[code] = Answer(sheet, number, cell, "", present, breakdown, row[columns["value"]])
    return list(found.values())
