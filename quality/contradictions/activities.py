"""Activities: name, planned result, responsible institution or frequency differs between tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator

from ingest.plans.chosen_texts import activity_readings
from ingest.plans.header import TextField
from ingest.plans.named_reporters import PrintedExecutors
from ingest.plans.planned_results import PlannedTarget, read_planned_result
from ingest.plans.registry import RawPlan
from quality.contradictions.comparison import Contradiction, Reading, differing, fold_institutions, in_plan_order

HELD_AGAIN = frozenset({"events", "consultations", "camps"})
"""Measures of things that happen again and again, so that a figure a time is a frequency."""

TIMES_A_YEAR = {"month": 12.0, "school_year": 1.0, "year": 1.0, "two_years": 1 / 2, "three_years": 1 / 3}
"""Days and weeks are left out: nobody says how many of them a school year of activities has."""

Frequency = tuple[float | None, float | None]
"""Lower and upper bound, times a year."""


def activity_named_differently(plan: RawPlan) -> Iterator[Contradiction]:
    """Tables name the same activity in different words."""
    for activity, readings in _readings(plan, "activity_name").items():
        yield from differing(plan, "activity_named_differently", f"activity {activity}", readings)


def activity_result_differs(plan: RawPlan) -> Iterator[Contradiction]:
    """Tables plan different results of the same activity."""
    for activity, readings in _readings(plan, "planned_result").items():
        yield from differing(plan, "activity_result_differs", f"activity {activity}", readings)


def activity_responsible_differs(plan: RawPlan, executors: PrintedExecutors | None = None) -> Iterator[Contradiction]:
    """Tables make different institutions responsible for the same activity.

    Args:
        plan: A plan version.
        executors: Whom printed names mean: two texts that mean the same reporters and nobody else do not differ.
    """

    def institutions(text: str) -> Hashable:
        return (executors and executors.meant(text)) or fold_institutions(text)

    for activity, readings in _readings(plan, "responsible").items():
        subject = f"activity {activity}"
        yield from differing(plan, "activity_responsible_differs", subject, readings, institutions)


def activity_frequency_differs(plan: RawPlan) -> Iterator[Contradiction]:
    """Names or planned results say that the same thing is held more or less often."""
    texts = _readings(plan, "planned_result")
    for activity, names in _readings(plan, "activity_name").items():
        texts[activity] += names
    for activity, readings in texts.items():
        first: dict[tuple[str, str | None], tuple[Frequency, Reading]] = {}
        found: dict[tuple[Frequency, Frequency], Contradiction] = {}
        for reading in in_plan_order(plan, readings):
            for target in read_planned_result(reading.text):
                frequency = _frequency(target)
                if frequency is None:
                    continue
                expected, a = first.setdefault((target.measure, target.each), (frequency, reading))
                if frequency != expected and reading.place != a.place:
                    contradiction = Contradiction("activity_frequency_differs", f"activity {activity}", a, reading)
                    found.setdefault((expected, frequency), contradiction)
        yield from found.values()


def _frequency(target: PlannedTarget) -> Frequency | None:
    """How often a year something is held, where the target says so."""
    if target.measure not in HELD_AGAIN or target.per not in TIMES_A_YEAR:
        return None
    times = TIMES_A_YEAR[target.per]
    low, high = (None if bound is None else bound * times for bound in (target.low, target.high))
    return low, high


def _readings(plan: RawPlan, field: TextField) -> dict[str, list[Reading]]:
    readings: dict[str, list[Reading]] = defaultdict(list)
    for activity, place, text in activity_readings(plan, field):
        readings[activity].append(Reading(place, text))
    return readings
