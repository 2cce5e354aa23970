"""The checked registry as typed Parquet, one file a table: what dbt reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from ingest.parquet import ColumnType, parquet_bytes
from ingest.plans.registry import RawPlan, RawRegistry, RawTable
from ingest.plans.tables import Table, plan_tables
from ingest.storage import write_derived

TypedRow = dict[str, Any]
_READERS: dict[str, Callable[[str], Any]] = {
    "text": str,
    "int": int,
    "number": float,
    "date": dt.date.fromisoformat,
    "month_day": str,
    "flag": lambda text: text == "true",
}


HEADER_TABLES: dict[str, dict[str, ColumnType]] = {
    "plans": {
        "municipality_name": "text",
        "plan_title": "text",
        "period_start": "date",
        "period_end": "date",
        "supervisor": "text",
        "approved_on": "date",
        "decision_nr": "text",
        "valid_from": "date",
        "valid_to": "date",
        "replaces": "text",
        "publication_lag_years": "int",
    },
    "places": {"place": "text", "heading": "text"},
    "reading_order": {"field": "text", "place": "text", "position": "int"},
    "results_columns": {"position": "int", "column_key": "text", "label": "text"},
    "level_labels": {"prevention_level": "int", "mark": "text", "heading": "text"},
}
"""The tables that stand in `plan.yml`, after `municipality` and `plan_id`."""

FOUND_TABLES: dict[str, dict[str, ColumnType]] = {
    "contradictions": {
        "contradiction_nr": "int",
        "kind": "text",
        "subject": "text",
        "place_a": "text",
        "text_a": "text",
        "place_b": "text",
        "text_b": "text",
    },
    "named_reporters": {
        "subject": "text",
        "subject_nr": "text",
        "field": "text",
        "place": "text",
        "reporter_id": "text",
    },
    "unmatched_names": {
        "subject": "text",
        "subject_nr": "text",
        "field": "text",
        "place": "text",
        "printed_name": "text",
        "printed_text": "text",
    },
}
"""The tables of what was found by looking at a plan as a whole, after `municipality` and `plan_id`."""

NAME_TABLES: dict[str, dict[str, ColumnType]] = {"reporter_names": {"printed_name": "text", "reporter_id": "text"}}
"""The tables made of a municipality's lists, after `municipality`."""


def land_registry(registry: RawRegistry, folder: Path, found: Mapping[str, list[TypedRow]]) -> dict[str, int]:
    """Write the registry, which must have passed its checks.

    Args:
        registry: All plan versions as text.
        folder: Where the Parquet files go; unchanged ones are left alone.
        found: The rows of each of `FOUND_TABLES` and `NAME_TABLES`.

    Returns:
        Rows by table. Each row carries `municipality`, `plan_id` and `row_position`, its place in the file from 1.
    """
    counts = {}
    for name, table in plan_tables().items():
        rows = list(_rows(registry, name, table))
        types: dict[str, ColumnType] = {column: spec.type for column, spec in table.columns.items()}
        owners: dict[str, ColumnType] = dict.fromkeys(table.owner, "text")
        _write(folder / f"{name}.parquet", rows, {**owners, "row_position": "int", **types})
        counts[name] = len(rows)
    for name, types in HEADER_TABLES.items():
        rows = [{**_owner(plan), **row} for plan in registry.plans for row in _header_rows(plan)[name]]
        _write(folder / f"{name}.parquet", rows, {"municipality": "text", "plan_id": "text", **types})
        counts[name] = len(rows)
    for name, types in FOUND_TABLES.items():
        _write(folder / f"{name}.parquet", found[name], {"municipality": "text", "plan_id": "text", **types})
        counts[name] = len(found[name])
    for name, types in NAME_TABLES.items():
        _write(folder / f"{name}.parquet", found[name], {"municipality": "text", **types})
        counts[name] = len(found[name])
    return counts


def landed_tables() -> list[str]:
    """Names of all landed tables."""
    return [*plan_tables(), *HEADER_TABLES, *FOUND_TABLES, *NAME_TABLES]


def _rows(registry: RawRegistry, name: str, table: Table) -> Iterable[TypedRow]:
    if table.scope == "municipality":
        for municipality, raw in getattr(registry, name).items():
            yield from _typed(raw, table, {"municipality": municipality})
        return
    for plan in registry.plans:
        yield from _typed(plan.tables[name], table, _owner(plan))


def _owner(plan: RawPlan) -> dict[str, str]:
    return {"municipality": plan.header.municipality, "plan_id": plan.header.plan_id}


def _typed(raw: RawTable, table: Table, owner: dict[str, str]) -> Iterable[TypedRow]:
    for position, row in enumerate(raw.rows, start=1):
        values = {name: _value(row[name], spec.type) for name, spec in table.columns.items()}
        yield {**owner, "row_position": position, **values}


def _value(text: str, column_type: str) -> Any:
    return _READERS[column_type](text) if text else None


def _header_rows(plan: RawPlan) -> dict[str, list[TypedRow]]:
    """The rows of the tables that stand in `plan.yml`."""
    header = plan.header
    return {
        "plans": [{name: getattr(header, name) for name in HEADER_TABLES["plans"]}],
        "places": [{"place": code, "heading": heading} for code, heading in header.places.items()],
        "reading_order": [
            {"field": name, "place": place, "position": position}
            for name, places in header.reading_order.items()
            for position, place in enumerate(places, start=1)
        ],
        "results_columns": [
            {"position": position, "column_key": column.key, "label": column.label}
            for position, column in enumerate(header.results_table.columns, start=1)
        ],
        "level_labels": [
            {"prevention_level": level, "mark": label.mark, "heading": label.heading}
            for level, label in header.level_labels.items()
        ],
    }


def _write(path: Path, rows: list[TypedRow], types: dict[str, ColumnType]) -> None:
    write_derived(path, parquet_bytes(types, rows))
