"""The shape of the state's enrolment workbook: a pandera schema made from its layout, over cells as they were read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from ingest.enrolment.layout import LayoutColumn, enrolment_layout
from ingest.enrolment.read import EnrolmentSheet, InstitutionRow
from ingest.problems import Problem
from quality.findings import Finding, Severity

if TYPE_CHECKING:
    import pandera.pandas as pa

KEY = "registration_number"
MOST_LEARNERS = 100_000
_REGISTRATION_NUMBER = r"[0-9]{10}"


@cache
def enrolment_schema() -> pa.DataFrameSchema:
    """Schema of the workbook's rows; the error of each check is the rule id of its message."""
    import pandera.pandas as pa

    columns = {column.name: _column(column) for column in enrolment_layout().columns}
    return pa.DataFrameSchema(columns, unique=[KEY], strict=True)


def shape_findings(sheet: EnrolmentSheet, shown_as: str) -> list[Finding]:
    """Hold every cell against the schema; findings in the order of the sheet.

    A cell that cannot be read rejects its row, as a figure is missing then. A printed total is only a check: one that
    cannot be read is a warning. A registration number that stands twice rejects both rows: which is right, the
    workbook does not say.
    """
    import pandas as pd
    from pandera.errors import SchemaErrors

    names = [column.name for column in enrolment_layout().columns]
    # Objects, not typed columns: a text among numbers must arrive as the text it is.
    frame = pd.DataFrame([[row.values[name] for name in names] for row in sheet.rows], columns=names, dtype=object)
    try:
        enrolment_schema().validate(frame, lazy=True)
    except SchemaErrors as error:
        found = dict.fromkeys(_findings(sheet, shown_as, error.failure_cases.to_dict("records")))
        order = {sheet.cell(row.row, name): (row.row, sheet.places[name]) for row in sheet.rows for name in names}
        return sorted(found, key=lambda finding: order[finding.problem.column])
    return []


def as_count(value: Any) -> int | None:
    """A cell as a number of learners; None where it is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    nearest = round(value)
    return nearest if abs(value - nearest) < 1e-6 and 0 <= nearest <= MOST_LEARNERS else None


def _column(column: LayoutColumn) -> pa.Column:
    import pandera.pandas as pa

    if column.kind != "text":
        checks = [pa.Check(_is_count, element_wise=True, error="enrolment_not_count")]
    else:
        checks = [pa.Check(_is_text, element_wise=True, error="enrolment_not_text")]
        if column.name == KEY:
            checks = [pa.Check(_is_registration_number, element_wise=True, error="enrolment_registration_number")]
    return pa.Column(object, checks=checks, nullable=False)


def _is_count(value: Any) -> bool:
    return as_count(value) is not None


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_registration_number(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(_REGISTRATION_NUMBER, value) is not None


def _findings(sheet: EnrolmentSheet, shown_as: str, cases: list[dict[str, Any]]) -> Iterator[Finding]:
    columns = {column.name: column for column in enrolment_layout().columns}
    for case in cases:
        rule_id, name = str(case["check"]), str(case["column"])
        row: InstitutionRow = sheet.rows[int(case["index"])]
        if rule_id == "multiple_fields_uniqueness":
            rule_id, name = "enrolment_institution_twice", KEY
            if row.values[KEY] is None:
                continue
        elif rule_id == "not_nullable":
            rule_id = "enrolment_cell_empty"
        severity: Severity = "warning" if columns[name].kind == "total" else "reject_row"
        value = row.values[name]
        shown, details = _shown(value)[:80], (("heading", columns[name].heading),)
        yield Finding(
            severity, Problem(rule_id, shown_as, sheet.sheet, None, sheet.cell(row.row, name), shown, details)
        )


def _shown(value: Any) -> str:
    """A cell as a person sees it in Excel: −3 and 2,5, not -3.0 and 2.5."""
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",").replace("-", "−")
    return "" if value is None else str(value)
