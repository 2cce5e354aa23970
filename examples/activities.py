"""Who logs which activity of a plan, how much of it, with how many people and how much money."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from examples.chance import dice, part_of, read_data, within
from examples.lines import Line
from ingest.forms.definition import load_form
from ingest.forms.workbook.order import FormOrder
from ingest.plans.named_reporters import executors_of, namings
from ingest.plans.registry import RawPlan, RawRegistry

Row = dict[str, str]
_LEADS = 3
"""So many reporters log an activity, and whoever else would have nothing to log."""
_HALF_YEARS: dict[str, float] = {
    "day": 0.01, "week": 0.05, "month": 0.2, "year": 2, "school_year": 2, "two_years": 4, "three_years": 6,
    "plan_period": 8,
}  # fmt: skip
"""Half years in which a target is to be reached."""


@dataclass(frozen=True)
class Logs:
    """The activities of one plan, dealt out to the reporters that keep a log.

    Attributes:
        seed: Of all chance.
        targets: The first structured target of each activity.
        by_reporter: Numbers of the activities that each reporter logs.
        leads: How many reporters log an activity.
        people: How many people of each audience the municipality has, for targets that are a share of them.
    """

    seed: int
    targets: Mapping[str, Row]
    by_reporter: Mapping[str, list[str]]
    leads: Mapping[str, int]
    people: Mapping[str, int]

    def events(self, order: FormOrder) -> list[Line]:
        """The events of one half year, one line an activity."""
        return [self._event(order, activity) for activity in self.by_reporter[order.reporter_id]]

    def people_of_year(self, order: FormOrder) -> list[Line]:
        """Different people of the calendar year, in January: some of those who took part in this half year."""
        chance = dice(self.seed, order.reporter_id, "people", order.collection)
        lines = []
        for event in self.events(order):
            present = {name: count for name, count in event.items() if name.startswith("participants_")}
            if event["state"] == "done" and present:
                unique = {
                    name.replace("participants_", "unique_"): part_of(chance, count, read_data("figures")["unique"])
                    for name, count in present.items()
                    if isinstance(count, int)
                }
                lines.append({"activity_nr": event["activity_nr"], **unique})
        return lines

    def _event(self, order: FormOrder, activity: str) -> Line:
        phrases, figures = read_data("phrases"), read_data("figures")
        chance = dice(self.seed, order.reporter_id, activity, order.collection)
        target = self.targets.get(activity, {})
        measure, audience = target.get("measure", ""), target.get("audience", "")
        start = _day(order, chance.randint(0, 100))
        line: Line = {
            "activity_nr": activity,
            "event": chance.choice(phrases["events"].get(measure, phrases["events"]["other"])),
            "start_date": start,
            "place": chance.choice(phrases["places"]),
            **self._participants(order, activity, audience),
            **self._quantity(order, activity),
            "impact": chance.choice(phrases["impact"]),
            "helped": chance.choice(phrases["helped"]),
            "hindered": chance.choice(phrases["hindered"]),
            "evidence": chance.choice(["published", "record", "report"]),
            "eur_municipality": round(within(chance, figures["eur"])),
            "state": chance.choices(["done", "planned", "cancelled"], [30, 1, 1])[0],
        }
        if measure == "camps":
            line["end_date"] = start + dt.timedelta(days=4)
        if chance.random() < 0.2:
            line[chance.choice(["eur_state", "eur_projects", "eur_other"])] = round(within(chance, figures["eur"]))
        return line

    def _participants(self, order: FormOrder, activity: str, audience: str) -> Line:
        figures = read_data("figures")
        chance = dice(self.seed, order.reporter_id, activity, "people", order.collection)
        field = _columns().get(audience, "participants_learners")
        present = round(within(chance, figures["participants"]))
        target = self.targets.get(activity, {})
        if target.get("measure") == "share" and audience in self.people:
            wanted = self._reached(order, activity) * float(target["low"] or 0) / 100 * self.people[audience]
            present = max(present, round(wanted / self.leads[activity]))
        elif target.get("measure") == "participants":
            present = max(present, self._wanted(order, activity))
        if field == "participants_at_risk":
            return {"participants_learners": present, field: present}
        return {field: present}

    def _quantity(self, order: FormOrder, activity: str) -> Line:
        """In the unit of the target, where the log knows it; else the line counts as one event."""
        target = self.targets.get(activity, {})
        if target.get("measure") not in _units() or target["measure"] == "participants":
            return {}
        return {"quantity": max(1, self._wanted(order, activity)), "quantity_unit": target["measure"]}

    def _wanted(self, order: FormOrder, activity: str) -> int:
        """What one reporter does in a half year for the municipality to get where chance wants it."""
        target = self.targets[activity]
        low = float(target["low"] or 1)
        if target["each"]:
            low *= self.people.get({"teacher": "teachers"}.get(target["each"], ""), self.leads[activity])
        share = self._reached(order, activity) * low / _HALF_YEARS[target["per"]]
        return round(share / self.leads[activity])

    def _reached(self, order: FormOrder, activity: str) -> float:
        """How far the municipality gets with an activity in a calendar year; known to all who log it."""
        year = order.deadlines.opens_on.year - (order.collection.kind == "S1")
        chance = dice(self.seed, order.municipality, activity, year)
        return float(chance.choice(read_data("figures")["reached"]))


def deal_out(
    seed: int, registry: RawRegistry, plan: RawPlan, orders: Sequence[FormOrder], people: Mapping[str, int]
) -> Logs:
    """Deal the activities of a plan out to those who keep a log: to those it names, else to whoever is left.

    Args:
        seed: Of all chance.
        registry: Holds the lists of reporters.
        plan: The plan.
        orders: The logs of a collection.
        people: People of the municipality by audience.
    """
    keepers = [order.reporter_id for order in orders]
    named = _named_reporters(registry, plan)
    dealt: defaultdict[str, list[str]] = defaultdict(list)
    leads: dict[str, int] = {}
    numbers = list(dict.fromkeys(row["activity_nr"] for row in plan.tables["activities"].rows))
    for place, activity in enumerate(numbers if keepers else ()):
        able = [keeper for keeper in keepers if keeper in named.get(activity, ())] or keepers
        chosen = {able[(place * _LEADS + nth) % len(able)] for nth in range(_LEADS)}
        leads[activity] = len(chosen)
        for keeper in sorted(chosen):
            dealt[keeper].append(activity)
    for place, keeper in enumerate(keepers):
        if not dealt[keeper]:
            own = [activity for activity in numbers if keeper in named.get(activity, ())] or numbers
            dealt[keeper] = [own[place % len(own)]]
    targets: dict[str, Row] = {}
    for row in plan.tables["activity_targets"].rows:
        targets.setdefault(row["activity_nr"], row)
    return Logs(seed, targets, dict(dealt), leads, people)


def _named_reporters(registry: RawRegistry, plan: RawPlan) -> dict[str, set[str]]:
    executors = executors_of(registry, plan)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for naming in namings(plan):
        if naming.subject == "activity":
            found[naming.subject_nr] |= set(executors.read(naming.text)[0])
    return found


def _day(order: FormOrder, days: int) -> dt.date:
    """A working day of the half year, from September or January on."""
    first = dt.date(order.collection.start_year, 9, 2)
    if order.collection.kind == "S2":
        first = dt.date(order.collection.start_year + 1, 1, 8)
    day = first + dt.timedelta(days=days)
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def _columns() -> dict[str, str]:
    """The column of the log that counts an audience."""
    fields = load_form("activity_log").tables[0].fields
    return {audience: field.field for field in fields for audience in field.audiences}


def _units() -> dict[str, str]:
    return next(field for field in load_form("activity_log").fields if field.field == "quantity_unit").choices()
