"""Rows as Parquet with the types they were promised: what dbt reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pyarrow

ColumnType = Literal["text", "int", "number", "eur", "date", "month_day", "time", "flag"]


def parquet_bytes(columns: Mapping[str, ColumnType], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """A Parquet file; the same bytes for the same rows.

    Args:
        columns: Names and types in order; `eur` is a decimal(12,2), `month_day` the text MM-DD, `time` an
            instant in UTC.
        rows: Values by column; a column that a row leaves out is empty.

    Raises:
        pyarrow.ArrowInvalid: A value that its column cannot hold.
    """
    import pyarrow
    from pyarrow import parquet

    schema = _schema(tuple(columns.items()))
    arrays = [pyarrow.array([row.get(field.name) for row in rows], field.type) for field in schema]
    sink = pyarrow.BufferOutputStream()
    # A dictionary pays where a value stands in thousands of rows.
    parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), sink, use_dictionary=False)
    content: bytes = sink.getvalue().to_pybytes()
    return content


@cache
def _schema(columns: tuple[tuple[str, ColumnType], ...]) -> pyarrow.Schema:
    import pyarrow

    types: dict[ColumnType, pyarrow.DataType] = {
        "text": pyarrow.string(),
        "int": pyarrow.int32(),
        "number": pyarrow.float64(),
        "eur": pyarrow.decimal128(12, 2),
        "date": pyarrow.date32(),
        "month_day": pyarrow.string(),
        "time": pyarrow.timestamp("us", tz="UTC"),
        "flag": pyarrow.bool_(),
    }
    return pyarrow.schema([(name, types[kind]) for name, kind in columns])
