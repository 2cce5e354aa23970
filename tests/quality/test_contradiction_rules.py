"""Each rule on an invented plan: what contradicts, what does not, the edge between, and rows that say nothing."""

from __future__ import annotations

import pytest
from invented import Rows, invented_plan

from ingest.plans.named_reporters import PrintedExecutors
from ingest.plans.registry import RawRegistry, RawTable
from quality.contradictions import activities, goals, indicators, numbering, tasks
from quality.contradictions.comparison import Contradiction, fold, fold_institutions
from quality.contradictions.search import Rule

Found = tuple[str, str, str, str, str]
"""Subject, place and text of both readings."""


def flat(found: Contradiction) -> Found:
    return found.subject, found.a.place, found.a.text, found.b.place, found.b.text


def found(rule: Rule, **tables: Rows) -> list[Found]:
    contradictions = list(rule(invented_plan(**tables)))
    assert {one.kind for one in contradictions} <= {rule.__name__}
    return [flat(one) for one in contradictions]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("BEA „Bērna audzināšana”", 'bea  "Bērna\n\u00a0audzināšana".', True),
        ("Aptauja. .", "Aptauja", True),
        ("skolas –kopienas", "skolas – kopienas", True),
        ("Aptauja", "Aptaujas", False),
        ("nakts", "nākts", False),
        ("1.1. darbs", "11. darbs", False),
    ],
)
def test_what_does_not_count_in_a_comparison(one: str, other: str, is_same: bool) -> None:
    assert (fold(one) == fold(other)) is is_same


def test_the_order_of_institutions_does_not_count() -> None:
    assert fold_institutions("BJC, Izglītības pārvalde") == fold_institutions("izglītības pārvalde,, BJC.")
    assert fold_institutions("BJC") != fold_institutions("BJC, Izglītības pārvalde")


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("Skola.", "Skolas", False),
        ("Skolas, BJC", "BJC sadarbībā ar skolām", True),
        ("Skola", "BJC", True),
        ("Skola", "Skolas, vecāki", True),
        ("Vecāki", "NVO", True),
        ("Skola, klubs", "Skolas, klubs", True),
    ],
)
def test_institutions_are_compared_by_the_reporters_they_mean(first: str, second: str, differ: bool) -> None:
    reporters = [
        {
            "reporter_id": "1",
            "reporter_name": "1. skola",
            "aliases": "",
            "reporter_kind": "school",
            "is_expected": "true",
            "valid_from": "",
            "valid_to": "",
        },
        {
            "reporter_id": "2",
            "reporter_name": "BJC",
            "aliases": "",
            "reporter_kind": "youth_centre",
            "is_expected": "true",
            "valid_from": "",
            "valid_to": "",
        },
    ]
    printed = {"Skola": "school", "Skolas": "school", "Vecāki": "", "NVO": ""}
    meanings = [{"printed_name": name, "reporter_kind": kind, "reporter_id": ""} for name, kind in printed.items()]
    executors = PrintedExecutors(
        RawTable("", [], reporters, []), RawTable("", [], meanings, []), "2024-01-01", "2027-12-31"
    )
    texts = [reading("responsible", first), reading("responsible", second, place="C")]
    found = list(activities.activity_responsible_differs(invented_plan(activity_readings=texts), executors))
    assert bool(found) is differ


def goal(nr: str, **values: str) -> dict[str, str]:
    return {"goal_nr": nr, **values}


TWO_LISTS: dict[str, Rows] = {
    "goals": [goal("1"), goal("2"), goal("1", goal_list="strategic", place="A")],
    "goal_readings": [
        goal("1", text="Vecāki"),
        goal("2", text="Jaunieši"),
        goal("1", goal_list="strategic", place="A", text="Zinoši vecāki"),
    ],
    "goal_links": [{"strategic_goal_nr": "1", "goal_nr": "1", "is_inferred": "true"}],
}


def test_goal_in_one_list_only() -> None:
    assert found(goals.goal_in_one_list_only, **TWO_LISTS) == [("goal 2", "B", "Jaunieši", "A", "")]
    unlinked = {**TWO_LISTS, "goal_links": []}
    assert [one[0] for one in found(goals.goal_in_one_list_only, **unlinked)] == [
        "goal 1",
        "goal 2",
        "strategic_goal 1",
    ]


