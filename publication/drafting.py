"""Texts of the results table, drafted from the facts of a build before its marts are made."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from operator import attrgetter
from typing import Any, TypeVar

import duckdb

from ingest.parquet import ColumnType
from ingest.workspace import Workspace
from publication.achieved import AchievedTarget, achieved_text
from publication.narrative_rows import ImpactFact, Statement
from publication.narratives import Draft, factor_draft, impact_draft
from publication.patterns import foreseen_hidden, foreseen_patterns, hidden_targets
from publication.phrases import load_phrases
from publication.withholding import impact_told

TEXTS: dict[str, ColumnType] = {
    "municipality": "text",
    "plan_id": "text",
    "results_year": "int",
    "activity_key": "text",
    "activity_nr": "text",
    "field": "text",
    "drafted_text": "text",
    "open_text": "text",
    "facts": "text",
}
"""Columns of a drafted text: a row an activity, results year and column of the results table, with words or without."""

_ACTIVITIES = """
    select activities.municipality, activities.plan_id, results.results_year, activities.activity_key,
        activities.activity_nr, results.achievement_status,
        activity_log.log_entries, activity_log.participants, activity_log.invested_funding_eur
    from intermediate.int_activity_results as results
    inner join intermediate.int_activities as activities using (municipality, plan_id, activity_nr)
    left join intermediate.int_activity_log as activity_log using (municipality, activity_key, results_year)
    order by all
"""

_TARGETS = """
    select results.*, targets.measure, targets.audience, targets.per, targets.each, activities.activity_key
    from intermediate.int_target_results as results
    inner join intermediate.int_activity_targets as targets using (municipality, plan_id, activity_nr, target_nr)
    inner join intermediate.int_activities as activities using (municipality, plan_id, activity_nr)
    where results.calculation <> 'words' and targets.is_planned_result
    order by results.target_nr
"""

# What is not to be published does not leave the warehouse.
_IMPACT = """
    select * exclude (baseline_value, baseline_denominator, latest_value, numerator, denominator, ci_low, ci_high),
        case when is_baseline_publishable then baseline_value end as baseline_value,
        case when is_baseline_publishable then baseline_denominator end as baseline_denominator,
        case when is_latest_publishable then latest_value end as latest_value,
        case when is_latest_publishable then numerator end as numerator,
        case when is_latest_publishable then denominator end as denominator,
        case when is_latest_publishable then ci_low end as ci_low,
        case when is_latest_publishable then ci_high end as ci_high
    from intermediate.int_impact_facts
    order by indicator_order
"""

_STATEMENTS = """
    select * from intermediate.int_activity_statements
    order by institutions desc, events desc, statement collate lv, statement
"""

# What a reviewed text holds for. A column that is added here, or moved, makes every review one of former facts.
_TARGET_FACTS = attrgetter(
    *("measure", "audience", "per", "each", "calculation", "first_year", "results_year", "numerator", "denominator"),
    "achieved_value",
)
_IMPACT_FACTS = attrgetter(
    *("indicator_nr", "breakdown", "indicator_name", "unit", "baseline_kind", "baseline_period", "baseline_value"),
    *("is_baseline_provisional", "is_baseline_publishable", "latest_value", "latest_period", "is_latest_publishable"),
    *("numerator", "denominator", "ci_low", "ci_high", "reporters_expected", "reporters_counted", "movement"),
    "progress_status",
)
_STATEMENT_FACTS = attrgetter("kind", "statement", "events", "institutions")

Row = TypeVar("Row")
_Facts = Mapping[tuple[Any, ...], list[Row]]


def drafted_rows(connection: duckdb.DuckDBPyConnection, workspace: Workspace) -> list[dict[str, Any]]:
    """Draft the texts of all activities in all results years of their plans.

    Args:
        connection: The build, with its intermediate models; nothing is written.
        workspace: Where final publications lie.

    Returns:
        Rows of `TEXTS`.
    """
    phrases = load_phrases()
    year = ("municipality", "plan_id", "results_year", "activity_key")
    targets = _grouped(connection, AchievedTarget, _TARGETS, year)
    impact = _grouped(connection, ImpactFact, _IMPACT, year)
    statements = _grouped(connection, Statement, _STATEMENTS, ("municipality", "results_year", "activity_key"))
    patterns = foreseen_patterns(connection, workspace)
    hidden = foreseen_hidden(connection, patterns)
    rows = []
    for *key, activity_nr, status, events, participants, eur in connection.execute(_ACTIVITIES).fetchall():
        municipality, plan_id, results_year, activity_key = key
        owner = dict(zip(year, key, strict=True)) | {"activity_nr": activity_nr}
        reached = targets[tuple(key)]
        not_told = hidden_targets(reached, activity_key, patterns[municipality])
        achieved = achieved_text(reached, status, phrases, not_told)
        facts = [(status, events, participants, eur), *map(_TARGET_FACTS, reached), *((nr,) for nr in not_told)]
        rows.append(_row(owner, "achieved_result", Draft(achieved, achieved), facts))
        moved = [impact_told(fact, (municipality, plan_id), hidden) for fact in impact[tuple(key)]]
        said = statements[municipality, results_year, activity_key]
        seen = [one for one in said if one.kind == "impact"]
        facts = [*map(_IMPACT_FACTS, moved), *map(_STATEMENT_FACTS, seen)]
        rows.append(_row(owner, "impact_assessment", impact_draft(moved, seen, phrases), facts))
        factors = [one for one in said if one.kind != "impact"]
        facts = [*map(_STATEMENT_FACTS, factors)]
        rows.append(_row(owner, "factor_analysis", factor_draft(factors, phrases), facts))
    return rows


def _row(owner: Mapping[str, Any], field: str, draft: Draft, facts: Iterable[Sequence[Any]]) -> dict[str, Any]:
    return {
        **owner,
        "field": field,
        "drafted_text": draft.text,
        "open_text": draft.open_text,
        "facts": facts_name(facts),
    }


def facts_name(facts: Iterable[Sequence[Any]]) -> str:
    """Name facts by their values; a sum is no other fact for its last binary digit."""
    exact = [
        [round(float(value), 6) if isinstance(value, float | Decimal) else value for value in fact] for fact in facts
    ]
    content = json.dumps(exact, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _grouped(
    connection: duckdb.DuckDBPyConnection, row_type: type[Row], source: str, key: tuple[str, ...]
) -> _Facts[Row]:
    """Rows by their key, in the order of the source; only names written in this module enter the statement."""
    columns = [field.name for field in fields(row_type)]  # type: ignore[arg-type]
    statement = f"select {', '.join((*key, *columns))} from ({source})"  # noqa: S608
    groups: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in connection.execute(statement).fetchall():
        groups[row[: len(key)]].append(row_type(*row[len(key) :]))
    return groups
