"""What was reported behind the results of a year: by how many reporters, in which files, and cases of institutions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

from ingest.forms.code_lists import code_labels
from ingest.periods import Collection
from ingest.typography import written_language


@dataclass(frozen=True)
class Referral:
    """The inter-institutional cases that an institution opened in a school year, for all reasons together.

    `is_publishable` is false where the cases are too few to be told.
    """

    institution_key: str
    institution: str
    school_year: str
    half_years: int
    reporters_expected: int | None
    reporters_counted: int | None
    cases: int | None
    change_from_previous: int | None
    is_publishable: bool = True


@dataclass(frozen=True)
class Coverage:
    """How many reporters owed a form in a collection, and from how many it has been taken."""

    collection: str
    form: str
    reporters_expected: int
    reporters_counted: int


@dataclass(frozen=True)
class Reported:
    """What a municipality's reporters sent up to a results year.

    Attributes:
        submissions: Every file that counts, whatever the year, by the hash under which it is archived.
        is_demo: True where one of them holds demonstration data.
    """

    referrals: tuple[Referral, ...]
    coverage: tuple[Coverage, ...]
    submissions: tuple[str, ...]
    is_demo: bool

    @property
    def last_day_of_events(self) -> date | None:
        """The last day up to which somebody has sent a log of events; none where nobody has sent any."""
        return max((Collection.parse(one.collection).last_day for one in self.coverage if _has_logs(one)), default=None)


def _has_logs(coverage: Coverage) -> bool:
    return coverage.form == "activity_log" and coverage.reporters_counted > 0


# What schools count of the same cases, and the reasons, are for the board.
_REFERRALS = """
    select coalesce(institution_code, institution) as institution_key, institution, school_year, half_years,
        reporters_expected, reporters_counted, cases, change_from_previous
    from marts.referrals
    inner join marts.dim_period as periods on referrals.school_year = periods.period
    where municipality = $municipality and reason = 'all' and reported_by = 'institution'
        and periods.results_year <= $year
    order by institution collate lv, school_year
"""

# The first collection of a school year also asks for the events of the calendar year before it ends.
_COVERAGE = """
    select collection, form, count(*), count(*) filter (state in ('accepted', 'accepted_partly'))
    from marts.collection_status as status
    inner join marts.dim_period as periods
        on status.collection like concat(periods.period, '-%') and periods.period_kind = 'school_year'
    where municipality = $municipality
        and periods.results_year - case when collection like '%-S1' then 1 else 0 end <= $year
    group by collection, form
    order by collection, form
"""

_SUBMISSIONS = """
    select distinct submission_id, is_demo
    from marts.submissions
    where municipality = ? and is_current
    order by submission_id
"""


def read_reported(connection: duckdb.DuckDBPyConnection, municipality: str, year: int) -> Reported:
    """Read what was reported.

    Args:
        connection: A connection to the warehouse; nothing is written.
        municipality: Slug of the municipality.
        year: Results year; what is about later years is left out.

    Returns:
        Municipality-level counts, without names of reporters.
    """
    of_year = {"municipality": municipality, "year": year}
    names = code_labels("institution", written_language())
    referrals = connection.execute(_REFERRALS, of_year).fetchall()
    submissions = connection.execute(_SUBMISSIONS, [municipality]).fetchall()
    return Reported(
        referrals=tuple(Referral(key, names.get(key, institution), *row) for key, institution, *row in referrals),
        coverage=tuple(Coverage(*row) for row in connection.execute(_COVERAGE, of_year).fetchall()),
        submissions=tuple(submission_id for submission_id, _ in submissions),
        is_demo=any(is_demo for _, is_demo in submissions),
    )
