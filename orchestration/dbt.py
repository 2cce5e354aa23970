"""dbt in this process: parse once, build once, results as plain records."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ingest.problems import InputError, Problem
from ingest.workspace import PRODUCT, Workspace
from orchestration.fingerprint import files_hash
from orchestration.progress import report

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest


Step = Literal["warehouse", "marts"]
"""What needs neither findings of plausibility nor drafted texts: seeds, staging, intermediate; then what shows them."""

MARTS = "pmp.marts source:plausibility+ source:drafted+"
"""Nodes of the second step, as dbt selects them; a data test runs in it when it looks at any of them."""

SELECTED_BY: dict[Step, str] = {"warehouse": "--exclude", "marts": "--select"}


@dataclass(frozen=True)
class NodeResult:
    """What became of one node of the dbt project.

    Attributes:
        name: Model, seed or test; unique among the three.
        kind: dbt's resource type.
        status: success, pass, fail, error, skipped ...
        failures: Failing rows of a test.
        message: dbt's own words.
    """

    name: str
    kind: str
    status: str
    failures: int
    message: str


def manifest_path(workspace: Workspace) -> Path:
    """The parsed project as JSON, where Dagster reads keys and lineage; parsed anew where the project changed."""
    path = workspace.dbt_target / "manifest.json"
    stamp = workspace.dbt_target / "manifest.sha256"
    project = files_hash(PRODUCT, ("dbt_project.yml", "dbt_project"))
    if not path.is_file() or not stamp.is_file() or stamp.read_text() != project:
        parse(workspace)
        stamp.write_text(project)
    return path


def parse(workspace: Workspace) -> Manifest:
    """Parse the project; with dbt's cache that takes about a second.

    Raises:
        InputError: `dbt_cannot_run`, if the project does not parse.
    """
    return invoke(workspace, ["parse"])


def build(workspace: Workspace, step: Step) -> list[NodeResult]:
    """Build the seeds and models of a step and run their data tests into `warehouse/build`.

    Unit tests belong to the test suite.

    Raises:
        InputError: `dbt_cannot_run`; failing nodes are results, not errors.
    """

    def on_event(event: Any) -> None:
        if event.info.name == "LogStartLine":
            report(step, event.data.index, event.data.total)

    # The manifest is there since it was parsed, and the results are the ledger's: dbt need not write them again.
    command = ["build", "--no-write-json", "--exclude-resource-type", "unit_test", SELECTED_BY[step], *MARTS.split()]
    outcome = invoke(workspace, command, callbacks=[on_event])
    return [node_result(result) for result in outcome.results]


def invoke(workspace: Workspace, command: list[str], **runner: Any) -> Any:
    """Run one dbt command in this process and close the database it opened.

    Args:
        workspace: Reaches dbt through the environment, because a var or another path would force a full parse.
        command: The command with its own options.
        **runner: What `dbtRunner` takes (a parsed manifest, callbacks).

    Returns:
        dbt's result object.

    Raises:
        InputError: `dbt_cannot_run`, if the command gave no result.
    """
    from dbt.cli.main import dbtRunner

    with _settings(workspace):
        outcome = dbtRunner(**runner).invoke([*command, *_flags(workspace)])
    _release_database()
    if outcome.result is None:
        cause = " ".join(str(outcome.exception).split())[:300]
        raise InputError([Problem("dbt_cannot_run", details=(("cause", cause),))])
    return outcome.result


def node_result(result: Any) -> NodeResult:
    """A result of dbt as a plain record."""
    return NodeResult(
        name=result.node.name,
        kind=str(result.node.resource_type),
        status=str(result.status),
        failures=int(result.failures or 0),
        message=" ".join(str(result.message or "").split()),
    )


def _flags(workspace: Workspace) -> list[str]:
    return [
        *("--log-level", "none", "--log-level-file", "info"),
        *("--project-dir", str(PRODUCT)),
        *("--profiles-dir", str(PRODUCT / "dbt_project")),
        *("--target-path", str(workspace.dbt_target)),
        *("--log-path", str(workspace.dbt_target)),
    ]


@contextmanager
def _settings(workspace: Workspace) -> Iterator[None]:
    """Set the environment that the project reads, and leave it as it was afterwards."""
    before = os.environ.get("PMP_HOME")
    os.environ["PMP_HOME"] = str(workspace.home)
    try:
        yield
    finally:
        if before is None:
            del os.environ["PMP_HOME"]
        else:
            os.environ["PMP_HOME"] = before


def _release_database() -> None:
    """Close the file: dbt-duckdb keeps it open, and DuckDB serves an open path from memory even after a rename."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    if DuckDBConnectionManager._ENV is not None:
        DuckDBConnectionManager.env().close()
        DuckDBConnectionManager.close_all_connections()
