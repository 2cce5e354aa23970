"""The asset between the two steps of dbt that says in words what the facts are."""

import dagster as dg

from ingest.workspace import Workspace
from orchestration.drafting import draft_build
from orchestration.progress import report
from orchestration.resources import Writer

_TOLD = (
    "int_activities",
    "int_activity_results",
    "int_activity_statements",
    "int_activity_targets",
    "int_impact_facts",
    "int_indicator_values",
    "int_reporter_figures",
    "int_target_results",
)


@dg.asset(
    key=["drafted", "texts"],
    deps=[dg.AssetKey(["intermediate", model]) for model in _TOLD],
    group_name="drafted",
    kinds={"parquet"},
)
def drafted_texts(writer: Writer) -> dg.MaterializeResult:
    """The texts of the results table; one that cannot be made ends the build."""
    report("texts")
    result = draft_build(Workspace.from_environment())
    return dg.MaterializeResult(metadata=dict(result.counts))
