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
from publication.disclosure.targets import reached_targets


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
    for activity, target in reached_targets(connection, municipality, schema):
        if target.numerator is None:
            continue
        number, whole, year = round(target.numerator), round(target.denominator or 0), target.results_year
        key, base = achieved(activity, target.target_nr, year), achieved_base(activity, target.target_nr, year)
        if target.calculation == "share" and whole:
            cells += (Cell(base, whole), Cell(key, number, base=base if number <= whole else None))
        elif counts_people(target.measure, target.calculation):
            cell = own = Cell(key, number)
            before = former.get((activity, target.target_nr, target.first_year))
            if before and before.value <= number:
                own = Cell(f"{key} own", number - before.value, standing=Standing.UNPRINTED)
                cells.append(own)
                relations.append(total(key, (before.key, own.key)))
            cells.append(cell)
            former[activity, target.target_nr, target.first_year] = cell
            if target.measure == "participants" and target.calculation == "sum":
                takers[participants(activity, year)].append(own)
    return cells, [*relations, *(_within(cell, takers[cell.key]) for cell in came if cell.key in takers)]


def _within(came: Cell, planned: Sequence[Cell]) -> Relation:
    """Those of the audiences that are planned for are among all who came, or are all of them."""
    terms = sorted([(came.key, 1), *((one.key, -1) for one in planned)])
    others = came.value - sum(one.value for one in planned)
    return Relation(tuple(terms), min(others, 0), inf if others else 0)
