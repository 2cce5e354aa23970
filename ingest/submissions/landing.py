"""What has been taken in, as Parquet written once: rows of each submission, and receipts with findings a run.

A run of intake is told in one file of receipts, written last: what is not in it has not happened, and is simply done
again. Files of submissions that a killed run left behind hold the same bytes the next run writes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

from ingest.forms.definition import Field, Form, Table, all_forms
from ingest.parquet import ColumnType, parquet_bytes, parquet_rows
from ingest.periods import Collection
from ingest.storage import write_derived, write_many_once, write_once
from ingest.submissions.reviews import REVIEW
from ingest.submissions.standing import Receipt
from ingest.workspace import Workspace

RECEIPTS: dict[str, ColumnType] = {
    "receipt_id": "text",
    "channel": "text",
    "file_name": "text",
    "received_at": "time",
    "received_on": "date",
    "submission_id": "text",
    "form": "text",
    "form_version": "int",
    "municipality": "text",
    "reporter_id": "text",
    "collection": "text",
    "state": "text",
    "rule_id": "text",
    "is_late": "flag",
    "counts": "flag",
    "replaces": "text",
    "rows_in": "int",
    "rows_accepted": "int",
    "rows_rejected": "int",
    "is_demo": "flag",
}
"""Columns of the receipts: the attributes of `Receipt`, in its order."""

FINDINGS: dict[str, ColumnType] = {
    "receipt_id": "text",
    "finding_nr": "int",
    "rule_id": "text",
    "severity": "text",
    "sheet": "text",
    "cell": "text",
    "value": "text",
    "cause": "text",
    "remedy": "text",
}
"""Columns of the findings; cause and remedy in Latvian, as the reporter is told."""

_OWNER: dict[str, ColumnType] = {
    "submission_id": "text",
    "form_version": "int",
    "municipality": "text",
    "reporter_id": "text",
    "collection": "text",
}
_ANSWER: dict[str, ColumnType] = {
    "field_id": "text",
    "breakdown": "text",
    "value_number": "number",
    "value_text": "text",
    "blank_kind": "text",
    "sheet": "text",
    "cell": "text",
}
_LINE: dict[str, ColumnType] = {"sheet": "text", "row": "int", "letters": "text"}
"""`letters` says in which column of the sheet each field stood: `activity_nr=A,event=B`."""
_FIELD_TYPES: dict[str, ColumnType] = {
    "count": "int",
    "number": "number",
    "eur": "eur",
    "text": "text",
    "choice": "text",
    "date": "date",
}


def landed_name(form: Form, table: Table | None = None) -> str:
    """Folder below `landing/`: the form's, or the form's with the table's name for a further table of lines."""
    return form.form if table is None or table is form.tables[0] else f"{form.form}_{table.table}"


def submission_tables() -> dict[str, dict[str, ColumnType]]:
    """Columns of the landed rows of every form, by folder."""
    tables: dict[str, dict[str, ColumnType]] = {}
    for form in all_forms():
        if form.shape == "fields":
            tables[landed_name(form)] = {**_OWNER, **_ANSWER}
        for table in form.tables:
            tables[landed_name(form, table)] = {**_OWNER, **_LINE, **_types(table.fields)}
    return tables


def _types(fields: Iterable[Field]) -> dict[str, ColumnType]:
    return {field.field: _FIELD_TYPES[field.type] for field in fields}


@dataclass(frozen=True)
class SubmissionRows:
    """Accepted rows of one submission.

    Attributes:
        table: Folder (`landed_name`).
        owner: Submission, form version, municipality, reporter and collection of all rows.
    """

    table: str
    owner: Mapping[str, Any]
    rows: Sequence[Mapping[str, Any]]

    @property
    def place(self) -> Path:
        """Where they land, below the landing."""
        folder = Collection.parse(self.owner["collection"]).folder
        return Path(self.table, folder, self.owner["municipality"], f"{self.owner['submission_id']}.parquet")


def land_rows(workspace: Workspace, submissions: Iterable[SubmissionRows]) -> None:
    """Write accepted rows, a file a submission and table; a submission taken again has landed already."""
    missing = {one.place: one for one in submissions if not (workspace.landing / one.place).exists()}
    tables = submission_tables()
    write_many_once(
        (workspace.landing / place, parquet_bytes(tables[one.table], [{**one.owner, **row} for row in one.rows]))
        for place, one in missing.items()
    )


def land_run(workspace: Workspace, receipts: Sequence[Receipt], findings: Sequence[Mapping[str, Any]]) -> None:
    """Tell what a run of intake took in: findings first, receipts last.

    Args:
        workspace: Where to.
        receipts: At least one, in the order of their arrival.
        findings: Rows of `FINDINGS`.
    """
    name = f"{receipts[0].received_at:%Y%m%dT%H%M%S}-{receipts[0].receipt_id}.parquet"
    for table, columns, rows in (
        ("findings", FINDINGS, findings),
        ("receipts", RECEIPTS, [vars(receipt) for receipt in receipts]),
    ):
        year = str(receipts[0].received_at.year)
        write_once(workspace.landing / table / year / name, parquet_bytes(columns, rows))


def landed_receipts(workspace: Workspace) -> list[Receipt]:
    """All receipts, in the order of their arrival."""
    paths = sorted((workspace.landing / "receipts").glob("????/*.parquet"))
    # A run tells its receipts in their order, all with one time; sorting leaves them so.
    return sorted((Receipt(**row) for path in paths for row in parquet_rows(path)), key=attrgetter("received_at"))


def landed_findings(workspace: Workspace) -> dict[str, list[dict[str, Any]]]:
    """All findings by receipt, in their order."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted((workspace.landing / "findings").glob("????/*.parquet")):
        for row in parquet_rows(path):
            found[row["receipt_id"]].append(row)
    return found


def keep_readable(workspace: Workspace) -> None:
    """A file without rows for each table, so that dbt can read a landing nobody has put anything in."""
    for table, columns in (*submission_tables().items(), ("review", REVIEW)):
        write_derived(_empty(workspace, table), parquet_bytes(columns, []))
    for table, columns in (("receipts", RECEIPTS), ("findings", FINDINGS)):
        write_derived(workspace.landing / table / "no-rows" / "no-rows.parquet", parquet_bytes(columns, []))


def landed_rows(workspace: Workspace) -> dict[str, int]:
    """Rows in the landing by table."""
    from pyarrow import parquet

    def rows(table: str) -> int:
        return sum(int(parquet.read_metadata(path).num_rows) for path in (workspace.landing / table).rglob("*.parquet"))

    return {table: rows(table) for table in (*submission_tables(), "review", "receipts", "findings")}


def _empty(workspace: Workspace, table: str) -> Path:
    return workspace.landing / table / "no-rows" / "no-rows" / "no-rows.parquet"
