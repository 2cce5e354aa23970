"""What a draft still lacks: a list for the board with the names of those who have not reported; never published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import duckdb

from ingest.forms.definition import load_form
from publication.phrases import Phrases, load_phrases
from publication.results import Results

# The first collection of a school year also asks for the events of the calendar year before it ends.
_FORMS = """
    select reporter_name, form, collection
    from marts.collection_status as status
    inner join marts.dim_reporter using (municipality, reporter_id)
    inner join marts.dim_period as periods
        on status.collection like concat(periods.period, '-%') and periods.period_kind = 'school_year'
    where municipality = $municipality and state not in ('accepted', 'accepted_partly')
        and (
            periods.results_year = $year
            or (collection like '%-S1' and periods.results_year = $year + 1)
        )
    order by reporter_kind <> 'school', reporter_name collate lv, periods.results_year, collection, form
"""


def missing_list(connection: duckdb.DuckDBPyConnection, results: Results) -> str:
    """What is missing in the results of a year, as paragraphs of Latvian text.

    Args:
        connection: A connection to the warehouse; nothing is written.
        results: Read from it.
    """
    words = load_phrases()["missing"]
    parts = {
        "forms": _forms(connection, results),
        "activities": [
            f"{one.activity_nr} {one.activity_name}"
            for one in results.activities
            if one.achievement_status == "no_data"
        ],
        "indicators": [
            " – ".join(filter(None, (f"{one.indicator_nr} {one.indicator_name}", one.breakdown_text)))
            for one in results.indicators
            if one.progress_status == "no_data"
        ],
        "tasks": [f"{one.task_nr} {one.task_name}" for one in results.tasks if one.task_status == "unknown"],
    }
    told = [_listed(words[name].format(count=len(lines)), lines) for name, lines in parts.items() if lines]
    texts = list(_texts(results, words))
    if texts:
        unread = sum(one.open + one.outdated for one in results.texts.values())
        told.append(_listed(words["texts"].format(count=unread), texts))
    return "\n\n".join(told) or str(words["nothing"])


def _forms(connection: duckdb.DuckDBPyConnection, results: Results) -> list[str]:
    """A line a reporter: the forms that have not come, or were not taken, with their collections."""
    key = {"municipality": results.municipality, "year": results.year}
    rows = connection.execute(_FORMS, key).fetchall()
    return [
        f"{name}: {', '.join(f'{load_form(form).title.lv} {collection}' for _, form, collection in own)}"
        for name, own in groupby(rows, key=lambda row: row[0])
    ]


def _texts(results: Results, words: Phrases) -> Iterator[str]:
    for kind, texts in results.texts.items():
        if texts.open or texts.outdated:
            line = words["of_kind_outdated" if texts.outdated else "of_kind"]
            yield line.format(kind=words["kinds"][kind], open=texts.open, outdated=texts.outdated)


def _listed(heading: str, lines: Sequence[str]) -> str:
    return "\n".join((heading, *(f"• {line}" for line in lines)))
