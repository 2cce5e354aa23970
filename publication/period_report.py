"""The mid-term and the final report on the plan period up to a day: as PDF and as a Word document."""

from __future__ import annotations

from collections.abc import Callable

import duckdb

from ingest import typography
from ingest.workspace import Workspace
from publication import report, support
from publication.blocks import Heading, Paragraph, Section, Terms
from publication.corrections import corrections_if_any
from publication.patterns import pattern_of
from publication.period_tables import money_table, reached_table, values_by_year_table
from publication.phrases import Phrases, load_phrases
from publication.plan_years import PlanYears, read_plan_years
from publication.printed_report import print_report
from publication.results import Results
from publication.results_table import level_name
from publication.word_report import write_report

Render = Callable[[duckdb.DuckDBPyConnection, Workspace, Results], dict[str, bytes]]


def renders(kind: str) -> Render:
    """How a mid-term (`mid_term`) or a final (`final`) report is set."""
    return lambda connection, workspace, results: _render(connection, workspace, results, kind)


def _render(
    connection: duckdb.DuckDBPyConnection, workspace: Workspace, results: Results, kind: str
) -> dict[str, bytes]:
    phrases = load_phrases()
    words = phrases["period_report"]
    years = read_plan_years(connection, results, pattern_of(connection, workspace, results.municipality))
    until = _cut_off(results, phrases)
    title = words[kind]["title"].format(municipality=results.municipality_name, until=until)
    heading = words[kind]["heading"].format(until=until)
    facts = _facts(results, until, phrases)
    sections = (
        _introduction(results, phrases),
        report.goals(results, phrases),
        _reached(results, years, phrases),
        _money(results, years, phrases),
        _indicators(results, years, phrases),
        report.tasks(results, phrases),
        report.method(results, phrases),
        *corrections_if_any(results, phrases),
        support.accessibility(phrases, "of_report"),
        support.contact(results, phrases),
    )
    name = words[kind]["file"]
    return {
        f"{name}.pdf": print_report(results, title, heading, facts, sections, phrases),
        f"{name}.docx": write_report(results, title, facts, sections, phrases),
    }


def _cut_off(results: Results, phrases: Phrases) -> str:
    """Up to which day the events are told."""
    last_day, words = results.reported.last_day_of_events, phrases["period_report"]
    return words["until"].format(day=typography.day(last_day)) if last_day else str(words["no_data"])


def _facts(results: Results, until: str, phrases: Phrases) -> tuple[tuple[str, str], ...]:
    """What the report is about; it covers the plan period, not only the results year."""
    first = typography.day(results.plan.period_start)
    whole = phrases["period_report"]["covered"].format(first=first, until=until)
    of_year = phrases["plan"]["covered"]
    return tuple((name, whole if name == of_year else value) for name, value in report.facts(results, phrases))


def _introduction(results: Results, phrases: Phrases) -> Section:
    """What the report shows; the key figures of a single year would be misread here."""
    words = phrases["intro"]
    texts = (words["meaning"], phrases["period_report"]["shows"].format(year=results.year), words["no_data"])
    levels = tuple((level_name(one), phrases["levels"][one.prevention_level]) for one in results.levels)
    return Section(words["title"], (*map(Paragraph, texts), Heading(words["levels"]), Terms(levels)))


def _reached(results: Results, years: PlanYears, phrases: Phrases) -> Section:
    words = phrases["period_report"]["reached"]
    return Section(
        words["title"],
        (*(Paragraph(text) for text in words["intro"]), reached_table(results, years, phrases)),
        is_wide=True,
    )


def _money(results: Results, years: PlanYears, phrases: Phrases) -> Section:
    words = phrases["period_report"]["money"]
    return Section(words["title"], (Paragraph(words["intro"]), money_table(results, years, phrases)), is_wide=True)


def _indicators(results: Results, years: PlanYears, phrases: Phrases) -> Section:
    words = phrases["period_report"]["indicators"]
    return Section(
        words["title"], (Paragraph(words["intro"]), values_by_year_table(results, years, phrases)), is_wide=True
    )
