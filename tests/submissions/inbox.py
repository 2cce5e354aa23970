"""Files put into the inbox of a workspace, taken in, and what there is afterwards."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import duckdb

from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.recognise import Header
from ingest.periods import Collection
from ingest.submissions.landing import landed_receipts
from ingest.submissions.standing import Receipt, standing
from ingest.workspace import Workspace
from orchestration.expectation import Expectation
from orchestration.intake import collect_forms
from orchestration.intake_run import Settled

SCHOOL = "4212900452"
OPENED = dt.datetime(2025, 1, 20, 9, tzinfo=dt.UTC)


def order_of(
    expectation: Expectation, form: str, collection: str = "2024/2025-S1", reporter: str = SCHOOL
) -> FormOrder:
    header = Header(form, 1, "ludza", reporter, Collection.parse(collection), is_demo=False)
    return expectation.order(header, "")


def put(workspace: Workspace, name: str, content: bytes) -> Path:
    path = workspace.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def collect(workspace: Workspace, at: dt.datetime = OPENED, *, again: bool = False) -> list[Settled]:
    """Take in the inbox; every run is asked whether all rows that came in are accounted for."""
    settled = collect_forms(workspace, [], at, again=again)
    rows_balance(workspace)
    return settled


def rows_balance(workspace: Workspace) -> None:
    """Rows in = landed + quarantined + refused, of every file that ever came."""
    for receipt in landed_receipts(workspace):
        assert receipt.rows_in == receipt.rows_accepted + receipt.rows_rejected
        assert receipt.rows_rejected >= 0
        if receipt.state in ("accepted", "accepted_partly") and receipt.form != "enrolment":
            assert rows_of(workspace, receipt) == receipt.rows_accepted
        else:
            assert receipt.rows_accepted == 0


def rows_of(workspace: Workspace, receipt: Receipt) -> int:
    files = list((workspace.landing).glob(f"{receipt.form}*/*/*/{receipt.submission_id}.parquet"))
    return sum(len(duckdb.read_parquet(str(file))) for file in files)


def counting(workspace: Workspace) -> str:
    """The file of the school that counts."""
    receipts = landed_receipts(workspace)
    found = standing(
        receipts, next(receipt.slot for receipt in receipts if receipt.counts and receipt.reporter_id == SCHOOL)
    )
    assert found
    return found.file_name


def told(settled: list[Settled]) -> list[tuple[str, str, list[str]]]:
    """File, state and rules of each arrival."""
    return [
        (one.receipt.file_name, one.receipt.state, [finding.problem.rule_id for finding in one.findings])
        for one in settled
    ]


def made(workspace: Workspace) -> dict[str, str]:
    """Everything that a run leaves behind, by path and content; not what it wrote half when it was stopped."""
    return {
        path.relative_to(workspace.home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in workspace.home.rglob("*")
        if path.is_file() and path.suffix not in (".part", ".lock") and path.name != ".lock"
    }
