"""Taking a plan in from a workbook, amending one, comparing two: the plain functions behind `pmp plan`."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from ingest.excel.container import MOST_COMPRESSED
from ingest.lock import workspace_lock
from ingest.plans.carry_over import carry_over
from ingest.plans.diff import Change, diff_plans
from ingest.plans.folder import PlanFolder
from ingest.plans.header import PlanHeader
from ingest.plans.readings import unread_figures
from ingest.plans.registry import RawPlan, RawRegistry, read_plan, read_registry
from ingest.plans.workbook.layout import workbook_layout
from ingest.plans.workbook.list_cells import at_their_cells
from ingest.plans.workbook.read import read_workbook
from ingest.plans.workbook.write import write_workbook
from ingest.problems import InputError, Problem
from ingest.storage import write_derived
from ingest.workspace import Workspace
from orchestration.registry import indicator_catalogue, load_registry
from quality.plan_rules import check_registry


def plan_workbook(workspace: Workspace, plan_id: str | None, path: Path) -> None:
    """Write the plan workbook: empty, or filled with a plan as example or start of an amendment.

    Raises:
        InputError: `plan_unknown`.
    """
    catalogue = list(indicator_catalogue().items())
    if plan_id is None:
        write_derived(path, write_workbook(None, catalogue))
        return
    registry = load_registry(workspace)
    plan = find_plan(registry, plan_id)
    write_derived(path, write_workbook(plan, catalogue, registry.lists_of(plan.header.municipality)))


def take_in(workspace: Workspace, path: Path, *, is_amendment: bool) -> RawPlan:
    """Read a filled workbook, check it together with all plans there are, and keep it in the workspace for good.

    Args:
        workspace: Where the plan goes (`plans/<municipality>/<plan_id>/`).
        path: The workbook.
        is_amendment: Whether the plan must replace an earlier version.

    Returns:
        The plan as taken in.

    Raises:
        InputError: With every problem found, cell by cell; nothing is kept then.
    """
    if not path.is_file():
        raise InputError([Problem("file_missing", file=path.name)])
    if path.stat().st_size > MOST_COMPRESSED:
        raise InputError([Problem("workbook_too_large", file=path.name)])
    folder = read_workbook(path.read_bytes(), path.name, list(indicator_catalogue().items()))
    with workspace_lock(workspace):
        registry = load_registry(workspace)
        typed = _read_back(folder).plans[0]
        _refuse(typed.header, folder, registry, path.name, is_amendment=is_amendment)
        for replaced in _versions(registry, typed.header):
            folder = replace(carry_over(replaced, typed), lists=folder.lists, list_cells=folder.list_cells)
        taken = _read_back(folder)
        try:
            check_registry(_together(registry, taken), indicator_catalogue())
        except InputError as error:
            raise InputError(at_their_cells(error.problems, path.name, folder, taken)) from None
        return read_plan(folder.write(workspace.plans))


def unread(plan: RawPlan) -> list[tuple[str, str]]:
    """Typed planned results with figures that no structured target covers: activity number and the figures."""
    sheet = workbook_layout().tables["activities"].sheet
    found = []
    for row in plan.tables["activity_readings"].rows:
        if (row["field"], row["place"]) == ("planned_result", sheet) and (figures := unread_figures(row["text"])):
            found.append((row["activity_nr"], ", ".join(figures)))
    return found


def compare(workspace: Workspace, old: str, new: str) -> list[Change]:
    """What changed between two plan versions.

    Raises:
        InputError: `plan_unknown`.
    """
    registry = load_registry(workspace)
    return diff_plans(find_plan(registry, old), find_plan(registry, new))


def find_plan(registry: RawRegistry, plan_id: str) -> RawPlan:
    """The plan version of that id.

    Raises:
        InputError: `plan_unknown`, naming the ids there are.
    """
    by_id = {plan.header.plan_id: plan for plan in registry.plans}
    if plan_id not in by_id:
        raise InputError([Problem("plan_unknown", value=plan_id, details=(("known", ", ".join(by_id)),))])
    return by_id[plan_id]


def _read_back(folder: PlanFolder) -> RawRegistry:
    """The version and the lists of its municipality as the registry will read them."""
    with tempfile.TemporaryDirectory() as scratch:
        folder.write(Path(scratch))
        return read_registry([Path(scratch)])


def _together(registry: RawRegistry, taken: RawRegistry) -> RawRegistry:
    return RawRegistry(
        [*registry.plans, *taken.plans],
        {**registry.reporters, **taken.reporters},
        {**registry.executors, **taken.executors},
        {**registry.collections, **taken.collections},
    )


def _versions(registry: RawRegistry, amendment: PlanHeader) -> list[RawPlan]:
    """The version that an amendment replaces; none where it replaces nothing that is known."""
    wanted = (amendment.municipality, amendment.replaces)
    return [plan for plan in registry.plans if (plan.header.municipality, plan.header.plan_id) == wanted]


def _refuse(
    header: PlanHeader, folder: PlanFolder, registry: RawRegistry, shown_as: str, *, is_amendment: bool
) -> None:
    if any(plan.header.plan_id == folder.plan_id for plan in registry.plans):
        raise InputError([Problem("plan_exists", shown_as, value=folder.plan_id)])
    if is_amendment and header.replaces is None:
        raise InputError([Problem("plan_not_amendment", shown_as, value=folder.plan_id)])
