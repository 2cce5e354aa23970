"""What every test may rely on: no network, a workspace of its own, the warehouse of the real plans built once."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from ingest.workspace import PRODUCT, Workspace
from orchestration import telemetry, warehouse
from tests.product import built_once

telemetry.switch_off()

SHARED = PRODUCT.parent / "shared"


@pytest.fixture(autouse=True, scope="session")
def attempts() -> Iterator[list[str]]:
    """Nothing reaches the network (loopback stays open for servers a test starts); what tried is listed."""
    tried: list[str] = []
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def check(host: object) -> None:
        if host not in {"127.0.0.1", "::1", "localhost", None, ""}:
            tried.append(str(host))
            raise OSError(f"a test tried to reach {host}")

    def guarded_connect(self: socket.socket, address: tuple[object, ...] | str) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            check(address[0])
        connect(self, address)

    def guarded_resolve(host: object, *arguments: object, **options: object) -> object:
        check(host)
        return resolve(host, *arguments, **options)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket, "getaddrinfo", guarded_resolve)
        yield tried


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """An empty workspace that `PMP_HOME` points to."""
    monkeypatch.setenv("PMP_HOME", str(tmp_path / "workspace"))
    return Workspace.from_environment()


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of a run of the tests see."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def built(shared_folder: Path) -> Workspace:
    """A workspace with the warehouse of the five real plans, built through the Dagster definitions; read only."""
    return built_once(Workspace(shared_folder / "built"))


@pytest.fixture
def marts(built: Workspace) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to that warehouse."""
    with duckdb.connect(warehouse.real_path(built), read_only=True) as connection:
        yield connection
