"""Files put into the inbox of a workspace, taken in, and what there is afterwards."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from pyarrow import parquet
from rows_sent import Row, rows_landed, rows_refused, rows_sent

from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.recognise import Header
from ingest.periods import Collection
from ingest.submissions.landing import landed_findings, landed_receipts
from ingest.submissions.standing import Receipt, standing
from ingest.workspace import Workspace
from orchestration.expectation import Expectation
from orchestration.intake import collect_forms
from orchestration.verdicts import Settled

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
    """Rows in the bytes = landed + refused, of every file that ever came; what did not count landed nothing."""
    findings = landed_findings(workspace)
    for receipt in landed_receipts(workspace):
        if receipt.state not in ("accepted", "accepted_partly"):
            assert receipt.rows_accepted == 0
        elif receipt.form != "enrolment":
            (original,) = workspace.archive.rglob(f"{receipt.submission_id}*")
            sent, landed = rows_sent(original.read_bytes(), str(receipt.form)), rows_of(workspace, receipt)
            refused = rows_refused((f["severity"], f["sheet"], f["cell"] or "") for f in findings[receipt.receipt_id])
            assert sorted([*landed, *refused]) == sorted(sent)
            assert (receipt.rows_in, receipt.rows_accepted, receipt.rows_rejected) == tuple(
                map(len, (sent, landed, refused))
            )


def rows_of(workspace: Workspace, receipt: Receipt) -> list[Row]:
    files = list((workspace.landing).glob(f"{receipt.form}*/*/*/{receipt.submission_id}.parquet"))
    return [row for file in files for row in rows_landed(str(receipt.form), parquet.read_table(file).to_pylist())]


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
