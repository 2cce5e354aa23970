from decimal import Decimal

import pytest

from ingest.problems import InputError
from publication.results import read_results
from publication.results_table import level_rows


def test_results_come_in_plan_order_and_of_this_year_only(marts):
    results = read_results(marts, "ezerzeme", 2024)
    assert [activity.activity_nr for activity in results.activities] == ["2.1", "2.2", "10.1"]
    assert [column.column_key for column in results.columns] == [
        "prevention_level",
        "goal",
        "activity",
        "invested_funding",
        "planned_result",
        "achieved_result",
        "impact_assessment",
        "factor_analysis",
    ]
    assert [goal.goal_nr for goal in results.goals] == ["2", "10", "1"]
    assert [result.expected_result for result in results.expected_results] == [
        "Pirmais sagaidāmais",
        "Otrais sagaidāmais",
    ]
    assert [indicator.indicator_nr for indicator in results.indicators] == ["1", "2"]
    assert [task.task_nr for task in results.tasks] == ["2.1.1", "2.1.2"]
    assert results.indicators[1].latest_value == 1.2
    assert results.activities[0].invested_funding_eur == Decimal("12345.60")
    assert [activity.activity_name for activity in read_results(marts, "kalnava", 2024).activities] == ["Aptauja"]


def test_the_year_is_judged_by_the_version_whose_rows_the_results_table_has(marts):
    assert read_results(marts, "ezerzeme", 2024).plan.plan_id == "ezerzeme-2024"
    amended = read_results(marts, "ezerzeme", 2025)
    assert amended.plan.plan_id == "ezerzeme-2024-a1"
    assert [activity.activity_name for activity in amended.activities] == ["Grozītais kurss"]


def test_an_activity_knows_whether_the_plan_foresees_it_in_the_year(marts):
    planned = {a.activity_nr: a.is_planned_year for a in read_results(marts, "ezerzeme", 2024).activities}
    assert planned == {"2.1": True, "2.2": None, "10.1": False}


def test_a_baseline_determined_later_replaces_the_missing_printed_one(marts):
    indicator = read_results(marts, "ezerzeme", 2024).indicators[0]
    assert (indicator.baseline_value, indicator.is_baseline_provisional) == (61.5, True)


def test_targets_are_found_by_indicator_breakdown_and_year(marts):
    results = read_results(marts, "ezerzeme", 2024)
    assert results.milestone_years == (2025, 2027)
    assert results.target(results.indicators[1], 2025).target_text == "Saglabāt bāzes vērtību"
    assert results.target(results.indicators[1], 2027) is None


def test_activities_are_grouped_under_levels_and_goals(marts):
    groups = level_rows(read_results(marts, "ezerzeme", 2024))
    assert [
        (group.level.mark, goal.goal_nr, [activity.activity_nr for activity in goal.activities])
        for group in groups
        for goal in group.goals
    ] == [("U", "2", ["2.1", "2.2"]), ("P", "10", ["10.1"])]


def test_an_unknown_municipality_is_named_with_the_known_ones(marts):
    with pytest.raises(InputError) as error:
        read_results(marts, "nekurzeme", 2024)
    [problem] = error.value.problems
    assert (problem.rule_id, problem.value) == ("unknown_municipality", "nekurzeme")
    assert problem.details == (("municipalities", "ezerzeme, kalnava"),)


@pytest.mark.parametrize("year", [2023, 2026, 2028])
def test_a_year_that_the_results_table_does_not_have_is_refused(marts, year):
    # 2026 lies within the plan period: the marts decide which version judges a year, not the dates read here.
    with pytest.raises(InputError) as error:
        read_results(marts, "ezerzeme", year)
    [problem] = error.value.problems
    assert (problem.rule_id, problem.value, problem.details) == (
        "no_plan_in_year",
        str(year),
        (("municipality", "ezerzeme"),),
    )
