"""School profiles, cases, the results table and tasks from what `reports.py` sends."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from ingest.workspace import Workspace
from publication.draft import write_draft
from tests.product import readable_text
from tests.warehouse.reports import SCHOOLS

pytestmark = pytest.mark.slow


def rows(marts: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return marts.execute(query).fetchall()


def test_a_school_profile_is_junes_state_beside_the_summer(reported_marts: duckdb.DuckDBPyConnection) -> None:
    """Early leavers 2 + 3 + 8 of June, beside 1 + 2 + 2 of the summer; the printed years stay beside it."""
    found = rows(
        reported_marts,
        "select school_year, value_source, collection, learners, at_risk, early_leavers, summer_leavers, "
        "learners_supported, unexcused_over_20, repeaters, interest_education_learners, career_counselling_learners, "
        "support_posts "
        "from marts.school_profile where reporter_id = '4213900475' and school_year > '2023' order by 1",
    )
    assert found == [
        ("2023/2024", "observation", None, 445, None, None, None, None, None, None, None, None, None),
        ("2024/2025", "submission", "2024/2025-S2", 340, 31, 13, 5, 54, 24, 2, 170, 90, 1.5),
    ]


def test_cases_of_the_police_and_of_a_school_stand_apart(reported_marts: duckdb.DuckDBPyConnection) -> None:
    """Rīga's printed series ends in 2022/2023, so that 2024/2025 has nothing to be compared with."""
    found = rows(
        reported_marts,
        "select institution, school_year, reason, reported_by, half_years, reporters_expected, reporters_counted, "
        "cases, change_from_previous "
        "from marts.referrals where municipality = 'riga' and institution_code = 'municipal_police' order by all",
    )
    assert found == [
        ("pašvaldības policija", "2021/2022", "all", "institution", 2, None, None, 948, None),
        ("pašvaldības policija", "2022/2023", "all", "institution", 2, None, None, 980, 32),
        ("pašvaldības policija", "2024/2025", "absence", "institution", 2, 1, 1, 700, None),
        ("pašvaldības policija", "2024/2025", "absence", "school", 2, 101, 0, 2, None),
        ("pašvaldības policija", "2024/2025", "all", "institution", 2, 1, 1, 714, None),
        ("pašvaldības policija", "2024/2025", "all", "school", 2, 101, 0, 2, None),
        ("pašvaldības policija", "2024/2025", "violence", "institution", 2, 1, 1, 14, None),
    ]


def test_every_printed_institution_has_its_code(reported_marts: duckdb.DuckDBPyConnection) -> None:
    query = "select count(*), count(distinct institution_code) from marts.referrals where school_year = '2022/2023'"
    assert rows(reported_marts, query) == [(11, 11)]


def test_the_results_table_counts_what_took_place(reported_marts: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        reported_marts,
        "select activity_nr, results_year, log_entries, participants, invested_funding_eur, achievement_status, "
        "reporters_expected, reporters_counted "
        "from marts.table_4_4 where log_entries > 0 order by all",
    )
    assert found == [
        ("1.3", 2024, 2, 25, Decimal("120.50"), "no_data", 28, 1),
        ("1.3", 2025, 1, 10, None, "no_data", 28, 1),
    ]


def test_money_by_source_is_what_the_logs_say(reported_marts: duckdb.DuckDBPyConnection) -> None:
    in_table = rows(
        reported_marts,
        "select sum(eur_municipality), sum(eur_state), sum(eur_projects), sum(eur_other), sum(invested_funding_eur) "
        "from marts.table_4_4",
    )
    in_logs = rows(
        reported_marts,
        "select sum(eur_municipality), sum(eur_state), sum(eur_projects), sum(eur_other), "
        "sum(coalesce(eur_municipality, 0) + coalesce(eur_state, 0) + coalesce(eur_projects, 0) "
        "+ coalesce(eur_other, 0)) from staging.stg_collected__activity_log where state = 'done'",
    )
    assert in_table == in_logs == [(Decimal("100.50"), Decimal(20), None, None, Decimal("120.50"))]
    cost = "select cost_per_participant_eur from marts.table_4_4 where log_entries > 0 order by results_year"
    assert rows(reported_marts, cost) == [(Decimal("4.82"),), (None,)]


def test_words_of_reporters_are_in_the_house_and_in_no_public_file(
    reported: Workspace, reported_marts: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    school = SCHOOLS["ludza"][0]
    found = rows(
        reported_marts,
        "select results_year, kind, statement, events, institutions, reporter_ids from marts.activity_statement "
        "where activity_key like 'ludza%' order by all",
    )
    assert found == [
        (2024, "helped", "Lektore", 1, 1, school),
        (2024, "hindered", "Svētki", 1, 1, school),
        (2024, "impact", "Vecāki biežāk nāk uz sarunām", 2, 1, school),
    ]
    texts = rows(
        reported_marts,
        "select field, drafted_text, publishable_text, is_open from marts.narrative "
        "where municipality = 'ludza' and activity_nr = '1.3' and results_year = 2024 order by field desc",
    )
    assert texts == [
        ("impact_assessment", "Iestādes raksta: „Vecāki biežāk nāk uz sarunām” (1\u00a0iestāde).", None, True),
        ("factor_analysis", "Veicināja: „Lektore” (1\u00a0iestāde). Kavēja: „Svētki” (1\u00a0iestāde).", None, True),
        ("achieved_result", None, None, False),
    ]
    in_table = "select impact_assessment from marts.table_4_4 where log_entries > 0 and results_year = 2024"
    assert rows(reported_marts, in_table) == [(texts[0][1],)]
    draft = write_draft(reported_marts, Workspace(tmp_path), "ludza", 2024, "f")
    words = ("nāk uz sarunām", "Lektore", "Svētki", "Veicināja", "Iestādes raksta")
    for path in draft.files:
        assert not [word for word in words if word in readable_text(path)], path.name


def test_a_task_is_running_until_all_are_done(reported_marts: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        reported_marts,
        "select municipality, task_nr, results_year, task_status, reported_at, note from marts.task_status "
        "where task_status <> 'unknown' order by all",
    )
    note = "Nolasītas visas lekcijas."
    assert found == [("ludza", "1.3", 2025, "running", dt.date(2025, 6, 10), note)]


def test_proposals_of_a_task_and_of_an_activity(reported_marts: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        reported_marts,
        "select municipality, results_year, proposal_nr, activity_nr, task_nr, reporter_id, kind, text, next_year_eur, "
        "funding_source from marts.plan_change_proposal order by all",
    )
    assert found == [
        (
            "ludza",
            2025,
            1,
            "1.3",
            "1.3",
            "4212900452",
            "change",
            "Lekcijas arī attālināti.",
            Decimal("1500.00"),
            "municipality",
        ),
        ("riga", 2025, 1, "1.1", None, "riga-education-department", None, None, Decimal("200.00"), None),
    ]
