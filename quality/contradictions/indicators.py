"""Indicators: baselines and targets that do not fit each other, measurements that come too late, no activity."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.plans.registry import RawPlan
from quality.contradictions.comparison import Contradiction, Reading

Row = dict[str, str]
_SURVEY = re.compile("aptauj|anket", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Required:
    """What a target asks for.

    Attributes:
        is_change: The value is a change from a baseline without a figure, not a figure.
        value: Figure or change.
        is_strict: The value itself does not suffice.
    """

    is_change: bool
    value: float
    is_strict: bool


def baseline_not_before_milestone(plan: RawPlan) -> Iterator[Contradiction]:
    """The baseline is dated in or after the first milestone year, by which it should already have improved."""
    for indicator, targets in _with_targets(plan):
        year = _year(indicator["baseline_period"])
        if year is not None and year >= int(targets[0]["target_year"]):
            a, b = _baseline(indicator), _target(targets[0])
            yield Contradiction("baseline_not_before_milestone", subject(indicator), a, b)


def baseline_without_value(plan: RawPlan) -> Iterator[Contradiction]:
    """No figure is printed as the baseline, but one as the target."""
    for indicator, targets in _with_targets(plan):
        figures = [target for target in targets if target["target_kind"] == "value"]
        if not indicator["baseline_value"] and figures:
            a, b = _baseline(indicator), _target(figures[0])
            yield Contradiction("baseline_without_value", subject(indicator), a, b)


def target_worse_than_baseline(plan: RawPlan) -> Iterator[Contradiction]:
    """Who meets the target is worse off than at the baseline."""
    for indicator, targets in _with_targets(plan):
        figure = indicator["baseline_value"]
        for target in targets:
            required = _required(target, indicator)
            start = 0.0 if required.is_change else float(figure or 0)
            if (figure or required.is_change) and _gain(indicator, start, required.value) < 0:
                a, b = _baseline(indicator), _target(target)
                yield Contradiction("target_worse_than_baseline", subject(indicator), a, b)


def target_weaker_than_earlier(plan: RawPlan) -> Iterator[Contradiction]:
    """A target asks for less than the one of an earlier milestone year."""
    for indicator, targets in _with_targets(plan):
        for earlier, later in pairwise(targets):
            before, after = _required(earlier, indicator), _required(later, indicator)
            if before.is_change != after.is_change:
                continue
            gain = _gain(indicator, before.value, after.value)
            if gain < 0 or (gain == 0 and before.is_strict and not after.is_strict):
                yield Contradiction("target_weaker_than_earlier", subject(indicator), _target(earlier), _target(later))


def measured_after_milestone(plan: RawPlan) -> Iterator[Contradiction]:
    """The first measurement comes after the first milestone: a baseline still to be found, or the only survey."""
    surveys = _survey_tasks(plan)
    for indicator, targets in _with_targets(plan):
        milestone = int(targets[0]["target_year"])
        baseline = _year(indicator["baseline_period"])
        if indicator["baseline_kind"] != "value" and baseline is not None and baseline > milestone:
            a, b = _target(targets[0]), _baseline(indicator)
            yield Contradiction("measured_after_milestone", subject(indicator), a, b)
        tasks = surveys[indicator["indicator_nr"]] if _SURVEY.search(indicator["data_source"]) else []
        first = min(tasks, key=lambda task: task["start_date"], default=None)
        if first is not None and int(first["start_date"][:4]) > milestone:
            b = Reading(first["place"], f"{first['task_name']} ({first['deadline_text']})")
            yield Contradiction("measured_after_milestone", subject(indicator), _target(targets[0]), b)


def indicator_without_activity(plan: RawPlan) -> Iterator[Contradiction]:
    """No goal that the indicator speaks for has an activity, or it speaks for none."""
    active = plan.tables["activities"].keys("goal_nr")
    served = {row["indicator_nr"] for row in plan.tables["goal_indicators"].rows if (row["goal_nr"],) in active}
    activities_in = next((row["place"] for row in plan.tables["activities"].rows), "")
    for row in plan.tables["indicators"].rows:
        if row["indicator_nr"] not in served:
            a = Reading(row["place"], row["indicator_name"])
            yield Contradiction("indicator_without_activity", subject(row), a, Reading(activities_in, ""))


def subject(indicator: Row) -> str:
    """An indicator row as the subject of a contradiction: its number, and its breakdown where it has one."""
    breakdown = indicator["breakdown"]
    return f"indicator {indicator['indicator_nr']}" + ("" if breakdown == "total" else f" {breakdown}")


def _with_targets(plan: RawPlan) -> Iterator[tuple[Row, list[Row]]]:
    """Each indicator row that has targets, with them by year."""
    targets: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in plan.tables["indicator_targets"].rows:
        targets[row["indicator_nr"], row["breakdown"]].append(row)
    for row in plan.tables["indicators"].rows:
        found = targets[row["indicator_nr"], row["breakdown"]]
        if found:
            yield row, sorted(found, key=lambda target: int(target["target_year"]))


def _survey_tasks(plan: RawPlan) -> dict[str, list[Row]]:
    """Tasks that ask people, by the indicators of their activity's goals."""
    goals = {row["activity_nr"]: row["goal_nr"] for row in plan.tables["activities"].rows}
    indicators = defaultdict(list)
    for row in plan.tables["goal_indicators"].rows:
        indicators[row["goal_nr"]].append(row["indicator_nr"])
    tasks: dict[str, list[Row]] = defaultdict(list)
    for row in plan.tables["tasks"].rows:
        if _SURVEY.search(row["task_name"]) or _SURVEY.search(row["activity_name"]):
            for indicator in indicators[goals.get(row["activity_nr"], "")]:
                tasks[indicator].append(row)
    return tasks


def _required(target: Row, indicator: Row) -> Required:
    is_strict = target["comparator"] in ("gt", "lt")
    amount = float(target["target_value"] or 0)
    if target["target_kind"] == "value":
        return Required(False, amount, is_strict)
    if not indicator["baseline_value"]:
        return Required(True, amount, is_strict)
    baseline = float(indicator["baseline_value"])
    change = amount if indicator["unit"] == "pct" else baseline * amount / 100
    return Required(False, baseline + change, is_strict)


def _gain(indicator: Row, before: float, after: float) -> float:
    """How much better the second value is; negative where it is worse."""
    return after - before if indicator["better_direction"] == "higher" else before - after


def _year(period: str) -> int | None:
    """The year a period ends in: `2024`, or 2024 of `2023/2024`."""
    return int(period[-4:]) if period else None


def _baseline(indicator: Row) -> Reading:
    return Reading(indicator["place"], indicator["baseline_text"])


def _target(target: Row) -> Reading:
    return Reading(target["place"], f"{target['target_year']}: {target['target_text']}")
