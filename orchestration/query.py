"""Read-only SQL on the marts: one SELECT, in a child process with limits, so that a query cannot harm the machine."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from ingest.problems import InputError, Problem
from ingest.workspace import Workspace
from orchestration import warehouse

SECONDS = 15
MOST_ROWS = 5_000


@dataclass(frozen=True)
class QueryResult:
    """Columns and rows; `is_cut` when there were more than `MOST_ROWS`."""

    columns: list[str]
    rows: list[list[Any]]
    is_cut: bool


def run_query(workspace: Workspace, sql: str) -> QueryResult:
    """Run one query against the warehouse of the moment.

    Raises:
        InputError: `warehouse_missing`, `query_refused`, `query_failed`, `query_too_long` or `query_crashed`.
    """
    if not workspace.warehouse.is_file():
        raise InputError([Problem("warehouse_missing", file=str(workspace.warehouse))])
    request = {"path": str(warehouse.real_path(workspace)), "sql": sql, "most_rows": MOST_ROWS}
    try:
        child = subprocess.run(
            [sys.executable, "-m", "orchestration.query_child"],
            input=json.dumps(request),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            env={"PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InputError([Problem("query_too_long")]) from None
    if child.returncode != 0 or not child.stdout:
        last = (child.stderr.strip().splitlines() or [f"exit {child.returncode}"])[-1]
        raise InputError([Problem("query_crashed", details=(("cause", last[:300]),))])
    answer = json.loads(child.stdout)
    if "rule_id" in answer:
        raise InputError([Problem(answer["rule_id"], details=(("cause", answer["cause"]),))])
    return QueryResult(**answer)
