"""Holding one table against another, row by row, by key."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

TOLERANCE = 1e-9
"""How far doubles may lie apart; everything else must be equal."""


def keys_of_marts(manifest: Mapping[str, Any]) -> dict[str, list[str]]:
    """Every mart of the dbt project with its key, which its grain test names."""
    nodes = manifest["nodes"].values()
    marts = [node["name"] for node in nodes if node["resource_type"] == "model" and node["schema"] == "marts"]
    tests = {node["name"]: node["test_metadata"] for node in nodes if node.get("test_metadata")}
    return {mart: tests[f"grain_{mart}"]["kwargs"]["key"] for mart in sorted(marts)}


def listed_as_empty() -> set[str]:
    """Marts that have no rows yet; `empty_marts.csv` says why."""
    with Path(__file__).with_name("empty_marts.csv").open(encoding="utf-8", newline="") as file:
        return {row["mart"] for row in csv.DictReader(file)}


def wrong_emptiness(rows: Mapping[str, int], empty: set[str]) -> list[str]:
    """Marts without rows that are not listed, listed ones with rows, and listed ones that there are not."""
    return [
        *(
            f"{mart}: no rows, and empty_marts.csv does not list it"
            for mart in rows
            if not rows[mart] | (mart in empty)
        ),
        *(f"{mart}: {rows[mart]} rows; take it off empty_marts.csv" for mart in sorted(empty) if rows.get(mart)),
        *(f"{mart}: listed in empty_marts.csv, but there is no such mart" for mart in sorted(empty - set(rows))),
    ]


def differences(connection: duckdb.DuckDBPyConnection, key: Sequence[str]) -> list[str]:
    """What keeps the tables `a` and `b` from being the same: a line a kind with an example; none when they are.

    Args:
        connection: Where `a` and `b` can be read.
        key: Columns, or expressions over columns, that tell rows apart.
    """
    columns, others = column_types(connection, "a"), column_types(connection, "b")
    if columns != others:
        return [f"columns differ: {sorted(columns.items() ^ others.items())}"]
    key_columns = ", ".join(key)
    rows_by_kind = {
        "only in the first": f"select {key_columns} from a except all select {key_columns} from b",
        "only in the second": f"select {key_columns} from b except all select {key_columns} from a",
    }
    parts = ", ".join(f"{part} as key_{number}" for number, part in enumerate(key))
    first, second = (f"(select *, {parts} from {table}) as {table}" for table in "ab")
    same_row = " and ".join(f"a.key_{number} is not distinct from b.key_{number}" for number in range(len(key)))
    shown = ", ".join(f'a.key_{number} as "{part}"' for number, part in enumerate(key))
    for column, kind in columns.items():
        rows_by_kind[f"with another {column}"] = (
            f"select {shown}, a.{column} as first, b.{column} as second from {first} inner join {second} on {same_row} "
            f"where a.{column} is distinct from b.{column}"
            + (f" and coalesce(abs(a.{column} - b.{column}) > {TOLERANCE}, true)" if kind == "DOUBLE" else "")
        )
    return [line for kind, rows in rows_by_kind.items() for line in found(connection, kind, rows)]


def column_types(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    return {name: kind for name, kind, *_ in connection.execute(f"describe {table}").fetchall()}


def found(connection: duckdb.DuckDBPyConnection, kind: str, rows: str) -> list[str]:
    """One line on the rows a query finds, with the first as an example; no line when there are none."""
    result = connection.execute(f"select * from ({rows}) order by all")
    names = [name for name, *_ in result.description]
    lines = result.fetchall()
    if not lines:
        return []
    example = ", ".join(f"{name}={value!r}" for name, value in zip(names, lines[0], strict=True))
    return [f"{len(lines)} rows {kind}, e.g. {example}"]
