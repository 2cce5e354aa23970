"""Achieved results: every kind of planned result that the five plans print, from logs worked out by hand.

`target_log.csv` and `target_people.csv` are what reporters log; `target_expectations.csv` what becomes of it, with the
arithmetic and the sentence of the activity beside it.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from ingest.workspace import PRODUCT, Workspace
from orchestration import job, warehouse
from tests.warehouse.deliveries import Deliveries
from tests.warehouse.reports import BOARDS, SCHOOLS

pytestmark = pytest.mark.slow

JUNE_2024 = {
    "large": {
        "families": 300,
        "teachers": 40,
        "learners_start": {"basic.full_time": 300, "upper_secondary.full_time": 100},
        "at_risk": {"basic.full_time": 50},
        "bullying_cases": 20,
        "support_posts": {"psychologist": 0.2},
    },
    "small": {
        "families": 100,
        "teachers": 10,
        "learners_start": {"basic.full_time": 100},
        "at_risk": {"basic.full_time": 10},
        "bullying_cases": 10,
        "support_posts": {"psychologist": 0.1},
    },
}
JUNE_2025 = {
    "large": {
        "families": 320,
        "teachers": 40,
        "learners_start": {"basic.full_time": 290, "upper_secondary.full_time": 100},
        "at_risk": {"basic.full_time": 40},
        "bullying_cases": 5,
        "support_posts": {"psychologist": 0.2, "social_pedagogue": 0.1},
    },
    "small": {
        "families": None,
        "teachers": 10,
        "learners_start": {"basic.full_time": 110},
        "at_risk": {"basic.full_time": 20},
        "bullying_cases": 1,
        "support_posts": {"psychologist": 0.2},
    },
}
"""The same two schools in every municipality; in 2025 the small one leaves its families open."""
FIGURES = ("numerator", "denominator", "achieved_value")


def lines_of(name: str) -> list[dict[str, str]]:
    with (PRODUCT / "tests" / "warehouse" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def expectations() -> list[dict[str, Any]]:
    return [
        {name: (float(text) if text else None) if name in FIGURES else text for name, text in line.items()}
        for line in lines_of("target_expectations.csv")
    ]


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with the logs and what schools and boards report beside them, built; read only."""
    workspace = Workspace(tmp_path_factory.mktemp("logged"))
    inbox = Deliveries(workspace, dt.datetime(2027, 6, 10, 9, tzinfo=dt.UTC))
    events, people = _log_lines(), _people_lines()
    for reporter, collection in sorted(events.keys() | people.keys()):
        key = (reporter, collection)
        inbox.take("activity_log", reporter, collection, events[key], people=people[key])
    for municipality in SCHOOLS:
        for school in ("large", "small"):
            reporter = _reporter(municipality, school)
            inbox.take("school_report", reporter, "2023/2024-S2", JUNE_2024[school])
            inbox.take("school_report", reporter, "2024/2025-S1", {"learners_start": {"basic.full_time": 9999}})
            inbox.take("school_report", reporter, "2024/2025-S2", JUNE_2025[school])
        for collection in ("2024/2025-S1", "2025/2026-S1"):
            inbox.take("board_values", _reporter(municipality, "board"), collection, {"children_in_municipality": 1000})
    job.build_warehouse(workspace)
    return workspace


@pytest.fixture
def results(logged: Workspace) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(warehouse.real_path(logged), read_only=True) as connection:
        yield connection


def _reporter(municipality: str, name: str) -> tuple[str, str]:
    large, small = SCHOOLS[municipality]
    return municipality, {"large": large, "small": small, "board": BOARDS[municipality]}.get(name, name)


def _log_lines() -> dict[tuple[tuple[str, str], str], list[dict[str, Any]]]:
    lines = defaultdict(list)
    for line in lines_of("target_log.csv"):
        day = dt.date.fromisoformat(line["start_date"])
        autumn = f"{day.year}/{day.year + 1}-S1"
        collection = autumn if day.month >= 7 else f"{day.year - 1}/{day.year}-S2"
        event = {
            "activity_nr": line["activity_nr"],
            "event": "Pasākums",
            "start_date": day,
            "quantity": float(line["quantity"]) if line["quantity"] else None,
            "quantity_unit": line["quantity_unit"] or None,
            "participants_learners": int(line["participants_learners"]) if line["participants_learners"] else None,
            "state": line["state"],
        }
        lines[_reporter(line["municipality"], line["reporter"]), collection].append(event)
    return lines


def _people_lines() -> dict[tuple[tuple[str, str], str], list[dict[str, Any]]]:
    """A line an activity, as the form asks for it."""
    by_activity: dict[tuple[tuple[str, str], str], dict[str, dict[str, Any]]] = defaultdict(dict)
    for line in lines_of("target_people.csv"):
        reporter = _reporter(line["municipality"], line["reporter"])
        collection = f"{line['year']}/{int(line['year']) + 1}-S1"
        activity = by_activity[reporter, collection].setdefault(
            line["activity_nr"], {"activity_nr": line["activity_nr"]}
        )
        activity[f"unique_{line['audience']}"] = int(line["people"])
    return defaultdict(list, {key: list(activities.values()) for key, activities in by_activity.items()})


