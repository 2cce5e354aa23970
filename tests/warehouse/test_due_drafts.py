"""The calendar of the schedules and the marts say the same of the yearly publication."""

from __future__ import annotations

from datetime import date

import duckdb

from ingest.calendar import entries
from ingest.plans.registry import read_registry
from ingest.workspace import PRODUCT


def test_drafts_are_due_when_the_marts_say_so(marts: duckdb.DuckDBPyConnection) -> None:
    registry = read_registry([PRODUCT / "plans"])
    told = marts.execute(
        "select municipality, results_year, due_year, coalesce(due_month, 12) from marts.publication_due"
        " where kind = 'december' and is_in_calendar"
    ).fetchall()
    drafts = [
        (one.municipality, one.subject, one.day.year, one.day.month)
        for slug in registry.reporters
        for one in entries(registry, slug, date(2024, 1, 1), date(2031, 12, 31))
        if one.action == "draft" and one.basis
    ]
    assert {slug for slug, *_ in drafts} == {"kraslava", "riga"}
    assert sorted(drafts) == sorted(told)
