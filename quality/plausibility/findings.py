"""What a suite found, as the rows that dbt reads."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

from ingest.forms.code_lists import dimension
from ingest.forms.definition import load_form
from ingest.parquet import ColumnType
from ingest.problems import Problem
from ingest.typography import number
from quality.messages import in_words
from quality.submissions.personal_data import masked

FINDINGS: dict[str, ColumnType] = {
    "finding_id": "text",
    "rule_id": "text",
    "severity": "text",
    "municipality": "text",
    "form": "text",
    "collection": "text",
    "reporter_id": "text",
    "value": "text",
    "message": "text",
}
"""Columns of a finding: where there is no reporter, it is about the collection as a whole."""

_TYPED = "event"
"""The column that holds what a sender typed; all others hold figures, or names from the lists of plans and forms."""
_PLACE = ("municipality", "form", "collection", "reporter_id")
NOT_RUN = "plausibility_check_not_run"


def finding(rule_id: str, severity: str, value: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A finding in a row of a model.

    Args:
        rule_id: Rule that the row does not keep.
        severity: warning or info.
        value: Column of the row that holds the doubtful value.
        row: The whole row; its columns are the details of the message.
    """
    details = {name: _shown(name, row) for name in row}
    problem = Problem(rule_id, value=str(details[value]), details=tuple(details.items()))
    place = {name: row.get(name) for name in _PLACE}
    return _told(rule_id, severity, problem.value, in_words(problem), repr(sorted(details.items())), place)


def not_run(rule_id: str, cause: str) -> dict[str, Any]:
    """A finding about a check that could not look."""
    problem = Problem(NOT_RUN, value=rule_id, details=(("cause", cause),))
    return _told(NOT_RUN, "warning", rule_id, in_words(problem), rule_id, {})


def _told(
    rule_id: str, severity: str, value: str, message: str, content: str, place: Mapping[str, Any]
) -> dict[str, Any]:
    finding_id = hashlib.sha256(f"{rule_id}\n{content}".encode()).hexdigest()[:16]
    named = {"finding_id": finding_id, "rule_id": rule_id, "severity": severity}
    return {**named, **place, "value": value, "message": message}


def _shown(name: str, row: Mapping[str, Any]) -> str | dt.date:
    """A value of a row in the words of the forms, numbers as Latvian writes them."""
    value = row[name]
    if name == "form":
        return load_form(value).title.lv
    if name == "measure":
        return next(field.label.lv for field in load_form(row["form"]).fields if field.field == value)
    if name == "education_stage":
        return f", {dimension('stage')[value].lv}" if value in dimension("stage") else ""
    if name == _TYPED:
        return masked(value)
    if isinstance(value, dt.date):
        return value
    if isinstance(value, float):
        return number(round(value, 1))
    return str(value)
