"""Reading rows of the marts as the types that name their columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import TypeVar

import duckdb

Row = TypeVar("Row")


def read_rows(
    connection: duckdb.DuckDBPyConnection,
    row_type: type[Row],
    source: str,
    key: Mapping[str, object],
    order: str,
) -> tuple[Row, ...]:
    """Read the columns that a row type names; only names written in this package enter the statement."""
    columns = ", ".join(field.name for field in fields(row_type))  # type: ignore[arg-type]
    where = " and ".join(f"{name} = ${name}" for name in key)
    statement = f"select {columns} from {source} where {where} order by {order}"  # noqa: S608
    rows = connection.execute(statement, dict(key)).fetchall()
    return tuple(row_type(*(tuple(value) if isinstance(value, list) else value for value in row)) for row in rows)
