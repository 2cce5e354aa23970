"""The plan registry of this installation: the product's plans and the workspace's, read and checked."""

from __future__ import annotations

import csv
import hashlib
from importlib.metadata import version
from pathlib import Path

from ingest.plans.landing import land_registry
from ingest.plans.named_reporters import name_rows
from ingest.plans.registry import RawPlan, RawRegistry, read_registry
from ingest.problems import InputError, Problem
from ingest.storage import write_derived
from ingest.workspace import PRODUCT, Workspace
from orchestration.fingerprint import files_hash
from quality.contradictions.search import contradiction_rows
from quality.plan_rules import check_registry

CATALOGUE = PRODUCT / "dbt_project" / "seeds" / "indicator_catalogue.csv"
_CHECKED_BY = ("ingest", "quality", CATALOGUE.relative_to(PRODUCT).as_posix())


def load_registry(workspace: Workspace, product: Path = PRODUCT) -> RawRegistry:
    """Read and check all plan versions, and note that they are sound, so that they are not checked again.

    Raises:
        InputError: With every problem of every plan.
    """
    registry = sound_registry(workspace, product)
    write_derived(workspace.sound_plans, _what_is_checked(workspace, product))
    return registry


def sound_registry(workspace: Workspace, product: Path = PRODUCT) -> RawRegistry:
    """Read and check all plan versions for what leaves nothing behind; those noted as sound are not checked again.

    Raises:
        InputError: With every problem of every plan.
    """
    registry, noted = read_registry([product / "plans", workspace.plans]), workspace.sound_plans
    if not noted.is_file() or noted.read_bytes() != _what_is_checked(workspace, product):
        check_registry(registry, indicator_catalogue())
    return registry


def find_plans(registry: RawRegistry, name: str) -> list[RawPlan]:
    """The versions of a municipality, or the one version of that id.

    Raises:
        InputError: `plan_unknown`, naming the ids there are.
    """
    found = [plan for plan in registry.plans if name in (plan.header.municipality, plan.header.plan_id)]
    if not found:
        known = ", ".join(plan.header.plan_id for plan in registry.plans)
        raise InputError([Problem("plan_unknown", value=name, details=(("known", known),))])
    return found


def land_plans(workspace: Workspace) -> dict[str, int]:
    """Check all plans and land them for dbt, with the contradictions found inside them and the reporters they name.

    Returns:
        Rows by plan table.

    Raises:
        InputError: With every problem of every plan; nothing is landed then.
    """
    registry = load_registry(workspace)
    found = {"contradictions": contradiction_rows(registry), **name_rows(registry)}
    return land_registry(registry, workspace.plan_tables, found)


def _what_is_checked(workspace: Workspace, product: Path) -> bytes:
    """Hash of all plans and of everything that decides whether they are sound."""
    hashes = [
        files_hash(product, ["plans"]),
        files_hash(workspace.home, ["plans"]),
        files_hash(PRODUCT, _CHECKED_BY),
        *(version(package) for package in ("pandas", "pandera")),
    ]
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest().encode()


def indicator_catalogue() -> dict[str, str]:
    """Keys of the indicator catalogue with their Latvian names."""
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        return {row["indicator_key"]: row["name_lv"] for row in csv.DictReader(file)}
