"""What was reported, as sections: money by level, cases of institutions, who has sent which form."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ingest.forms.definition import all_forms
from ingest.periods import Collection
from ingest.typography import euro, number, written_language
from publication import sentences
from publication.blocks import Cell, Paragraph, Part, Section, Table
from publication.key_figures import money_invested
from publication.phrases import Phrases
from publication.results import Results
from publication.results_table import level_name
from publication.rows import Activity


def money_by_level(results: Results, phrases: Phrases) -> Section:
    """How many activities there are at each level and in all, of how many money was reported, how much and by whom."""
    words = phrases["money"]
    of_levels = [
        (level_name(level), [one for one in results.activities if one.prevention_level == level.prevention_level])
        for level in results.levels
    ]
    rows = tuple(
        _money_row(name, of_level, phrases) for name, of_level in [*of_levels, (words["all"], results.activities)]
    )
    return Section(words["title"], (_table(words, results, rows, (50, 22, 28, 28, 28, 28, 34)),))


def _money_row(name: str, activities: Sequence[Activity], phrases: Phrases) -> tuple[Cell, ...]:
    words, invested = phrases["money"], money_invested(activities)
    told = "" if invested is None else words["told"].format(count=invested[1], all=len(activities))
    total = Cell(phrases["page"]["empty"] if invested is None else euro(invested[0]), told)
    of_sources = ([getattr(one, source) for one in activities] for source in words["sources"])
    given = ([amount for amount in amounts if amount is not None] for amounts in of_sources)
    by_source = (Cell(euro(sum(amounts, Decimal())) if amounts else "") for amounts in given)
    return (Cell(name), Cell(number(len(activities))), *by_source, total)


def referrals(results: Results, phrases: Phrases) -> Section:
    """The cases that institutions opened, by institution and school year; never added up over institutions."""
    words, empty = phrases["referrals"], phrases["page"]["empty"]
    if not results.reported.referrals:
        return Section(words["title"], (Paragraph(words["none"]),))
    rows = []
    for one in results.reported.referrals:
        counted = ""
        if one.reporters_expected is not None and one.reporters_counted is not None:
            counted = words["counted"].format(counted=one.reporters_counted, expected=one.reporters_expected)
        change = one.change_from_previous
        hidden = empty if one.is_publishable else phrases["data"]["not_published"]
        rows.append(
            (
                Cell(one.institution),
                Cell(sentences.period_name(one.school_year, phrases)),
                Cell(hidden if one.cases is None else number(one.cases), counted),
                Cell("" if change is None else f"{'+' if change > 0 else ''}{number(change)}"),
            )
        )
    return Section(words["title"], (Paragraph(words["intro"]), _table(words, results, tuple(rows), (60, 45, 45, 30))))


def coverage(results: Results, phrases: Phrases) -> Section:
    """From how many of those who owe it each form has come, in the collections of the results year."""
    words = phrases["reports"]
    collections = {one.collection: Collection.parse(one.collection) for one in results.reported.coverage}
    of_year = sorted(
        (one for one in results.reported.coverage if collections[one.collection].start_year >= results.year - 1),
        key=lambda one: collections[one.collection].place,
    )
    if not of_year:
        return Section(words["title"], (Paragraph(words["none"]),))
    titles = {form.form: form.title.said_in(written_language()) for form in all_forms()}
    rows = tuple(
        (
            Cell(titles[one.form]),
            Cell(_collection_name(one.collection, phrases)),
            Cell(
                phrases["coverage"]["text"].format(
                    counted=number(one.reporters_counted), expected=number(one.reporters_expected)
                )
            ),
        )
        for one in of_year
    )
    return Section(words["title"], (Paragraph(words["intro"]), _table(words, results, rows, (70, 60, 30))))


def _collection_name(name: str, phrases: Phrases) -> str:
    collection = Collection.parse(name)
    period = phrases["reports"]["periods"][collection.kind]
    return f"{sentences.period_name(collection.school_year, phrases)}, {period}"


def _table(words: Phrases, results: Results, rows: tuple[tuple[Cell, ...], ...], widths: tuple[int, ...]) -> Table:
    return Table(
        caption=words["caption"].format(municipality=results.municipality_name, year=results.year),
        columns=tuple(words["columns"]),
        widths=widths,
        naming_column=0,
        parts=(Part((), rows),),
    )
