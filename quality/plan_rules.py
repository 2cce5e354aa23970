"""Rules over the tables and versions of the plan registry, one small function each; tables are sound by then."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator

from ingest.plans.registry import RawPlan, RawRegistry, RawTable
from ingest.plans.tables import plan_tables
from ingest.problems import InputError, Problem
from quality.collection_rules import collection_problems
from quality.composition_rules import composition_unclear
from quality.observation_rules import figure_without_observation, observation_period_unreadable
from quality.plan_periods import dates_of_version, milestone_outside, times_of_calendar, years_of_activity
from quality.plan_problems import header_problem, row_problem
from quality.plan_readings import (
    baseline_reading_differs,
    deadline_reading_differs,
    target_reading_differs,
    target_words_not_printed,
)
from quality.plan_tables import table_problems
from quality.plan_versions import version_problems
from quality.reporter_rules import reporter_problems


def check_registry(registry: RawRegistry, catalogue: Collection[str]) -> None:
    """Check all plan versions and reporters.

    Args:
        registry: What `ingest.plans.registry` read.
        catalogue: Keys of the indicator catalogue.

    Raises:
        InputError: With every problem found.
    """
    problems = [problem for plan in registry.plans for problem in check_plan(plan, catalogue)]
    problems += reporter_problems(registry)
    problems += collection_problems(registry)
    problems += version_problems(registry.plans)
    if problems:
        raise InputError(problems)


def check_plan(plan: RawPlan, catalogue: Collection[str]) -> list[Problem]:
    """Check one plan version; the rules only run when each table by itself is sound."""
    shape = [problem for name, raw in plan.tables.items() for problem in table_problems(name, raw)]
    if shape:
        return shape
    return [problem for rule in RULES for problem in rule(plan)] + list(unknown_indicator_key(plan, catalogue))


def unknown_reference(plan: RawPlan) -> Iterator[Problem]:
    """A row names a goal, an indicator or an activity that the plan does not have; naming none is allowed."""
    tables = plan.tables
    for name, table in plan_tables().items():
        for target, columns in table.references.items():
            yield from _not_among(tables[name], columns, tables[target].keys(*columns), target)
    goals = tables["goals"].keys("goal_list", "goal_nr")
    activity_plan = {(nr,) for goal_list, nr in goals if goal_list == "activity_plan"}
    strategic = {(nr,) for goal_list, nr in goals if goal_list == "strategic"}
    activities = tables["activities"].keys("activity_nr")
    yield from _not_among(tables["activities"], ["goal_nr"], activity_plan, "goals", "plan_activity_without_goal")
    yield from _not_among(tables["goal_links"], ["goal_nr"], activity_plan, "goals")
    yield from _not_among(tables["goal_links"], ["strategic_goal_nr"], strategic, "goals")
    yield from _not_among(tables["goal_indicators"], ["goal_nr"], activity_plan, "goals")
    indicators = tables["indicators"].keys("indicator_nr")
    yield from _not_among(tables["goal_indicators"], ["indicator_nr"], indicators, "indicators")
    yield from _not_among(tables["tasks"], ["activity_nr"], activities, "activities")
    yield from _not_among(tables["resources"], ["activity_nr"], activities, "activities")


def unknown_indicator_key(plan: RawPlan, catalogue: Collection[str]) -> Iterator[Problem]:
    """An indicator or a printed figure is mapped to a key that the catalogue does not have."""
    for name in ("indicators", "indicator_figures"):
        yield from _not_among(plan.tables[name], ["indicator_key"], {(key,) for key in catalogue}, "catalogue")


def unknown_place(plan: RawPlan) -> Iterator[Problem]:
    """A record or the reading order stands on a table or section that `plan.yml` does not list."""
    known = {(code,) for code in plan.header.places}
    for name, raw in plan.tables.items():
        if "place" in plan_tables()[name].columns:
            yield from _not_among(raw, ["place"], known, "plan.yml: places")
    for field, places in plan.header.reading_order.items():
        for place in places:
            if (place,) not in known:
                yield header_problem(plan, "plan_reference_unknown", f"reading_order.{field}", place)


def activity_key_repeated(plan: RawPlan) -> Iterator[Problem]:
    """Two activities of one version with the same key: their former years could not be told apart."""
    raw = plan.tables["activities"]
    seen = Counter(row["activity_key"] for row in raw.rows)
    for line, row in raw.numbered():
        if seen[row["activity_key"]] > 1:
            yield row_problem("plan_key_repeated", raw, line, "activity_key", row["activity_key"])


def reason_missing(plan: RawPlan) -> Iterator[Problem]:
    """A pair that the plan does not print, without the reason why it belongs together."""
    for name in ("goal_links", "goal_indicators"):
        raw = plan.tables[name]
        for line, row in raw.numbered():
            if row["is_inferred"] == "true" and not row["reason"].strip():
                yield row_problem("plan_reason_missing", raw, line, "reason", row["reason"])


def bounds_of_target(plan: RawPlan) -> Iterator[Problem]:
    """A structured target without any figure, or with a lower bound above the upper one."""
    raw = plan.tables["activity_targets"]
    for line, row in raw.numbered():
        low, high = row["low"], row["high"]
        if not low and not high:
            yield row_problem("plan_bounds_missing", raw, line, "low, high", "")
        elif low and high and float(low) > float(high):
            yield row_problem("plan_bounds_reversed", raw, line, "low, high", f"{low} – {high}")


def text_missing(plan: RawPlan) -> Iterator[Problem]:
    """A goal without name, or an activity without name or planned result, in any place of the reading order."""
    order = plan.header.reading_order
    goal_places = _places(plan.tables["goal_readings"], ("goal_list", "goal_nr"))
    for line, row in plan.tables["goals"].numbered():
        if not goal_places[row["goal_list"], row["goal_nr"]]:
            yield row_problem("plan_text_missing", plan.tables["goals"], line, "goal_nr", row["goal_nr"], "goal_name")
    places = _places(plan.tables["activity_readings"], ("activity_nr", "field"))
    for row in plan.tables["resources"].rows:
        if row["planned_result"]:
            places[row["activity_nr"], "planned_result"].add(row["place"])
    raw = plan.tables["activities"]
    for line, row in raw.numbered():
        for field in ("activity_name", "planned_result"):
            if places[row["activity_nr"], field].isdisjoint(order.get(field, [])):
                yield row_problem("plan_text_missing", raw, line, "activity_nr", row["activity_nr"], field)


RULES: tuple[Callable[[RawPlan], Iterator[Problem]], ...] = (
    unknown_reference,
    unknown_place,
    activity_key_repeated,
    reason_missing,
    bounds_of_target,
    text_missing,
    baseline_reading_differs,
    target_reading_differs,
    target_words_not_printed,
    deadline_reading_differs,
    dates_of_version,
    milestone_outside,
    years_of_activity,
    times_of_calendar,
    observation_period_unreadable,
    figure_without_observation,
    composition_unclear,
)


def _places(raw: RawTable, columns: tuple[str, ...]) -> defaultdict[tuple[str, ...], set[str]]:
    places = defaultdict(set)
    for row in raw.rows:
        places[tuple(row[column] for column in columns)].add(row["place"])
    return places


def _not_among(
    raw: RawTable,
    columns: list[str],
    known: Collection[tuple[str, ...]],
    target: str,
    rule_id: str = "plan_reference_unknown",
) -> Iterator[Problem]:
    for line, row in raw.numbered():
        key = tuple(row[column] for column in columns)
        if any(key) and key not in known:
            yield row_problem(rule_id, raw, line, ", ".join(columns), ", ".join(key), target)
