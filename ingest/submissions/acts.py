"""What people decided, such as an exception or a waiver: kept for good, a file each."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from ingest.parquet import ColumnType, parquet_bytes, parquet_rows
from ingest.storage import write_once
from ingest.workspace import Workspace

Act = TypeVar("Act")


def land_act(
    workspace: Workspace, kind: str, columns: Mapping[str, ColumnType], act: Mapping[str, Any], at: dt.datetime
) -> None:
    """Keep what somebody decided; it is never taken back.

    Args:
        workspace: Where it lands.
        kind: Folder of the acts of its kind.
        columns: What is kept of it.
        act: Its values by column.
        at: When it was decided.
    """
    content = parquet_bytes(columns, [act])
    name = f"{at:%Y%m%dT%H%M%S}-{hashlib.sha256(content).hexdigest()[:16]}.parquet"
    write_once(workspace.landing / kind / str(at.year) / name, content)


def landed_acts(workspace: Workspace, kind: str, act: Callable[..., Act]) -> dict[str, Act]:
    """All acts of a kind in the order of their time, by the SHA-256 of the file that keeps each."""
    return {
        hashlib.sha256(path.read_bytes()).hexdigest(): act(**row)
        for path in sorted((workspace.landing / kind).glob("????/*.parquet"))
        for row in parquet_rows(path)
    }
