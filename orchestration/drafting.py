"""Drafting the texts of a build: between the two steps of dbt, from what its intermediate models say."""

from __future__ import annotations

from ingest.parquet import parquet_bytes
from ingest.storage import write_derived
from ingest.workspace import Workspace
from orchestration.warehouse import connect_build
from publication.drafting import TEXTS, drafted_rows
from quality.ledger import PASSED, CheckResult, record

TEXTS_DRAFTED = "texts_drafted"


def draft_build(workspace: Workspace) -> CheckResult:
    """Draft every text of the results table and write them where dbt reads them.

    Returns:
        The result recorded. A draft that raises ends the build; without this result no build becomes the warehouse.
    """
    with connect_build(workspace) as connection:
        rows = drafted_rows(connection, workspace)
        write_derived(workspace.drafted_texts, parquet_bytes(TEXTS, rows))
        result = CheckResult(TEXTS_DRAFTED, PASSED, (("rows", len(rows)),))
        record(connection, [result])
    return result
