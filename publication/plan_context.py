"""What a reader needs to find the way in a plan: goals of two lists that are the same, abbreviations, tables used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import astuple

from publication.phrases import Phrases
from publication.results import Results
from publication.rows import Goal


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
