"""The versions of one municipality's plan against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ingest.plans.registry import RawPlan
from ingest.problems import Problem
from quality.plan_problems import header_problem


def version_problems(plans: Iterable[RawPlan]) -> list[Problem]:
    """Versions of one municipality that contradict each other: same id twice, overlap, a wrong predecessor.

    A version ends the day before the one that replaces it begins; two versions in force on the same day with
    neither replacing the other are an overlap.
    """
    problems: list[Problem] = []
    by_municipality: dict[str, list[RawPlan]] = defaultdict(list)
    for plan in plans:
        by_municipality[plan.header.municipality].append(plan)
    for versions in by_municipality.values():
        ids = [version.header.plan_id for version in versions]
        begins = {version.header.plan_id: version.header.valid_from for version in versions}
        for version in versions:
            header = version.header
            if ids.count(header.plan_id) > 1:
                problems.append(header_problem(version, "plan_id_repeated", "plan_id", header.plan_id))
            if header.replaces is None:
                continue
            if header.replaces not in begins:
                problems.append(header_problem(version, "plan_predecessor_unknown", "replaces", header.replaces))
            elif begins[header.replaces] >= header.valid_from:  # itself, two that replace each other, a later one
                problems.append(header_problem(version, "plan_predecessor_not_earlier", "replaces", header.replaces))
        problems += _overlaps(sorted(versions, key=lambda version: version.header.valid_from))
    return problems


def _overlaps(versions: list[RawPlan]) -> Iterator[Problem]:
    for earlier, later in pairwise(versions):
        ended = earlier.header.valid_to is not None and earlier.header.valid_to < later.header.valid_from
        if not ended and later.header.replaces != earlier.header.plan_id:
            yield header_problem(later, "plan_versions_overlap", "valid_from", earlier.header.plan_id)