def test_one_list_alone_has_every_goal() -> None:
    assert found(goals.goal_in_one_list_only, goals=[goal("1")], goal_readings=[goal("1", text="Vecāki")]) == []


def test_goal_not_in_table() -> None:
    readings = [goal("1", text="Vecāki"), goal("2", text="Jaunieši"), goal("1", place="C", text="Vecāki")]
    tables = {"goals": [goal("1"), goal("2")], "goal_readings": readings}
    assert found(goals.goal_not_in_table, **tables) == [("goal 2", "B", "Jaunieši", "C", "")]
    assert found(goals.goal_not_in_table, **TWO_LISTS) == []


def test_goal_named_differently_in_two_tables_or_two_lists() -> None:
    assert found(goals.goal_named_differently, **TWO_LISTS) == [("goal 1", "A", "Zinoši vecāki", "B", "Vecāki")]
    texts = ["Vecāki", "“Vecāki”.", "Vecāki un bērni", "vecāki un bērni"]
    readings = [goal("1", place=place, text=text) for place, text in zip("ABCD", texts, strict=True)]
    expected = [("goal 1", "A", "Vecāki", "C", "Vecāki un bērni")]
    assert found(goals.goal_named_differently, goals=[goal("1")], goal_readings=readings) == expected


def test_goal_without_indicator() -> None:
    tables = {**TWO_LISTS, "goal_indicators": [{"goal_nr": "1", "indicator_nr": "1"}], "indicators": [{}]}
    assert found(goals.goal_without_indicator, **tables) == [("goal 2", "B", "Jaunieši", "A", "")]


def reading(field: str, text: str, place: str = "B") -> dict[str, str]:
    return {"activity_nr": "1.1", "field": field, "text": text, "place": place}


def test_activity_named_differently_also_by_tasks_and_resources() -> None:
    tables: dict[str, Rows] = {
        "activity_readings": [reading("activity_name", "Lekcijas")],
        "tasks": [{"activity_nr": "1.1", "activity_name": "Lekcijas vecākiem"}, {"activity_name": "Cita"}],
        "resources": [{"activity_nr": "1.1", "activity_name": "lekcijas."}],
    }
    expected = [("activity 1.1", "B", "Lekcijas", "C", "Lekcijas vecākiem")]
    assert found(activities.activity_named_differently, **tables) == expected


def test_a_table_with_several_rows_agrees_when_one_does() -> None:
    tables: dict[str, Rows] = {
        "activity_readings": [reading("activity_name", "Lekcijas")],
        "resources": [{"activity_nr": "1.1", "activity_name": name} for name in ("Telpas", "Lekcijas")],
    }
    assert found(activities.activity_named_differently, **tables) == []


def test_activity_result_and_responsible_differ() -> None:
    tables: dict[str, Rows] = {
        "activity_readings": [reading("planned_result", "30 % vecāku"), reading("responsible", "BJC, VID")],
        "resources": [{"activity_nr": "1.1", "planned_result": "100 dalībnieki", "responsible": "vid, bjc."}],
    }
    expected = [("activity 1.1", "B", "30 % vecāku", "D", "100 dalībnieki")]
    assert found(activities.activity_result_differs, **tables) == expected
    assert found(activities.activity_responsible_differs, **tables) == []
    tables["resources"] = [{"activity_nr": "1.1", "responsible": "VID"}]
    assert found(activities.activity_result_differs, **tables) == []
    expected = [("activity 1.1", "B", "BJC, VID", "D", "VID")]
    assert found(activities.activity_responsible_differs, **tables) == expected


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("vismaz 6 reizes gadā", "vismaz 2 reizes gadā", True),
        ("1 pasākums mēnesī", "12 pasākumi gadā", False),
        ("1 pasākums mācību gadā", "1 pasākums gadā", False),
        ("2 pasākumi gadā", "3 pasākumi gadā katrā skolā", False),  # another thing is counted
        ("2 pasākumi gadā", "100 dalībnieki gadā", False),
        ("2 pasākumi gadā", "Pasākumi notiek", False),
        ("2 pasākumi nedēļā", "2 pasākumi gadā", False),  # weeks of activity are not known
    ],
)
def test_activity_frequency_differs(one: str, other: str, differs: bool) -> None:
    tables: dict[str, Rows] = {
        "activity_readings": [reading("planned_result", one), reading("activity_name", "Pasākumi")],
        "resources": [{"activity_nr": "1.1", "planned_result": other}],
    }
    expected = [("activity 1.1", "B", one, "D", other)] if differs else []
    assert found(activities.activity_frequency_differs, **tables) == expected


