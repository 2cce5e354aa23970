"""Rules over the tables and versions of the plan registry, one small function each; tables are sound by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import fields
from itertools import pairwise

from ingest.plans.readings import Baseline, Target, UnreadableText, read_baseline, read_target
from ingest.plans.registry import RawPlan, RawRegistry, RawTable
from ingest.plans.tables import plan_tables
from ingest.problems import InputError, Problem
from quality.observation_rules import observation_period_unreadable
from quality.plan_tables import table_problems


def check_registry(registry: RawRegistry, catalogue: Collection[str]) -> None:
    """Check all plan versions and reporters.

    Args:
        registry: What `ingest.plans.registry` read.
        catalogue: Keys of the indicator catalogue.

    Raises:
        InputError: With every problem found.
    """
    problems = [problem for plan in registry.plans for problem in check_plan(plan, catalogue)]
    problems += [problem for raw in registry.reporters.values() for problem in table_problems("reporters", raw)]
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
    """An indicator is mapped to a key that the catalogue does not have."""
    yield from _not_among(plan.tables["indicators"], ["indicator_key"], {(key,) for key in catalogue}, "catalogue")


def unknown_place(plan: RawPlan) -> Iterator[Problem]:
    """A record or the reading order stands on a table or section that `plan.yml` does not list."""
    known = {(code,) for code in plan.header.places}
    for name, raw in plan.tables.items():
        if "place" in plan_tables()[name].columns:
            yield from _not_among(raw, ["place"], known, "plan.yml: places")
    for field, places in plan.header.reading_order.items():
        for place in places:
            if (place,) not in known:
                yield _header_problem(plan, "plan_reference_unknown", f"reading_order.{field}", place)


def text_missing(plan: RawPlan) -> Iterator[Problem]:
    """A goal without name, or an activity without name or planned result, in any place of the reading order."""
    order = plan.header.reading_order
    goal_places = _places(plan.tables["goal_readings"], ("goal_list", "goal_nr"))
    for line, row in plan.tables["goals"].numbered():
        if not goal_places[row["goal_list"], row["goal_nr"]]:
            yield _row_problem("plan_text_missing", plan.tables["goals"], line, "goal_nr", row["goal_nr"], "goal_name")
    places = _places(plan.tables["activity_readings"], ("activity_nr", "field"))
    for row in plan.tables["resources"].rows:
        if row["planned_result"]:
            places[row["activity_nr"], "planned_result"].add(row["place"])
    raw = plan.tables["activities"]
    for line, row in raw.numbered():
        for field in ("activity_name", "planned_result"):
            if places[row["activity_nr"], field].isdisjoint(order.get(field, [])):
                yield _row_problem("plan_text_missing", raw, line, "activity_nr", row["activity_nr"], field)


def baseline_reading_differs(plan: RawPlan) -> Iterator[Problem]:
    """A baseline that cannot be read, or whose structured reading is not what its printed text says."""
    raw = plan.tables["indicators"]
    for line, row in raw.numbered():
        stated = Baseline(row["baseline_kind"], _number(row["baseline_value"]), row["baseline_period"] or None)
        try:
            read = read_baseline(row["baseline_text"])
        except UnreadableText:
            yield _row_problem("plan_baseline_unreadable", raw, line, "baseline_text", row["baseline_text"])
            continue
        if read != stated:
            yield _row_problem("plan_reading_differs", raw, line, "baseline_text", row["baseline_text"], _say(read))


def target_reading_differs(plan: RawPlan) -> Iterator[Problem]:
    """A target that cannot be read, or whose structured reading is not what its printed text says."""
    directions = {
        (row["indicator_nr"], row["breakdown"]): row["better_direction"] for row in plan.tables["indicators"].rows
    }
    raw = plan.tables["indicator_targets"]
    for line, row in raw.numbered():
        stated = Target(row["target_kind"], row["comparator"], _number(row["target_value"]))
        try:
            read = read_target(row["target_text"], directions.get((row["indicator_nr"], row["breakdown"]), "higher"))
        except UnreadableText:
            yield _row_problem("plan_target_unreadable", raw, line, "target_text", row["target_text"])
            continue
        if read != stated:
            yield _row_problem("plan_reading_differs", raw, line, "target_text", row["target_text"], _say(read))


def target_words_not_printed(plan: RawPlan) -> Iterator[Problem]:
    """A structured target whose words do not stand in the planned result it is said to be read from."""
    texts = {
        (row["activity_nr"], row["place"]): row["text"]
        for row in plan.tables["activity_readings"].rows
        if row["field"] == "planned_result"
    }
    for row in plan.tables["resources"].rows:
        texts.setdefault((row["activity_nr"], row["place"]), row["planned_result"])
    raw = plan.tables["activity_targets"]
    for line, row in raw.numbered():
        if row["target_text"] not in texts.get((row["activity_nr"], row["place"]), ""):
            yield _row_problem("plan_target_words", raw, line, "target_text", row["target_text"], row["place"])


def period_problems(plan: RawPlan) -> Iterator[Problem]:
    """Dates that run backwards or milestone years outside the plan period."""
    header = plan.header
    for start, end in (("period_start", "period_end"), ("valid_from", "valid_to")):
        first, last = getattr(header, start), getattr(header, end)
        if last is not None and last < first:
            yield _header_problem(plan, "plan_dates_reversed", f"{start}, {end}", f"{first} – {last}")
    raw = plan.tables["tasks"]
    for line, row in raw.numbered():
        if row["end_date"] < row["start_date"]:
            value = f"{row['start_date']} – {row['end_date']}"
            yield _row_problem("plan_dates_reversed", raw, line, "start_date, end_date", value)
    raw = plan.tables["indicator_targets"]
    for line, row in raw.numbered():
        if int(row["target_year"]) not in header.years:
            yield _row_problem("plan_year_outside", raw, line, "target_year", row["target_year"])


RULES: tuple[Callable[[RawPlan], Iterator[Problem]], ...] = (
    unknown_reference,
    unknown_place,
    text_missing,
    baseline_reading_differs,
    target_reading_differs,
    target_words_not_printed,
    period_problems,
    observation_period_unreadable,
)


def version_problems(plans: Iterable[RawPlan]) -> list[Problem]:
    """Versions of one municipality that contradict each other: same id twice, overlap, an unknown predecessor.

    A version ends the day before the one that replaces it begins; two versions in force on the same day with
    neither replacing the other are an overlap.
    """
    problems: list[Problem] = []
    by_municipality: dict[str, list[RawPlan]] = defaultdict(list)
    for plan in plans:
        by_municipality[plan.header.municipality].append(plan)
    for versions in by_municipality.values():
        ids = [version.header.plan_id for version in versions]
        for version in versions:
            header = version.header
            if ids.count(header.plan_id) > 1:
                problems.append(_header_problem(version, "plan_id_repeated", "plan_id", header.plan_id))
            if header.replaces is not None and header.replaces not in ids:
                problems.append(_header_problem(version, "plan_predecessor_unknown", "replaces", header.replaces))
        problems += _overlaps(sorted(versions, key=lambda version: version.header.valid_from))
    return problems


def _overlaps(versions: list[RawPlan]) -> Iterator[Problem]:
    for earlier, later in pairwise(versions):
        ended = earlier.header.valid_to is not None and earlier.header.valid_to < later.header.valid_from
        starts_later = earlier.header.valid_from < later.header.valid_from
        if not ended and not (later.header.replaces == earlier.header.plan_id and starts_later):
            yield _header_problem(later, "plan_versions_overlap", "valid_from", earlier.header.plan_id)


def _say(reading: Baseline | Target) -> str:
    return ", ".join(f"{field.name}={getattr(reading, field.name)}" for field in fields(reading))


def _number(text: str) -> float | None:
    return float(text) if text else None


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
            yield _row_problem(rule_id, raw, line, ", ".join(columns), ", ".join(key), target)


def _row_problem(rule_id: str, raw: RawTable, line: int, column: str, value: str, target: str = "") -> Problem:
    details = (("target", target),) if target else ()
    return Problem(rule_id, raw.shown_as, row=line, column=column, value=value, details=details)


def _header_problem(plan: RawPlan, rule_id: str, column: str, value: str) -> Problem:
    return Problem(rule_id, f"{plan.shown_as}/plan.yml", column=column, value=value)
