"""School profiles from what the plans print by school."""

from __future__ import annotations

import duckdb
import pytest

LUDZA = """
    select reporters.reporter_name, profiles.school_year, profiles.learners, profiles.repeaters, profiles.support_posts
    from marts.school_profile as profiles
    inner join marts.dim_reporter as reporters using (municipality, reporter_id)
    where municipality = 'ludza'
    order by profiles.school_year, reporters.reporter_name
"""


def test_ludzas_schools_as_printed(marts: duckdb.DuckDBPyConnection) -> None:
    """Learners of both class tables, repeaters of two school years, posts added up over the specialities."""
    assert marts.execute(LUDZA).fetchall() == [
        ("Ludzas 2. vidusskola", "2021/2022", None, 3, None),
        ("Ludzas pilsētas vidusskola", "2021/2022", None, 2, None),
        ("Zilupes vidusskola", "2021/2022", None, 5, None),
        ("Ciblas vidusskola", "2022/2023", 92, 1, pytest.approx(1.644)),
        ("Kārsavas vidusskola", "2022/2023", 276, 2, pytest.approx(1.75)),
        ("Ludzas 2. vidusskola", "2022/2023", 519, None, pytest.approx(4.2)),
        ("Ludzas Mūzikas pamatskola", "2022/2023", 83, None, pytest.approx(0.367)),
        ("Ludzas pilsētas vidusskola", "2022/2023", 491, None, pytest.approx(4.5)),
        ("Mežvidu pamatskola", "2022/2023", 36, None, None),
        ("Mērdzenes pamatskola", "2022/2023", 91, None, pytest.approx(0.8)),
        ("Pildas pamatskola", "2022/2023", 66, None, pytest.approx(0.5)),
        ("Zilupes vidusskola", "2022/2023", 224, None, pytest.approx(2.1)),
        ("Ciblas vidusskola", "2023/2024", 89, None, None),
        ("Kārsavas vidusskola", "2023/2024", 267, None, None),
        ("Ludzas 2. vidusskola", "2023/2024", 445, None, None),
        ("Ludzas Mūzikas pamatskola", "2023/2024", 80, None, None),
        ("Ludzas pilsētas vidusskola", "2023/2024", 504, None, None),
        ("Mērdzenes pamatskola", "2023/2024", 100, None, None),
        ("Pildas pamatskola", "2023/2024", 70, None, None),
        ("Zilupes vidusskola", "2023/2024", 210, None, None),
    ]


def test_participants_and_removed_learners_are_in_no_column_of_another_definition(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    """Ludza prints members of interest groups (319 in one school) and learners removed from the list (38)."""
    filled = marts.execute(
        "select count(interest_education_learners), count(early_leavers), count(unexcused_over_20) "
        "from marts.school_profile where municipality = 'ludza'"
    ).fetchone()
    assert filled == (0, 0, 0)


def test_every_school_a_plan_prints_learners_of_is_a_reporter(marts: duckdb.DuckDBPyConnection) -> None:
    printed = marts.execute(
        "select count(distinct scope) from marts.observation "
        "where municipality = 'ludza' and measure = 'learners' and scope <> 'municipality'"
    ).fetchone()
    profiled = marts.execute(
        "select count(distinct reporter_id) from marts.school_profile where municipality = 'ludza'"
    ).fetchone()
    assert printed == profiled == (9,)
