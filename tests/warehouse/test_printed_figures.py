"""Indicator values made from the printed history, held against what was worked out by hand from the plans."""

from __future__ import annotations

import duckdb
import pytest

from publication.results import read_results


def values(marts: duckdb.DuckDBPyConnection, columns: str, where: str) -> list[tuple[object, ...]]:
    statement = f"select {columns} from marts.fct_indicator_value where {where} order by breakdown, period"  # noqa: S608
    return marts.execute(statement).fetchall()


def test_ludzas_upper_secondary_leavers_have_a_share_where_learners_of_the_same_year_are_printed(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    """1 + 1 + 20, 2 + 38 + 1 + 1 and 1 + 25 leavers; in grades 10–12 of 2022/2023 learn 84 + 182 + 31 + 38 + 13."""
    found = values(
        marts,
        "indicator_nr, period, numerator, denominator, value, missing_reason",
        "municipality = 'ludza' and breakdown = 'upper_secondary' and source_place = '1.1'",
    )
    assert found == [
        ("8", "2020/2021", 22, None, None, "denominator_missing"),
        ("8", "2021/2022", 42, None, None, "denominator_missing"),
        ("8", "2022/2023", 26, 348, pytest.approx(7.471264), None),
    ]


def test_ludzas_basic_schools_removed_nobody(marts: duckdb.DuckDBPyConnection) -> None:
    """The class table of 2022/2023 has 1878 learners, 348 of them in grades 10–12; „nav” is a zero."""
    found = values(
        marts,
        "period, numerator, denominator, value, missing_reason",
        "municipality = 'ludza' and breakdown = 'basic' and source_place = '1.1'",
    )
    assert found == [
        ("2020/2021", 0, None, None, "denominator_missing"),
        ("2021/2022", 0, None, None, "denominator_missing"),
        ("2022/2023", 0, 1530, 0, None),
    ]


def test_ludzas_transcripts_stand_without_an_indicator_of_the_plan(marts: duckdb.DuckDBPyConnection) -> None:
    found = values(
        marts,
        "indicator_nr, indicator_key, period, numerator, value, missing_reason, is_publishable, definition_differs",
        "municipality = 'ludza' and indicator_nr is null",
    )
    key = "basic_finished_without_certificate_share"
    assert found == [
        (None, key, "2021/2022", 0, None, "denominator_missing", False, None),
        (None, key, "2022/2023", None, 7.69, None, True, "plānā nav norādīts, no kā aprēķināts"),
    ]


def test_nobody_knows_what_ludzas_transcripts_are_shares_of(marts: duckdb.DuckDBPyConnection) -> None:
    """The share of the municipality and those of four schools."""
    found = marts.execute(
        "select differs, count(*) from marts.observation where measure = 'finished_with_transcript_share' group by all"
    ).fetchall()
    assert found == [("plānā nav norādīts, no kā aprēķināts", 5)]


def test_smiltenes_posts_are_the_sum_of_five_specialities_and_no_baseline(marts: duckdb.DuckDBPyConnection) -> None:
    """3,716 + 0,667 + 5,493 + 0,723 + 1,034 posts in the school year before the one the baseline is of."""
    found = values(marts, "period, value, source_place", "municipality = 'smiltene' and indicator_nr = '2'")
    assert found == [("2022/2023", pytest.approx(11.633), "2.1")]
    baselines = marts.execute(
        "select distinct baseline_value, latest_value from marts.indicator_progress "
        "where municipality = 'smiltene' and indicator_nr = '2'"
    ).fetchall()
    assert baselines == [(None, None)]


@pytest.mark.parametrize(
    ("municipality", "printed"),
    [
        (
            "smiltene",
            [("7", "general_schools", "2022", 6.27), ("7", "vocational_school", "2022", 10),
             ("10", "total", "2023", 7.6), ("11", "total", "2023", 19.2)],
        ),
        (
            "kraslava",
            [("6", "total", "2022", 50), ("7", "total", "2023/2024", 41), ("9", "total", "2022/2023", 49),
             ("10", "basic", "2021/2022", 0), ("10", "upper_secondary", "2021/2022", 3), ("11", "total", "2023", 1.4)],
        ),
        (
            "riga",
            [("1", "total", "2022", 60), ("2", "total", "2022", 72), ("3", "total", "2022", 57),
             ("4", "total", "2022", 50), ("5", "total", "2022", 5), ("6", "basic", "2022", 7),
             ("6", "upper_secondary", "2022", 9), ("7", "total", "2022", 79), ("8", "basic", "2022", 1),
             ("8", "extramural_distance", "2022", 67), ("8", "upper_secondary", "2022", 4), ("9", "total", "2022", 5)],
        ),
    ],
)  # fmt: skip
def test_printed_shares_are_baselines_of_their_period(
    marts: duckdb.DuckDBPyConnection, municipality: str, printed: list[tuple[object, ...]]
) -> None:
    found = marts.execute(
        "select indicator_nr, breakdown, period, value from marts.fct_indicator_value "
        "where municipality = ? and definition_differs is null order by cast(indicator_nr as int), breakdown",
        [municipality],
    ).fetchall()
    assert found == printed


def test_every_figure_of_the_situation_chapters_says_how_its_definition_differs(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    """Leavers were removed from the school's list, in all study forms; the learners below them are of 1 September."""
    where = "municipality = 'ludza' and indicator_nr = '8' and breakdown = 'upper_secondary' and source_place = '1.1'"
    removed = "no skolas atskaitītie, visas mācību formas"
    start = "saucējā ir izglītojamie 1. septembrī, bez mācību gada laikā atnākušajiem"
    assert values(marts, "definition_differs", where) == [(removed,), (removed,), (f"{removed}; {start}",)]
    assert values(marts, "value", "municipality = 'ludza' and source_place = '1.1' and definition_differs is null") == [
        (None,)  # nobody finished with a transcript only in 2021/2022; of how many is not printed
    ]


def test_a_value_under_another_definition_is_no_progress(marts: duckdb.DuckDBPyConnection) -> None:
    found = marts.execute(
        "select distinct breakdown, baseline_value, latest_value, progress_status from marts.indicator_progress "
        "where municipality = 'ludza' and indicator_nr = '8' and results_year = 2024 order by breakdown"
    ).fetchall()
    assert found == [
        ("basic", 0, None, "no_data"),
        ("extramural_distance", 43, None, "no_data"),
        ("upper_secondary", 0.02, None, "no_data"),
    ]


def test_kraslavas_leavers_of_three_years_are_in_no_series(marts: duckdb.DuckDBPyConnection) -> None:
    """Its 24 leavers of three school years include 7 who moved abroad."""
    assert values(marts, "value", "municipality = 'kraslava' and numerator is not null") == []


def test_a_figure_is_publishable_only_if_every_count_in_it_is(marts: duckdb.DuckDBPyConnection) -> None:
    hidden = values(marts, "distinct municipality, breakdown, period", "not is_publishable")
    years = ("2020/2021", "2021/2022", "2022/2023")
    leavers = [("ludza", stage, year) for stage in ("basic", "upper_secondary") for year in years]
    assert sorted(hidden) == sorted([*leavers, ("ludza", "total", "2021/2022")])


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_the_page_of_ludza_shows_no_figure_that_is_not_publishable(marts: duckdb.DuckDBPyConnection, year: int) -> None:
    figures = [figure for figure in read_results(marts, "ludza", year).figures if figure.source_place == "1.1"]
    shown = [(figure.period, figure.numerator, figure.value) for figure in figures if figure.is_publishable]
    assert shown == [("2022/2023", None, 7.69)]
    assert len(figures) == 8
    assert {
        (figure.numerator, figure.denominator, figure.value) for figure in figures if not figure.is_publishable
    } == {(None, None, None)}
