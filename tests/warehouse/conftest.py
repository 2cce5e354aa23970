"""A warehouse with submissions in it."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from ingest.workspace import Workspace
from orchestration import job, warehouse
from tests.warehouse.reports import deliver_reports
from tests.warehouse.reviews import deliver_review


@pytest.fixture(scope="session")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace in which all municipalities have reported on 2024/2025, built; read only."""
    workspace = Workspace(tmp_path_factory.mktemp("reported"))
    deliver_reports(workspace)
    deliver_review(workspace)
    job.build_warehouse(workspace)
    return workspace


@pytest.fixture
def reported_marts(reported: Workspace) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to that warehouse."""
    with duckdb.connect(warehouse.real_path(reported), read_only=True) as connection:
        yield connection
