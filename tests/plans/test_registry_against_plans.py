"""The registry of the five plans, held against the plans as printed."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from printed import FILES, PLANS, PrintedPlan
from section import Section, fold
from transcript import Transcript

from ingest.plans.readings import read_baseline, read_deadline, read_planned_result, read_target

pytestmark = pytest.mark.parametrize("slug", FILES)
with_printed_plans = pytest.mark.skipif(
    not PLANS.is_dir(), reason="the printed plans (../shared/plans) are not at hand"
)

GOALS = {
    "kraslava": {"activity_plan": 7},
    "aizkraukle": {"activity_plan": 6},
    "smiltene": {"activity_plan": 9, "strategic": 11},
    "ludza": {"activity_plan": 8, "strategic": 6},
    "riga": {"activity_plan": 6},
}
RECORDS = {
    "indicators": {"kraslava": 13, "aizkraukle": 8, "smiltene": 12, "ludza": 11, "riga": 12},
    "activities": {"kraslava": 13, "aizkraukle": 19, "smiltene": 23, "ludza": 26, "riga": 41},
    "tasks": {"kraslava": 25, "aizkraukle": 17, "smiltene": 30, "ludza": 26, "riga": 0},
    "resources": {"kraslava": 13, "aizkraukle": 15, "smiltene": 23, "ludza": 26, "riga": 0},
}
MILESTONES = {
    "kraslava": ["2025", "2028"],
    "aizkraukle": ["2025", "2027"],
    "smiltene": ["2025", "2028"],
    "ludza": ["2025", "2027"],
    "riga": ["2026", "2028"],
}
LEVEL_HEADING = re.compile(r"(?i)(?:universālā|mērķtiecīgā|pielāgotā)\s+prevencija")
MONTH_STEMS = {6: "jūnij", 8: "august", 9: "septembr", 11: "novembr", 12: "decembr"}


class HeldAgainst:
    """A plan whose rows have all taken their words from the print."""

    def __init__(self, slug: str) -> None:
        self.transcript = Transcript(slug)
        self.printed = PrintedPlan(slug, self.transcript.plan_places())
        self.torn: list[tuple[str, str]] = []
        self.missing: list[tuple[str, str, str]] = []
        for place, section in self.printed.sections.items():
            torn, missing = section.take(self.transcript.rows(place))
            self.torn += [(place, row.name) for row in torn]
            self.missing += [(place, row.name, cell) for row, cell in missing]

    @property
    def tables(self) -> dict[str, Section]:
        """The sections that are tables; the monitoring chapter is prose of which only the duties are recorded."""
        prose = {duty["place"] for duty in self.transcript.tables["calendar"]}
        return {place: section for place, section in self.printed.sections.items() if place not in prose}


@pytest.fixture(scope="module")
def plans() -> dict[str, HeldAgainst]:
    return {slug: HeldAgainst(slug) for slug in FILES}


@pytest.fixture
def plan(plans: dict[str, HeldAgainst], slug: str) -> HeldAgainst:
    return plans[slug]


@pytest.fixture
def transcript(slug: str) -> Transcript:
    return Transcript(slug)


def explained(file: str, slug: str, *columns: str) -> list[tuple[str, ...]]:
    """The rows of a data file beside this one that are about a plan; every row says why."""
    with (Path(__file__).parent / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert all(row["reason"] for row in rows)
    return sorted(tuple(row[column] for column in columns) for row in rows if row["slug"] == slug)


@with_printed_plans
def test_every_text_is_printed_in_its_place_as_often_as_recorded(plan: HeldAgainst) -> None:
    assert plan.missing == []


@with_printed_plans
def test_cells_of_a_row_stand_beside_each_other_but_for_page_breaks(plan: HeldAgainst, slug: str) -> None:
    assert sorted(plan.torn) == explained("torn_rows.csv", slug, "place", "row")


@with_printed_plans
def test_every_printed_number_is_recorded_or_explained(plan: HeldAgainst, slug: str) -> None:
    left_over = [number for section in plan.printed.sections.values() for number in section.left_over_numbers()]
    assert sorted(left_over) == explained("uncovered_numbers.csv", slug, "token", "context")


@with_printed_plans
def test_every_word_of_the_tables_is_recorded_or_explained(plan: HeldAgainst, slug: str) -> None:
    labels = plan.transcript.header["level_labels"].values()
    headings = "|".join(re.escape(heading["heading"]) for heading in labels)
    marks = "".join(heading["mark"] for heading in labels)
    level = re.compile(rf"(?:^|\s)[{marks}](?=\s|$)|{headings}", re.IGNORECASE)
    left_over = {
        (place, words)
        for place, section in plan.tables.items()
        for run in section.left_over_words()
        if (words := level.sub("", run).strip())
    }
    assert sorted(left_over) == explained("uncovered_words.csv", slug, "place", "words")


@with_printed_plans
def test_levels_are_those_of_the_heading_above(plan: HeldAgainst) -> None:
    for table, column, name in (("goals", "goal_nr", "goal"), ("indicators", "indicator_nr", "indicator")):
        for record in plan.transcript.tables[table]:
            section = plan.printed.sections[record["place"]]
            above = section.text[: section.starts[f"{name} {record[column]}"]]
            assert len(LEVEL_HEADING.findall(above)) == int(record["prevention_level"])


@with_printed_plans
def test_activities_stand_under_their_goal(plan: HeldAgainst) -> None:
    levels = {
        goal["goal_nr"]: goal["prevention_level"]
        for goal in plan.transcript.tables["goals"]
        if goal["goal_list"] == "activity_plan"
    }
    for activity in plan.transcript.tables["activities"]:
        starts = plan.printed.sections[activity["place"]].starts
        here = starts[f"activity {activity['activity_nr']}"]
        above = [goal for goal in levels if starts[f"goal {goal}"] < here]
        assert activity["goal_nr"] == max(above, key=lambda goal: starts[f"goal {goal}"])
        assert activity["prevention_level"] == levels[activity["goal_nr"]]


@with_printed_plans
def test_header_is_printed(plan: HeldAgainst) -> None:
    header = plan.transcript.header
    table = header["results_table"]
    texts = [header["plan_title"], header["supervisor"], table["title"] or ""]
    texts += [column["label"] for column in table["columns"]]
    texts += [label["heading"] for label in header["level_labels"].values()]
    assert [text for text in texts if fold(text) not in plan.printed.folded] == []


@with_printed_plans
def test_those_who_monitor_are_named_in_the_plan(plan: HeldAgainst) -> None:
    named = {duty["responsible"] for duty in plan.transcript.tables["calendar"]}
    assert {name for name in named if fold(name) not in plan.printed.folded} == set()


def test_numbers_of_records(transcript: Transcript, slug: str) -> None:
    assert Counter(goal["goal_list"] for goal in transcript.tables["goals"]) == GOALS[slug]
    assert {table: len(transcript.tables[table]) for table in RECORDS} == {
        table: numbers[slug] for table, numbers in RECORDS.items()
    }


def test_every_indicator_row_has_both_milestones(transcript: Transcript, slug: str) -> None:
    years: dict[tuple[str, str], list[str]] = {
        (indicator["indicator_nr"], indicator["breakdown"]): [] for indicator in transcript.tables["indicators"]
    }
    for target in transcript.tables["indicator_targets"]:
        years[target["indicator_nr"], target["breakdown"]].append(target["target_year"])
    assert {row: sorted(found) for row, found in years.items()} == dict.fromkeys(years, MILESTONES[slug])


def test_baselines_say_what_is_printed(transcript: Transcript) -> None:
    for indicator in transcript.tables["indicators"]:
        baseline = read_baseline(indicator["baseline_text"])
        recorded = (indicator["baseline_kind"], number(indicator["baseline_value"]), indicator["baseline_period"])
        assert recorded == (baseline.kind, baseline.value, baseline.period), indicator["baseline_text"]
        assert indicator["breakdown_text"] in indicator["baseline_text"]


def test_indicator_targets_say_what_is_printed(transcript: Transcript) -> None:
    better = {
        (indicator["indicator_nr"], indicator["breakdown"]): indicator["better_direction"]
        for indicator in transcript.tables["indicators"]
    }
    for record in transcript.tables["indicator_targets"]:
        target = read_target(record["target_text"], better[record["indicator_nr"], record["breakdown"]])
        recorded = (record["target_kind"], record["comparator"], number(record["target_value"]))
        assert recorded == (target.kind, target.comparator, target.value), record["target_text"]


def test_task_dates_say_what_is_printed(transcript: Transcript) -> None:
    for task in transcript.tables["tasks"]:
        start, end = read_deadline(task["deadline_text"])
        assert (task["start_date"], task["end_date"]) == (start.isoformat(), end.isoformat()), task["deadline_text"]


def test_activity_targets_say_what_is_printed(transcript: Transcript) -> None:
    """The audience is left out: it may stand in the activity's name, which the planned result alone does not say."""
    recorded: dict[tuple[str, str], list[tuple[object, ...]]] = {
        reading: [] for reading in transcript.planned_results()
    }
    for target in transcript.tables["activity_targets"]:
        figures = (target["measure"], number(target["low"]), number(target["high"]), target["per"], target["each"])
        recorded[target["activity_nr"], target["place"]].append(figures)
    printed = {
        reading: [
            (target.measure, target.low, target.high, target.per, target.each or "")
            for target in read_planned_result(text)
        ]
        for reading, text in transcript.planned_results().items()
    }
    assert recorded == printed


def test_activity_targets_quote_the_planned_result(transcript: Transcript) -> None:
    results = transcript.planned_results()
    for target in transcript.tables["activity_targets"]:
        assert target["target_text"] in results[target["activity_nr"], target["place"]]


def test_task_names_its_goal_as_the_task_table_does(transcript: Transcript) -> None:
    names = {(goal["place"], goal["text"]) for goal in transcript.tables["goal_readings"]}
    for task in transcript.tables["tasks"]:
        assert not task["goal_name"] or (task["place"], task["goal_name"]) in names


def test_years_are_as_many_as_the_marks(transcript: Transcript) -> None:
    for activity in transcript.tables["activities"]:
        assert len(activity["years"].split(",") if activity["years"] else []) == len(activity["years_text"].split())


def test_month_and_year_of_a_duty_are_quoted_unless_assumed(transcript: Transcript) -> None:
    for duty in transcript.tables["calendar"]:
        assert duty["year"] in duty["quote"]
        if duty["month"] and duty["is_month_assumed"] == "false":
            assert MONTH_STEMS[int(duty["month"])] in duty["quote"]


def number(text: str) -> float | None:
    """A number column of the registry."""
    return float(text) if text else None