def test_every_kind_of_planned_result_has_an_expectation(results: duckdb.DuckDBPyConnection) -> None:
    printed = results.execute(
        "select municipality, activity_nr, cast(target_nr as varchar), target_text, "
        "measure, audience, per, each, low is null, high is null, coalesce(low = high, false) "
        "from marts.dim_activity_target where is_planned_result"
    ).fetchall()
    texts = {target[:3]: target[3] for target in printed}
    kinds = {target[:3]: target[4:] for target in printed}
    expected = {
        (row["municipality"], row["activity_nr"], row["target_nr"]): row["target_text"] for row in expectations()
    }
    assert len(set(kinds.values())) == 60
    assert {kinds[target] for target in expected} == set(kinds.values())
    assert {target: texts[target] for target in expected} == expected


@pytest.mark.parametrize(
    "expected",
    expectations(),
    ids=lambda row: f"{row['municipality']}-{row['activity_nr']}-{row['target_nr']}-{row['results_year']}",
)
def test_planned_result_becomes_what_the_log_says(results: duckdb.DuckDBPyConnection, expected: dict[str, Any]) -> None:
    found = results.execute(
        "select numerator, denominator, achieved_value, target_status, achievement_status, "
        "coalesce(replace(drafted_text, chr(160), ' '), '') "
        "from marts.activity_target_result join (select municipality, results_year, activity_nr, achievement_status "
        "from marts.table_4_4) using (municipality, results_year, activity_nr) "
        "join (select municipality, results_year, activity_nr, drafted_text from marts.narrative "
        "where field = 'achieved_result') using (municipality, results_year, activity_nr) "
        "where municipality = ? and activity_nr = ? and target_nr = ? and results_year = ?",
        [expected[name] for name in ("municipality", "activity_nr", "target_nr", "results_year")],
    ).fetchall()
    assert found == [tuple(expected[name] for name in (*FIGURES, "target_status", "achievement_status", "sentence"))]


def test_an_activity_in_words_is_described_by_its_entries(results: duckdb.DuckDBPyConnection) -> None:
    found = results.execute(
        "select results_year, achieved_value, achievement_status from marts.table_4_4 "
        "where municipality = 'aizkraukle' and activity_nr = '1.4' order by 1"
    ).fetchall()
    assert found == [(2024, None, "described"), *((year, None, "no_data") for year in (2025, 2026, 2027))]


def test_the_table_shows_the_figure_of_the_first_target(results: duckdb.DuckDBPyConnection) -> None:
    found = results.execute(
        "select count(*), count(table_4_4.achieved_value) from marts.table_4_4 "
        "join marts.activity_target_result using (municipality, plan_id, results_year, activity_nr) "
        "where target_nr = 1 and table_4_4.achieved_value is distinct from activity_target_result.achieved_value"
    ).fetchall()
    assert found == [(0, 0)]
    of_groups_not_parents = (
        "select achieved_value from marts.table_4_4 "
        "where municipality = 'riga' and activity_nr = '4.9' and results_year = 2024"
    )
    assert results.execute(of_groups_not_parents).fetchall() == [(4,)]


def test_a_year_without_log_repeats_nothing_of_the_years_before(results: duckdb.DuckDBPyConnection) -> None:
    found = results.execute(
        "select distinct results_year, target_status, achieved_value, entries from marts.activity_target_result "
        "where results_year > 2027"
    ).fetchall()
    assert found == [(2028, "no_data", None, 0)]


def test_the_lines_behind_a_result_are_one_query_away(results: duckdb.DuckDBPyConnection) -> None:
    """Krāslava's 2 lines of 2024, 3 of 2025 and 2026, with file, sheet and row, are 42 lessons in 3 classes."""
    found = results.execute(
        "select role, year, figure, sheet, field, count(distinct file_name), count(distinct row) "
        "from marts.bridge_target_entry join marts.submissions using (municipality, submission_id) "
        "where municipality = 'kraslava' and activity_nr = '6.1' and results_year = 2026 group by all order by all"
    ).fetchall()
    assert found == [
        ("denominator", 2024, 2, "Rindas", "quantity", 1, 1),
        ("denominator", 2025, 1, "Rindas", "quantity", 1, 1),
        ("numerator", 2024, 24, "Rindas", "quantity", 1, 1),
        ("numerator", 2025, 12, "Rindas", "quantity", 1, 1),
        ("numerator", 2026, 6, "Rindas", "quantity", 1, 1),
    ]
    added = results.execute(
        "select count(*) from marts.activity_target_result as result "
        "where calculation = 'sum' and numerator is distinct from (select round(sum(figure), 6) "
        "from marts.bridge_target_entry as entry where role = 'numerator' "
        "and (entry.municipality, entry.plan_id, entry.results_year, entry.activity_nr, entry.target_nr) "
        "= (result.municipality, result.plan_id, result.results_year, result.activity_nr, result.target_nr))"
    ).fetchall()
    assert added == [(0,)]


def test_the_sums_of_the_table_are_the_sums_of_the_log(results: duckdb.DuckDBPyConnection) -> None:
    """Every line of an event that took place, and nothing else, stands in its municipality and year."""
    logged = results.execute(
        "select municipality, year(start_date), count(*), sum(participants_learners) "
        "from staging.stg_collected__activity_log where state = 'done' group by all order by all"
    ).fetchall()
    shown = results.execute(
        "select municipality, results_year, sum(log_entries), sum(participants) from marts.table_4_4 "
        "group by all having sum(log_entries) > 0 order by all"
    ).fetchall()
    assert shown == logged
    assert sum(line[2] for line in logged) == sum(line["state"] == "done" for line in lines_of("target_log.csv")) == 128
