"""Write, audit, publish: a build is made beside the warehouse and takes its place only when its checks hold."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.problems import InputError, Problem
from ingest.storage import replace_link
from ingest.workspace import Workspace
from orchestration.fingerprint import build_fingerprint, rules_hash
from quality.ledger import PASSED, CheckResult, integrity_failures, open_ledger, record, required_checks

if TYPE_CHECKING:
    import duckdb

    from orchestration.dbt import NodeResult

_ENGINE = "1.5.5"
"""duckdb 2.0 behaves differently when a file is renamed and has no extension packages."""


def build_id(fingerprint: str) -> str:
    """Name of the folder a build ends in."""
    return fingerprint[:16]


def is_current(workspace: Workspace) -> bool:
    """Whether the warehouse was built from what lies there now."""
    if not workspace.warehouse.is_file():
        return False
    return real_path(workspace).parent.name.split("-")[0] == build_id(build_fingerprint(workspace))


def real_path(workspace: Workspace) -> Path:
    """The warehouse file behind the link: what readers open, so that a swap never changes it under them."""
    return workspace.warehouse.resolve()


def start(workspace: Workspace, fingerprint: str, results: Iterable[CheckResult]) -> None:
    """Begin a build: an empty database with the ledger and the results of the checks made before dbt.

    Args:
        workspace: Where to build; what an interrupted build left there is thrown away.
        fingerprint: Of the inputs, taken before they were read.
        results: Checks of the inputs.
    """
    shutil.rmtree(workspace.build, ignore_errors=True)
    workspace.build.mkdir(parents=True)
    with connect_build(workspace) as connection:
        open_ledger(connection, fingerprint, build_id(fingerprint), rules_hash())
        record(connection, results)


def audit(workspace: Workspace, nodes: Iterable[NodeResult], built: str) -> list[CheckResult]:
    """Write down what dbt's tests said and whether everything was built.

    Args:
        workspace: The build.
        nodes: What became of dbt's models, seeds and tests in a step.
        built: Check that the models and seeds among them stand for.

    Returns:
        The results recorded.
    """
    nodes = list(nodes)
    results = [
        CheckResult(node.name, node.status, (("failures", node.failures),), node.message)
        for node in nodes
        if node.kind == "test"
    ]
    broken = [node for node in nodes if node.kind != "test" and node.status != "success"]
    status = "fail" if broken else PASSED
    message = "; ".join(f"{node.name}: {node.message}" for node in broken)
    results.append(CheckResult(built, status, (("failures", len(broken)),), message))
    with connect_build(workspace) as connection:
        record(connection, results)
    return results


def balance(workspace: Workspace, landed: dict[str, int], collected: dict[str, int]) -> None:
    """Write down whether every landed row arrived.

    Args:
        workspace: The build.
        landed: Rows landed by plan table.
        collected: Rows landed by table of what was collected.
    """
    with connect_build(workspace) as connection:
        results = [
            _row_balance(connection, "row_balance_plans", "stg_plans__{}", landed),
            _row_balance(connection, "row_balance_collected", "stg_collected__{}", collected),
        ]
        record(connection, results)


def refuse_unless_sound(workspace: Workspace, *, so_far: bool = False) -> None:
    """Hold the ledger of the build against the list of required checks.

    Args:
        workspace: The build.
        so_far: Whether checks may still be missing, because steps are to come.

    Raises:
        InputError: `build_refused` with every integrity check that failed or did not run.
    """
    with connect_build(workspace) as connection:
        failures = integrity_failures(connection, required_checks(), so_far=so_far)
    if failures:
        raise InputError(
            Problem("build_refused", value=failure.check_id, details=(("status", failure.status),))
            for failure in failures
        )


def swap(workspace: Workspace) -> Path:
    """Put the finished build in the warehouse's place, if every required check passed.

    Returns:
        The new warehouse file.

    Raises:
        InputError: `build_refused` with the failed checks, or `inputs_changed`; the last good warehouse stays.
    """
    refuse_unless_sound(workspace)
    with connect_build(workspace) as connection:
        row = connection.execute("select fingerprint from meta.build").fetchone()
        connection.execute("checkpoint")
    fingerprint = row[0] if row else ""
    if fingerprint != build_fingerprint(workspace):
        raise InputError([Problem("inputs_changed")])
    finished = _free_folder(workspace.builds, build_id(fingerprint))
    former = real_path(workspace).parent
    workspace.build.rename(finished)
    replace_link(workspace.warehouse, finished / "pmp.duckdb")
    for folder in workspace.builds.iterdir():
        # Readers that opened the former build finish with it; an older one keeps its open file until they close it.
        if folder not in {finished, former}:
            shutil.rmtree(folder)
    return finished / "pmp.duckdb"


def connect_build(workspace: Workspace) -> duckdb.DuckDBPyConnection:
    """Open the database being built.

    Raises:
        InputError: `engine_unexpected`, if the engine is not the pinned one.
    """
    import duckdb

    if duckdb.__version__ != _ENGINE:
        raise InputError([Problem("engine_unexpected", value=duckdb.__version__, details=(("pinned", _ENGINE),))])
    return duckdb.connect(workspace.build / "pmp.duckdb")


def _row_balance(
    connection: duckdb.DuckDBPyConnection, check_id: str, staging: str, landed: dict[str, int]
) -> CheckResult:
    """Rows landed = rows staged, table by table; a table that is not there counts as off."""
    import duckdb

    wrong = 0
    for name, rows in landed.items():
        try:
            staged = connection.table(f"staging.{staging.format(name)}").count("*").fetchone()
        except duckdb.CatalogException:
            staged = None
        wrong += staged != (rows,)
    return CheckResult(check_id, "fail" if wrong else PASSED, (("landed", sum(landed.values())), ("tables_off", wrong)))


def _free_folder(parent: Path, name: str) -> Path:
    """A name for the build; the same inputs built again must not disturb the twin that readers still use."""
    parent.mkdir(parents=True, exist_ok=True)
    names = (name, f"{name}-2", f"{name}-3")  # two builds are kept, so one of three names is free
    return next(parent / free for free in names if not (parent / free).exists())
