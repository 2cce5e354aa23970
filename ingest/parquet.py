"""Rows as Parquet with the types they were promised, which dbt reads, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pyarrow

ColumnType = Literal["text", "int", "number", "eur", "date", "month_day", "time", "flag"]
_EPOCH, _MICROSECOND = dt.datetime(1970, 1, 1, tzinfo=dt.UTC), dt.timedelta(microseconds=1)


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
    values = ([row.get(name) for row in rows] for name in columns)
    arrays = [pyarrow.array(column, field.type) for column, field in zip(values, schema, strict=True)]
    sink = pyarrow.BufferOutputStream()
    # A dictionary pays where a value stands in thousands of rows.
    parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), sink, use_dictionary=False)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def parquet_rows(path: Path, columns: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """The rows of a file that `parquet_bytes` made.

    Args:
        path: The file.
        columns: Those to read; None for all.
    """
    from pyarrow import chunked_array, int64, parquet, types

    table = parquet.ParquetFile(path).read(columns, use_threads=False)
    times = [field.name for field in table.schema if types.is_timestamp(field.type)]
    for name in times:  # as numbers: to make an instant of one, pyarrow imports pandas
        numbers = chunked_array([chunk.view(int64()) for chunk in table[name].chunks], int64())
        table = table.set_column(table.column_names.index(name), name, numbers)
    rows: list[dict[str, Any]] = table.to_pylist()
    for row in rows if times else ():
        row.update((name, _EPOCH + row[name] * _MICROSECOND) for name in times if row[name] is not None)
    return rows


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
