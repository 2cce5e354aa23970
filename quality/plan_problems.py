"""A problem at its place in a plan version: a row of a table or a key of `plan.yml`."""

from __future__ import annotations

from ingest.plans.registry import RawPlan, RawTable
from ingest.problems import Problem


def row_problem(rule_id: str, raw: RawTable, line: int, column: str, value: str, target: str = "") -> Problem:
    """A problem in one row; `target` is what the row was held against."""
    details = (("target", target),) if target else ()
    return Problem(rule_id, raw.shown_as, row=line, column=column, value=value, details=details)


def header_problem(plan: RawPlan, rule_id: str, column: str, value: str) -> Problem:
    """A problem of one key of `plan.yml`."""
    return Problem(rule_id, f"{plan.shown_as}/plan.yml", column=column, value=value)
