"""Slides for a meeting of the working group: `prezentacija.pptx`."""

from __future__ import annotations

import duckdb

from ingest import typography
from ingest.workspace import Workspace
from publication import report, sentences, slide_parts
from publication.characters import shortened
from publication.deck import Deck
from publication.indicator_rows import Indicator
from publication.indicator_tables import of_breakdown
from publication.key_figures import by_status, key_figures
from publication.next_steps import Step, read_steps, step_row
from publication.proposals import Proposals, read_proposals
from publication.results import Results
from publication.results_table import level_name
from publication.summary import next_target

_MOST_INDICATORS, _MOST_TASKS, _MOST_STEPS = 7, 4, 11
"""What fits a slide; a test makes the fullest slides there can be."""


def render_slides(connection: duckdb.DuckDBPyConnection, _: Workspace, results: Results) -> dict[str, bytes]:
    """Make the slides on a results year of a municipality.

    Args:
        connection: A connection to the warehouse that the results come from.
        results: What the marts hold.

    Returns:
        The file by its name; the same results give the same bytes.
    """
    deck = Deck.on(results)
    _plan(deck)
    _figures(deck)
    _activities(deck)
    _indicators(deck)
    _lagging(deck)
    if results.tasks:
        _tasks(deck)
    _open_questions(deck, read_proposals(connection, results))
    _next(deck, results.year + 1, read_steps(connection, results, results.year + 1))
    return {"prezentacija.pptx": slide_parts.saved(deck.presentation)}


def _plan(deck: Deck) -> None:
    """What the plan is; its title is that of the whole."""
    results, words = deck.results, deck.phrases["slides"]
    name = shortened(results.municipality_name, 40)
    slide = deck.slide(words["title"].format(municipality=name, year=results.year))
    deck.text(slide, [words["meaning"]])
    facts = [(name, shortened(value, 150)) for name, value in report.facts(results, deck.phrases)]
    deck.pairs(slide, words["plan"], [*facts, *_levels(deck)], down=2.8)


def _levels(deck: Deck) -> list[tuple[str, str]]:
    """How many goals and activities the plan has on each level."""
    results, words = deck.results, deck.phrases["slides"]
    counts = []
    for level in results.levels:
        activities = [one for one in results.activities if one.prevention_level == level.prevention_level]
        goals = len({one.goal_nr for one in activities})
        text = words["of_level"].format(
            goals=typography.agreeing(goals, *words["goals"]),
            activities=typography.agreeing(len(activities), *words["activities"]),
        )
        counts.append((shortened(level_name(level), 40), text))
    return counts


def _figures(deck: Deck) -> None:
    title = deck.phrases["summary"]["figures"]
    figures = key_figures(deck.results, deck.phrases)
    pairs = [(one.name, f"{one.value} ({one.detail})" if one.detail else one.value) for one in figures]
    deck.pairs(deck.slide(title), title, pairs)


def _activities(deck: Deck) -> None:
    words = deck.phrases["slides"]["activities_by_status"]
    slide = deck.slide(words["title"].format(year=deck.results.year))
    deck.text(slide, [words["note"]], size=16)
    statuses = [one.achievement_status for one in deck.results.activities]
    deck.bars(slide, words["caption"], by_status(statuses, deck.phrases["achievement"], _empty(deck)), down=2)


def _indicators(deck: Deck) -> None:
    words = deck.phrases["slides"]["indicators_by_status"]
    slide = deck.slide(words["title"].format(year=deck.results.year))
    deck.text(slide, [words["note"]], size=16)
    statuses = [one.progress_status for one in deck.results.indicators]
    deck.bars(slide, words["caption"], by_status(statuses, deck.phrases["progress"], _empty(deck)), down=2)


