"""Assembles the Dagster graph; `pmp dev` and every `pmp` command that works run these definitions."""

from __future__ import annotations

from orchestration import telemetry

telemetry.switch_off()

import dagster as dg  # noqa: E402

from ingest.workspace import Workspace  # noqa: E402
from orchestration.assets import (  # noqa: E402
    dbt_marts,
    dbt_models,
    finished_warehouse,
    plan_quality_asset,
    plan_registry,
    plausibility_checks,
    plausibility_findings,
    publication_asset,
    school_pages_asset,
)
from orchestration.dbt import manifest_path  # noqa: E402
from orchestration.resources import Writer  # noqa: E402
from orchestration.schedules import calendar, every_morning  # noqa: E402
from orchestration.sensors import collect, complete_files  # noqa: E402
from orchestration.text_assets import drafted_texts  # noqa: E402


def build_definitions(workspace: Workspace) -> dg.Definitions:
    """All assets, checks, jobs, schedules and sensors of one installation.

    Args:
        workspace: Where dbt keeps its manifest; it is parsed first where it is missing or old.
    """
    manifest = manifest_path(workspace)
    models, marts = dbt_models(manifest), dbt_marts(manifest)
    warehouse = finished_warehouse(key for key in marts.keys if key.path[0] == "marts")
    return dg.Definitions(
        assets=[
            plan_registry,
            models,
            plausibility_findings,
            drafted_texts,
            marts,
            warehouse,
            plan_quality_asset,
            school_pages_asset,
            publication_asset,
        ],
        asset_checks=[plausibility_checks],
        jobs=[
            dg.define_asset_job("build", dg.AssetSelection.all() - dg.AssetSelection.assets(publication_asset)),
            dg.define_asset_job("write_plan_quality", dg.AssetSelection.assets(plan_quality_asset)),
            dg.define_asset_job("write_school_pages", dg.AssetSelection.assets(school_pages_asset)),
            dg.define_asset_job("publish", dg.AssetSelection.assets(publication_asset)),
            calendar,
            collect,
        ],
        schedules=[every_morning],
        sensors=[complete_files],
        resources={"writer": Writer()},
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """The entry point that Dagster loads."""
    return build_definitions(Workspace.from_environment())
