"""Landed enrolment: long Parquet, one row an institution and grade, written once; findings beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.enrolment.layout import enrolment_layout
from ingest.parquet import ColumnType, parquet_bytes
from ingest.storage import write_derived, write_once
from ingest.workspace import Workspace

TABLES: dict[str, dict[str, ColumnType]] = {
    "enrolment": {
        "submission_id": "text",
        "snapshot_date": "date",
        "replaces": "text",
        "sheet": "text",
        "sheet_row": "int",
        **dict.fromkeys((column.name for column in enrolment_layout().of_kind("text")), "text"),
        "grade": "text",
        "learners": "int",
    },
    "enrolment_findings": {
        "submission_id": "text",
        "snapshot_date": "date",
        "finding_nr": "int",
        "rule_id": "text",
        "severity": "text",
        "sheet": "text",
        "cell": "text",
        "value": "text",
        "message": "text",
    },
}
"""Columns of the landed tables; the folder of each below `landing/` has its name."""


@dataclass(frozen=True)
class Landed:
    """A workbook that has landed: its day and the one it took the place of, if any."""

    submission_id: str
    snapshot_date: dt.date
    replaces: str | None


def landed_workbooks(workspace: Workspace) -> list[Landed]:
    """All workbooks in the landing."""
    from pyarrow import parquet

    found = []
    for path in sorted((workspace.landing / "enrolment").glob("????-??-??/*.parquet")):
        replaces = parquet.read_table(path, columns=["replaces"]).column("replaces")
        found.append(Landed(path.stem, dt.date.fromisoformat(path.parent.name), replaces[0].as_py()))
    return found


def standing(landed: Iterable[Landed], date: dt.date) -> Landed | None:
    """The workbook that counts for a day: the one nothing has replaced."""
    of_day = [workbook for workbook in landed if workbook.snapshot_date == date]
    replaced = {workbook.replaces for workbook in of_day}
    return next((workbook for workbook in of_day if workbook.submission_id not in replaced), None)


def landed_counts(workspace: Workspace, workbook: Landed) -> tuple[int, int]:
    """Institutions and learners of a landed workbook: by these a person knows it, its name is not kept."""
    from pyarrow import compute, parquet

    path = workspace.landing / "enrolment" / workbook.snapshot_date.isoformat() / f"{workbook.submission_id}.parquet"
    rows = parquet.read_table(path, columns=["registration_number", "learners"])
    institutions = compute.count_distinct(rows.column("registration_number")).as_py()
    return institutions, compute.sum(rows.column("learners")).as_py()


def long_rows(sheet: str, rows: Iterable[tuple[int, Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """One row a grade of each institution; the printed totals stay behind, they were only checks."""
    texts = [column.name for column in enrolment_layout().of_kind("text")]
    grades = [column.name for column in enrolment_layout().of_kind("learners")]
    return [
        {
            "sheet": sheet,
            "sheet_row": number,
            **{name: values[name] for name in texts},
            "grade": grade,
            "learners": values[grade],
        }
        for number, values in rows
        for grade in grades
    ]


def land(workspace: Workspace, workbook: Landed, rows: list[dict[str, Any]], findings: list[dict[str, Any]]) -> None:
    """Write a workbook's rows and findings, never to be changed.

    The findings go first: the workbook counts as landed once its rows are there, so an interrupted landing is
    simply done again.
    """
    date = workbook.snapshot_date.isoformat()
    key = {"submission_id": workbook.submission_id, "snapshot_date": workbook.snapshot_date}
    for table, content in (
        ("enrolment_findings", [{**key, **finding} for finding in findings]),
        ("enrolment", [{**key, "replaces": workbook.replaces, **row} for row in rows]),
    ):
        write_once(
            workspace.landing / table / date / f"{workbook.submission_id}.parquet",
            parquet_bytes(TABLES[table], content),
        )


def keep_readable(workspace: Workspace) -> None:
    """A file without rows in each table, so that dbt can read a landing nobody has put anything in."""
    for table in TABLES:
        write_derived(workspace.landing / table / "no-rows" / "no-rows.parquet", parquet_bytes(TABLES[table], []))


def landed_rows(workspace: Workspace) -> dict[str, int]:
    """Rows in the landing by table."""
    from pyarrow import parquet

    def rows(path: Path) -> int:
        return int(parquet.read_metadata(path).num_rows)

    return {table: sum(map(rows, (workspace.landing / table).glob("*/*.parquet"))) for table in TABLES}
