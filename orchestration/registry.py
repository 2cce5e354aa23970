"""The plan registry of this installation: the product's plans and the workspace's, read and checked."""

from __future__ import annotations

import csv
from pathlib import Path

from ingest.plans.landing import land_registry
from ingest.plans.named_reporters import name_rows
from ingest.plans.registry import RawPlan, RawRegistry, read_registry
from ingest.problems import InputError, Problem
from ingest.workspace import PRODUCT, Workspace
from quality.contradictions.search import contradiction_rows
from quality.plan_rules import check_registry

CATALOGUE = PRODUCT / "dbt_project" / "seeds" / "indicator_catalogue.csv"


def load_registry(workspace: Workspace, product: Path = PRODUCT) -> RawRegistry:
    """Read and check all plan versions.

    Raises:
        InputError: With every problem of every plan.
    """
    registry = read_registry([product / "plans", workspace.plans])
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


def indicator_catalogue() -> dict[str, str]:
    """Keys of the indicator catalogue with their Latvian names."""
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        return {row["indicator_key"]: row["name_lv"] for row in csv.DictReader(file)}
