"""The full report to print and read: `rezultati.pdf`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from ingest.typography import written_language
from publication import plain_language, report, reported_tables, sentences, support
from publication.blocks import Section, as_data
from publication.characters import shortened
from publication.corrections import corrections
from publication.phrases import Phrases, load_phrases
from publication.results import Results
from publication.results_table import without_repeated_impact
from publication.typeset import as_json, typeset

_TEMPLATE = Path(__file__).with_name("rezultati.typ")


def render_report(results: Results) -> bytes:
    """Set the full report on one municipality and results year.

    Args:
        results: What the marts hold.

    Returns:
        The PDF (PDF/A-2a, PDF/UA-1); the same results give the same bytes.
    """
    phrases = load_phrases()
    sections = (
        plain_language.plain_language(results, phrases),
        support.help_from(results, phrases),
        report.introduction(results, phrases),
        report.goals(results, phrases),
        report.achievements(without_repeated_impact(results, phrases), phrases),
        report.indicators(results, phrases),
        report.pictures(results, phrases),
        report.values(results, phrases),
        report.tasks(results, phrases),
        reported_tables.money_by_level(results, phrases),
        reported_tables.referrals(results, phrases),
        reported_tables.coverage(results, phrases),
        report.method(results, phrases),
        corrections(results, phrases),
        support.accessibility(phrases),
        support.contact(results, phrases),
    )
    title = phrases["page"]["title"].format(municipality=results.municipality_name, year=results.year)
    heading = phrases["page"]["heading"].format(year=results.year)
    return print_report(results, title, heading, report.facts(results, phrases), sections, phrases)


def print_report(
    results: Results,
    title: str,
    heading: str,
    facts: Iterable[tuple[str, str]],
    sections: Iterable[Section],
    phrases: Phrases,
) -> bytes:
    """Set a report of sections.

    Args:
        results: What the marts hold of the municipality and year.
        title: Title of the file, with the municipality.
        heading: Heading of the first page, where the municipality stands above it.
        facts: What the report is about, for its head.
        sections: What it says.
        phrases: The words of the publication.

    Returns:
        The PDF (PDF/A-2a, PDF/UA-1).
    """
    content = {
        **describe(results, title, phrases),
        "heading": heading,
        "facts": tuple(facts),
        "contents": phrases["page"]["contents"],
        "runs": _runs(sections),
    }
    return typeset(_TEMPLATE, as_json(content))


def describe(results: Results, title: str, phrases: Phrases) -> dict[str, Any]:
    """What every printed file says of itself."""
    day, status = sentences.last_day(results.periods), sentences.status(results, phrases)
    return {
        "language": written_language(),
        "title": title,
        "running_title": shortened(title, 100),
        "municipality": results.municipality_name,
        "status": status,
        "running_status": shortened(status, 90),
        "is_draft": results.edition is None,
        # No clock: the same results give the same bytes.
        "date": {"year": day.year, "month": day.month, "day": day.day},
    }


def _runs(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """Sections that follow each other on pages of one orientation."""
    return [
        {"is_wide": is_wide, "sections": [as_data(section) for section in run]}
        for is_wide, run in groupby(sections, key=lambda section: section.is_wide)
    ]
