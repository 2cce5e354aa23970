"""`pmp plan …`: checking plans, the plan workbook out and in, amendments, differences."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ingest.problems import InputError, Problem
from ingest.workspace import Workspace
from orchestration.plan_screen import show_changes, show_plans, show_taken_in
from orchestration.screen import show_written

plan_app = typer.Typer(help="Plāni: pārbaude, darbgrāmata, uzņemšana, grozījumi, salīdzināšana.", no_args_is_help=True)

PlanFile = Annotated[Path, typer.Argument(help="Aizpildīta plāna darbgrāmata (.xlsx).")]


@plan_app.command()
def check(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="Pašvaldības vai plāna kods; bez tā – visi plāni.")] = None,
    shows_all: Annotated[
        bool, typer.Option("--all", help="Rādīt visas pretrunas un nosaukumus, ne tikai pirmos.")
    ] = False,
) -> None:
    """Pārbauda plānus, parāda, kas tajos ir, kur plāns ir pretrunā pats ar sevi un kuri izpildītāji nav zināmi."""
    from orchestration.contradiction_list import show_contradictions
    from orchestration.registry import find_plans, sound_registry
    from orchestration.unmatched_list import show_unmatched

    registry = sound_registry(Workspace.from_environment())
    plans = registry.plans if name is None else find_plans(registry, name)
    show_plans(plans, context.obj)
    for plan in plans:
        show_contradictions(plan, registry, shows_all, context.obj)
        show_unmatched(registry, plan, shows_all, context.obj)


@plan_app.command()
def workbook(
    context: typer.Context,
    plan_id: Annotated[
        str | None, typer.Option("--plan", help="Aizpildīt ar šo plānu (paraugs vai grozījuma sākums).")
    ] = None,
    out: Annotated[Path, typer.Option(help="Kurā failā rakstīt.")] = Path("plāns.xlsx"),
) -> None:
    """Izveido plāna darbgrāmatu: tukšu vai aizpildītu ar esošu plānu."""
    from orchestration.plan_intake import plan_workbook

    if out.exists():
        raise InputError([Problem("file_exists", file=str(out))])
    plan_workbook(Workspace.from_environment(), plan_id, out)
    show_written(out, context.obj)


@plan_app.command()
def add(context: typer.Context, file: PlanFile) -> None:
    """Uzņem jaunas pašvaldības plānu no darbgrāmatas."""
    from orchestration.plan_intake import take_in, unread

    workspace = Workspace.from_environment()
    plan = take_in(workspace, file, is_amendment=False)
    show_taken_in(plan, workspace.plan(plan.header.municipality, plan.header.plan_id), unread(plan), context.obj)


@plan_app.command()
def amend(context: typer.Context, file: PlanFile) -> None:
    """Uzņem grozītu plāna versiju; iepriekšējo gadu rezultāti nemainās."""
    from orchestration.plan_intake import compare, take_in, unread

    workspace = Workspace.from_environment()
    plan = take_in(workspace, file, is_amendment=True)
    show_taken_in(plan, workspace.plan(plan.header.municipality, plan.header.plan_id), unread(plan), context.obj)
    show_changes(compare(workspace, str(plan.header.replaces), plan.header.plan_id), context.obj)


@plan_app.command()
def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(help="Vecākās versijas kods, piemēram, kraslava-2024.")],
    new: Annotated[str, typer.Argument(help="Jaunākās versijas kods.")],
) -> None:
    """Parāda, kas mainījies starp divām plāna versijām."""
    from orchestration.plan_intake import compare

    show_changes(compare(Workspace.from_environment(), old, new), context.obj)