def task(nr: str, **values: str) -> dict[str, str]:
    return {"task_nr": nr, **values}


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["1.1", "1.2", "2.1", "3.1"], []),
        (["1.1", "1.3"], [("task 1.3", "C", "1.1. Darbs", "C", "1.3. Darbs")]),
        (["1.2"], [("task 1.2", "C", "", "C", "1.2. Darbs")]),
        (
            ["1.2", "1.1"],
            [("task 1.2", "C", "", "C", "1.2. Darbs"), ("task 1.1", "C", "1.2. Darbs", "C", "1.1. Darbs")],
        ),
        (["1.a", "x", ""], []),
        (["1.9", "1.10"], [("task 1.9", "C", "", "C", "1.9. Darbs")]),
    ],
)
def test_number_jumps(numbers: list[str], expected: list[Found]) -> None:
    assert found(numbering.number_jumps, tasks=[task(number) for number in numbers]) == expected


def test_number_jumps_in_every_numbered_table() -> None:
    tables: dict[str, Rows] = {
        "goal_readings": [
            goal("1", printed_goal_nr="1"),
            goal("2", printed_goal_nr="3"),
            goal("3"),
            goal("4", printed_goal_nr="4"),
            goal("1", place="C", printed_goal_nr="1"),
            goal("2", place="C", printed_goal_nr="2"),
            goal("2", goal_list="strategic", place="A", printed_goal_nr="2"),
        ],
        "indicators": [{"indicator_nr": "1"}, {"indicator_nr": "1", "breakdown": "basic"}, {"indicator_nr": "4"}],
        "activities": [{"activity_nr": "1.2"}],
        "tasks": [task("1.1.1", printed_activity_nr="1.1"), task("1.3.1", printed_activity_nr="1.3")],
    }
    subjects = [one[0] for one in found(numbering.number_jumps, **tables)]
    assert subjects == ["goal 3", "strategic_goal 2", "indicator 4", "activity 1.2", "activity 1.3"]


def test_number_repeats() -> None:
    tables: dict[str, Rows] = {
        "indicators": [
            {"indicator_nr": "1", "indicator_name": "Īpatsvars", "breakdown": "basic"},
            {"indicator_nr": "1", "indicator_name": "īpatsvars.", "breakdown": "upper_secondary"},
            {"indicator_nr": "1", "indicator_name": "Skaits"},
        ],
        "tasks": [
            task("1", printed_activity_nr="1.1", activity_name="Lekcijas"),
            task("2", printed_activity_nr="1.1", activity_name="Nometnes"),
            task("3", activity_name="Forums"),
            task("4", activity_name="Kluss forums"),
        ],
    }
    assert found(numbering.number_repeats, **tables) == [
        ("indicator 1", "A", "1. Īpatsvars", "A", "1. Skaits"),
        ("activity 1.1", "C", "1.1. Lekcijas", "C", "1.1. Nometnes"),
    ]
    assert found(numbering.number_jumps, **tables) == []


def test_tasks_numbered_like_their_activities_are_one_sequence() -> None:
    rows = [task(number, printed_activity_nr=number) for number in ("1.1", "1.3")]
    assert [one[0] for one in found(numbering.number_jumps, tasks=rows)] == ["task 1.3"]


def test_activity_number_differs() -> None:
    tables: dict[str, Rows] = {
        "activities": [{"activity_nr": "1.1"}, {"activity_nr": "1.2"}],
        "activity_readings": [reading("activity_name", "Lekcijas")],
        "tasks": [
            task("1", activity_nr="1.1", printed_activity_nr="1.1", activity_name="Lekcijas"),
            task("2", activity_nr="1.1", printed_activity_nr="1.3", activity_name="Lekcijas"),
            task("3", printed_activity_nr="1.1", activity_name="Nometnes"),
            task("4", printed_activity_nr="9.9", activity_name="Forums"),
            task("5", activity_nr="1.2", activity_name="Aptauja"),
        ],
    }
    assert found(numbering.activity_number_differs, **tables) == [
        ("activity 1.1", "B", "1.1. Lekcijas", "C", "1.3. Lekcijas"),
        ("activity 1.1", "B", "1.1. Lekcijas", "C", "1.1. Nometnes"),
    ]


