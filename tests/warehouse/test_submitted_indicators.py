"""Indicators from submissions: every row of every plan against figures worked out by hand from `reports.py`."""

from __future__ import annotations

import csv

import duckdb
import pytest

from ingest.forms.code_lists import dimension
from ingest.workspace import PRODUCT

pytestmark = pytest.mark.slow
EXPECTATIONS = PRODUCT / "tests" / "warehouse" / "indicator_expectations.csv"
NUMBERS = ("numerator", "denominator", "value", "reporters_expected", "reporters_counted")


def expectations() -> list[dict[str, object]]:
    with EXPECTATIONS.open(encoding="utf-8", newline="") as lines:
        return [
            {name: (float(text) if text else None) if name in NUMBERS else text for name, text in row.items()}
            for row in csv.DictReader(lines)
        ]


def test_every_indicator_row_of_the_five_plans_has_an_expectation(reported_marts: duckdb.DuckDBPyConnection) -> None:
    printed = reported_marts.execute("select municipality, indicator_nr, breakdown from marts.dim_indicator").fetchall()
    keys = [(row["municipality"], row["indicator_nr"], row["breakdown"]) for row in expectations()]
    assert len(keys) == 56
    assert sorted(keys) == sorted(printed)


@pytest.mark.parametrize(
    "expected", expectations(), ids=lambda row: f"{row['municipality']}-{row['indicator_nr']}-{row['breakdown']}"
)
def test_indicator_row_is_what_the_reports_add_up_to(
    reported_marts: duckdb.DuckDBPyConnection, expected: dict[str, object]
) -> None:
    found = reported_marts.execute(
        "select period, value_source, numerator, denominator, round(value, 6), reporters_expected, reporters_counted "
        "from marts.fct_indicator_value where municipality = ? and indicator_nr = ? and breakdown = ? "
        "and value_source <> 'observation'",
        [expected.pop("municipality"), expected.pop("indicator_nr"), expected.pop("breakdown")],
    ).fetchall()
    assert found == [tuple(expected.values())]


def test_the_schools_sum_stands_beside_the_official_value(reported_marts: duckdb.DuckDBPyConnection) -> None:
    """Smiltene: leavers 2+1 and 1 (basic), 3+2+8+2 (upper secondary), 4+1 (vocational) of 310 + 155 + 52."""
    found = reported_marts.execute(
        "select indicator_nr, value_source, numerator, denominator, reporters_expected, reporters_counted "
        "from marts.indicator_value_candidate where municipality = 'smiltene' and indicator_nr in ('2', '9') "
        "and period = '2024/2025' order by all"
    ).fetchall()
    assert found == [
        ("2", "board", 25.5, None, None, None),
        ("2", "submission", 2.5, None, 14, 3),
        ("9", "board", 5, 400, None, None),
        ("9", "submission", 24, 517, 14, 3),
    ]


def test_an_official_value_that_is_half_there_gives_way(reported_marts: duckdb.DuckDBPyConnection) -> None:
    found = reported_marts.execute(
        "select value_source, numerator, denominator, missing_reason from marts.indicator_value_candidate "
        "where municipality = 'ludza' and indicator_nr = '9' and period = '2024/2025' order by all"
    ).fetchall()
    assert found == [("board", None, 50, "numerator_missing"), ("submission", 2, 37, None)]


def test_a_school_has_its_own_part_of_each_row(reported_marts: duckdb.DuckDBPyConnection) -> None:
    found = reported_marts.execute(
        "select indicator_nr, breakdown, reporter_id, numerator, denominator, reporters_counted "
        "from marts.fct_indicator_value_school where municipality = 'ludza' and indicator_nr in ('4', '8') order by all"
    ).fetchall()
    large, small = "4213900475", "4212900452"
    assert found == [
        ("4", "total", small, 0, 1, 1),
        ("4", "total", large, 1, 1, 1),
        ("8", "basic", small, 1, 100, 1),
        ("8", "basic", large, 3, 210, 1),
        ("8", "extramural_distance", large, 10, 50, 1),
        ("8", "upper_secondary", large, 5, 105, 1),
    ]


def test_breakdowns_of_indicators_know_the_breakdowns_of_the_forms() -> None:
    with (PRODUCT / "dbt_project/seeds/indicator_breakdowns.csv").open(encoding="utf-8", newline="") as lines:
        seed = list(csv.DictReader(lines))
    totals = {row["stage_form"] for row in seed if row["breakdown"] == "total"}
    assert totals == {"total", *dimension("stage_form")}
    assert {row["stage_form"] for row in seed} == totals
    assert all(row["stage_form"].startswith(row["education_stage"]) for row in seed)
