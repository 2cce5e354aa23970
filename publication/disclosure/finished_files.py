"""The proof on the finished files: together with what readers hold already they give no small count away.

The open data say cell by cell what is shown, and their workbook says the same. The other formats print the same results
in words and tables: there a hidden number is looked for as it would be written, a small one beside what it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import duckdb

from ingest.problems import Problem
from publication.disclosure.few_people import texts_of_few
from publication.disclosure.former import as_readers_know, marks_taken_off
from publication.disclosure.keys import activity_of
from publication.disclosure.printed_rows import telling_rows
from publication.disclosure.printed_words import telling_files
from publication.disclosure.proof import prove
from publication.disclosure.published import Counts, counts_of, readers_of
from publication.disclosure.readers import OUTSIDER, Pattern, Reader
from publication.disclosure.same_tables import differing_sheets
from publication.disclosure.shown import RESULTS, has_open_data, lines_of, shown_by, standing_values
from publication.disclosure.system import Cell, Standing
from publication.disclosure.words import Words, words_of
from publication.finals import Files
from publication.open_data.dcat import WORKBOOK

_JUDGED = frozenset({"exceeded", "met", "partly", "not_met"})
"""Standings that set bounds to a figure, since the plan is public."""


def proof_of(
    connection: duckdb.DuckDBPyConnection, municipality: str
) -> Callable[[Files, Sequence[Files]], list[Problem]]:
    """The proof for the publications of a municipality, against what its warehouse holds.

    Args:
        connection: A connection to the warehouse; nothing is written.
        municipality: Slug of the municipality.

    Returns:
        Takes the finished files and the former publications, and says what they give away; a publication without open
        data shows nothing that could be proven cell by cell, and so is not.
    """
    counts = counts_of(connection, municipality)
    readers = readers_of(connection, municipality, counts)
    words = words_of(connection, municipality)

    def proof(files: Files, former: Sequence[Files]) -> list[Problem]:
        if not has_open_data(files):
            return [Problem("disclosure_not_proven")]
        return given_away(files, former, counts, readers, words)

    return proof


def given_away(
    files: Files,
    former: Sequence[Files],
    counts: Counts,
    readers: Sequence[Reader],
    words: Words,
) -> list[Problem]:
    """What finished files give away.

    Args:
        files: A publication by the names of its files.
        former: The publications that readers hold already.
        counts: All counts of the municipality with their true numbers.
        readers: Its institutions, each with its own figures.
        words: What the files call things.

    Returns:
        A problem each, `disclosure_exposed`, `disclosure_number_differs`, `disclosure_printed` or
        `disclosure_few_people`; none where everything hidden stays hidden. None of them holds a hidden number.
    """
    shown = shown_by(files, counts, words)
    system = as_readers_know(counts, former, words, shown)
    values = {cell.key: cell.value for cell in counts.cells}
    wrong = {key for key, number in shown.numbers.items() if number != values[key]} | shown.unknown
    is_open = system.keys(system.standing(Standing.OPEN))
    marked = is_open & shown.marked
    pattern = Pattern(marked, is_open - shown.numbers.keys() - marked)
    # Hidden before or for the first time: neither may be printed anywhere.
    hidden = shown.marked - system.keys(system.standing(Standing.PUBLIC))
    exposed = [*prove(system, pattern, (OUTSIDER, *readers)), *marks_taken_off(counts, former, words, shown)]
    return [
        *(Problem("disclosure_number_differs", value=key) for key in sorted(wrong)),
        *(
            Problem("disclosure_exposed", value=one.key, details=(("reader", one.reader), ("reason", one.reason)))
            for one in exposed
        ),
        *(
            Problem("disclosure_printed", file=name, value=key)
            for name, key in dict.fromkeys(
                _printed(files, [cell for cell in counts.cells if cell.key in hidden], values, words)
            )
        ),
        *(
            Problem("disclosure_few_people", file=name, value=place)
            for name, place in texts_of_few(files, words, counts.thresholds["count"])
        ),
    ]


def _printed(
    files: Files, hidden: Sequence[Cell], values: Mapping[str, int], words: Words
) -> Iterator[tuple[str, str]]:
    """Hidden numbers that stand somewhere all the same: name of the file and key of the cell, or of another table."""
    keys = {cell.key for cell in hidden}
    yield from (("data/indicators.csv", key) for key in sorted(keys & standing_values(files)))
    yield from ((f"data/{RESULTS}.csv", key) for key in _judged(files, keys))
    yield from telling_files(files, hidden, values)
    yield from telling_rows(files, hidden, values, words)
    yield from ((WORKBOOK, sheet) for sheet in differing_sheets(files))


def _judged(files: Files, hidden: set[str]) -> Iterator[str]:
    """Figures of activities that are hidden while it is said how they stand against what was planned."""
    judged = {
        (line["activity_key"], int(line["results_year"]))
        for line in lines_of(files, RESULTS)
        if line["achievement_status"] in _JUDGED
    }
    yield from sorted(key for key in hidden if activity_of(key) in judged)
