"""The proof on the finished files: together with what readers hold already they give no small count away.

The open data say cell by cell what is shown. The other formats print the same results in words and tables: there a
hidden number is looked for as it would be written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import duckdb

from ingest.problems import Problem
from publication.disclosure.keys import achieved
from publication.disclosure.printed_words import telling_files
from publication.disclosure.proof import prove
from publication.disclosure.published import Counts, counts_of, institutions_of, readers_of
from publication.disclosure.readers import OUTSIDER, Pattern, Reader
from publication.disclosure.relations import Relation
from publication.disclosure.shown import RESULTS, Files, Shown, has_open_data, lines_of, newest_values, shown_by
from publication.disclosure.system import Cell, Standing, System


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
    institutions = institutions_of(connection, municipality)

    def proof(files: Files, former: Sequence[Files]) -> list[Problem]:
        if not has_open_data(files):
            return [Problem("disclosure_not_proven")]
        return given_away(files, [one for one in former if has_open_data(one)], counts, readers, institutions)

    return proof


def given_away(
    files: Files,
    former: Sequence[Files],
    counts: Counts,
    readers: Sequence[Reader],
    institutions: Mapping[str, str],
) -> list[Problem]:
    """What finished files give away.

    Args:
        files: A publication by the names of its files.
        former: The publications that readers hold already.
        counts: All counts of the municipality with their true numbers.
        readers: Its institutions, each with its own figures.
        institutions: Key of an institution by the name that the files give it.

    Returns:
        A problem each, `disclosure_exposed`, `disclosure_number_differs` or `disclosure_printed`; none where everything
        hidden stays hidden. None of them holds a hidden number.
    """
    shown, held = shown_by(files, counts, institutions), _held(former, counts, institutions)
    cells = tuple(_as_read(cell, shown, held) for cell in counts.cells)
    values = {cell.key: cell.value for cell in cells}
    wrong = [key for key, number in sorted(shown.numbers.items()) if number != values[key]]
    # A relation of a former publication that no longer holds was corrected since: it binds nothing now.
    relations = {*counts.relations, *shown.relations, *(one for one in held.relations if _holds(one, values))}
    system = System.of(cells, relations, counts.thresholds)
    is_open = system.keys(system.standing(Standing.OPEN))
    marked = is_open & shown.marked
    pattern = Pattern(marked, is_open - shown.numbers.keys() - marked)
    exposed = prove(system, pattern, (OUTSIDER, *readers))
    return [
        *(Problem("disclosure_number_differs", value=key) for key in wrong),
        *(
            Problem("disclosure_exposed", value=one.key, details=(("reader", one.reader), ("reason", one.reason)))
            for one in exposed
        ),
        *(
            Problem("disclosure_printed", file=name, value=key)
            for name, key in _printed(files, [cell for cell in cells if cell.key in marked], values)
        ),
    ]


def _held(former: Sequence[Files], counts: Counts, institutions: Mapping[str, str]) -> Shown:
    """What readers know from all that they have already; of a number that was corrected, the last."""
    held = Shown()
    for one in former:
        earlier = shown_by(one, counts, institutions)
        held.numbers.update(earlier.numbers)
        held.marked |= earlier.marked
        held.relations |= earlier.relations
    return held


def _printed(files: Files, hidden: Sequence[Cell], values: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Hidden numbers that stand somewhere all the same: name of the file and key of the cell."""
    keys = {cell.key for cell in hidden}
    newest = newest_values(files)
    yield from (("data/indicators.csv", key) for key in sorted(keys & newest.keys()))
    yield from ((f"data/{RESULTS}.csv", key) for key in _in_words(files, values, keys))
    yield from telling_files(files, hidden, values)


def _in_words(files: Files, values: Mapping[str, int], hidden: set[str]) -> Iterator[str]:
    """Figures of activities that are hidden and stand in the text beside all the same."""
    for line in lines_of(files, RESULTS):
        key = achieved(line["activity_key"], int(line["results_year"]))
        text = "".join(line["achieved_result"].split())
        if key in hidden and re.search(rf"(?<![\d,]){values[key]}(?![\d,])", text):
            yield key


def _as_read(cell: Cell, shown: Shown, held: Shown) -> Cell:
    """A count as readers of former publications see it."""
    if cell.key in shown.numbers or cell.standing is not Standing.OPEN:
        return cell
    if held.numbers.get(cell.key) == cell.value:
        return replace(cell, standing=Standing.PUBLIC)
    return replace(cell, standing=Standing.MARKED) if cell.key in held.marked else cell


def _holds(relation: Relation, values: Mapping[str, int]) -> bool:
    total = sum(number * values[key] for key, number in relation.terms)
    return relation.low <= total <= relation.high
