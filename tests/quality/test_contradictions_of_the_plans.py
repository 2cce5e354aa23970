"""What the rules find in the five real plans, and the words for it."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
import yaml

from ingest.plans.landing import FOUND_TABLES
from ingest.plans.registry import RawPlan, RawRegistry, read_registry
from ingest.workspace import PRODUCT
from quality.contradictions.comparison import Contradiction
from quality.contradictions.kinds import kind_words, subject_in_words
from quality.contradictions.search import RULES, contradiction_rows, find_contradictions

KINDS = [rule.__name__ for rule in RULES]
COUNTS = {
    "aizkraukle": {
        "goal_not_in_table": 1,
        "goal_named_differently": 3,
        "goal_without_indicator": 1,
        "activity_named_differently": 14,
        "activity_result_differs": 10,
        "activity_responsible_differs": 10,
        "number_jumps": 1,
        "activity_number_differs": 4,
        "baseline_not_before_milestone": 2,
        "baseline_without_value": 2,
        "target_worse_than_baseline": 2,
        "target_weaker_than_earlier": 1,
        "share_not_from_counts": 1,
    },
    "kraslava": {
        "goal_named_differently": 4,
        "activity_result_differs": 2,
        "baseline_without_value": 2,
        "total_differs_from_parts": 1,
    },
    "ludza": {
        "goal_in_one_list_only": 2,
        "goal_not_in_table": 1,
        "goal_named_differently": 2,
        "goal_without_indicator": 1,
        "activity_named_differently": 12,
        "activity_result_differs": 28,
        "activity_responsible_differs": 7,
        "activity_frequency_differs": 2,
        "baseline_without_value": 2,
        "target_worse_than_baseline": 4,
        "target_weaker_than_earlier": 1,
        "measured_after_milestone": 1,
        "total_differs_from_parts": 2,
        "share_not_from_counts": 4,
    },
    "riga": {"goal_without_indicator": 1, "total_differs_from_parts": 2},
    "smiltene": {
        "goal_in_one_list_only": 6,
        "goal_named_differently": 2,
        "goal_without_indicator": 1,
        "activity_named_differently": 6,
        "activity_result_differs": 20,
        "activity_responsible_differs": 10,
        "activity_frequency_differs": 2,
        "baseline_without_value": 4,
    },
}


@cache
def registry() -> RawRegistry:
    return read_registry([PRODUCT / "plans"])


def plan(slug: str) -> RawPlan:
    return next(plan for plan in registry().plans if plan.header.municipality == slug)


def of_kind(slug: str, kind: str) -> list[Contradiction]:
    return [one for one in find_contradictions(plan(slug), registry()) if one.kind == kind]


@pytest.mark.parametrize("slug", COUNTS)
def test_how_many_there_are_of_each_kind(slug: str) -> None:
    assert Counter(one.kind for one in find_contradictions(plan(slug), registry())) == COUNTS[slug]


def test_smiltene_plans_other_results_in_table_4_3_than_in_4_1_for_20_of_23_activities() -> None:
    found = of_kind("smiltene", "activity_result_differs")
    assert {(one.a.place, one.b.place) for one in found} == {("4.1", "4.3")}
    differing = {one.subject.removeprefix("activity ") for one in found}
    assert len(found) == len(differing) == 20
    activities = [row["activity_nr"] for row in plan("smiltene").tables["activities"].rows]
    assert len(activities) == 23
    assert [activity for activity in activities if activity not in differing] == ["2.1", "2.2", "9.3"]


def test_both_places_are_quoted_as_printed() -> None:
    frequency = of_kind("smiltene", "activity_frequency_differs")[0]
    assert (frequency.subject, frequency.a.place, frequency.a.text) == ("activity 3.1", "4.1", "vismaz 6 reizes gadā")
    assert (frequency.b.place, frequency.b.text) == ("4.3", "vismaz 2 reizes gadā")
    survey = of_kind("ludza", "measured_after_milestone")[0]
    assert (survey.subject, survey.a.text, survey.b.place) == ("indicator 2", "2025: 70%", "3.4")
    assert survey.b.text.startswith("Izveidot aptauju iedzīvotājiem")
    assert survey.b.text.endswith("(2026.g.)")
    late = of_kind("aizkraukle", "baseline_not_before_milestone")
    assert [(one.a.text, one.b.text) for one in late] == [("2025.g. 60%", "2025: 75%"), ("2025.g 50%", "2025: 60%")]
    weaker = of_kind("ludza", "target_weaker_than_earlier")[0]
    assert (weaker.subject, weaker.a.text, weaker.b.text) == ("indicator 9", "2025: <0,05%", "2027: 0,05%")


def test_a_goal_is_missing_from_a_list_or_a_table() -> None:
    lists = [(one.subject, one.a.place, one.b.place) for one in of_kind("smiltene", "goal_in_one_list_only")]
    strategic = [(f"strategic_goal {number}", "3.1", "4.1") for number in (4, 5, 6, 11)]
    assert lists == [("goal 4", "4.1", "3.1"), ("goal 8", "4.1", "3.1"), *strategic]
    tables = [(one.subject, one.b.place, one.b.text) for one in of_kind("ludza", "goal_not_in_table")]
    assert tables == [("goal 2", "3.6", "")]


def test_aizkraukle_numbers_its_third_goal_four_in_the_task_table() -> None:
    (jump,) = of_kind("aizkraukle", "number_jumps")
    assert (jump.subject, jump.a.place, jump.b.place) == ("goal 4", "4.2", "4.2")
    assert jump.a.text == "1. Vecāku kompetences stiprināšana audzināšanas jautājumos"
    assert jump.b.text == "4. Sabiedrības izglītošana PMP jomā"


def test_rows_to_land_are_numbered_within_each_plan_and_stand_on_known_places() -> None:
    rows = contradiction_rows(registry())
    for one in registry().plans:
        own = [row for row in rows if row["plan_id"] == one.header.plan_id]
        assert [row["contradiction_nr"] for row in own] == list(range(1, len(find_contradictions(one, registry())) + 1))
        assert {row["place_a"] for row in own} | {row["place_b"] for row in own} <= set(one.header.places)
    assert {tuple(row) for row in rows} == {("municipality", "plan_id", *FOUND_TABLES["contradictions"])}
    assert all(row["text_a"] for row in rows)
    assert {row["text_b"] for row in rows if row["kind"] == "goal_not_in_table"} == {None}


def test_every_kind_has_words_and_the_mart_knows_it() -> None:
    for language in ("lv", "en"):
        assert list(kind_words(language)) == KINDS
        assert all(words["title"] and words["meaning"].endswith(".") for words in kind_words(language).values())
    mart = yaml.safe_load((PRODUCT / "dbt_project/models/marts/plan_contradictions.yml").read_text(encoding="utf-8"))
    kind = next(column for column in mart["models"][0]["columns"] if column["name"] == "kind")
    assert kind["data_tests"][0]["accepted_values"]["arguments"]["values"] == KINDS


@pytest.mark.parametrize(
    ("subject", "latvian", "english"),
    [
        ("goal 3", "mērķis 3", "goal 3"),
        ("strategic_goal 11", "stratēģiskais mērķis 11", "strategic goal 11"),
        ("indicator 8 basic", "rādītājs 8 (pamatskolas posms)", "indicator 8 (basic)"),
        ("task 1.1.2", "uzdevums 1.1.2", "task 1.1.2"),
        (
            "observation 269 staff_posts|logopēds|municipality|2022/2023",
            "slodzes, likmes: logopēds, visa pašvaldība, 2022./2023. m.\u00a0g.",
            "staff posts: logopēds, municipality, 2022/2023",
        ),
        (
            "observation 3 schools|total|Ludzas 2.vidusskola|2019/2020–2021/2022",
            "skolas: kopā, Ludzas 2.vidusskola, 2019./2020.–2021./2022. m.\u00a0g.",
            "schools: total, Ludzas 2.vidusskola, 2019/2020–2021/2022",
        ),
        (
            "observation 4 money|total|country|2024",
            "finansējums: kopā, visa valsts, 2024. gads",
            "money: total, country, 2024",
        ),
        (
            "observation 5 projects|total|municipality|undated",
            "projekti: kopā, visa pašvaldība, laiks nav norādīts",
            "projects: total, municipality, undated",
        ),
    ],
)
def test_subjects_in_words(subject: str, latvian: str, english: str) -> None:
    assert (subject_in_words(subject, "lv"), subject_in_words(subject, "en")) == (latvian, english)
