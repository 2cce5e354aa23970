"""Rows, receipts and findings as they land."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from decimal import Decimal

import duckdb

from ingest.submissions.landing import (
    RECEIPTS,
    SubmissionRows,
    keep_readable,
    land_rows,
    land_run,
    landed_receipts,
    submission_tables,
)
from ingest.submissions.standing import Receipt
from ingest.workspace import Workspace
from tests.ingest.submissions.arrivals import NOON, arrival

OWNER = {
    "submission_id": "0123456789abcdef",
    "form_version": 1,
    "municipality": "ludza",
    "reporter_id": "4413900223",
    "collection": "2024/2025-S1",
}


def test_tables_follow_the_forms() -> None:
    assert list(submission_tables()) == [
        "school_report",
        "referral_counts",
        "activity_log",
        "activity_log_people",
        "survey_results",
        "task_report",
        "board_values",
    ]
    assert list(RECEIPTS) == [field.name for field in fields(Receipt)]


def test_rows_land_with_their_owner_and_types(workspace: Workspace) -> None:
    event = {
        "activity_nr": "1.1",
        "event": "Lekcija",
        "start_date": dt.date(2024, 10, 3),
        "eur_state": Decimal("12.50"),
    }
    land_rows(workspace, [SubmissionRows("activity_log", OWNER, [{"sheet": "Žurnāls", "row": 7, **event}])])
    path = workspace.landing / "activity_log" / "2024-2025-S1" / "ludza" / "0123456789abcdef.parquet"
    read = duckdb.read_parquet(str(path)).select("reporter_id", "row", "start_date", "eur_state", "end_date")
    assert read.fetchall() == [("4413900223", 7, dt.date(2024, 10, 3), Decimal("12.50"), None)]


def test_the_same_submission_lands_once(workspace: Workspace) -> None:
    answer = {
        "field_id": "at_risk",
        "breakdown": "basic.full_time",
        "value_number": 3.0,
        "sheet": "Pārskats",
        "cell": "C9",
    }
    land_rows(workspace, [SubmissionRows("school_report", OWNER, [answer])])
    land_rows(workspace, [SubmissionRows("school_report", OWNER, [{**answer, "value_number": 4.0}])])
    (path,) = (workspace.landing / "school_report").rglob("*.parquet")
    assert duckdb.read_parquet(str(path)).select("value_number").fetchall() == [(3.0,)]


def test_receipts_come_back_in_the_order_of_their_arrival(workspace: Workspace) -> None:
    first = arrival("a", "accepted")
    second = arrival("b", "rejected", first)
    third = arrival("c", "accepted", second)
    finding = {
        "receipt_id": second.receipt_id,
        "finding_nr": 1,
        "rule_id": "r",
        "severity": "reject_delivery",
        "message": "m",
    }
    land_run(workspace, [second, third], [finding])
    land_run(workspace, [first], [])
    assert landed_receipts(workspace) == [first, second, third]
    assert first.received_at == NOON


def test_a_landing_nobody_has_put_anything_in_can_be_read(workspace: Workspace) -> None:
    keep_readable(workspace)
    for table in submission_tables():
        assert len(duckdb.read_parquet(f"{workspace.landing}/{table}/*/*/*.parquet")) == 0
    for table in ("receipts", "findings"):
        assert len(duckdb.read_parquet(f"{workspace.landing}/{table}/*/*.parquet")) == 0
    assert landed_receipts(workspace) == []
