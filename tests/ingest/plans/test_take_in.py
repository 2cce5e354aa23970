"""Taking a workbook in: what the registry would refuse later is refused before anything is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import edited

from ingest.plans.folder import PlanFolder
from ingest.plans.registry import read_registry
from ingest.plans.workbook.layout import Catalogue
from ingest.plans.workbook.read import read_workbook
from ingest.problems import InputError
from ingest.workspace import Workspace
from orchestration import plan_intake
from orchestration.plan_intake import plan_workbook, take_in, unread


def test_reporters_of_the_workbook_are_checked(parauga: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def with_unknown_kind(content: bytes, shown_as: str, catalogue: Catalogue) -> PlanFolder:
        folder = read_workbook(content, shown_as, catalogue)
        reporters = folder.lists["reporters.csv"].replace(b",school,", b",academy,")
        return replace(folder, lists={"reporters.csv": reporters})

    monkeypatch.setattr(plan_intake, "read_workbook", with_unknown_kind)
    path = tmp_path / "plāns.xlsx"
    path.write_bytes(parauga)
    workspace = Workspace(tmp_path / "workspace")
    with pytest.raises(InputError) as caught:
        take_in(workspace, path, is_amendment=False)
    assert [(problem.rule_id, problem.file, problem.value) for problem in caught.value.problems] == [
        ("plan_code_unknown", "parauga/reporters.csv", "academy")
    ]
    assert not workspace.plans.exists()


def test_amendment_keeps_what_it_leaves_alone(tmp_path: Path) -> None:
    workspace, path = Workspace(tmp_path / "workspace"), tmp_path / "grozījumi.xlsx"
    plan_workbook(workspace, "ludza-2024", path)
    change = {"Plāns!B4": "ludza-2024-a1", "Plāns!B11": "2026-03-01", "Plāns!B13": "ludza-2024"}
    path.write_bytes(edited(path.read_bytes(), change))
    plan = take_in(workspace, path, is_amendment=True)
    assert plan.folder == workspace.plans / "ludza" / "ludza-2024-a1"
    assert {row["place"] for row in plan.tables["activity_readings"].rows} == {"3.3", "3.6"}
    assert unread(plan) == []
    assert [kept.header.plan_id for kept in read_registry([workspace.plans]).plans] == ["ludza-2024-a1"]
