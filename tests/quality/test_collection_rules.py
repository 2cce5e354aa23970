"""Deadlines of a municipality: every kind once, days that exist, in order."""

from __future__ import annotations

import pytest

from ingest.plans.registry import RawRegistry, RawTable
from quality.collection_rules import collection_problems

DAYS = {"S1": ("01-02", "01-31", "02-28"), "S2": ("06-01", "06-20", "07-15"), "R": ("09-01", "09-20", "09-30")}
COLUMNS = ["collection_kind", "opens_on", "due_on", "closes_on", "note"]


def found(days: dict[str, tuple[str, str, str]]) -> list[tuple[str, int | None, str, str]]:
    rows = [dict(zip(COLUMNS, (kind, *of_kind, ""), strict=True)) for kind, of_kind in days.items()]
    raw = RawTable("ezers/collections.csv", COLUMNS, rows, list(range(2, 2 + len(rows))))
    problems = collection_problems(RawRegistry([], collections={"ezers": raw}))
    return [(problem.rule_id, problem.row, problem.column, problem.value) for problem in problems]


def test_all_kinds_in_order_pass_and_days_may_be_the_same() -> None:
    assert found(DAYS) == []
    assert found({**DAYS, "R": ("09-20", "09-20", "09-20")}) == []


def test_a_missing_kind_is_named() -> None:
    assert found({kind: days for kind, days in DAYS.items() if kind != "R"}) == [
        ("collection_kind_missing", None, "", "R")
    ]


@pytest.mark.parametrize("days", [("02-01", "01-31", "02-28"), ("01-02", "03-01", "02-28")])
def test_days_in_the_wrong_order(days: tuple[str, str, str]) -> None:
    assert found({**DAYS, "S1": days}) == [("plan_dates_reversed", 2, "due_on", " – ".join(days))]


@pytest.mark.parametrize("day", ["02-29", "04-31", "13-01", "31.01.", "2025-01-31"])
def test_only_days_that_every_year_has(day: str) -> None:
    assert found({**DAYS, "S1": ("01-02", day, "02-28")}) == [("plan_not_month_day", 2, "due_on", day)]


def test_an_empty_day_is_missing() -> None:
    assert [problem[0] for problem in found({**DAYS, "S1": ("01-02", "", "02-28")})] == ["plan_value_missing"]
