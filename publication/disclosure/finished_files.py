"""The proof on the finished files: together with what readers hold already they give no small count away.

The open data say cell by cell what is shown. The other formats print the same results in words and tables: there a
hidden number is looked for as it would be written.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from io import StringIO
from math import ceil, floor

import duckdb

from ingest.problems import Problem
from publication.disclosure.printed_words import telling_files
from publication.disclosure.proof import prove
from publication.disclosure.published import (
    Counts,
    achieved,
    base,
    cases,
    counted,
    counts_of,
    institutions_of,
    participants,
    readers_of,
)
from publication.disclosure.readers import OUTSIDER, Pattern, Reader
from publication.disclosure.relations import Relation, printed_share
from publication.disclosure.system import Cell, Standing, System

Files = Mapping[str, bytes]

_RESULTS = "table_4_4"

_CENT = Decimal("0.005")
"""Money is written to the cent: half of it may have been rounded away."""


@dataclass
class Shown:
    """What finished files show of counts of people.

    Attributes:
        numbers: Number by key of its cell.
        marked: Keys of cells that stand there without their number.
        relations: What is printed of a cell besides its number: shares, changes, costs.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    marked: set[str] = field(default_factory=set)
    relations: set[Relation] = field(default_factory=set)

    def add(self, key: str, text: str) -> None:
        """Take in a cell as it is written."""
        if text:
            self.numbers[key] = int(Decimal(text))
        else:
            self.marked.add(key)


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
            return [Problem("disclosure_not_proven", value="disclosure_proven")]
        return given_away(files, [one for one in former if has_open_data(one)], counts, readers, institutions)

    return proof


@dataclass(frozen=True)
class Told:
    """How many of the counts of people in a publication are shown; for the house alone.

    Attributes:
        small: Counts up to their threshold, and how many of them have a mark.
        safe: All others, and how many of them are shown.
    """

    small: tuple[int, int]
    safe: tuple[int, int]


def told_in(connection: duckdb.DuckDBPyConnection, municipality: str, files: Files) -> Told:
    """Count what a publication with open data shows and hides."""
    counts = counts_of(connection, municipality)
    shown = shown_by(files, counts, institutions_of(connection, municipality))
    system = counts.system()
    small = system.keys(system.is_small) & (shown.numbers.keys() | shown.marked)
    safe = (shown.numbers.keys() | shown.marked) - small
    return Told((len(small), len(small & shown.marked)), (len(safe), len(safe & shown.numbers.keys())))


def has_open_data(files: Files) -> bool:
    """Whether a publication holds its figures as tables."""
    return "data/indicator_values.csv" in files


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
    shown, held = shown_by(files, counts, institutions), Shown()
    for one in former:
        earlier = shown_by(one, counts, institutions)
        held.numbers.update(earlier.numbers)
        held.marked |= earlier.marked
        held.relations |= earlier.relations
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
            for name, key in telling_files(files, [cell for cell in cells if cell.key in marked], values)
        ),
        *(
            Problem("disclosure_printed", file=f"data/{_RESULTS}.csv", value=key)
            for key in _in_words(files, values, marked)
        ),
    ]


def shown_by(files: Files, counts: Counts, institutions: Mapping[str, str]) -> Shown:
    """Read the open data of a publication, as far as they count people."""
    known = {cell.key for cell in counts.cells}
    plan_id = json.loads(files["manifest.json"])["plan_id"]
    shown = Shown()
    for line in _lines(files, "indicator_values"):
        _add_figure(shown, (plan_id, line["indicator_key"], line["breakdown"], line["period"]), line, known)
    former: dict[str, str] = {}
    for line in _lines(files, "referrals"):
        institution = institutions.get(line["institution"], line["institution"])
        key = cases(institution, line["school_year"])
        if key in known:
            shown.add(key, line["cases"])
            if line["change_from_previous"] and institution in former:
                change = int(line["change_from_previous"])
                shown.relations.add(Relation(tuple(sorted([(key, 1), (former[institution], -1)])), change, change))
            former[institution] = key
    for line in _lines(files, _RESULTS):
        _add_achieved(shown, achieved(line["activity_key"], int(line["results_year"])), line, counts)
        key = participants(line["activity_key"], int(line["results_year"]))
        if key in known:
            shown.add(key, line["participants"])
            if line["cost_per_participant_eur"]:
                shown.relations.add(_cost(key, line))
    return shown


def _in_words(files: Files, values: Mapping[str, int], marked: frozenset[str]) -> Iterator[str]:
    """Figures of activities that are hidden and stand in the text beside all the same."""
    for line in _lines(files, _RESULTS):
        key = achieved(line["activity_key"], int(line["results_year"]))
        text = "".join(line["achieved_result"].split())
        if key in marked and re.search(rf"(?<![\d,]){values[key]}(?![\d,])", text):
            yield key


def _add_figure(shown: Shown, figure: tuple[str, str, str, str], line: Mapping[str, str], known: set[str]) -> None:
    key, whole = counted(*figure), base(*figure)
    if key not in known:
        return
    shown.add(key, line["numerator"])
    if whole in known:
        shown.add(whole, line["denominator"])
        for bound in ("value", "ci_low", "ci_high"):
            if line[bound] and not line["numerator"]:
                shown.relations |= set(printed_share(key, whole, Decimal(line[bound])))


def _add_achieved(shown: Shown, key: str, line: Mapping[str, str], counts: Counts) -> None:
    """The figure of an activity; the text beside a share prints both its numbers."""
    values = {cell.key: cell.value for cell in counts.cells if cell.key in (key, f"{key} base")}
    if key in values and not line["achieved_value"]:
        shown.marked |= values.keys()
    elif f"{key} base" in values:
        shown.numbers |= values
    elif key in values:
        shown.add(key, line["achieved_value"])


def _cost(key: str, line: Mapping[str, str]) -> Relation:
    """Money divided by what it cost each tells for how many it was spent."""
    spent, each = Decimal(line["invested_funding_eur"]), Decimal(line["cost_per_participant_eur"])
    least = ceil((spent - _CENT) / (each + _CENT))
    most = floor((spent + _CENT) / (each - _CENT)) if each > _CENT else least + 1
    return Relation(((key, 1),), least, most)


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


def _lines(files: Files, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(files[f"data/{table}.csv"].decode("utf-8-sig"))))
