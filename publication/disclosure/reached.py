"""The people counted in what activities achieved, over the years that a result adds up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from math import inf

import duckdb

from publication.disclosure.keys import achieved, achieved_base, participants
from publication.disclosure.people import counts_people
from publication.disclosure.relations import Relation, total
from publication.disclosure.sources import Schema
from publication.disclosure.system import Cell, Standing

_ACHIEVED = """
    select activities.activity_key, targets.target_nr, results.results_year, results.calculation, results.first_year,
        cast(results.numerator as bigint) as numerator, cast(results.denominator as bigint) as denominator,
        targets.measure
    from {schema}.activity_target_result as results
    inner join {schema}.dim_activity_target as targets using (municipality, plan_id, activity_nr, target_nr)
    inner join {schema}.dim_activity as activities using (municipality, plan_id, activity_nr)
    where municipality = ? and results.achieved_value is not null and results.numerator is not null
        and results.calculation in ('share', 'sum', 'mean')
    order by all
"""


def reached(
    connection: duckdb.DuckDBPyConnection, municipality: str, schema: Schema, came: Collection[Cell]
) -> tuple[list[Cell], list[Relation]]:
    """What was achieved, where it counts people; of what adds up over years the year's own part can be worked out.

    Args:
        connection: A connection to the warehouse or a build.
        municipality: Slug of the municipality.
        schema: Where to read.
        came: The participations in activities, which a planned number of participants is counted from.
    """
    cells: list[Cell] = []
    relations: list[Relation] = []
    former: dict[tuple[str, int, int], Cell] = {}
    takers: defaultdict[str, list[Cell]] = defaultdict(list)
    for activity, target_nr, year, calculation, first, number, whole, measure in connection.execute(
        _ACHIEVED.format(schema=schema), [municipality]
    ).fetchall():
        key, base = achieved(activity, target_nr, year), achieved_base(activity, target_nr, year)
        if calculation == "share" and whole:
            cells += (Cell(base, whole), Cell(key, number, base=base if number <= whole else None))
        elif counts_people(measure, calculation):
            cell = own = Cell(key, number)
            before = former.get((activity, target_nr, first))
            if before and before.value <= number:
                own = Cell(f"{key} own", number - before.value, standing=Standing.UNPRINTED)
                cells.append(own)
                relations.append(total(key, (before.key, own.key)))
            cells.append(cell)
            former[activity, target_nr, first] = cell
            if measure == "participants" and calculation == "sum":
                takers[participants(activity, year)].append(own)
    return cells, [*relations, *(_within(cell, takers[cell.key]) for cell in came if cell.key in takers)]


def _within(came: Cell, planned: Sequence[Cell]) -> Relation:
    """Those of the audiences that are planned for are among all who came, or are all of them."""
    terms = sorted([(came.key, 1), *((one.key, -1) for one in planned)])
    others = came.value - sum(one.value for one in planned)
    return Relation(tuple(terms), min(others, 0), inf if others else 0)
