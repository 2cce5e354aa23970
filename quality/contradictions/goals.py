"""Goals: in one list only, missing in a table, named in two ways, without an indicator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.plans.chosen_texts import goal_names
from ingest.plans.registry import RawPlan
from quality.contradictions.comparison import Contradiction, Reading, differing

Goal = tuple[str, str]
GOAL_SUBJECTS = {"activity_plan": "goal", "strategic": "strategic_goal"}


def goal_in_one_list_only(plan: RawPlan) -> Iterator[Contradiction]:
    """Of two lists of goals only one has the goal; `goal_links` says which goals of the two are the same."""
    links = plan.tables["goal_links"]
    linked = {("strategic", nr) for (nr,) in links.keys("strategic_goal_nr")}
    linked |= {("activity_plan", nr) for (nr,) in links.keys("goal_nr")}
    rows = plan.tables["goals"].rows
    places = {row["goal_list"]: row["place"] for row in reversed(rows)}
    names = goal_names(plan)
    for row in rows:
        goal = (row["goal_list"], row["goal_nr"])
        other = next((place for goal_list, place in places.items() if goal_list != row["goal_list"]), None)
        if other is not None and goal not in linked:
            a = Reading(row["place"], names[goal])
            yield Contradiction("goal_in_one_list_only", subject(goal), a, Reading(other, ""))


def goal_not_in_table(plan: RawPlan) -> Iterator[Contradiction]:
    """A table names the other goals of a list, but not this one."""
    printed: dict[Goal, set[str]] = defaultdict(set)
    tables: dict[str, dict[str, None]] = defaultdict(dict)
    for row in plan.tables["goal_readings"].rows:
        printed[row["goal_list"], row["goal_nr"]].add(row["place"])
        tables[row["goal_list"]][row["place"]] = None
    names = goal_names(plan)
    for row in plan.tables["goals"].rows:
        goal = (row["goal_list"], row["goal_nr"])
        for place in tables[row["goal_list"]]:
            if place not in printed[goal]:
                a = Reading(row["place"], names[goal])
                yield Contradiction("goal_not_in_table", subject(goal), a, Reading(place, ""))


def goal_named_differently(plan: RawPlan) -> Iterator[Contradiction]:
    """Tables, or the two lists, name the same goal in different words."""
    same = {
        ("strategic", row["strategic_goal_nr"]): ("activity_plan", row["goal_nr"])
        for row in plan.tables["goal_links"].rows
    }
    readings: dict[Goal, list[Reading]] = defaultdict(list)
    for row in plan.tables["goal_readings"].rows:
        goal = (row["goal_list"], row["goal_nr"])
        readings[same.get(goal, goal)].append(Reading(row["place"], row["text"]))
    for goal, texts in readings.items():
        yield from differing(plan, "goal_named_differently", subject(goal), texts)


def goal_without_indicator(plan: RawPlan) -> Iterator[Contradiction]:
    """No indicator of the plan speaks for a goal that has activities to reach it."""
    measured = plan.tables["goal_indicators"].keys("goal_nr")
    names = goal_names(plan)
    indicators_in = next((row["place"] for row in plan.tables["indicators"].rows), "")
    for row in plan.tables["goals"].rows:
        goal = (row["goal_list"], row["goal_nr"])
        if row["goal_list"] == "activity_plan" and (row["goal_nr"],) not in measured:
            a = Reading(row["place"], names[goal])
            yield Contradiction("goal_without_indicator", subject(goal), a, Reading(indicators_in, ""))


def subject(goal: Goal) -> str:
    """A goal as the subject of a contradiction."""
    goal_list, goal_nr = goal
    return f"{GOAL_SUBJECTS[goal_list]} {goal_nr}"
