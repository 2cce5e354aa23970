"""The ledger `meta.check_result`: what was checked in a build, held against the list of what must be."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

PASSED, MISSING, STALE = "pass", "missing", "stale"

_TABLES = """
create schema if not exists meta;
create or replace table meta.build (fingerprint varchar, build_id varchar, rules varchar);
create or replace table meta.check_result (
    check_id varchar, class varchar, fingerprint varchar, status varchar, counts varchar
);
"""


@dataclass(frozen=True)
class CheckResult:
    """Outcome of one check.

    Attributes:
        check_id: Name in `required_checks.csv`.
        status: pass, or how it failed (fail, error, skipped, missing, stale).
        counts: Figures that explain the outcome (failing rows, rows compared).
        message: What the checker said; not kept in the ledger.
    """

    check_id: str
    status: str
    counts: tuple[tuple[str, int], ...] = ()
    message: str = ""


@cache
def required_checks() -> dict[str, str]:
    """Every check a build must have passed: check_id to class (integrity stops the swap, plausibility does not)."""
    path = Path(__file__).parent / "required_checks.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["check_id"]: row["class"] for row in csv.DictReader(file)}


def open_ledger(connection: duckdb.DuckDBPyConnection, fingerprint: str, build_id: str, rules: str) -> None:
    """Start the ledger of a build in its still empty database.

    Args:
        connection: The database.
        fingerprint: Of everything that the build is made from.
        build_id: Its name.
        rules: Hash of what its figures are worked out and checked by.
    """
    connection.execute(_TABLES)
    connection.execute("insert into meta.build values (?, ?, ?)", [fingerprint, build_id, rules])


def record(connection: duckdb.DuckDBPyConnection, results: Iterable[CheckResult]) -> None:
    """Add results to the ledger of the build."""
    classes = required_checks()
    rows = [
        [result.check_id, classes.get(result.check_id, "integrity"), result.status, json.dumps(dict(result.counts))]
        for result in results
    ]
    if rows:
        connection.executemany("insert into meta.check_result select ?, ?, fingerprint, ?, ? from meta.build", rows)


def integrity_failures(
    connection: duckdb.DuckDBPyConnection, required: dict[str, str], *, so_far: bool = False
) -> list[CheckResult]:
    """Hold the ledger against the required checks.

    Args:
        connection: The build.
        required: check_id to class, as `required_checks` gives it.
        so_far: Whether the build is still going on, so that a check may be missing.

    Returns:
        Integrity checks that failed, crashed, stand in the ledger for another fingerprint, or did not run at all:
        a check that did not run has failed.
    """
    found = connection.execute(
        """
        select check_result.check_id, check_result.status, check_result.counts
        from meta.check_result
        inner join meta.build on check_result.fingerprint = build.fingerprint
        """
    ).fetchall()
    statuses: dict[str, tuple[str, str]] = {}
    for check_id, status, counts in found:
        if statuses.get(check_id, (PASSED, ""))[0] == PASSED:
            statuses[check_id] = (status, counts)
    held = statuses if so_far else {*required, *statuses}
    checks = {check_id for check_id in held if required.get(check_id) != "plausibility"}
    results = []
    for check_id in sorted(checks):
        status, counts = statuses.get(check_id, (MISSING, "{}"))
        results.append(CheckResult(check_id, status, tuple(json.loads(counts).items())))
    return [result for result in results if result.status != PASSED]


def unfit_for_final(connection: duckdb.DuckDBPyConnection, required: dict[str, str]) -> list[CheckResult]:
    """Hold the ledger against what a final publication asks of every check.

    Args:
        connection: The finished warehouse.
        required: check_id to class, as `required_checks` gives it.

    Returns:
        Checks that failed or crashed, that are missing, or that looked at other data than the build's. A plausibility
        check has done its work when it found something: its findings are asked for one by one.
    """
    found = connection.execute(
        """
        select check_id, case when fingerprint = (select fingerprint from meta.build) then status else ? end
        from meta.check_result
        """,
        [STALE],
    ).fetchall()
    statuses: dict[str, set[str]] = {check_id: {MISSING} for check_id in required}
    for check_id, status in found:
        statuses[check_id] = statuses.get(check_id, set()) - {MISSING} | {status}
    return [
        CheckResult(check_id, status)
        for check_id, said in sorted(statuses.items())
        for status in sorted(said)
        if status != PASSED and not (status == "fail" and required.get(check_id) == "plausibility")
    ]
