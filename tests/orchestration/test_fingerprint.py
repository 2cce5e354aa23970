from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ingest.workspace import PRODUCT, Workspace
from orchestration import fingerprint
from orchestration.fingerprint import build_fingerprint, rules_hash


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """A checkout small enough to change."""
    root = tmp_path / "product"
    for name in ("plans", "dbt_project", "ingest"):
        shutil.copytree(PRODUCT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PRODUCT / "dbt_project.yml", root)
    return root


def test_the_same_inputs_give_the_same_fingerprint(workspace: Workspace, product: Path) -> None:
    first = build_fingerprint(workspace, product)
    (product / "ingest" / "__pycache__").mkdir()
    (product / "ingest" / "__pycache__" / "x.pyc").write_bytes(b"cache")
    (product / "plans" / "kraslava" / "kraslava-2024" / "goals.csv").touch()
    assert build_fingerprint(workspace, product) == first


@pytest.mark.parametrize(
    "changed",
    [
        "plans/kraslava/kraslava-2024/goals.csv",
        "dbt_project/models/marts/table_4_4.sql",
        "dbt_project/seeds/indicator_catalogue.csv",
        "dbt_project.yml",
        "ingest/plans/readings.py",
    ],
)
def test_each_input_makes_it_stale(workspace: Workspace, product: Path, changed: str) -> None:
    before = build_fingerprint(workspace, product)
    with (product / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert build_fingerprint(workspace, product) != before


def test_plans_of_the_workspace_count(workspace: Workspace, product: Path) -> None:
    before = build_fingerprint(workspace, product)
    folder = workspace.plans / "parauga" / "parauga-2025"
    folder.mkdir(parents=True)
    (folder / "plan.yml").write_text("municipality: parauga\n", encoding="utf-8")
    assert build_fingerprint(workspace, product) != before


def test_versions_count(workspace: Workspace, product: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build_fingerprint(workspace, product)
    monkeypatch.setattr(fingerprint, "version", lambda name: "9.9.9")
    assert build_fingerprint(workspace, product) != before


@pytest.mark.parametrize(
    ("changed", "is_rule"),
    [
        ("dbt_project/models/marts/table_4_4.sql", True),
        ("ingest/forms/target_inputs.yml", True),
        ("plans/kraslava/kraslava-2024/goals.csv", False),
        ("ingest/plans/readings.py", False),
    ],
)
def test_rules_are_what_figures_are_worked_out_by(product: Path, changed: str, is_rule: bool) -> None:
    before = rules_hash(product)
    with (product / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert (rules_hash(product) != before) == is_rule
