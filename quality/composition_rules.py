"""Rules over the compositions of a plan version: what its printed totals and shares have to agree with."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.plans.registry import RawPlan
from ingest.problems import Problem
from quality.plan_problems import row_problem

_SHAPES = (["part", "total"], ["name", "total"], ["part", "share", "whole"], ["share", "whole"])
_FIGURES = ("total", "share")
_FILLED = {"total": ["observation_nr"], "part": ["observation_nr"], "whole": ["observation_nr"], "name": ["name"]}
_FILLED_IN_SHARE = (["observation_nr"], ["indicator_nr", "breakdown"])


def composition_unclear(plan: RawPlan) -> Iterator[Problem]:
    """A composition that the rules on contradictions cannot read, or an entry that does not fit its role."""
    raw = plan.tables["compositions"]
    first_line: dict[str, int] = {}
    roles: dict[str, list[str]] = {}
    for line, row in raw.numbered():
        number, role = row["composition_nr"], row["role"]
        first_line.setdefault(number, line)
        roles.setdefault(number, []).append(role)
        filled = [column for column in ("observation_nr", "indicator_nr", "breakdown", "name") if row[column]]
        if filled not in (_FILLED_IN_SHARE if role == "share" else (_FILLED[role],)):
            yield row_problem("plan_composition_unclear", raw, line, "role", number)
    for number, its_roles in roles.items():
        figures = sum(role in _FIGURES for role in its_roles)
        if figures != 1 or sorted(set(its_roles)) not in _SHAPES:
            yield row_problem("plan_composition_unclear", raw, first_line[number], "composition_nr", number)
