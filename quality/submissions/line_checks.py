"""Checks of forms of lines: shape of each line, rules over its cells and over several lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from ingest.forms.definition import Field, Form, Table, load_form
from ingest.problems import Detail, Problem
from quality.findings import Finding
from quality.submissions.answered import Reading, problem_at
from quality.submissions.line_rules import LINE_RULES
from quality.submissions.line_schema import failures
from quality.submissions.lines import Line, Lines, LineValue, lines_of
from quality.submissions.personal_data import masked
from quality.submissions.severity import severity_of
from quality.submissions.shape_details import shape_details


def line_findings(form: str, readings: Sequence[Reading]) -> list[list[Finding]]:
    """Findings of each workbook of one form.

    Args:
        form: Id of the form.
        readings: Its workbooks.
    """
    definition = load_form(form)
    found: list[list[Finding]] = [[] for _ in readings]
    workbooks = [lines_of(reading) for reading in readings]
    for table in definition.tables:
        fields = _fields(form, table.table)
        lines = [
            (index, line) for index, book in enumerate(workbooks) for line in book.lines if line.table == table.table
        ]
        for position, name, rule_id in failures(form, table.table, lines):
            index, line = lines[position]
            # A cell that could not be read has its finding, a column that this collection lacks needs none.
            if name in line.values:
                same = _same_lines(lines, position, table) if rule_id == "form_line_repeated" else {}
                details = {**shape_details(rule_id, fields[name]), **same}
                problem = _problem(readings[index], rule_id, line, fields[name], details)
                found[index].append(Finding(severity_of(rule_id, definition), problem))
    for reading, book, findings in zip(readings, workbooks, found, strict=True):
        findings += _rule_findings(definition, reading, book)
        if not book.lines:
            sheet = definition.tables[0].sheet
            problem = Problem("form_no_lines", reading.submitted.file_name, sheet)
            findings.append(Finding(severity_of(problem.rule_id, definition), problem))
    return found


def line_rows(reading: Reading, rejected: set[tuple[str, int]]) -> dict[str, list[dict[str, Any]]]:
    """What lands of a form of lines: one row a line that is not rejected, by table.

    Args:
        reading: The workbook.
        rejected: Sheet and row of each line that is.
    """
    form = reading.submitted.form
    rows: dict[str, list[dict[str, Any]]] = {table.table: [] for table in form.tables}
    for line in lines_of(reading).lines:
        if (line.sheet, line.row) not in rejected:
            fields = _fields(form.form, line.table)
            values = {name: _landed(line.values.get(name), field) for name, field in fields.items()}
            place = {"sheet": masked(line.sheet), "row": line.row, "letters": line.letters}
            rows[line.table].append({**place, **values})
    return rows


def _rule_findings(form: Form, reading: Reading, book: Lines) -> Iterator[Finding]:
    for line in book.lines:
        fields = _fields(form.form, line.table)
        for rule_id, names in _rules(form.form, line.table).items():
            if any(name in line.answers and name not in line.values for name in names):
                continue
            for name, details in LINE_RULES[rule_id](line, book):
                problem = _problem(reading, rule_id, line, fields[name], details)
                yield Finding(severity_of(rule_id, form), problem)


def _problem(reading: Reading, rule_id: str, line: Line, field: Field, details: Mapping[str, Detail]) -> Problem:
    return problem_at(reading.submitted, rule_id, line.answers[field.field], field, **details)


def _same_lines(lines: Sequence[tuple[int, Line]], position: int, table: Table) -> dict[str, str]:
    """Rows of all lines that say the same as one of them, and the headings of what was compared."""
    index, line = lines[position]
    rows = [
        other.row
        for book, other in lines
        if book == index and all(other.values.get(name) == line.values.get(name) for name in table.key)
    ]
    headings = [field.label.lv for field in table.fields if field.field in table.key]
    return {"rows": ", ".join(map(str, rows)), "compared": ", ".join(f"«{heading}»" for heading in headings)}


def _landed(value: LineValue, field: Field) -> Any:
    """The value in the type of its landed column; amounts have two decimals by then."""
    if not isinstance(value, float):
        return value
    if field.type == "eur":
        return Decimal(str(value)).quantize(Decimal("0.01"))
    return int(value) if field.type == "count" else value


@cache
def _fields(form: str, table: str) -> dict[str, Field]:
    return {field.field: field for field in load_form(form).table_named(table).fields}


@cache
def _rules(form: str, table: str) -> dict[str, list[str]]:
    """Rules of a table, each with the fields that take part in it."""
    fields = load_form(form).table_named(table).fields
    names = dict.fromkeys(rule for field in fields for rule in field.rules)
    return {rule: [field.field for field in fields if rule in field.rules] for rule in names}
