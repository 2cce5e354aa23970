"""What of a results year still waits for a person before it can be made final: findings and texts."""

from __future__ import annotations

import duckdb

from ingest.periods import Collection
from ingest.problems import Problem
from ingest.typography import writing_in
from ingest.workspace import PublicationKind
from publication.phrases import Phrases, load_phrases
from publication.results import Results

# About what counts now: a finding on an arrival is settled when it is taken or not.
_FINDINGS = """
    select finding_id, message, collection
    from marts.findings
    where municipality = ? and receipt_id is null
    order by collection, rule_id, finding_id
"""

_TEXTS = """
    select texts.results_year, texts.subject_kind, coalesce(activities.activity_nr, texts.subject_key), texts.field,
        texts.is_open
    from marts.text_review as texts
    left join marts.dim_activity as activities
        on texts.subject_kind = 'activity'
        and (texts.municipality, texts.plan_id, texts.subject_key)
        = (activities.municipality, activities.plan_id, activities.activity_key)
    where texts.municipality = ? and texts.results_year between ? and ? and (texts.is_open or texts.is_outdated)
    order by texts.results_year, texts.subject_kind, activities.activity_order, texts.subject_key, texts.field
"""


def years_told(results: Results, kind: PublicationKind) -> range:
    """The results years a publication tells of: the reports on the period tell of all up to theirs."""
    first = results.plan.period_start.year if kind in ("mid_term", "final") else results.year
    return range(first, results.year + 1)


def open_findings(connection: duckdb.DuckDBPyConnection, municipality: str, years: range) -> dict[str, Problem]:
    """The plausibility findings of the collections that end in some years, by their key."""
    return {
        finding_id: Problem("final_finding_open", value=finding_id, details=(("finding", message.split(" → ")[0]),))
        for finding_id, message, collection in connection.execute(_FINDINGS, [municipality]).fetchall()
        if collection is None or Collection.parse(collection).last_day.year in years
    }


def open_texts(connection: duckdb.DuckDBPyConnection, municipality: str, years: range) -> list[Problem]:
    """The texts of some years that nobody reviewed, or that were reviewed on other facts than those of today."""
    phrases, columns = load_phrases(), _review_columns()
    rows = connection.execute(_TEXTS, [municipality, years[0], years[-1]]).fetchall()
    return [
        Problem(
            "final_text_open" if is_open else "final_text_outdated",
            value=_name(kind, subject, columns.get(field), phrases),
            details=(("municipality", municipality), ("year", str(year))),
        )
        for year, kind, subject, field, is_open in rows
    ]


def _review_columns() -> dict[str, str]:
    """The headings of the workbook in which texts are reviewed; it is Latvian."""
    with writing_in("lv"):
        columns: dict[str, str] = load_phrases()["review"]["columns"]
    return columns


def _name(kind: str, subject: str, column: str | None, phrases: Phrases) -> str:
    named = str(phrases["obstacles"][kind]).format(number=subject)
    return f"{named}, {column}" if column else named
