"""Everything that is checked about filled-in forms, many at once: one frame for all, so that each costs little."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from ingest.excel.headings import label_key
from ingest.excel.sheet_xml import cell_place
from ingest.forms.definition import load_form
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.read import SubmittedForm
from ingest.problems import Problem
from quality.findings import Finding
from quality.submissions.answered import Reading, read_answers
from quality.submissions.context import FormContext
from quality.submissions.field_checks import field_findings, field_rows
from quality.submissions.line_checks import line_findings, line_rows
from quality.submissions.personal_data import masked_problem
from quality.submissions.severity import OF_THE_WHOLE, severity_of

_REGISTRATION_NUMBER = re.compile(r"(?<!\d)\d{10,11}(?!\d)")
Verdict = Literal["accepted", "accepted_partly", "rejected"]


@dataclass(frozen=True)
class CheckedForm:
    """A workbook after its checks; every row that came in is landed or rejected.

    Attributes:
        rows: What may land, by table; a form of single values has one table without name.
        findings: Everything found, in the order of the sheets, with personal data masked.
        verdict: What becomes of the workbook.
        rows_in: Rows that were read: answers of a form of single values, lines of any other.
    """

    rows: dict[str, list[dict[str, Any]]]
    findings: list[Finding]
    verdict: Verdict
    rows_in: int

    @property
    def rows_accepted(self) -> int:
        """Rows that may land."""
        return sum(map(len, self.rows.values()))

    @property
    def rows_rejected(self) -> int:
        """Rows that may not."""
        return self.rows_in - self.rows_accepted


def check_form(submitted: SubmittedForm, context: FormContext) -> CheckedForm:
    """Check one workbook.

    Args:
        submitted: The workbook as it was read.
        context: What is known about its reporter beforehand.
    """
    return check_forms([(submitted, context)])[0]


def check_forms(deliveries: Sequence[tuple[SubmittedForm, FormContext]]) -> list[CheckedForm]:
    """Check any number of workbooks, of any forms; each answer is the same as from `check_form`."""
    readings = [read_answers(submitted, context) for submitted, context in deliveries]
    findings = [list(_reading_findings(reading)) for reading in readings]
    by_form: defaultdict[str, list[int]] = defaultdict(list)
    for position, reading in enumerate(readings):
        # What was sent to the wrong place, or lacks a column, would look wrong in every cell.
        if not any(finding.problem.rule_id in OF_THE_WHOLE for finding in findings[position]):
            by_form[reading.submitted.form.form].append(position)
    for form, positions in by_form.items():
        found_in = field_findings if load_form(form).shape == "fields" else line_findings
        group = [readings[position] for position in positions]
        for position, found in zip(positions, found_in(form, group), strict=True):
            findings[position] += [_finding(problem, group[0]) for problem in readings[position].problems] + found
    return [_checked(reading, found) for reading, found in zip(readings, findings, strict=True)]


def _reading_findings(reading: Reading) -> Iterator[Finding]:
    for problem in reading.submitted.findings:
        yield _finding(problem, reading)
    submitted, order = reading.submitted, reading.context.order
    others = [line for line in submitted.reporter_lines if not _names(line, order)]
    if others:
        details = (("expected", order.reporter_name),)
        yield _finding(Problem("form_other_reporter", submitted.file_name, value=others[0], details=details), reading)


def _names(line: str, order: FormOrder) -> bool:
    """Whether a visible line names the reporter of the hidden header.

    The registration number decides where one stands there: a school may have been renamed since it got its form.
    """
    numbers = _REGISTRATION_NUMBER.findall(line)
    if numbers and order.registration_number:
        return order.registration_number in numbers
    return label_key(order.reporter_name) in label_key(line)


def _finding(problem: Problem, reading: Reading) -> Finding:
    return Finding(severity_of(problem.rule_id, reading.submitted.form), problem)


def _checked(reading: Reading, findings: list[Finding]) -> CheckedForm:
    ordered = sorted(findings, key=_place_order(reading.submitted))
    is_rejected = any(finding.severity == "reject_delivery" for finding in findings)
    if reading.submitted.form.shape == "fields":
        rows_in = len(reading.asked)
        rows = {"": [] if is_rejected else field_rows(reading)}
    else:
        rows_in = reading.submitted.row_count
        bad = {(f.problem.sheet, cell_place(f.problem.column)[0]) for f in findings if f.severity == "reject_row"}
        rows = {name: [] if is_rejected else lines for name, lines in line_rows(reading, bad).items()}
    landed = sum(map(len, rows.values()))
    shown = [replace(finding, problem=masked_problem(finding.problem)) for finding in ordered]
    return CheckedForm(rows, shown, _verdict(is_rejected, landed, rows_in), rows_in)


def _verdict(is_rejected: bool, landed: int, rows_in: int) -> Verdict:
    if is_rejected or (rows_in and not landed):
        return "rejected"
    return "accepted" if landed == rows_in else "accepted_partly"


def _place_order(submitted: SubmittedForm) -> Callable[[Finding], tuple[int, int, int]]:
    sheets = {sheet: number for number, sheet in enumerate(dict.fromkeys(a.sheet for a in submitted.answers))}

    def place(finding: Finding) -> tuple[int, int, int]:
        row, column = cell_place(finding.problem.column) if finding.problem.column else (0, 0)
        return sheets.get(finding.problem.sheet, -1), row, column

    return place
