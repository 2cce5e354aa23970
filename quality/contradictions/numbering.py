"""Numbers: a jump, the same number twice, a number that means another activity in another table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ingest.plans.chosen_texts import activity_texts
from ingest.plans.registry import RawPlan
from quality.contradictions.comparison import Contradiction, Reading, fold, numbered
from quality.contradictions.goals import GOAL_SUBJECTS

Entry = tuple[str, str, str]
"""Number, place and name of a row."""


def number_jumps(plan: RawPlan) -> Iterator[Contradiction]:
    """Under one heading the numbers are not 1, 2, 3 … in the order of the rows."""
    for subject, entries in _sequences(plan):
        last: dict[tuple[int, ...], tuple[int, str]] = {}
        for number, place, name in dict.fromkeys(entries):
            parts = tuple(int(part) for part in number.split(".") if part.isdecimal())
            if not parts or len(parts) != len(number.split(".")):
                continue
            *heading, position = parts
            before, printed = last.get(tuple(heading), (0, ""))
            last[tuple(heading)] = (position, numbered(number, name))
            if position not in (before, before + 1):
                a, b = Reading(place, printed), Reading(place, numbered(number, name))
                yield Contradiction("number_jumps", f"{subject} {number}", a, b)


def number_repeats(plan: RawPlan) -> Iterator[Contradiction]:
    """A table gives the same number to two different names."""
    for subject, entries in _sequences(plan):
        names: dict[str, Entry] = {}
        for entry in entries:
            number, place, name = entry
            _, first_place, first_name = names.setdefault(number, entry)
            if fold(name) != fold(first_name):
                a, b = Reading(first_place, numbered(number, first_name)), Reading(place, numbered(number, name))
                yield Contradiction("number_repeats", f"{subject} {number}", a, b)


def activity_number_differs(plan: RawPlan) -> Iterator[Contradiction]:
    """The task table gives an activity another number than the activity table, or its number to another one."""
    names = activity_texts(plan, "activity_name")
    places = {row["activity_nr"]: row["place"] for row in plan.tables["activities"].rows}
    found: dict[str, Contradiction] = {}
    for row in plan.tables["tasks"].rows:
        printed = row["printed_activity_nr"]
        activity = row["activity_nr"] or printed
        if not printed or printed == row["activity_nr"] or activity not in places:
            continue
        a = Reading(places[activity], numbered(activity, names.get(activity, "")))
        b = Reading(row["place"], numbered(printed, row["activity_name"]))
        found.setdefault(printed, Contradiction("activity_number_differs", f"activity {activity}", a, b))
    yield from found.values()


def _sequences(plan: RawPlan) -> Iterable[tuple[str, list[Entry]]]:
    """The numbered rows of each table in file order, under the word for what they number."""
    tables = plan.tables
    activities = activity_texts(plan, "activity_name")
    tasks = tables["tasks"].rows
    numbers = [row["task_nr"] for row in tasks]
    by_activity = [
        (row["printed_activity_nr"], row["place"], row["activity_name"]) for row in tasks if row["printed_activity_nr"]
    ]
    return (
        *_goals(plan),
        (
            "indicator",
            [(row["indicator_nr"], row["place"], row["indicator_name"]) for row in tables["indicators"].rows],
        ),
        (
            "activity",
            [
                (row["activity_nr"], row["place"], activities.get(row["activity_nr"], ""))
                for row in tables["activities"].rows
            ],
        ),
        ("task", [(row["task_nr"], row["place"], row["task_name"]) for row in tasks]),
        # Where tasks have no number of their own, theirs is the activity's: one sequence, not two.
        ("activity", [] if numbers == [entry[0] for entry in by_activity] else by_activity),
    )


def _goals(plan: RawPlan) -> list[tuple[str, list[Entry]]]:
    """The goals of each list as each place numbers them; some tables print their names alone."""
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for row in plan.tables["goal_readings"].rows:
        if row["printed_goal_nr"]:
            entry = (row["printed_goal_nr"], row["place"], row["text"])
            found[row["goal_list"], row["place"]].append(entry)
    return [(GOAL_SUBJECTS[goal_list], entries) for (goal_list, _), entries in found.items()]
