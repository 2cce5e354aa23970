"""What a drafted text is made from has one name: a review holds for it and for nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from ingest.workspace import Workspace
from publication.drafting import drafted_rows

INTERMEDIATE = """
create schema intermediate;
create table intermediate.int_activities as
    select 'm' as municipality, 'p' as plan_id, '1.1' as activity_nr, 'camps' as activity_key;
create table intermediate.int_activity_results as
    select 'm' as municipality, 'p' as plan_id, '1.1' as activity_nr, 2024 as results_year,
        'described' as achievement_status;
create table intermediate.int_referrals as
    select 'm' as municipality, 'police' as institution_code, null::varchar as institution, '2023/2024' as school_year,
        'all' as reason, 'institution' as reported_by, null::integer as cases;
create table intermediate.int_activity_log as
    select 'm' as municipality, 'camps' as activity_key, 2024 as results_year, 3 as log_entries, 36 as participants,
        301.50::decimal(12, 2) as invested_funding_eur;
create table intermediate.int_activity_targets as
    select 'm' as municipality, 'p' as plan_id, '1.1' as activity_nr, 1 as target_nr, 'events' as measure,
        null::varchar as audience, 'year' as per, null::varchar as each, true as is_planned_result;
create table intermediate.int_target_results as
    select 'm' as municipality, 'p' as plan_id, '1.1' as activity_nr, 1 as target_nr, 2024 as results_year,
        'words' as calculation, 2024 as first_year, null::double as numerator, null::double as denominator,
        null::double as achieved_value, null::integer as best_year;
create table intermediate.int_impact_facts as
    select 'm' as municipality, 'p' as plan_id, 2024 as results_year, 'camps' as activity_key, 1 as indicator_order,
        '7' as indicator_nr, 'total' as breakdown, 'Īpatsvars' as indicator_name, 'pct' as unit,
        'value' as baseline_kind, '2022/2023' as baseline_period, 41.0::double as baseline_value,
        null::double as baseline_denominator,
        false as is_baseline_provisional, true as is_baseline_publishable, 38.04::double as latest_value,
        '2023/2024' as latest_period, true as is_latest_publishable, 38.0::double as numerator,
        100.0::double as denominator, 29.1::double as ci_low, 47.8::double as ci_high, 10 as reporters_expected,
        8 as reporters_counted, 'better' as movement, false as is_change_uncertain, 'on_track' as progress_status;
create table intermediate.int_indicator_values as
    select 'm' as municipality, 'p' as plan_id, 'early_leaver_share' as indicator_key, '7' as indicator_nr,
        'total' as breakdown, '2023/2024' as period, 38.0::double as numerator, 100.0::double as denominator,
        'board' as value_source, true as is_publishable;
create table intermediate.int_reporter_figures as
    select 'm' as municipality, 'p' as plan_id, 'early_leaver_share' as indicator_key, 'total' as breakdown,
        '2023/2024' as period, 'school' as reporter_id, 20.0::double as numerator, 50.0::double as denominator,
        'school_report' as form, true as has_part, 'pct' as unit;
create table intermediate.int_activity_statements as
    select 'm' as municipality, 2024 as results_year, 'camps' as activity_key, kind, 'Vārdi' as statement, 2 as events,
        1 as institutions
    from (values ('impact'), ('helped')) as kinds (kind);
"""


@pytest.fixture
def build(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(tmp_path / "pmp.duckdb") as connection:
        # The order of statements asks for Latvian.
        connection.execute("load icu")
        connection.execute(INTERMEDIATE)
        yield connection


def facts(build: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return {row["field"]: row["facts"] for row in drafted_rows(build, Workspace(Path("nowhere")))}


def test_the_names_of_facts_stay_what_they_are_while_the_facts_do(build: duckdb.DuckDBPyConnection) -> None:
    """Reviews that are signed name them: other names here make every signed review one of former facts."""
    build.execute("update intermediate.int_activity_results set achievement_status = 'met'")
    build.execute("update intermediate.int_target_results set calculation = 'sum', achieved_value = 36")
    assert facts(build) == {
        "achieved_result": "a2b0a0a915ae678c",
        "impact_assessment": "521cc4e9fa04df08",
        "factor_analysis": "c8c1d46ee94ed3e7",
    }


@pytest.mark.parametrize(
    ("column", "value"), [("log_entries", 4), ("participants", 37), ("invested_funding_eur", 301.51)]
)
def test_other_figures_beside_a_result_in_words_are_other_facts(
    build: duckdb.DuckDBPyConnection, column: str, value: float
) -> None:
    before = facts(build)
    build.execute(f"update intermediate.int_activity_log set {column} = ?", [value])  # noqa: S608
    after = facts(build)
    assert {field for field in before if before[field] != after[field]} == {"achieved_result"}


def test_a_text_tells_no_result_of_few_people(build: duckdb.DuckDBPyConnection) -> None:
    """What was reviewed before the number became so small was about other facts."""

    def drafted() -> dict[str, str]:
        rows = drafted_rows(build, Workspace(Path("nowhere")))
        return next(row for row in rows if row["field"] == "achieved_result")

    build.execute("update intermediate.int_activity_results set achievement_status = 'met'")
    build.execute("update intermediate.int_activity_targets set measure = 'graduates', per = null")
    reach = "update intermediate.int_target_results set calculation = 'sum', numerator = $1, achieved_value = $1"
    build.execute(reach, [5])
    assert drafted()["drafted_text"] == "5\u00a0absolventi"
    build.execute(reach, [4])
    assert drafted()["drafted_text"] == "cilvēku skaits netiek publicēts, lai nevienu nevarētu atpazīt"


def test_a_text_tells_no_indicator_of_few_people(build: duckdb.DuckDBPyConnection) -> None:
    told = next(
        row["open_text"]
        for row in drafted_rows(build, Workspace(Path("nowhere")))
        if row["field"] == "impact_assessment"
    )
    assert "38\u00a0%" in told
    few = "update intermediate.{} set numerator = 3{}"
    build.execute(few.format("int_indicator_values", ""))
    build.execute(few.format("int_impact_facts", ", latest_value = 3"))
    assert [
        row["open_text"]
        for row in drafted_rows(build, Workspace(Path("nowhere")))
        if row["field"] == "impact_assessment"
    ] == [None]
