"""Reporters, and whom the plans name, in the marts."""

from __future__ import annotations

import duckdb


def rows(marts: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return marts.execute(query).fetchall()


def test_the_board_of_ludza_with_its_aliases_and_forms(marts: duckdb.DuckDBPyConnection) -> None:
    assert rows(
        marts,
        "select reporter_name, aliases, reporter_kind, forms, contact_role, is_expected, registration_number "
        "from marts.dim_reporter where reporter_id = 'ludza-education-board'",
    ) == [
        (
            "Ludzas novada Izglītības pārvalde",
            "Izglītības pārvalde",
            "education_board",
            "referral_counts,activity_log,survey_results,task_report,board_values",
            "metodiķis",
            True,
            None,
        )
    ]


def test_who_does_a_task_of_ludza_and_who_answers_for_it(marts: duckdb.DuckDBPyConnection) -> None:
    """Task 2.1: "NVO, BJC, Izglītības iestādes." under the education board; NVO means nobody by name."""
    found = rows(
        marts,
        "select field, reporter_kind, count(*) from marts.bridge_named_reporter "
        "inner join marts.dim_reporter using (municipality, reporter_id) "
        "where municipality = 'ludza' and subject = 'task' and subject_nr = '2.1' group by all order by all",
    )
    assert found == [
        ("executor", "preschool", 10),
        ("executor", "school", 8),
        ("executor", "youth_centre", 1),
        ("supervisor", "education_board", 1),
    ]


def test_an_activity_of_kraslava_in_both_of_its_tables(marts: duckdb.DuckDBPyConnection) -> None:
    """Activity 3.3: Krāslavas Māmiņu klubs; involved are schools, youth centres and two associations."""
    found = rows(
        marts,
        "select place, field, reporter_kind, count(*) from marts.bridge_named_reporter "
        "inner join marts.dim_reporter using (municipality, reporter_id) "
        "where municipality = 'kraslava' and subject = 'activity' and subject_nr = '3.3' group by all order by all",
    )
    assert found == [
        ("4.1", "involved", "ngo", 2),
        ("4.1", "involved", "preschool", 4),
        ("4.1", "involved", "school", 10),
        ("4.1", "involved", "youth_centre", 5),
        ("4.1", "responsible", "ngo", 1),
        ("4.3", "responsible", "ngo", 1),
    ]


def test_every_task_of_ludza_and_kraslava_has_somebody_who_reports_it(marts: duckdb.DuckDBPyConnection) -> None:
    """Executors, where they are no reporters the supervisor."""
    silent = rows(
        marts,
        """
        select municipality, task_nr
        from staging.stg_plans__tasks as task
        where municipality in ('kraslava', 'ludza')
            and not exists (
                select 1 from marts.bridge_named_reporter as named
                where named.municipality = task.municipality and named.plan_id = task.plan_id
                    and named.subject = 'task' and named.subject_nr = task.task_nr
            )
        order by all
        """,
    )
    assert silent == [("kraslava", "3.1.3"), ("kraslava", "3.2.3")]  # an NGO that the plan does not name


def test_every_printed_name_is_known_since_every_municipality_has_its_lists(marts: duckdb.DuckDBPyConnection) -> None:
    listed = rows(marts, "select distinct municipality from marts.dim_reporter order by all")
    assert listed == rows(marts, "select municipality from marts.dim_municipality order by all")
    assert rows(marts, "select printed_name from marts.unmatched_names") == []


def test_printed_figures_of_schools_find_their_reporter(marts: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        marts,
        "select reporter_id, value from marts.observation as observation "
        "inner join staging.stg_plans__reporter_names as names "
        "on observation.municipality = names.municipality and observation.scope = names.printed_name "
        "where observation.scope = 'Ludzas 2.vidusskola' and measure = 'learners' and breakdown = 'total' "
        "and period = '2023/2024'",
    )
    assert [reporter for reporter, _ in found] == ["4213900475"]
