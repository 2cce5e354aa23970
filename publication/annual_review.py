"""The annual review for the board and the council: `parskats.pdf` and the same as `parskats.docx`."""

from __future__ import annotations

import duckdb

from ingest.workspace import Workspace
from publication import report, support
from publication.corrections import corrections_if_any
from publication.phrases import load_phrases
from publication.plan_changes import plan_changes
from publication.printed_report import print_report
from publication.proposals import proposals_section, read_proposals
from publication.results import Results
from publication.word_report import write_report


def render_annual_review(
    connection: duckdb.DuckDBPyConnection, workspace: Workspace, results: Results
) -> dict[str, bytes]:
    """Set the annual review of a municipality and results year.

    Args:
        connection: A connection to the warehouse that the results come from.
        workspace: Where further versions of the plan lie.
        results: What the marts hold.

    Returns:
        The files by name; the same inputs give the same bytes.
    """
    phrases = load_phrases()
    words = phrases["annual_review"]
    title = words["title"].format(municipality=results.municipality_name, year=results.year)
    facts = report.facts(results, phrases)
    sections = (
        report.introduction(results, phrases),
        report.goals(results, phrases),
        report.achievements(results, phrases),
        report.tasks(results, phrases),
        proposals_section(read_proposals(connection, results), results, phrases),
        plan_changes(connection, workspace, results, phrases),
        report.indicators(results, phrases),
        report.method(results, phrases),
        *corrections_if_any(results, phrases),
        support.accessibility(phrases, "of_report"),
        support.contact(results, phrases),
    )
    heading = words["heading"].format(year=results.year)
    return {
        "parskats.pdf": print_report(results, title, heading, facts, sections, phrases),
        "parskats.docx": write_report(results, title, facts, sections, phrases),
    }
