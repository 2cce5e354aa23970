"""What finished files show of counts of people: read from their open data, cell by cell."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from io import StringIO
from math import ceil, floor

import duckdb

from publication.disclosure.keys import achieved, achieved_base, activity_of, base, cases, counted, participants
from publication.disclosure.printed_words import numbers_in
from publication.disclosure.published import Counts, counts_of, kind_of
from publication.disclosure.relations import Relation, printed_share
from publication.disclosure.system import Standing
from publication.disclosure.words import Words, words_of
from publication.finals import Files

RESULTS = "table_4_4"

_CENT = Decimal("0.005")
"""Money is written to the cent: half of it may have been rounded away."""


@dataclass
class Shown:
    """What finished files show of counts of people.

    Attributes:
        numbers: Number by key of its cell.
        marked: Keys of cells that stand there without their number.
        relations: What is printed of a cell besides its number: shares, changes, costs.
        unknown: Keys of figures of people that the warehouse does not have.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    marked: set[str] = field(default_factory=set)
    relations: set[Relation] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    def add(self, key: str, text: str) -> None:
        """Take in a cell as it is written."""
        if text:
            self.numbers[key] = int(Decimal(text))
        else:
            self.marked.add(key)


def has_open_data(files: Files) -> bool:
    """Whether a publication holds its figures as tables."""
    return "data/indicator_values.csv" in files


def shown_by(files: Files, counts: Counts, words: Words) -> Shown:
    """Read the open data of a publication, as far as they count people."""
    known = {cell.key for cell in counts.cells}
    plan_id = json.loads(files["manifest.json"])["plan_id"]
    shown = Shown()
    # Of two definitions of one figure the smaller decides, as in the warehouse.
    for line in sorted(lines_of(files, "indicator_values"), key=_size):
        _add_figure(shown, (plan_id, line["indicator_key"], line["breakdown"], line["period"]), line, known)
    former: dict[str, str] = {}
    for line in lines_of(files, "referrals"):
        institution = words.institutions.get(line["institution"], line["institution"])
        key = cases(institution, line["school_year"])
        if key in known:
            shown.add(key, line["cases"])
            if line["change_from_previous"] and institution in former:
                change = int(line["change_from_previous"])
                shown.relations.add(Relation(tuple(sorted([(key, 1), (former[institution], -1)])), change, change))
            former[institution] = key
    for line in lines_of(files, RESULTS):
        _add_reached(shown, line, counts, words)
        key = participants(line["activity_key"], int(line["results_year"]))
        if key in known:
            shown.add(key, line["participants"])
            if line["cost_per_participant_eur"] and not line["participants"]:
                shown.relations.add(_cost(key, line))
    return shown


def standing_values(files: Files) -> set[str]:
    """Keys of what the indicator rows tell a baseline or a newest value of; a baseline of the plan is public."""
    plan_id = json.loads(files["manifest.json"])["plan_id"]
    measures = {line["indicator_nr"]: line["indicator_key"] for line in lines_of(files, "indicator_values")}
    return {
        counted(plan_id, measures[line["indicator_nr"]], line["breakdown"], line[f"{which}_period"])
        for line in lines_of(files, "indicators")
        for which in ("baseline", "latest")
        if line["indicator_nr"] in measures and line[f"{which}_value"]
        if which == "latest" or line["baseline_value"].replace(".", ",") not in numbers_in(line["baseline_text"])
    }


def _size(line: Mapping[str, str]) -> tuple[Decimal, Decimal]:
    return Decimal(line["numerator"] or 0), Decimal(line["denominator"] or 0)


def _add_figure(shown: Shown, figure: tuple[str, str, str, str], line: Mapping[str, str], known: set[str]) -> None:
    key, whole = counted(*figure), base(*figure)
    if key not in known:
        is_of_people = kind_of(line["indicator_key"]) != "none" and line["value_source"] != "observation"
        if is_of_people and (line["numerator"] or line["denominator"]):
            shown.unknown.add(key)
    if key not in known or key in shown.numbers:
        return
    # A number that is no share of anything stands in both columns.
    shown.add(key, line["numerator"] or ("" if whole in known else line["value"]))
    if whole in known:
        shown.add(whole, line["denominator"])
        for bound in ("value", "ci_low", "ci_high"):
            if line[bound] and not line["numerator"]:
                shown.relations |= set(printed_share(key, whole, Decimal(line[bound])))


def _add_reached(shown: Shown, line: Mapping[str, str], counts: Counts, words: Words) -> None:
    """The people in what an activity achieved: those of its first target in a column, all of them in the text."""
    activity, year, text = line["activity_key"], int(line["results_year"]), line["achieved_result"]
    of_activity = {cell.key: cell for cell in counts.cells if activity_of(cell.key) == (activity, year)}
    told = words.told(activity, year, text) | words.people_in(line["impact_assessment"], line["factor_analysis"])
    first, whole = achieved(activity, 1, year), achieved_base(activity, 1, year)
    for key, cell in of_activity.items():
        if cell.standing is not Standing.OPEN:
            continue
        is_in_column = key == first and whole not in of_activity and bool(line["achieved_value"])
        if is_in_column and key not in words.means:
            shown.add(key, line["achieved_value"])
        elif is_in_column or str(cell.value) in told:
            shown.numbers[key] = cell.value
        elif words.withheld in text or (key in (first, whole) and not line["achieved_value"]):
            shown.marked.add(key)
    if whole in of_activity and line["achieved_value"]:
        shown.relations |= set(printed_share(first, whole, Decimal(line["achieved_value"])))


def _cost(key: str, line: Mapping[str, str]) -> Relation:
    """Money divided by what it cost each tells for how many it was spent."""
    spent, each = Decimal(line["invested_funding_eur"]), Decimal(line["cost_per_participant_eur"])
    least = ceil((spent - _CENT) / (each + _CENT))
    most = floor((spent + _CENT) / (each - _CENT)) if each > _CENT else least + 1
    return Relation(((key, 1),), least, most)


def lines_of(files: Files, table: str) -> list[dict[str, str]]:
    """The lines of a published table by the names of its columns."""
    return list(csv.DictReader(StringIO(files[f"data/{table}.csv"].decode("utf-8-sig"))))


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
    shown = shown_by(files, counts, words_of(connection, municipality))
    system = counts.system()
    small = system.keys(system.is_small) & (shown.numbers.keys() | shown.marked)
    safe = (shown.numbers.keys() | shown.marked) - small
    return Told((len(small), len(small & shown.marked)), (len(safe), len(safe & shown.numbers.keys())))
