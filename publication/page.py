"""The published page: one self-contained HTML file without scripts or outside requests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import astuple
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ingest import typography
from publication import sentences, table_notes
from publication.characters import breakable
from publication.history import history
from publication.phrases import Phrases, load_phrases
from publication.results import Results
from publication.results_table import cell_text, level_rows
from publication.rows import Goal

_TEMPLATES = Path(__file__).with_name("templates")


def render_page(results: Results, language: str = "lv") -> str:
    """Render the page of one municipality and results year.

    Args:
        results: What the marts hold.
        language: Language of the words around the plan's own texts.

    Returns:
        The whole HTML document.
    """
    phrases = load_phrases(language)
    return (
        environment()
        .get_template("index.html.j2")
        .render(
            language=language,
            words=phrases,
            results=results,
            levels=level_rows(results),
            series=history(results),
            counterparts={goal: counterparts(results, goal) for goal in results.goals},
            abbreviations=abbreviations(results, phrases),
            uses=uses_of_places(results, phrases),
        )
    )


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
    environment.globals |= {
        "sentences": sentences,
        "table_notes": table_notes,
        "typography": typography,
        "cell_text": cell_text,
    }
    return environment


def counterparts(results: Results, goal: Goal) -> list[str]:
    """Numbers of the goals in the other list that are the same goal."""
    if goal.goal_list == "strategic":
        return [link.goal_nr for link in results.goal_links if link.strategic_goal_nr == goal.goal_nr]
    return [link.strategic_goal_nr for link in results.goal_links if link.goal_nr == goal.goal_nr]


def abbreviations(results: Results, phrases: Phrases) -> list[tuple[str, str]]:
    """Abbreviations that the page uses, written out: its own and those in the texts of the plan."""
    text = " ".join(_texts(astuple(results)))
    # These two stand in the page's own words and headings.
    used = {"PL", "PMP"} | {
        short for short in phrases["abbreviations"] if re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text)
    }
    return [(short, meaning) for short, meaning in phrases["abbreviations"].items() if short in used]


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)


def uses_of_places(results: Results, phrases: Phrases) -> dict[str, list[str]]:
    """What the page takes from each table or section of the plan, where the marts say so."""
    sources: dict[str, set[str | None]] = {
        "place_goals": {goal.place for goal in results.goals},
        "place_expected_results": {result.place for result in results.expected_results},
        "place_planned_results": {activity.planned_result_place for activity in results.activities},
    }
    words = phrases["method"]
    return {
        place.place: [words[use] for use, places in sources.items() if place.place in places]
        for place in results.places
    }
