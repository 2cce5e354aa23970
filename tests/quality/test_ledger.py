from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from quality.ledger import CheckResult, integrity_failures, open_ledger, record, unfit_for_final

REQUIRED = {"rows": "integrity", "keys": "integrity", "peers": "plausibility"}


@pytest.fixture
def ledger() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        open_ledger(connection, "f" * 64, "f" * 16, "r" * 64)
        yield connection


def failed(ledger: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    return [(failure.check_id, failure.status) for failure in integrity_failures(ledger, REQUIRED)]


def test_all_required_passed(ledger: duckdb.DuckDBPyConnection) -> None:
    record(ledger, [CheckResult("rows", "pass"), CheckResult("keys", "pass")])
    assert failed(ledger) == []


def test_a_check_that_did_not_run_has_failed(ledger: duckdb.DuckDBPyConnection) -> None:
    record(ledger, [CheckResult("rows", "pass")])
    assert failed(ledger) == [("keys", "missing")]


def test_between_the_steps_a_check_may_be_missing_but_not_failed(ledger: duckdb.DuckDBPyConnection) -> None:
    record(ledger, [CheckResult("rows", "pass"), CheckResult("peers", "error")])
    assert integrity_failures(ledger, REQUIRED, so_far=True) == []
    record(ledger, [CheckResult("new", "fail")])
    assert [failure.check_id for failure in integrity_failures(ledger, REQUIRED, so_far=True)] == ["new"]


@pytest.mark.parametrize("status", ["fail", "error", "skipped"])
def test_failed_crashed_and_skipped_checks_count(ledger: duckdb.DuckDBPyConnection, status: str) -> None:
    record(ledger, [CheckResult("rows", "pass"), CheckResult("keys", status, (("failures", 3),))])
    assert failed(ledger) == [("keys", status)]


def test_one_failure_outweighs_a_pass_of_the_same_check(ledger: duckdb.DuckDBPyConnection) -> None:
    record(ledger, [CheckResult("rows", "pass"), CheckResult("keys", "pass"), CheckResult("keys", "fail")])
    assert failed(ledger) == [("keys", "fail")]


def test_plausibility_never_stops_the_swap(ledger: duckdb.DuckDBPyConnection) -> None:
    record(ledger, [CheckResult("rows", "pass"), CheckResult("keys", "pass"), CheckResult("peers", "fail")])
    assert failed(ledger) == []


def test_a_failing_check_nobody_listed_stops_too(ledger: duckdb.DuckDBPyConnection) -> None:
    record(ledger, [CheckResult("rows", "pass"), CheckResult("keys", "pass"), CheckResult("new", "fail")])
    assert failed(ledger) == [("new", "fail")]


def test_results_of_another_fingerprint_do_not_count(ledger: duckdb.DuckDBPyConnection) -> None:
    record(ledger, [CheckResult("rows", "pass"), CheckResult("keys", "pass")])
    ledger.execute("update meta.check_result set fingerprint = 'old' where check_id = 'rows'")
    assert failed(ledger) == [("rows", "missing")]


def test_the_ledger_keeps_class_and_counts(ledger: duckdb.DuckDBPyConnection) -> None:
    record(ledger, [CheckResult("row_balance_plans", "pass", (("landed", 7),))])
    rows = ledger.execute("select check_id, class, status, counts from meta.check_result").fetchall()
    assert rows == [("row_balance_plans", "integrity", "pass", '{"landed": 7}')]


@pytest.mark.parametrize(
    ("statement", "unfit"),
    [
        ("", []),
        ("update meta.check_result set status = 'fail' where check_id = 'rows'", [("rows", "fail")]),
        ("update meta.check_result set status = 'skipped' where check_id = 'rows'", [("rows", "skipped")]),
        ("delete from meta.check_result where check_id <> 'rows'", [("keys", "missing"), ("peers", "missing")]),
        ("update meta.check_result set fingerprint = 'old' where check_id = 'rows'", [("rows", "stale")]),
        ("update meta.check_result set fingerprint = null where check_id = 'rows'", [("rows", "stale")]),
        ("delete from meta.build", [("keys", "stale"), ("peers", "stale"), ("rows", "stale")]),
        ("update meta.check_result set status = 'fail' where check_id = 'peers'", []),
        ("update meta.check_result set status = 'error' where check_id = 'peers'", [("peers", "error")]),
        ("insert into meta.check_result select * replace ('fail' as status) from meta.check_result", [
            ("keys", "fail"), ("rows", "fail"),
        ]),
        ("insert into meta.check_result select * replace ('old' as fingerprint) from meta.check_result", [
            ("keys", "stale"), ("peers", "stale"), ("rows", "stale"),
        ]),
    ],
)  # fmt: skip
def test_a_final_publication_asks_more_of_every_check(
    ledger: duckdb.DuckDBPyConnection, statement: str, unfit: list[tuple[str, str]]
) -> None:
    record(ledger, [CheckResult(check_id, "pass") for check_id in REQUIRED])
    if statement:
        ledger.execute(statement)
    assert [(result.check_id, result.status) for result in unfit_for_final(ledger, REQUIRED)] == unfit
