"""Which numbers the publications of a municipality hide: of finished marts, or of those that a build will have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import duckdb

from ingest.workspace import Workspace
from publication.achieved import AchievedTarget
from publication.disclosure.former import as_readers_know
from publication.disclosure.keys import achieved, achieved_base, base, counted
from publication.disclosure.published import counts_of, readers_of
from publication.disclosure.readers import OUTSIDER, Pattern
from publication.disclosure.sources import FORESEEN, MARTS, Schema, foresee_marts
from publication.disclosure.suppression import suppress
from publication.disclosure.system import Standing
from publication.disclosure.words import words_of
from publication.finals import held_by_readers

_FORESEEN_FIGURES = """
    select municipality, plan_id, indicator_nr, breakdown, period, indicator_key
    from temp.fct_indicator_value
    where indicator_nr is not null
"""


def pattern_of(
    connection: duckdb.DuckDBPyConnection, workspace: Workspace, municipality: str, schema: Schema = MARTS
) -> Pattern:
    """What the publications of a municipality hide, in all years the same, beside those that are final already."""
    counts = counts_of(connection, municipality, schema)
    former = held_by_readers(workspace, municipality)
    system = as_readers_know(counts, former, words_of(connection, municipality, schema))
    found = suppress(system, (OUTSIDER, *readers_of(connection, municipality, counts, schema)))
    # What had a mark in a final publication keeps it.
    return Pattern(found.hidden | system.keys(system.standing(Standing.MARKED)), found.withheld)


def foreseen_patterns(connection: duckdb.DuckDBPyConnection, workspace: Workspace) -> dict[str, Pattern]:
    """What the publications of each municipality will hide, worked out before the marts of a build are made."""
    foresee_marts(connection)
    municipalities = connection.execute("select distinct municipality from temp.dim_activity order by all").fetchall()
    return {slug: pattern_of(connection, workspace, slug, FORESEEN) for (slug,) in municipalities}


def foreseen_hidden(
    connection: duckdb.DuckDBPyConnection, patterns: Mapping[str, Pattern]
) -> frozenset[tuple[str, ...]]:
    """The figures of indicator rows that these patterns hide: municipality, plan version, number, breakdown, period."""
    return frozenset(
        tuple(row)
        for *row, measure in connection.execute(_FORESEEN_FIGURES).fetchall()
        if not patterns[row[0]].shows(counted(row[1], measure, *row[3:]), base(row[1], measure, *row[3:]))
    )


def hidden_targets(targets: Iterable[AchievedTarget], activity_key: str, pattern: Pattern) -> tuple[int, ...]:
    """Numbers of the targets of an activity whose figures are hidden."""
    return tuple(
        one.target_nr
        for one in targets
        if not pattern.shows(*(key(activity_key, one.target_nr, one.results_year) for key in (achieved, achieved_base)))
    )
