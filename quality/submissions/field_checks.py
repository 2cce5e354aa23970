"""Checks of forms of single values: shape, sums, rules over several values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from ingest.forms.definition import Field, load_form
from ingest.problems import Problem
from quality.findings import Finding
from quality.submissions.answered import Reading, problem_at
from quality.submissions.field_rules import FIELD_RULES, FieldValues, Hit, field_values
from quality.submissions.field_schema import failures
from quality.submissions.personal_data import masked
from quality.submissions.severity import severity_of
from quality.submissions.shape_details import shape_details
from quality.submissions.sums import broken_sums


def field_findings(form: str, readings: Sequence[Reading]) -> list[list[Finding]]:
    """Findings of each workbook of one form.

    Args:
        form: Id of the form.
        readings: Its workbooks.
    """
    found: list[list[Finding]] = [[] for _ in readings]
    answers = [(index, answered) for index, reading in enumerate(readings) for answered in reading.answered]
    for position, rule_id in failures(form, [answered for _, answered in answers]):
        index, answered = answers[position]
        details = shape_details(rule_id, answered.field)
        problem = problem_at(readings[index].submitted, rule_id, answered.answer, answered.field, **details)
        found[index].append(Finding(severity_of(rule_id, readings[index].submitted.form), problem))
    for reading, findings in zip(readings, found, strict=True):
        findings += _rule_findings(form, field_values(reading))
    return found


def field_rows(reading: Reading) -> list[dict[str, Any]]:
    """What lands of a form of single values: one row an answer."""
    return [
        {
            "field_id": answered.answer.field,
            "breakdown": answered.answer.breakdown,
            "value_number": answered.value.number,
            "value_text": answered.value.text,
            "blank_kind": answered.value.blank_kind,
            "sheet": masked(answered.answer.sheet),
            "cell": answered.answer.cell,
        }
        for answered in reading.answered
    ]


def _rule_findings(form: str, values: FieldValues) -> Iterator[Finding]:
    for comparison in broken_sums(values):
        yield Finding(comparison.rule.severity, _problem(values, comparison.rule_id, (comparison.place, {})))
    for rule_id in _rules(form):
        for hit in FIELD_RULES[rule_id](values):
            yield Finding(severity_of(rule_id, load_form(form)), _problem(values, rule_id, hit))


def _problem(values: FieldValues, rule_id: str, hit: Hit) -> Problem:
    cell, details = hit
    submitted = values.reading.submitted
    return problem_at(submitted, rule_id, values.answers[cell], _fields(submitted.form.form)[cell[0]], **details)


@cache
def _fields(form: str) -> dict[str, Field]:
    return {field.field: field for field in load_form(form).fields}


@cache
def _rules(form: str) -> list[str]:
    return list(dict.fromkeys(rule for field in load_form(form).fields for rule in field.rules))
