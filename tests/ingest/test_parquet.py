"""Rows as Parquet and back."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from ingest.parquet import ColumnType, parquet_bytes, parquet_rows
from ingest.workspace import PRODUCT

COLUMNS: dict[str, ColumnType] = {
    "name": "text", "count": "int", "cost": "eur", "day": "date", "at": "time", "is_so": "flag",
}  # fmt: skip
AT = dt.datetime(2026, 6, 20, 9, 0, 0, 1, tzinfo=dt.UTC)
ROWS: list[dict[str, Any]] = [
    {"name": "ā", "count": 1, "cost": Decimal("1.50"), "day": dt.date(2026, 6, 20), "at": AT, "is_so": True},
    dict.fromkeys(COLUMNS),
]


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    path.write_bytes(parquet_bytes(COLUMNS, ROWS))
    assert parquet_rows(path) == ROWS
    assert parquet_rows(path, ["at", "count"]) == [{"at": AT, "count": 1}, {"at": None, "count": None}]


def test_times_are_read_without_pandas(tmp_path: Path) -> None:
    """A quarter of a second, for a run that finds nothing new."""
    path = tmp_path / "rows.parquet"
    path.write_bytes(parquet_bytes(COLUMNS, ROWS))
    code = (
        "import sys; from pathlib import Path; from ingest.parquet import parquet_rows; "
        "assert parquet_rows(Path(sys.argv[1])); sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(path)], cwd=PRODUCT, check=False).returncode == 0
