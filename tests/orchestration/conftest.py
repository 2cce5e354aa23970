"""A small workspace as if just built, from which publications are made final."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from ingest.storage import replace_link
from ingest.workspace import Workspace
from orchestration import warehouse
from orchestration.fingerprint import build_fingerprint
from quality.ledger import CheckResult, open_ledger, record, required_checks
from tests.publication.conftest import ROWS, TABLES

# The year before ends with the first half of its school year; a finding on an arrival is settled with it.
FINDINGS = """
create table marts.findings (
    finding_id varchar, receipt_id varchar, rule_id varchar, municipality varchar, collection varchar, message varchar
);
insert into marts.findings values
    ('f1', null, 'figure_far_from_former', 'ezerzeme', '2023/2024-S2', 'Skolā ir 26 → lūdziet'),
    ('f2', null, 'collection_incomplete', 'ezerzeme', '2024/2025-S1', '8 no 10 → atgādiniet'),
    ('f3', null, 'collection_incomplete', 'ezerzeme', '2023/2024-S1', 'Cits gads → atgādiniet'),
    ('f4', null, 'collection_incomplete', 'kalnava', '2023/2024-S2', 'Cita pašvaldība → atgādiniet'),
    ('f5', 'r1', 'field_missing', 'ezerzeme', '2023/2024-S2', 'Par failu → labojiet');
"""
NOT_FOUND = "delete from marts.findings where receipt_id is null"
READ = "update marts.text_review set is_open = false, is_outdated = false"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a small warehouse as if just built, in which findings and texts wait for a person."""
    workspace = Workspace(tmp_path_factory.mktemp("small"))
    folder = workspace.builds / "0"
    folder.mkdir(parents=True)
    with duckdb.connect(folder / "pmp.duckdb") as connection:
        connection.execute(f"begin; {TABLES} {ROWS} {FINDINGS} commit")
        open_ledger(connection, build_fingerprint(workspace), "0", "r1")
        record(connection, [CheckResult(check_id, "pass") for check_id in required_checks()])
    replace_link(workspace.warehouse, folder / "pmp.duckdb")
    return workspace.home


@pytest.fixture
def waiting(small: Path, workspace: Workspace) -> Workspace:
    """That workspace, to be written to."""
    shutil.copytree(small, workspace.home, symlinks=True)
    return workspace


@pytest.fixture
def ready(waiting: Workspace) -> Workspace:
    """The same when nothing waits."""
    change(waiting, NOT_FOUND, READ)
    return waiting


def change(workspace: Workspace, *statements: str) -> None:
    with duckdb.connect(warehouse.real_path(workspace)) as connection:
        for statement in statements:
            connection.execute(statement)


def rebuild(workspace: Workspace, *statements: str) -> None:
    """Something new has landed, and the warehouse was built from it."""
    landed = workspace.landing / "board_values" / "new.parquet"
    landed.parent.mkdir(parents=True, exist_ok=True)
    landed.write_bytes(b"new")
    fingerprint = build_fingerprint(workspace)
    change(workspace, *statements)
    with duckdb.connect(warehouse.real_path(workspace)) as connection:
        connection.execute("update meta.build set fingerprint = ?", [fingerprint])
        connection.execute("update meta.check_result set fingerprint = ?", [fingerprint])
