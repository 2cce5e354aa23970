"""Rules over `collections.csv` of one municipality."""

from __future__ import annotations

from ingest.plans.registry import RawRegistry, RawTable
from ingest.plans.tables import code_list
from ingest.problems import Problem
from quality.plan_problems import row_problem
from quality.plan_tables import table_problems


def collection_problems(registry: RawRegistry) -> list[Problem]:
    """What is wrong with the deadlines of every municipality; days are compared when each is one."""
    problems = []
    for _, raw in sorted(registry.collections.items()):
        problems += table_problems("collections", raw) or [*_missing(raw), *_reversed(raw)]
    return problems


def _missing(raw: RawTable) -> list[Problem]:
    known = {row["collection_kind"] for row in raw.rows}
    return [
        Problem("collection_kind_missing", raw.shown_as, value=kind)
        for kind in code_list("collection_kind")
        if kind not in known
    ]


def _reversed(raw: RawTable) -> list[Problem]:
    """A collection that is due before it opens or after it closes; all three days lie in one calendar year."""
    return [
        row_problem("plan_dates_reversed", raw, line, "due_on", " – ".join(days))
        for line, row in raw.numbered()
        for days in [[row["opens_on"], row["due_on"], row["closes_on"]]]
        if days != sorted(days)
    ]
