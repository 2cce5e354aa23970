"""Asking the plausibility suites about a build: between the two steps of dbt."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ingest.parquet import parquet_bytes
from ingest.storage import write_derived
from ingest.workspace import Workspace
from orchestration.warehouse import connect_build, real_path
from quality.ledger import CheckResult, record
from quality.plausibility.concern import Concern
from quality.plausibility.examine import CONCERNS, Examination, examine, failed
from quality.plausibility.findings import FINDINGS

if TYPE_CHECKING:
    import duckdb


def examine_build(workspace: Workspace) -> list[CheckResult]:
    """Run every suite over its intermediate model; results go into the ledger, findings to where dbt reads them.

    Returns:
        The results recorded. A suite that raises is a failed check and stops nothing.
    """
    with connect_build(workspace) as connection:
        examinations = [_examined(connection, concern) for concern in CONCERNS]
        results = [result for examination in examinations for result in examination.results]
        record(connection, results)
    rows = [row for examination in examinations for row in examination.findings]
    write_derived(workspace.plausibility_findings, parquet_bytes(FINDINGS, rows))
    return results


def recorded_results(workspace: Workspace) -> dict[str, CheckResult]:
    """What the ledger says of the suites, by rule: the build's, or the warehouse's where it was swapped in already."""
    import duckdb

    building = workspace.build / "pmp.duckdb"
    with duckdb.connect(building if building.is_file() else real_path(workspace), read_only=True) as connection:
        rows = connection.execute(
            "select check_id, status, counts from meta.check_result where class = 'plausibility'"
        ).fetchall()
    return {name: CheckResult(name, status, tuple(json.loads(counts).items())) for name, status, counts in rows}


def _examined(connection: duckdb.DuckDBPyConnection, concern: Concern) -> Examination:
    try:
        bounds = dict(connection.execute("select bound, value from seeds.plausibility_bounds").fetchall())
        frame = connection.execute(f"from intermediate.{concern.model} order by all").df()
        return examine(concern, frame, bounds)
    except Exception as error:  # whatever a library raises: this check has failed, the others go on
        return failed(concern, f"{type(error).__name__}: {error}")
