"""Plans are checked once: the verdict holds for the same plans under the same rules."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ingest.problems import InputError
from ingest.workspace import PRODUCT, Workspace
from orchestration import registry


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """A product with one of the plans."""
    shutil.copytree(PRODUCT / "plans" / "ludza", tmp_path / "product" / "plans" / "ludza")
    return tmp_path / "product"


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry a check of the plans."""
    made: list[int] = []
    check = registry.check_registry

    def counted(*arguments: object) -> None:
        made.append(1)
        check(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(registry, "check_registry", counted)
    return made


def test_plans_found_sound_are_not_checked_again(workspace: Workspace, product: Path, checks: list[int]) -> None:
    first = registry.load_registry(workspace, product)
    assert registry.load_registry(workspace, product) == first
    assert registry.sound_registry(workspace, product) == first
    assert len(checks) == 1


def test_without_the_note_they_are_checked_again(workspace: Workspace, product: Path, checks: list[int]) -> None:
    registry.load_registry(workspace, product)
    workspace.sound_plans.unlink()
    registry.load_registry(workspace, product)
    assert len(checks) == 2


def test_a_changed_byte_of_a_plan_is_checked(workspace: Workspace, product: Path, checks: list[int]) -> None:
    registry.load_registry(workspace, product)
    goals = next(product.glob("plans/ludza/*/goals.csv"))
    lines = goals.read_text(encoding="utf-8").splitlines(keepends=True)
    goals.write_text("".join([*lines, lines[-1]]), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(InputError):
            registry.load_registry(workspace, product)
    assert len(checks) == 3


@pytest.mark.parametrize("changed", ["quality/plan_rules.py", "dbt_project/seeds/indicator_catalogue.csv"])
def test_changed_rules_check_again(
    workspace: Workspace, product: Path, checks: list[int], monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    registry.load_registry(workspace, product)
    files_hash = registry.files_hash

    def of_changed_code(root: Path, names: list[str]) -> str:
        return files_hash(root, names) + str(root == PRODUCT and any(changed.startswith(name) for name in names))

    monkeypatch.setattr(registry, "files_hash", of_changed_code)
    registry.load_registry(workspace, product)
    assert len(checks) == 2
