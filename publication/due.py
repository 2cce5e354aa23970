"""When publications are due by the calendar of the plan, and whether one is due about a results year at all."""

from __future__ import annotations

import duckdb

from ingest.problems import InputError, Problem
from ingest.workspace import PublicationKind

_YEARS = """
    select distinct results_year
    from marts.publication_due
    where municipality = ? and kind = ?
    order by results_year
"""


def refuse_unless_due(
    connection: duckdb.DuckDBPyConnection, municipality: str, year: int, kind: PublicationKind
) -> None:
    """A mid-term and a final report tell of the whole period up to one year of it; any other would be misread.

    Raises:
        InputError: `publication_not_due`, naming the years in which it is.
    """
    if kind not in ("mid_term", "final"):
        return
    years = [due for (due,) in connection.execute(_YEARS, [municipality, kind]).fetchall()]
    if year not in years:
        details = (("kind", kind), ("years", ", ".join(map(str, years))))
        raise InputError([Problem("publication_not_due", value=str(year), details=details)])
