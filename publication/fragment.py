"""The results as a plain fragment to paste into a municipal site: `lapai.html`, without style, script or class."""

from __future__ import annotations

from publication import plain_language, report, reported_tables, support
from publication.blocks import as_data
from publication.characters import in_every_text, readable
from publication.corrections import corrections
from publication.language_of_parts import with_latvian_parts
from publication.page import environment
from publication.phrases import load_phrases
from publication.printed_report import describe
from publication.results import Results


def render_fragment(results: Results) -> str:
    """Render the fragment of one municipality and results year.

    Args:
        results: What the marts hold.

    Returns:
        HTML that stands in a page below its own heading; the values by period stay in the other files.
    """
    phrases = load_phrases()
    sections = (
        plain_language.plain_language(results, phrases),
        support.help_from(results, phrases),
        report.introduction(results, phrases),
        report.goals(results, phrases),
        report.achievements(results, phrases, by_goal=False),
        report.indicators(results, phrases),
        report.tasks(results, phrases),
        reported_tables.money_by_level(results, phrases),
        reported_tables.referrals(results, phrases),
        reported_tables.coverage(results, phrases),
        report.method(results, phrases),
        corrections(results, phrases),
        support.accessibility(phrases, of="fragment"),
        support.contact(results, phrases),
    )
    title = phrases["page"]["title"].format(municipality=results.municipality_name, year=results.year)
    content = {
        **describe(results, title, phrases),
        "facts": report.facts(results, phrases),
        "sections": [as_data(section) for section in sections],
    }
    html = environment().get_template("lapai.html.j2").render(in_every_text(readable, content))
    return with_latvian_parts(html, results)
