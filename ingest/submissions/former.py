"""What earlier collections have taken from a reporter: shown beside its cells, and compared with."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from ingest.excel.values import CellValue
from ingest.forms.definition import load_form
from ingest.parquet import parquet_rows
from ingest.periods import Collection
from ingest.submissions.landing import landed_name
from ingest.submissions.standing import Receipt, standing
from ingest.workspace import Workspace


def rows_of(workspace: Workspace, receipt: Receipt, table: str, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Columns of the landed rows of the submission behind a receipt; none where that table has none."""
    folder = Collection.parse(str(receipt.collection)).folder
    path = workspace.landing / table / folder / str(receipt.municipality) / f"{receipt.submission_id}.parquet"
    return parquet_rows(path, columns) if path.is_file() else []


def former_receipt(
    receipts: Sequence[Receipt], form: str, municipality: str, reporter_id: str, collection: Collection
) -> Receipt | None:
    """The receipt that counts for the same reporter and form in the former collection."""
    return standing(receipts, (form, municipality, reporter_id, str(collection.former)))


def former_values(workspace: Workspace, receipt: Receipt | None) -> dict[tuple[str, str], CellValue]:
    """Values by field and breakdown of a form of single values."""
    if receipt is None or load_form(receipt.form).shape == "rows":
        return {}
    found = rows_of(workspace, receipt, receipt.form, ("field_id", "breakdown", "value_number", "value_text"))
    values = {
        (row["field_id"], row["breakdown"]): row["value_text"] if row["value_number"] is None else row["value_number"]
        for row in found
    }
    return {cell: value for cell, value in values.items() if value is not None}


def keys_by_table(workspace: Workspace, receipt: Receipt) -> dict[str, set[tuple[Any, ...]]]:
    """What tells the lines of a form of lines apart, by its landed tables."""
    form = load_form(receipt.form)
    return {
        landed_name(form, table): line_keys(rows_of(workspace, receipt, landed_name(form, table), table.key), table.key)
        for table in form.tables
    }


def line_keys(rows: Iterable[dict[str, Any]], key: Sequence[str]) -> set[tuple[Any, ...]]:
    """The keys of some lines."""
    return {tuple(row.get(name) for name in key) for row in rows}


def former_events(workspace: Workspace, receipt: Receipt | None) -> list[tuple[str, str, dt.date, dt.date]]:
    """Activity, event, first and last day of each line of an activity log."""
    if receipt is None:
        return []
    return [
        (row["activity_nr"], row["event"], row["start_date"], row["end_date"] or row["start_date"])
        for row in rows_of(workspace, receipt, "activity_log", ("activity_nr", "event", "start_date", "end_date"))
    ]


def former_participations(workspace: Workspace, receipt: Receipt | None) -> dict[tuple[str, str], float] | None:
    """Participations by activity and audience in the lines of an activity log; None where there is no log."""
    if receipt is None:
        return None
    names = [
        field.field for field in load_form(receipt.form).tables[0].fields if field.field.startswith("participants_")
    ]
    found: defaultdict[tuple[str, str], float] = defaultdict(float)
    for row in rows_of(workspace, receipt, "activity_log", ("activity_nr", *names)):
        for name in names:
            found[row["activity_nr"], name.removeprefix("participants_")] += row[name] or 0
    return found
