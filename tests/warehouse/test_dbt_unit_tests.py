"""dbt's unit tests: every rule that computes, on rows made for it."""

from __future__ import annotations

import shutil

import pytest
import yaml

from ingest.workspace import PRODUCT, Workspace
from orchestration import dbt, warehouse

pytestmark = pytest.mark.slow


def test_every_unit_test_passes(built: Workspace, workspace: Workspace) -> None:
    # dbt reads column types from the relations that are there, so it needs a finished build in its place.
    shutil.copytree(warehouse.real_path(built).parent, workspace.build)
    shutil.copytree(built.plan_tables, workspace.plan_tables)
    outcome = dbt.invoke(workspace, ["test", "--select", "test_type:unit"])
    results = {result.node.name: dbt.node_result(result) for result in outcome.results}
    assert {name: result.message for name, result in results.items() if result.status != "pass"} == {}
    tested = {result.node.unique_id.split(".")[2] for result in outcome.results}  # unit_test.<project>.<model>.<name>
    assert tested == {
        unit_test["model"]
        for path in (PRODUCT / "dbt_project" / "models").rglob("*.yml")
        for unit_test in yaml.safe_load(path.read_text(encoding="utf-8")).get("unit_tests", ())
    }
