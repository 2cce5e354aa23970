"""Which of a plan's readings count: the first place of its reading order that prints the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.plans.header import TextField
from ingest.plans.registry import RawPlan

_RESOURCE_FIELDS = ("activity_name", "planned_result", "responsible")


def goal_names(plan: RawPlan) -> dict[tuple[str, str], str]:
    """Name of each goal by list and number; a strategic goal is called what its own table calls it."""
    own_place = {(row["goal_list"], row["goal_nr"]): row["place"] for row in plan.tables["goals"].rows}
    readings = [
        ((row["goal_list"], row["goal_nr"]), row["place"], row["text"]) for row in plan.tables["goal_readings"].rows
    ]
    order = plan.header.reading_order.get("goal_name", [])
    names: dict[tuple[str, str], str] = {}
    for goal, place in own_place.items():
        texts = {printed_in: text for key, printed_in, text in readings if key == goal}
        places = [place, *order] if goal[0] == "strategic" else [*order, *sorted(texts)]
        names[goal] = next((texts[name] for name in places if name in texts), "")
    return names


@dataclass(frozen=True)
class Reading:
    """A text as one place of the plan prints it."""

    place: str
    text: str


def activity_texts(plan: RawPlan, field: TextField) -> dict[str, str]:
    """The text that counts of each activity that has one, by activity number."""
    return {activity: reading.text for activity, reading in counting_readings(plan, field).items()}


def counting_readings(plan: RawPlan, field: TextField) -> dict[str, Reading]:
    """The reading that counts of each activity that has one, by activity number."""
    by_place: dict[tuple[str, str], str] = {}
    for activity, place, text in activity_readings(plan, field):
        by_place.setdefault((activity, place), text)
    chosen: dict[str, Reading] = {}
    for place in plan.header.reading_order.get(field, []):
        for (activity, printed_in), text in by_place.items():
            if printed_in == place:
                chosen.setdefault(activity, Reading(place, text))
    return chosen


def funding_sources(plan: RawPlan) -> dict[str, Reading]:
    """The funding source of each activity that prints one, by activity number; it has no reading order."""
    chosen: dict[str, Reading] = {}
    for row in plan.tables["activity_readings"].rows:
        if row["field"] == "funding_source":
            chosen.setdefault(row["activity_nr"], Reading(row["place"], row["text"]))
    return chosen


def activity_readings(plan: RawPlan, field: TextField) -> Iterator[tuple[str, str, str]]:
    """What the activity, task and resource tables say, in this order; as `int_activity_readings` has it.

    Yields:
        Activity number, place and text.
    """
    for row in plan.tables["activity_readings"].rows:
        if row["field"] == field:
            yield row["activity_nr"], row["place"], row["text"]
    if field == "activity_name":
        yield from _filled(plan.tables["tasks"].rows, "activity_name")
    if field in _RESOURCE_FIELDS:
        yield from _filled(plan.tables["resources"].rows, field)


def _filled(rows: Iterable[dict[str, str]], column: str) -> Iterator[tuple[str, str, str]]:
    return ((row["activity_nr"], row["place"], row[column]) for row in rows if row["activity_nr"] and row[column])
