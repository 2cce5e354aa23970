"""Demonstration data of two municipalities and one school year: written once, and taken in and built once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from examples.write import Demonstration
from ingest.periods import Collection
from ingest.plans.registry import RawRegistry
from ingest.workspace import Workspace
from orchestration import job, warehouse
from orchestration.demonstration import demonstration, take_in
from orchestration.registry import load_registry

YEAR = tuple(Collection(2024, kind) for kind in ("S1", "S2", "R"))
SMALL = ("kraslava", "ludza")


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> RawRegistry:
    return load_registry(Workspace(tmp_path_factory.mktemp("no-plans-of-its-own")))


@pytest.fixture(scope="session")
def invented(registry: RawRegistry) -> Demonstration:
    return demonstration(registry)


@pytest.fixture(scope="session")
def year(registry: RawRegistry, invented: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with one school year of both, taken in and answered."""
    workspace = Workspace(tmp_path_factory.mktemp("year"))
    folder = workspace.inbox / "paraugdati"
    invented.write(folder, SMALL, YEAR)
    take_in(workspace, registry, folder)
    return workspace


@pytest.fixture(scope="session")
def built_year(year: Workspace) -> Iterator[duckdb.DuckDBPyConnection]:
    """The marts of that workspace."""
    job.build_warehouse(year)
    with duckdb.connect(warehouse.real_path(year), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def published(built_year: duckdb.DuckDBPyConnection, year: Workspace) -> Path:
    """One draft made from it."""
    job.publish_one(year, "ludza", 2025)
    return year.draft("ludza", 2025)
