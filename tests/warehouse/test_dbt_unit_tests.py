"""dbt's unit tests: every rule that computes, on rows made for it."""

from __future__ import annotations

import shutil

import pytest

from ingest.workspace import Workspace
from orchestration import dbt, warehouse

pytestmark = pytest.mark.slow

RULES = {
    "int_activities",
    "int_activity_readings",
    "int_activity_targets",
    "int_activity_texts",
    "int_goals",
    "int_task_states",
    "int_indicator_baselines",
    "int_indicator_measurements",
    "int_indicator_target_values",
    "int_indicator_value_candidates",
    "int_indicator_values",
    "int_plan_versions",
    "int_indicator_figures",
    "int_printed_indicator_figures",
    "int_printed_indicator_parts",
    "int_school_profiles",
    "int_submissions",
    "int_collection_coverage",
    "int_school_figures",
    "int_figure_comparisons",
    "int_logged_events",
    "int_case_sides",
    "int_reported_cases",
    "int_case_coverage",
    "int_log_coverage",
    "int_collection_activities",
    "int_findings",
    "int_collections",
    "int_task_reporters",
    "int_due_reports",
    "collection_status",
    "int_answers",
    "int_indicator_answers",
    "int_indicator_parts",
    "int_indicator_reporters",
    "int_reporter_figures",
    "int_submitted_indicator_figures",
    "int_survey_indicator_figures",
    "fct_indicator_value_school",
    "int_reported_school_profiles",
    "school_profile",
    "int_reported_referrals",
    "int_referrals",
    "int_activity_log",
    "int_log_lines",
    "int_reporter_activities",
    "int_school_answers",
    "school_figure",
    "int_filled_cells",
    "submitted_value",
    "int_task_reports",
    "int_reported_task_states",
    "int_plan_change_proposals",
    "int_results_years",
    "indicator_progress",
    "dim_period",
    "dim_results_column",
    "table_4_4",
    "task_status",
}


def test_every_unit_test_passes(built: Workspace, workspace: Workspace) -> None:
    # dbt reads column types from the relations that are there, so it needs a finished build in its place.
    shutil.copytree(warehouse.real_path(built).parent, workspace.build)
    shutil.copytree(built.plan_tables, workspace.plan_tables)
    outcome = dbt.invoke(workspace, ["test", "--select", "test_type:unit"])
    results = {result.node.name: dbt.node_result(result) for result in outcome.results}
    assert {name: result.message for name, result in results.items() if result.status != "pass"} == {}
    tested = {result.node.unique_id.split(".")[2] for result in outcome.results}  # unit_test.<project>.<model>.<name>
    assert tested >= RULES
