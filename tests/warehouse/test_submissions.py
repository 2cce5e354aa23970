"""What arrived, what was wrong with it and who is missing, from receipts to the marts."""

from __future__ import annotations

import duckdb
import pytest

from ingest.forms.orders import orders_of, plan_reported_on
from ingest.periods import Collection
from ingest.workspace import Workspace
from orchestration.registry import load_registry
from tests.warehouse import reports
from tests.warehouse.deliveries import known_fields

pytestmark = pytest.mark.slow


def rows(marts: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return marts.execute(query).fetchall()


def test_the_answers_of_these_tests_are_answers_to_the_forms() -> None:
    answers = {**reports.LARGE_JUNE, **reports.LARGE_SEPTEMBER, **reports.COLLEGE_JUNE}
    assert set(answers) <= known_fields("school_report")


def test_every_arrival_is_there_and_one_of_each_counts(reported_marts: duckdb.DuckDBPyConnection) -> None:
    """Mērdzenes pamatskola: a June report that another one replaced, January, June, September, a rejected June."""
    found = rows(
        reported_marts,
        "select collection, state, is_current, rows_accepted = 0 from marts.submissions "
        "where reporter_id = '4212900452' and form = 'school_report' order by received_at",
    )
    assert found == [
        ("2024/2025-S2", "accepted", False, False),
        ("2024/2025-S1", "accepted", True, False),
        ("2024/2025-S2", "accepted", True, False),
        ("2024/2025-R", "accepted", True, False),
        ("2024/2025-S2", "rejected", False, True),
    ]


def test_findings_of_a_rejected_file_are_told(reported_marts: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        reported_marts,
        "select municipality, reporter_id, form, collection, rule_id, severity, sheet, cell, value from marts.findings "
        "where receipt_id is not null",
    )
    assert found == [
        (
            "ludza",
            "4212900452",
            "school_report",
            "2024/2025-S2",
            "leavers_within_learners",
            "reject_delivery",
            "Pārskats",
            "C9",
            "700",
        )
    ]


def test_who_has_reported_of_whom(reported_marts: duckdb.DuckDBPyConnection) -> None:
    """Krāslava, June: ten schools owe the school report, and two have sent it."""
    found = rows(
        reported_marts,
        "select collection, state, due_on::text, count(*)::int from marts.collection_status "
        "where municipality = 'kraslava' and form = 'school_report' group by all order by all",
    )
    assert found == [
        ("2024/2025-R", "accepted", "2025-09-20", 2),
        ("2024/2025-R", "none", "2025-09-20", 8),
        ("2024/2025-S1", "accepted", "2025-01-31", 2),
        ("2024/2025-S1", "none", "2025-01-31", 8),
        ("2024/2025-S2", "accepted", "2025-06-20", 2),
        ("2024/2025-S2", "none", "2025-06-20", 8),
    ]


def test_the_refinement_is_due_from_schools_and_the_board_only(reported_marts: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        reported_marts,
        "select form, count(*)::int from marts.collection_status "
        "where municipality = 'ludza' and collection = '2024/2025-R' group by all order by all",
    )
    assert found == [("board_values", 1), ("school_report", 8)]


def test_a_collection_ends_in_the_same_year_here_and_in_the_forms(reported_marts: duckdb.DuckDBPyConnection) -> None:
    found = rows(reported_marts, "select distinct collection, results_year from intermediate.int_collections")
    windows = {text: window[1].year for text, _ in found if (window := Collection.parse(str(text)).window)}
    assert windows == {"2024/2025-S1": 2024, "2024/2025-S2": 2025}
    assert dict(found) == {**windows, "2024/2025-R": 2025}


def test_what_is_due_is_what_was_handed_out(reported: Workspace, reported_marts: duckdb.DuckDBPyConnection) -> None:
    """The status expects exactly the workbooks that are handed out."""
    registry = load_registry(reported)
    due = rows(reported_marts, "select municipality, collection, form, reporter_id from marts.collection_status")
    begun = {(municipality, collection) for municipality, collection, _, _ in due}
    handed_out = set()
    for municipality, text in begun:
        collection = Collection.parse(str(text))
        plan = plan_reported_on(registry, str(municipality), collection)
        assert plan
        handed_out |= {
            (municipality, text, order.form.form, order.reporter_id) for order in orders_of(registry, plan, collection)
        }
    assert len(begun) == 15
    assert set(due) == handed_out