def _lagging(deck: Deck) -> None:
    """The indicators behind the plan, each value with what it was counted from."""
    words, results = deck.phrases["slides"]["lagging"], deck.results
    lagging = [one for one in results.indicators if one.progress_status == "off_track"]
    slide = deck.slide(words["title"].format(count=len(lagging), all=len(results.indicators)))
    if not lagging:
        return deck.text(slide, [words["none"]])
    left = len(lagging) - _MOST_INDICATORS
    rows = [[words[name] for name in ("indicator", "baseline", "target", "latest")]]
    rows += [_lagging_row(deck, one) for one in lagging[:_MOST_INDICATORS]]
    deck.table(slide, words["caption"], rows, (11, 6, 7, 9), down=1.6, size=14)
    more = f" {words['more'].format(count=left)}" if left > 0 else ""
    return deck.text(slide, [words["note"] + more], size=16)


def _lagging_row(deck: Deck, indicator: Indicator) -> list[str]:
    name = shortened(typography.without_footnote_marks(indicator.indicator_name), 70)
    return [
        f"{indicator.indicator_nr}. {of_breakdown(name, indicator.breakdown, deck.phrases)}",
        sentences.baseline_reading(indicator, deck.phrases),
        next_target(deck.results, indicator, deck.phrases),
        _latest(deck, indicator),
    ]


def _latest(deck: Deck, indicator: Indicator) -> str:
    """The newest value with its period and, where it is known, out of how many."""
    key = (indicator.indicator_nr, indicator.breakdown, indicator.latest_period)
    for figure in deck.results.figures:
        if (figure.indicator_nr, figure.breakdown, figure.period) == key:
            reading = sentences.figure_reading(figure, indicator.unit, deck.phrases)
            return f"{reading} ({sentences.period_name(figure.period, deck.phrases)})"
    return sentences.latest_value(indicator, deck.phrases) or _empty(deck)


def _tasks(deck: Deck) -> None:
    """The tasks of a plan that has any, and which of them are late."""
    words, tasks = deck.phrases["slides"]["tasks_by_status"], deck.results.tasks
    slide = deck.slide(words["title"].format(year=deck.results.year))
    bars = by_status([one.task_status for one in tasks], deck.phrases["task_status"], _empty(deck))
    overdue = [f"{one.task_nr}. {shortened(one.task_name, 120)}" for one in tasks if one.task_status == "overdue"]
    if not overdue:
        return deck.bars(slide, words["caption"], bars)
    deck.bars(slide, words["caption"], bars, most=8)
    left = len(overdue) - _MOST_TASKS
    more = [words["more"].format(count=left)] if left > 0 else []
    return deck.text(slide, [words["overdue"], *overdue[:_MOST_TASKS], *more], down=8.2, size=14)


def _open_questions(deck: Deck, proposals: tuple[Proposals, ...]) -> None:
    """What is proposed and what is still missing or to be read, in counts."""
    words, results = deck.phrases["slides"]["open"], deck.results
    kinds = ("to_continue", "to_change", "to_stop", "for_new", "for_money")
    rows = [(words[kind], sum(getattr(one, kind) for one in proposals)) for kind in kinds]
    rows += [
        (words["texts"], sum(one.open_texts for one in proposals)),
        (words["unreviewed"], results.texts["activity"].open),
        (words["activities"], sum(one.achievement_status == "no_data" for one in results.activities)),
        (words["indicators"], sum(one.latest_period is None for one in results.indicators)),
    ]
    silent = [
        one.reporters_expected - one.reporters_counted
        for one in results.activities[:1]
        if one.reporters_expected is not None and one.reporters_counted is not None
    ]
    rows += [(words["reporters"], count) for count in silent]
    slide = deck.slide(words["title"])
    table = [(name, typography.number(count)) for name, count in rows if count]
    if not table:
        return deck.text(slide, [words["none"]])
    return deck.table(slide, words["caption"], [(words["what"], words["count"]), *table], (5, 1))


def _next(deck: Deck, year: int, steps: tuple[Step, ...]) -> None:
    words = deck.phrases["slides"]["next"]
    slide = deck.slide(words["title"].format(year=year))
    if not steps:
        return deck.text(slide, [words["none"]])
    rows = [step_row(step, deck.phrases) for step in steps[:_MOST_STEPS]]
    headings = (words["when"], words["what"], words["who"])
    return deck.table(slide, words["caption"].format(year=year), [headings, *rows], (4, 5, 6))


def _empty(deck: Deck) -> str:
    return str(deck.phrases["page"]["empty"])
