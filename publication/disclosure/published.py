"""The counts of people that the publications of a municipality print, and what binds them.

Of every year at once: what is hidden in one publication is then hidden in those of the years after it too, and a
reader of several has no more than a reader of one.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from publication.disclosure.feeds import bound_by_answers
from publication.disclosure.keys import base, cases, counted, participants
from publication.disclosure.reached import reached
from publication.disclosure.readers import Reader
from publication.disclosure.relations import Relation, same
from publication.disclosure.sources import MARTS, Schema
from publication.disclosure.system import Cell, Standing, System
from publication.disclosure.thresholds import Thresholds, load_thresholds

_DISJOINT = frozenset({"basic", "upper_secondary", "extramural_distance", "vocational_school"})
"""Breakdowns that count nobody twice: with `extramural_distance` beside them the stages mean full time alone."""

_KIND_NOT_SAID = "sensitive"
"""Of a measure that `measures.csv` does not name yet: rather too careful."""

# What the plan itself prints is public. Of two numbers of one measure and time the smaller decides: definitions differ.
_FIGURES = """
    select plan_id, indicator_key, breakdown, period, numerator, denominator,
        value_source = 'observation' as is_printed
    from {schema}.fct_indicator_value
    where municipality = ? and is_publishable and numerator is not null
    qualify row_number() over (
        partition by plan_id, indicator_key, breakdown, period order by numerator, denominator, is_printed
    ) = 1
    order by all
"""

_PARTS = """
    select distinct reporter_id, plan_id, indicator_key, breakdown, period, numerator, denominator
    from {schema}.fct_indicator_value_school
    where municipality = ? and numerator is not null
    order by all
"""

_CASES = """
    select coalesce(institution_code, institution), school_year, cases
    from {schema}.referrals
    where municipality = ? and reason = 'all' and reported_by = 'institution' and cases is not null
    order by all
"""

_PARTICIPANTS = """
    select distinct activity_key, results_year, participants
    from {schema}.table_4_4
    where municipality = ? and participants is not null
    order by all
"""


class Counts(NamedTuple):
    """Counts of people of one municipality and what binds them."""

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]
    thresholds: Thresholds

    def system(self) -> System:
        """As they stand before anything was published."""
        return System.of(*self)


def counts_of(connection: duckdb.DuckDBPyConnection, municipality: str, schema: Schema = MARTS) -> Counts:
    """All counts of people in a municipality's publications."""

    def rows(statement: str) -> list[tuple[Any, ...]]:
        return connection.execute(statement.format(schema=schema), [municipality]).fetchall()

    figures = list(_figures(rows(_FIGURES)))
    opened = [Cell(cases(institution, year), number, is_sensitive=True) for institution, year, number in rows(_CASES)]
    came = [Cell(participants(activity, year), number) for activity, year, number in rows(_PARTICIPANTS)]
    achieved, of_years = reached(connection, municipality, schema, came)
    differences, of_answers = bound_by_answers(figures)
    return Counts(
        (*figures, *differences, *opened, *came, *achieved),
        (*_sums(figures), *of_answers, *of_years),
        load_thresholds(municipality),
    )


def readers_of(
    connection: duckdb.DuckDBPyConnection, municipality: str, counts: Counts, schema: Schema = MARTS
) -> tuple[Reader, ...]:
    """The schools of a municipality, each with its own part in every figure."""
    values = {cell.key: cell.value for cell in counts.system().cells}
    parts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for reporter, *figure, number, whole in connection.execute(_PARTS.format(schema=schema), [municipality]).fetchall():
        own = {counted(*figure): number}
        if whole is not None and number <= whole:
            rest = Cell(counted(*figure), 0, base=base(*figure)).rest_key
            own |= {base(*figure): whole, rest: whole - number}
        parts[reporter] |= {key: int(part) for key, part in own.items() if 0 < part <= values.get(key, 0)}
    return tuple(_reader(reporter, own, values) for reporter, own in sorted(parts.items()))


def _reader(reporter: str, own: Mapping[str, int], values: Mapping[str, int]) -> Reader:
    """A school with its parts; of a figure that is all its own it learns nothing."""
    whole = {key.removesuffix(" base") for key, part in own.items() if key.endswith(" base") and part == values[key]}
    known = {key for key in values if key.split(" | ")[0].removesuffix(" base") in whole}
    return Reader(reporter, frozenset(known), tuple((key, part) for key, part in own.items() if key not in known))


def _figures(rows: Iterable[tuple[Any, ...]]) -> Iterator[Cell]:
    for *figure, number, whole, is_printed in rows:
        kind = kind_of(figure[1])
        if kind == "none":
            continue
        standing = Standing.PUBLIC if is_printed else Standing.OPEN
        key, base_key = counted(*figure), base(*figure)
        if whole is not None:
            # A base is there for its share: where the number is hidden anyway, hardly more is lost.
            yield Cell(base_key, int(whole), cost=int(number) + 1, standing=standing)
        # More than its base is wrong, but not for here to say; there is no rest then.
        is_part = whole is not None and number <= whole
        yield Cell(key, int(number), kind == "sensitive", base_key if is_part else None, standing=standing)


def _sums(figures: Iterable[Cell]) -> Iterator[Relation]:
    """A total beside its parts, where what lies outside of them is taken for known; a figure of two plan versions."""
    groups: defaultdict[tuple[str, str, str], dict[str, Cell]] = defaultdict(dict)
    former: dict[tuple[str, str, str, int], str] = {}
    for cell in figures:
        plan_id, measure, breakdown, time = cell.key.split(" ", 3)
        groups[plan_id, measure, time][breakdown] = cell
        first = former.setdefault((measure, breakdown, time, cell.value), cell.key)
        if first != cell.key:
            yield same(first, cell.key)
    for of_time in groups.values():
        parts = [of_time[name] for name in sorted(_DISJOINT & of_time.keys())]
        for whole, its_parts in (("total", parts), ("general_schools", _of_general_schools(of_time))):
            if whole in of_time and its_parts:
                outside = of_time[whole].value - sum(part.value for part in its_parts)
                terms = sorted([(of_time[whole].key, 1), *((part.key, -1) for part in its_parts)])
                yield Relation(tuple(terms), outside, outside)


def _of_general_schools(of_time: dict[str, Cell]) -> list[Cell]:
    """The stages of general schools, where they are not full time alone."""
    if "extramural_distance" in of_time:
        return []
    return [of_time[name] for name in ("basic", "upper_secondary") if name in of_time]


def kind_of(measure: str) -> str:
    """Whether a measure counts people (`count`), few of whom are told even less of (`sensitive`), or none."""
    return _kinds().get(measure, _KIND_NOT_SAID)


@cache
def _kinds() -> dict[str, str]:
    with Path(__file__).with_name("measures.csv").open(encoding="utf-8", newline="") as file:
        return {line["indicator_key"]: line["kind"] for line in csv.DictReader(file)}
