"""The comparison itself, on small tables: what it must see, and what it must let pass."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
from comparison import differences, keys_of_marts, wrong_emptiness


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def create(connection: duckdb.DuckDBPyConnection, ours: list[str], theirs: list[str], columns: str) -> None:
    for name, rows in (("a", ours), ("b", theirs)):
        connection.execute(f"create table {name} as select * from (values {', '.join(rows)}) as t({columns})")


A = "('a', 1, 12.5::double, 'Rīga', date '2024-09-01')"
B = "('b', 2, null, null, null)"


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        ([B, A], []),
        ([A], ["1 rows only in the first, e.g. k='b'"]),
        ([A, B, "('c', 3, null, null, null)"], ["1 rows only in the second, e.g. k='c'"]),
        ([A, B, B], ["1 rows only in the second, e.g. k='b'"]),
        ([A, "(null, 2, null, null, null)"],
         ["1 rows only in the first, e.g. k='b'", "1 rows only in the second, e.g. k=None"]),
        ([A.replace("Rīga", "Riga"), B], ["1 rows with another t, e.g. k='a', first='Rīga', second='Riga'"]),
        ([A.replace("12.5", "12.5000000009"), B], []),
        ([A.replace("12.5", "12.500000002"), B],
         ["1 rows with another v, e.g. k='a', first=12.5, second=12.500000002"]),
        ([A.replace("12.5", "'nan'"), B], ["1 rows with another v, e.g. k='a', first=12.5, second=nan"]),
        ([A, "('b', 2, 0, null, null)"], ["1 rows with another v, e.g. k='b', first=None, second=0.0"]),
        ([A, "('b', 2, null, '', null)"], ["1 rows with another t, e.g. k='b', first=None, second=''"]),
        ([A.replace("1,", "null,"), B], ["1 rows with another n, e.g. k='a', first=1, second=None"]),
        ([A.replace("date '2024-09-01'", "null::date"), B],
         ["1 rows with another d, e.g. k='a', first=datetime.date(2024, 9, 1), second=None"]),
        ([A.replace("1,", "'1',"), B.replace("2", "'2'")], ["columns differ: [('n', 'INTEGER'), ('n', 'VARCHAR')]"]),
    ],
)  # fmt: skip
def test_differences(connection: duckdb.DuckDBPyConnection, theirs: list[str], expected: list[str]) -> None:
    create(connection, [A, B], theirs, "k, n, v, t, d")
    assert differences(connection, ["k"]) == expected


def test_a_key_of_two_columns_with_a_null_in_it(connection: duckdb.DuckDBPyConnection) -> None:
    create(
        connection,
        ["('a', null, 1::double)", "('a', 'x', 2)"],
        ["('a', null, 1::double)", "('a', 'x', 3)"],
        "k, part, v",
    )
    assert differences(connection, ["k", "part"]) == [
        "1 rows with another v, e.g. k='a', part='x', first=2.0, second=3.0"
    ]


def test_emptiness() -> None:
    assert wrong_emptiness({"full": 3, "none": 0}, {"none"}) == []
    assert wrong_emptiness({"full": 3, "none": 0}, {"full", "gone"}) == [
        "none: no rows, and empty_marts.csv does not list it",
        "full: 3 rows; take it off empty_marts.csv",
        "gone: listed in empty_marts.csv, but there is no such mart",
    ]


def test_a_mart_without_a_grain_test_is_no_mart_we_could_compare() -> None:
    mart = {"name": "dim", "resource_type": "model", "schema": "marts"}
    grain = {"name": "grain_dim", "resource_type": "test", "schema": "t", "test_metadata": {"kwargs": {"key": ["a"]}}}
    assert keys_of_marts({"nodes": {"1": mart, "2": grain}}) == {"dim": ["a"]}
    with pytest.raises(KeyError, match="grain_dim"):
        keys_of_marts({"nodes": {"1": mart}})


def test_a_key_may_be_an_expression(connection: duckdb.DuckDBPyConnection) -> None:
    rows = ["(null, 'Centrs', 1::double)", "('a', 'Dienests', 2)"]
    create(connection, rows, [rows[0], rows[1].replace("2", "3")], "code, name, v")
    assert differences(connection, ["coalesce(code, name)"]) == [
        "1 rows with another v, e.g. coalesce(code, name)='a', first=2.0, second=3.0"
    ]
