"""The checked registry as typed Parquet, one file a table: what dbt reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.plans.registry import RawPlan, RawRegistry, RawTable
from ingest.plans.tables import ColumnType, Table, plan_tables
from ingest.storage import write_derived

if TYPE_CHECKING:
    import pyarrow

TypedRow = dict[str, Any]
_READERS: dict[ColumnType, Callable[[str], Any]] = {
    "text": str,
    "int": int,
    "number": float,
    "date": dt.date.fromisoformat,
    "flag": lambda text: text == "true",
}


def land_registry(registry: RawRegistry, folder: Path) -> dict[str, int]:
    """Write the registry, which must have passed its checks.

    Args:
        registry: All plan versions as text.
        folder: Where the Parquet files go; unchanged ones are left alone.

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
    for name, rows, types in _header_tables([plan for plan in registry.plans]):
        _write(folder / f"{name}.parquet", rows, {"municipality": "text", "plan_id": "text", **types})
        counts[name] = len(rows)
    return counts


def _rows(registry: RawRegistry, name: str, table: Table) -> Iterable[TypedRow]:
    if table.scope == "municipality":
        for municipality, raw in registry.reporters.items():
            yield from _typed(raw, table, {"municipality": municipality})
        return
    for plan in registry.plans:
        owner = {"municipality": plan.header.municipality, "plan_id": plan.header.plan_id}
        yield from _typed(plan.tables[name], table, owner)


def _typed(raw: RawTable, table: Table, owner: dict[str, str]) -> Iterable[TypedRow]:
    for position, row in enumerate(raw.rows, start=1):
        values = {name: _value(row[name], spec.type) for name, spec in table.columns.items()}
        yield {**owner, "row_position": position, **values}


def _value(text: str, column_type: ColumnType) -> Any:
    return _READERS[column_type](text) if text else None


def _header_tables(plans: list[RawPlan]) -> Iterable[tuple[str, list[TypedRow], dict[str, ColumnType]]]:
    """The tables that stand in `plan.yml`: the version itself, places, reading order, layout, level labels."""
    scalars: dict[str, ColumnType] = {
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
    }
    yield "plans", [_owned(plan, {name: getattr(plan.header, name) for name in scalars}) for plan in plans], scalars
    yield (
        "places",
        [_owned(plan, {"place": code, "heading": text}) for plan in plans for code, text in plan.header.places.items()],
        {"place": "text", "heading": "text"},
    )
    yield (
        "reading_order",
        [
            _owned(plan, {"field": name, "place": place, "position": position})
            for plan in plans
            for name, places in plan.header.reading_order.items()
            for position, place in enumerate(places, start=1)
        ],
        {"field": "text", "place": "text", "position": "int"},
    )
    yield (
        "results_columns",
        [
            _owned(plan, {"position": position, "column_key": column.key, "label": column.label})
            for plan in plans
            for position, column in enumerate(plan.header.results_table.columns, start=1)
        ],
        {"position": "int", "column_key": "text", "label": "text"},
    )
    yield (
        "level_labels",
        [
            _owned(plan, {"prevention_level": level, "mark": label.mark, "heading": label.heading})
            for plan in plans
            for level, label in plan.header.level_labels.items()
        ],
        {"prevention_level": "int", "mark": "text", "heading": "text"},
    )


def _owned(plan: RawPlan, row: TypedRow) -> TypedRow:
    return {"municipality": plan.header.municipality, "plan_id": plan.header.plan_id, **row}


def _write(path: Path, rows: list[TypedRow], types: dict[str, ColumnType]) -> None:
    import pyarrow
    from pyarrow import parquet

    arrow_types: dict[ColumnType, pyarrow.DataType] = {
        "text": pyarrow.string(),
        "int": pyarrow.int32(),
        "number": pyarrow.float64(),
        "date": pyarrow.date32(),
        "flag": pyarrow.bool_(),
    }
    schema = pyarrow.schema([(name, arrow_types[kind]) for name, kind in types.items()])
    sink = pyarrow.BufferOutputStream()
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), sink)
    write_derived(path, sink.getvalue().to_pybytes())
