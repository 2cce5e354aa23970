"""Running the graph in this process: the build when something changed, then the drafts that are not up to date."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.lock import workspace_lock
from ingest.storage import write_derived
from ingest.typography import Language
from ingest.workspace import PublicationKind, Workspace
from orchestration import plan_quality, school_pages, telemetry, warehouse
from orchestration.progress import report
from orchestration.publishing import stale_publications

_INSTANCE = """telemetry:
  enabled: false
event_log_storage:
  module: dagster._core.storage.event_log
  class: ConsolidatedSqliteEventLogStorage
  config:
    base_dir: {events}
"""
"""One file for the events of all runs: the default writes every event of an asset twice, a quarter of a build."""

_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
"""Runs are kept in Dagster's history; the screen shows progress and problems only."""


_Key = tuple[str, int] | tuple[str, int, PublicationKind, Language]


@dataclass(frozen=True)
class Outcome:
    """What a run did.

    Attributes:
        is_new: Whether the warehouse was built.
        drafts: Municipality and results year of the drafts made.
        single: Folder of the one draft that was asked for.
    """

    is_new: bool
    drafts: list[tuple[str, int]]
    single: Path | None = None


def run_all(workspace: Workspace, municipality: str | None = None) -> Outcome:
    """The whole job; with unchanged inputs it starts neither dbt nor a renderer.

    Raises:
        InputError: With everything wrong in the inputs, or the checks that refused the build.
    """
    with workspace_lock(workspace):
        is_new = _build(workspace)
        stale = stale_publications(workspace, municipality)
        _publish(workspace, stale)
    return Outcome(is_new, stale)


def build_warehouse(workspace: Workspace) -> bool:
    """Build the warehouse where it is not current; False when it was."""
    with workspace_lock(workspace):
        return _build(workspace)


def publish_one(
    workspace: Workspace,
    municipality: str,
    year: int,
    kind: PublicationKind = "december",
    language: Language = "lv",
) -> None:
    """Make one draft, whether or not it is up to date."""
    with workspace_lock(workspace):
        _publish(workspace, [(municipality, year, kind, language)])


def dagster_ui(workspace: Workspace) -> None:
    """Dagster's own web page over these definitions, until it is stopped."""
    telemetry.switch_off()
    _instance_settings(workspace)
    environment = {**os.environ, "PMP_HOME": str(workspace.home), "DAGSTER_HOME": str(workspace.dagster_home)}
    command = [sys.executable, "-m", "dagster", "dev", "-m", "orchestration.definitions", "-h", "127.0.0.1"]
    subprocess.run(command, env=environment, check=False)


def _build(workspace: Workspace) -> bool:
    if warehouse.is_current(workspace):
        if not plan_quality.are_current(workspace):
            _execute(workspace, "write_plan_quality", [None])
        if not school_pages.are_current(workspace):
            _execute(workspace, "write_school_pages", [None])
        return False
    report("prepare")
    _execute(workspace, "build", [None])
    return True


def _publish(workspace: Workspace, keys: Sequence[_Key]) -> None:
    if keys:
        from orchestration.partitions import PublicationKey

        report("publications", 0, len(keys))
        _execute(workspace, "publish", [str(PublicationKey(*key)) for key in keys])


def _execute(workspace: Workspace, job_name: str, partition_keys: Sequence[str | None]) -> None:
    """Run a job of the definitions once a partition key; what a step raises comes out as it was raised."""
    telemetry.switch_off()
    import dagster as dg

    from orchestration.definitions import build_definitions
    from orchestration.partitions import publications

    os.environ["PMP_HOME"] = str(workspace.home)
    _instance_settings(workspace)
    job = build_definitions(workspace).resolve_job_def(job_name)
    with dg.DagsterInstance.from_config(str(workspace.dagster_home)) as instance:
        for done, key in enumerate(partition_keys, start=1):
            if key is not None:
                instance.add_dynamic_partitions(str(publications.name), [key])
            job.execute_in_process(instance=instance, partition_key=key, run_config=_QUIET)
            if key is not None:
                report("publications", done, len(partition_keys))


def _instance_settings(workspace: Workspace) -> None:
    events = json.dumps(str(workspace.dagster_home / "events"))
    write_derived(workspace.dagster_home / "dagster.yaml", _INSTANCE.format(events=events).encode())
