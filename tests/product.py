"""The product as people meet it: the command in a process of its own, the warehouse it leaves."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock

from ingest.workspace import Workspace
from orchestration import job, warehouse


def built_once(workspace: Workspace, fill: Callable[[Workspace], object] | None = None) -> Workspace:
    """A warehouse that all processes of a run of the tests read: the first to need it fills and builds it."""
    with FileLock(f"{workspace.home}.lock"):
        if not workspace.warehouse.exists():
            if fill:
                fill(workspace)
            job.build_warehouse(workspace)
    return workspace


def pmp(workspace: Workspace, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command; whatever happens, nobody gets to see a traceback."""
    done = subprocess.run(
        [sys.executable, "-c", "from orchestration.cli import main; main()", *arguments],
        env={**os.environ, "PMP_HOME": str(workspace.home), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr + done.stdout, done.stderr
    return done


def rows(workspace: Workspace, sql: str) -> list[tuple[Any, ...]]:
    """What a query of the warehouse gives."""
    with duckdb.connect(warehouse.real_path(workspace), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def readable_text(path: Path) -> str:
    """What can be read in a file, packed or not."""
    if path.suffix == ".pdf":
        return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    if path.suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(path) as packed:
            return "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
    return path.read_text(encoding="utf-8")