def measured(baseline: dict[str, str], *targets: dict[str, str]) -> dict[str, Rows]:
    years = ("2025", "2027")
    rows = [{"target_year": year, **target} for year, target in zip(years, targets, strict=False)]
    return {"indicators": [baseline], "indicator_targets": rows}


@pytest.mark.parametrize(
    ("period", "is_found"), [("2024", False), ("2025", True), ("2026", True), ("2024/2025", True), ("", False)]
)
def test_baseline_not_before_milestone(period: str, is_found: bool) -> None:
    tables = measured({"baseline_text": "60%", "baseline_period": period}, {"target_text": "70%"})
    expected = [("indicator 1", "A", "60%", "A", "2025: 70%")] if is_found else []
    assert found(indicators.baseline_not_before_milestone, **tables) == expected


def test_baseline_without_value() -> None:
    unknown = {"baseline_text": "tiks noteikta", "baseline_kind": "to_be_determined", "breakdown": "total"}
    direction = {"target_kind": "direction", "comparator": "gt", "target_text": "audzis"}
    tables = measured(unknown, direction, {"target_text": "80%", "target_value": "80"})
    expected = [("indicator 1", "A", "tiks noteikta", "A", "2027: 80%")]
    assert found(indicators.baseline_without_value, **tables) == expected
    change = {"target_kind": "change", "target_text": "+5%", "target_value": "5"}
    assert found(indicators.baseline_without_value, **measured(unknown, change)) == []
    zero = {"baseline_text": "0%", "baseline_value": "0"}
    assert found(indicators.baseline_without_value, **measured(zero, {"target_value": "5"})) == []


LOWER = {"better_direction": "lower"}


@pytest.mark.parametrize(
    ("indicator", "target", "is_found"),
    [
        ({"baseline_value": "60"}, {"target_value": "59.9"}, True),
        ({"baseline_value": "60"}, {"target_value": "60"}, False),
        ({"baseline_value": "0.02", **LOWER}, {"target_value": "0.05", "comparator": "lt"}, True),
        ({"baseline_value": "0", **LOWER}, {"target_kind": "hold", "comparator": "lte"}, False),
        ({"baseline_value": "60"}, {"target_kind": "change", "target_value": "-5"}, True),
        ({"baseline_kind": "period_only"}, {"target_kind": "change", "target_value": "-5"}, True),
        ({"baseline_kind": "period_only"}, {"target_kind": "change", "target_value": "5"}, False),
        ({"baseline_kind": "period_only"}, {"target_value": "5"}, False),
    ],
)
def test_target_worse_than_baseline(indicator: dict[str, str], target: dict[str, str], is_found: bool) -> None:
    tables = measured({"baseline_text": "bāze", **indicator}, {"target_text": "mērķis", **target})
    expected = [("indicator 1", "A", "bāze", "A", "2025: mērķis")] if is_found else []
    assert found(indicators.target_worse_than_baseline, **tables) == expected


def change(value: str) -> dict[str, str]:
    return {"target_kind": "change", "target_value": value}


@pytest.mark.parametrize(
    ("indicator", "earlier", "later", "is_found"),
    [
        ({}, {"target_value": "70"}, {"target_value": "69"}, True),
        ({}, {"target_value": "70"}, {"target_value": "70"}, False),
        (LOWER, {"target_value": "0.05", "comparator": "lt"}, {"target_value": "0.05", "comparator": "lte"}, True),
        (LOWER, {"target_value": "3"}, {"target_value": "2"}, False),
        ({}, change("10"), change("5"), True),
        ({"baseline_value": "60"}, {"target_value": "70"}, change("5"), True),
        ({"baseline_value": "60"}, {"target_value": "70"}, change("10"), False),
        ({"baseline_value": "200", "unit": "count"}, {"target_value": "215"}, change("10"), False),  # +10 % is 220
        ({"baseline_value": "60"}, {"target_value": "70"}, {"target_kind": "hold"}, True),
        ({}, {"target_value": "70"}, change("5"), False),  # without a baseline they cannot be compared
    ],
)
def test_target_weaker_than_earlier(
    indicator: dict[str, str], earlier: dict[str, str], later: dict[str, str], is_found: bool
) -> None:
    tables = measured(indicator, {"target_text": "agrāk", **earlier}, {"target_text": "vēlāk", **later})
    expected = [("indicator 1", "A", "2025: agrāk", "A", "2027: vēlāk")] if is_found else []
    assert found(indicators.target_weaker_than_earlier, **tables) == expected


