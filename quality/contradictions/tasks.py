"""Tasks: deadlines outside the period of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ingest.plans.registry import RawPlan
from quality.contradictions.comparison import Contradiction, Reading


def task_outside_period(plan: RawPlan) -> Iterator[Contradiction]:
    """A task begins before the plan does or ends after it."""
    start, end = plan.header.period_start, plan.header.period_end
    period = Reading("", f"{start:%d.%m.%Y}.–{end:%d.%m.%Y}.")
    for row in plan.tables["tasks"].rows:
        first, last = dt.date.fromisoformat(row["start_date"]), dt.date.fromisoformat(row["end_date"])
        if first < start or last > end:
            a = Reading(row["place"], row["deadline_text"])
            yield Contradiction("task_outside_period", f"task {row['task_nr']}", a, period)
