"""Printed words against the columns that say what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from ingest.plans.readings import Baseline, Target, UnreadableText, read_baseline, read_deadline, read_target
from ingest.plans.registry import RawPlan
from ingest.problems import Problem
from quality.plan_problems import row_problem


def baseline_reading_differs(plan: RawPlan) -> Iterator[Problem]:
    """A baseline that cannot be read, or whose structured reading is not what its printed text says."""
    raw = plan.tables["indicators"]
    for line, row in raw.numbered():
        stated = Baseline(row["baseline_kind"], _number(row["baseline_value"]), row["baseline_period"] or None)
        try:
            read = read_baseline(row["baseline_text"])
        except UnreadableText:
            yield row_problem("plan_baseline_unreadable", raw, line, "baseline_text", row["baseline_text"])
            continue
        if read != stated:
            yield row_problem("plan_reading_differs", raw, line, "baseline_text", row["baseline_text"], _say(read))


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
            yield row_problem("plan_target_unreadable", raw, line, "target_text", row["target_text"])
            continue
        if read != stated:
            yield row_problem("plan_reading_differs", raw, line, "target_text", row["target_text"], _say(read))


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
            yield row_problem("plan_target_words", raw, line, "target_text", row["target_text"], row["place"])


def deadline_reading_differs(plan: RawPlan) -> Iterator[Problem]:
    """A deadline that cannot be read, or dates of a task that are not what its printed deadline says."""
    raw = plan.tables["tasks"]
    for line, row in raw.numbered():
        try:
            first, last = map(str, read_deadline(row["deadline_text"]))
        except UnreadableText:
            yield row_problem("plan_deadline_unreadable", raw, line, "deadline_text", row["deadline_text"])
            continue
        if (first, last) != (row["start_date"], row["end_date"]):
            value = row["deadline_text"]
            yield row_problem("plan_reading_differs", raw, line, "deadline_text", value, f"{first} – {last}")


def _say(reading: Baseline | Target) -> str:
    return ", ".join(f"{field.name}={getattr(reading, field.name)}" for field in fields(reading))


def _number(text: str) -> float | None:
    return float(text) if text else None
