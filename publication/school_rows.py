"""What the marts know for the pages *Jūsu skola*: the schools that reported, their figures and their activities."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

_SCHOOLS = """
    select submissions.municipality, submissions.reporter_id, submissions.collection,
        dim_municipality.municipality_name, dim_reporter.reporter_name, submissions.received_on, log.state
    from marts.submissions as submissions
    inner join marts.dim_municipality as dim_municipality using (municipality)
    inner join marts.dim_reporter as dim_reporter using (municipality, reporter_id)
    left join marts.collection_status as log
        on (log.municipality, log.reporter_id, log.collection, log.form)
        = (submissions.municipality, submissions.reporter_id, submissions.collection, 'activity_log')
    where submissions.is_current and submissions.form = 'school_report'
    order by submissions.municipality, submissions.collection, submissions.reporter_id
"""
_FIGURES = """
    select municipality, reporter_id, collection, field, base_fields, value, share_pct, former_value, former_share_pct,
        schools, median, is_demo
    from marts.school_figure
    order by position
"""
_ACTIVITIES = """
    select municipality, reporter_id, collection, activity_nr, activity_name, events, participants,
        invested_funding_eur, event_names, is_demo
    from marts.reporter_activity
    order by activity_order
"""


@dataclass(frozen=True)
class SchoolFigure:
    """A key figure; its attributes are the columns of `marts.school_figure`."""

    field: str
    base_fields: str | None
    value: float | None
    share_pct: float | None
    former_value: float | None
    former_share_pct: float | None
    schools: int
    median: float | None
    is_demo: bool


@dataclass(frozen=True)
class SchoolActivity:
    """What the school did for an activity; its attributes are the columns of `marts.reporter_activity`."""

    activity_nr: str
    activity_name: str
    events: int
    participants: int | None
    invested_funding_eur: Decimal | None
    event_names: str | None
    is_demo: bool


@dataclass(frozen=True)
class School:
    """A school and a collection on which it reported.

    Attributes:
        reported_on: Day on which the report that counts arrived.
        log_state: State of its activity log as in `marts.collection_status`; None where none is asked.
    """

    municipality: str
    reporter_id: str
    collection: str
    municipality_name: str
    reporter_name: str
    reported_on: date
    log_state: str | None
    figures: tuple[SchoolFigure, ...]
    activities: tuple[SchoolActivity, ...]

    @property
    def is_demo(self) -> bool:
        """Whether demonstration data went into anything on the page."""
        return any(figure.is_demo for figure in self.figures) or any(activity.is_demo for activity in self.activities)


def read_schools(connection: duckdb.DuckDBPyConnection) -> list[School]:
    """Read every school and collection with a report that counts, in order.

    Args:
        connection: A connection to the warehouse.
    """
    figures = _by_school(connection, _FIGURES)
    activities = _by_school(connection, _ACTIVITIES)
    schools = []
    for row in connection.execute(_SCHOOLS).fetchall():
        own_figures = tuple(SchoolFigure(*figure) for figure in figures[row[:3]])
        own_activities = tuple(SchoolActivity(*activity) for activity in activities[row[:3]])
        schools.append(School(*(*row, own_figures, own_activities)))
    return schools


def _by_school(connection: duckdb.DuckDBPyConnection, sql: str) -> defaultdict[tuple[str, str, str], list[Any]]:
    rows: defaultdict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for municipality, reporter_id, collection, *row in connection.execute(sql).fetchall():
        rows[municipality, reporter_id, collection].append(row)
    return rows