@pytest.mark.parametrize(
    ("kind", "period", "is_found"),
    [
        ("to_be_determined", "2026", True),
        ("to_be_determined", "2025", False),
        ("period_only", "2025/2026", True),
        ("value", "2026", False),  # measured already, only dated late
        ("to_be_determined", "", False),
    ],
)
def test_baseline_is_found_only_after_the_milestone(kind: str, period: str, is_found: bool) -> None:
    baseline = {"baseline_text": "tiks noteikta", "baseline_kind": kind, "baseline_period": period}
    expected = [("indicator 1", "A", "2025: 70%", "A", "tiks noteikta")] if is_found else []
    tables = measured(baseline, {"target_text": "70%"})
    assert found(indicators.measured_after_milestone, **tables) == expected


@pytest.mark.parametrize(
    ("source", "task_name", "starts", "is_found"),
    [
        ("Aptauja", "Iedzīvotāju anketēšana", ["2026-01-01"], True),
        ("Aptauja", "Iedzīvotāju anketēšana", ["2025-12-01"], False),
        ("Aptauja", "Iedzīvotāju anketēšana", ["2027-01-01", "2024-01-01"], False),
        ("Aptauja", "Lekcijas", ["2026-01-01"], False),
        ("VIIS", "Iedzīvotāju anketēšana", ["2026-01-01"], False),
        ("Aptauja", "", [], False),
    ],
)
def test_survey_comes_after_the_milestone(source: str, task_name: str, starts: list[str], is_found: bool) -> None:
    tables = measured({"data_source": source}, {"target_text": "70%"}) | {
        "activities": [{"activity_nr": "1.1"}],
        "goal_indicators": [{"goal_nr": "1", "indicator_nr": "1"}],
        "tasks": [
            task("1", activity_nr="1.1", task_name=task_name, start_date=start, deadline_text="2026.g.")
            for start in starts
        ],
    }
    expected = [("indicator 1", "A", "2025: 70%", "C", f"{task_name} (2026.g.)")] if is_found else []
    assert found(indicators.measured_after_milestone, **tables) == expected


def test_indicator_without_activity() -> None:
    tables: dict[str, Rows] = {
        "goals": [goal("1"), goal("2")],
        "activities": [{"activity_nr": "1.1"}],
        "indicators": [{}, {"indicator_nr": "2", "breakdown": "basic"}, {"indicator_nr": "3"}],
        "goal_indicators": [{"goal_nr": "1", "indicator_nr": "1"}, {"goal_nr": "2", "indicator_nr": "2"}],
    }
    assert found(indicators.indicator_without_activity, **tables) == [
        ("indicator 2 basic", "A", "Rādītājs", "B", ""),
        ("indicator 3", "A", "Rādītājs", "B", ""),
    ]


@pytest.mark.parametrize(
    ("first", "last", "is_found"),
    [
        ("2024-01-01", "2027-12-31", False),
        ("2023-12-31", "2027-12-31", True),
        ("2024-01-01", "2028-01-01", True),
    ],
)
def test_task_outside_period(first: str, last: str, is_found: bool) -> None:
    rows = [task("1.1", start_date=first, end_date=last, deadline_text="2024.–2028.g.")]
    expected = [("task 1.1", "C", "2024.–2028.g.", "", "01.01.2024.–31.12.2027.")] if is_found else []
    assert found(tasks.task_outside_period, tasks=rows) == expected


def test_an_empty_plan_contradicts_nothing() -> None:
    from quality.contradictions.search import find_contradictions

    assert find_contradictions(invented_plan(), RawRegistry([])) == []
