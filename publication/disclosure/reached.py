"""The people counted in what activities achieved, over the years that a result adds up."""

from __future__ import annotations

import duckdb

from publication.disclosure.keys import achieved
from publication.disclosure.people import counts_people
from publication.disclosure.relations import Relation, total
from publication.disclosure.system import Cell, Standing

# The figure of the table is that of the first target.
_ACHIEVED = """
    select activities.activity_key, results.results_year, results.calculation, results.first_year,
        cast(results.numerator as bigint) as numerator, cast(results.denominator as bigint) as denominator,
        targets.measure
    from marts.activity_target_result as results
    inner join marts.dim_activity_target as targets using (municipality, plan_id, activity_nr, target_nr)
    inner join marts.dim_activity as activities using (municipality, plan_id, activity_nr)
    where municipality = ? and target_nr = 1 and results.achieved_value is not null
        and (results.calculation = 'share' or results.calculation = 'sum' and results.denominator is null)
    order by all
"""


def reached(connection: duckdb.DuckDBPyConnection, municipality: str) -> tuple[list[Cell], list[Relation]]:
    """What was achieved, where it counts people; of what adds up over years the year's own part can be worked out."""
    cells: list[Cell] = []
    relations = []
    former: dict[tuple[str, int], Cell] = {}
    for activity, year, calculation, first, number, whole, measure in connection.execute(
        _ACHIEVED, [municipality]
    ).fetchall():
        key = achieved(activity, year)
        if calculation == "share" and number is not None and whole:
            cells += (Cell(f"{key} base", whole), Cell(key, number, base=f"{key} base" if number <= whole else None))
        elif counts_people(measure, calculation, whole) and number is not None:
            cell = Cell(key, number)
            cells.append(cell)
            before = former.get((activity, first))
            if before and before.value <= number:
                own = Cell(f"{key} own", number - before.value, standing=Standing.UNPRINTED)
                cells.append(own)
                relations.append(total(key, (before.key, own.key)))
            former[activity, first] = cell
    return cells, relations
