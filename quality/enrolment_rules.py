"""What must hold in the state's enrolment workbook beyond its shape, and which of its rows may land."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.enrolment.layout import LayoutColumn, enrolment_layout
from ingest.enrolment.municipalities import Municipality
from ingest.enrolment.read import EnrolmentSheet, InstitutionRow
from ingest.problems import Problem
from quality.enrolment_table import as_count, shape_findings
from quality.findings import Finding


@dataclass(frozen=True)
class CheckedEnrolment:
    """A workbook after its checks: every row of it is in `rows` or has a `reject_row` finding.

    Attributes:
        rows: Excel's row number and the values of the institutions that may land; learners as whole numbers.
        findings: Everything found, in the order of the sheet.
    """

    rows: list[tuple[int, dict[str, Any]]]
    findings: list[Finding]


def check_enrolment(
    sheet: EnrolmentSheet, shown_as: str, municipalities: Mapping[str, Municipality], date: dt.date
) -> CheckedEnrolment:
    """Check every row.

    Args:
        sheet: The workbook as read.
        shown_as: Its name as the person knows it.
        municipalities: The seed of municipalities, by name.
        date: Day the learners were counted.

    Returns:
        The rows that may land, and the findings. A total that does not add up and a municipality that is not known
        or had ended are warnings: the row is kept as printed.
    """
    shape = shape_findings(sheet, shown_as)
    rejected = {finding.problem.column for finding in shape if finding.severity == "reject_row"}
    bad_rows = {row.row for row in sheet.rows for name in row.values if sheet.cell(row.row, name) in rejected}
    good = [row for row in sheet.rows if row.row not in bad_rows]
    further = [
        Finding("warning", _placed(problem, shown_as, sheet, row, column))
        for row in good
        for column, problem in _total_problems(row)
    ]
    further += [
        Finding("warning", _placed(problem, shown_as, sheet, row, "municipality_name"))
        for row, problem in _municipality_problems(good, municipalities, date)
    ]
    unread = [Finding("warning", Problem("enrolment_sheet_unread", shown_as, name)) for name in sheet.unread]
    return CheckedEnrolment([(row.row, _typed(row)) for row in good], [*shape, *further, *unread])


def _municipality_problems(
    rows: list[InstitutionRow], municipalities: Mapping[str, Municipality], date: dt.date
) -> Iterator[tuple[InstitutionRow, Problem]]:
    """What is wrong with a municipality's name, once, with the first row that has it and the number of them all."""
    by_name: dict[str, list[InstitutionRow]] = defaultdict(list)
    for row in rows:
        by_name[row.values["municipality_name"]].append(row)
    for name, named in by_name.items():
        municipality = municipalities.get(name)
        details: tuple[tuple[str, str | dt.date], ...] = (("rows", str(len(named))), ("date", date))
        if municipality is None:
            yield named[0], Problem("enrolment_municipality_unknown", value=name, details=details)
        elif date < municipality.valid_from:
            details = (*details, ("valid_from", municipality.valid_from))
            yield named[0], Problem("enrolment_municipality_not_yet", value=name, details=details)
        elif not municipality.is_valid(date):
            details = (*details, ("successor", municipality.successor))
            yield named[0], Problem("enrolment_municipality_not_valid", value=name, details=details)


def _total_problems(row: InstitutionRow) -> Iterator[tuple[str, Problem]]:
    """Printed totals that their printed parts do not make; one that cannot be read has its finding already."""
    for total in enrolment_layout().of_kind("total"):
        printed = as_count(row.values[total.name])
        parts = [as_count(row.values[part]) for part in total.parts]
        numbers = [part for part in parts if part is not None]
        if printed is None or len(numbers) < len(parts) or printed == sum(numbers):
            continue
        details = (("heading", total.heading), ("sum", str(sum(numbers))))
        yield total.name, Problem("enrolment_total_differs", value=str(printed), details=details)


def _placed(problem: Problem, shown_as: str, sheet: EnrolmentSheet, row: InstitutionRow, column: str) -> Problem:
    cell = sheet.cell(row.row, column)
    return Problem(problem.rule_id, shown_as, sheet.sheet, None, cell, problem.value, problem.details)


def _typed(row: InstitutionRow) -> dict[str, Any]:
    def value(column: LayoutColumn) -> Any:
        return row.values[column.name] if column.kind == "text" else as_count(row.values[column.name])

    return {column.name: value(column) for column in enrolment_layout().columns}
