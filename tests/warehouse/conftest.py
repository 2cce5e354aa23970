"""A warehouse with submissions in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from ingest.workspace import Workspace
from orchestration import warehouse
from tests.product import built_once
from tests.warehouse.reports import deliver_reports
from tests.warehouse.reviews import deliver_review


@pytest.fixture(scope="session")
def reported(shared_folder: Path) -> Workspace:
    """A workspace in which all municipalities have reported on 2024/2025, built; read only."""

    def fill(workspace: Workspace) -> None:
        deliver_reports(workspace)
        deliver_review(workspace)

    return built_once(Workspace(shared_folder / "reported"), fill)


@pytest.fixture
def reported_marts(reported: Workspace) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to that warehouse."""
    with duckdb.connect(warehouse.real_path(reported), read_only=True) as connection:
        yield connection
