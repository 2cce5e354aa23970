"""Rules over the observations of a plan version, the figures printed in its situation chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.plans.registry import RawPlan
from ingest.problems import Problem
from quality.plan_problems import row_problem

UNDATED = "undated"
_PERIOD = re.compile(r"(\d{4})(?:/(\d{4}))?")


def observation_period_unreadable(plan: RawPlan) -> Iterator[Problem]:
    """A period that is no calendar year, no school year, no span of two of a kind and not `undated`."""
    raw = plan.tables["observations"]
    for line, row in raw.numbered():
        if not is_period(row["period"]):
            yield Problem("plan_period_unreadable", raw.shown_as, row=line, column="period", value=row["period"])


def figure_without_observation(plan: RawPlan) -> Iterator[Problem]:
    """A part of an indicator's value that is no observation of the plan: the value would be missing without a word."""
    printed = {(row["measure"], _scope(row), row["breakdown"]) for row in plan.tables["observations"].rows}
    raw = plan.tables["indicator_figures"]
    for line, row in raw.numbered():
        wanted = (row["measure"], row["scope"], row["printed_breakdown"])
        if wanted not in printed:
            yield row_problem(
                "plan_figure_not_printed", raw, line, "measure, scope, printed_breakdown", ", ".join(wanted)
            )


def _scope(observation: dict[str, str]) -> str:
    return observation["scope"] if observation["scope"] in ("municipality", "country") else "institutions"


def is_period(text: str) -> bool:
    """Whether a text is `2024`, `2023/2024`, a span such as `2019/2020–2021/2022`, or `undated`."""
    if text == UNDATED:
        return True
    ends = [_PERIOD.fullmatch(end) for end in text.split("–")]
    years = [(int(end[1]), int(end[2] or 0)) for end in ends if end]
    if len(years) != len(ends) or len(ends) > 2 or any(to and to != year + 1 for year, to in years):
        return False
    return len(years) == 1 or (years[0] < years[1] and bool(years[0][1]) == bool(years[1][1]))
