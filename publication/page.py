"""The published page: one self-contained HTML file without scripts or outside requests."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ingest import typography
from publication import plain_language, report, reported_tables, sentences, support, table_notes, target_sentences
from publication.blocks import Section, as_data
from publication.characters import breakable
from publication.corrections import corrections
from publication.history import figure_source, history
from publication.indicator_tables import latest
from publication.key_figures import key_figures
from publication.language_of_parts import with_latvian_parts
from publication.phrases import Phrases, load_phrases
from publication.plan_context import abbreviations, counterparts, uses_of_places
from publication.results import Results
from publication.results_table import cell_text, level_rows, without_repeated_impact

_TEMPLATES = Path(__file__).with_name("templates")


def render_page(results: Results) -> str:
    """Render the page of one municipality and results year.

    Args:
        results: What the marts hold.

    Returns:
        The whole HTML document.
    """
    phrases = load_phrases()
    html = (
        environment()
        .get_template("index.html.j2")
        .render(
            words=phrases,
            results=results,
            figures=key_figures(results, phrases),
            levels=level_rows(without_repeated_impact(results, phrases)),
            series=history(results),
            sections={name: as_data(section) for name, section in _sections(results, phrases).items()},
            counterparts={goal: counterparts(results, goal) for goal in results.goals},
            abbreviations=abbreviations(results, phrases),
            uses=uses_of_places(results, phrases),
        )
    )
    return with_latvian_parts(html, results)


def _sections(results: Results, phrases: Phrases) -> dict[str, Section]:
    """The sections that the page has in common with the report, by the name of their place on the page."""
    return {
        "plain": plain_language.plain_language(results, phrases),
        "help": support.help_from(results, phrases),
        "chart": report.pictures(results, phrases),
        "money": reported_tables.money_by_level(results, phrases),
        "referrals": reported_tables.referrals(results, phrases),
        "reports": reported_tables.coverage(results, phrases),
        "revisions": corrections(results, phrases),
        "accessibility": support.accessibility(phrases, of="page"),
        "contact": support.contact(results, phrases),
    }


@cache
def environment() -> Environment:
    """Templates of this package: everything escaped, a missing name is an error."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["fill"] = lambda phrase, **values: phrase.format(**values)
    environment.filters["breakable"] = breakable
    environment.filters["data_uri"] = lambda svg: f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    environment.globals |= {
        "sentences": sentences,
        "table_notes": table_notes,
        "target_sentences": target_sentences,
        "typography": typography,
        "cell_text": cell_text,
        "latest": latest,
        "figure_source": figure_source,
    }
    return environment
