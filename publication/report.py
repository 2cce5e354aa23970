"""The report on a results year as sections of blocks, whatever they are set with; the same words as on the page."""

from __future__ import annotations

from collections.abc import Iterable

from ingest import typography
from publication import sentences, table_notes
from publication.activity_tables import results_table, tasks_table
from publication.blocks import Block, Entry, Heading, Paragraph, Picture, Pictures, Points, Section, Terms
from publication.charts import charts
from publication.history import history
from publication.indicator_tables import indicator_name, indicators_table, standing, values_table
from publication.key_figures import key_figures
from publication.phrases import Phrases
from publication.plan_context import abbreviations, counterparts, uses_of_places
from publication.results import Results
from publication.results_table import level_name
from publication.rows import Goal, Level
from publication.support import written_out


def facts(results: Results, phrases: Phrases) -> tuple[tuple[str, str], ...]:
    """What plan the report is about, who watches over it, the dates covered and how far its texts were reviewed."""
    plan, words = results.plan, phrases["plan"]
    rows = [(words["title"], plan.plan_title), (words["period"], typography.days(plan.period_start, plan.period_end))]
    if plan.approved_on:
        decision = f" ({words['decision'].format(number=plan.decision_nr)})" if plan.decision_nr else ""
        rows.append((words["approved"], typography.day(plan.approved_on) + decision))
    if plan.supervisor:
        rows.append((words["supervisor"], written_out(plan.supervisor, phrases)))
    covered = (f"{what}: {dates}" for what, dates in sentences.dates_covered(results.periods, phrases))
    rows.append((words["covered"], "; ".join(covered)))
    if reviewed := table_notes.review_of_texts(results.texts["activity"], phrases):
        rows.append((phrases["texts"]["title"], reviewed))
    return tuple(rows)


def introduction(results: Results, phrases: Phrases) -> Section:
    """What the report is about and shows, the key figures and what the prevention levels mean."""
    words = phrases["intro"]
    figures = (
        (figure.name, f"{figure.value} ({figure.detail})" if figure.detail else figure.value)
        for figure in key_figures(results, phrases)
    )
    return Section(
        words["title"],
        (
            *(Paragraph(words[name].format(year=results.year)) for name in ("meaning", "shows", "no_data")),
            Heading(phrases["summary"]["figures"]),
            Terms(tuple(figures)),
            Heading(words["levels"]),
            Terms(tuple((level_name(one), phrases["levels"][one.prevention_level]) for one in results.levels)),
        ),
    )


def goals(results: Results, phrases: Phrases) -> Section:
    """Goals and expected results by level, with their counterparts where the plan has two lists of goals."""
    words = phrases["goals"]
    places = {goal.place for goal in results.goals} | {expected.place for expected in results.expected_results}
    blocks: list[Block] = [_source(places, results, phrases)]
    if _has_two_lists(results):
        inferred = f" {words['inferred']}" if any(link.is_inferred for link in results.goal_links) else ""
        blocks.append(Paragraph(words["lists"] + inferred))
    if not results.expected_results:
        blocks.append(Paragraph(words["no_expected"]))
    for level in results.levels:
        blocks += _goals_of_level(results, level, phrases)
    return Section(words["title"], tuple(blocks))


def _goals_of_level(results: Results, level: Level, phrases: Phrases) -> Iterable[Block]:
    for goal_list in ("strategic", "activity_plan"):
        listed = [
            goal
            for goal in results.goals
            if (goal.prevention_level, goal.goal_list) == (level.prevention_level, goal_list)
        ]
        if listed:
            in_list = f": {_in_sentence(phrases['goals'][goal_list])}" if _has_two_lists(results) else ""
            yield Heading(level_name(level) + in_list)
            yield from (_goal(results, goal, phrases) for goal in listed)


def _in_sentence(words: str) -> str:
    return words[0].lower() + words[1:]


def _goal(results: Results, goal: Goal, phrases: Phrases) -> Entry:
    words = phrases["goals"]
    note = ""
    if _has_two_lists(results):
        phrase = words["in_activity_plan" if goal.goal_list == "strategic" else "in_strategic"]
        others = [phrase.format(number=number) for number in counterparts(results, goal)]
        note = ", ".join(others) or words["only_here"]
    expected = (
        one.expected_result
        for one in results.expected_results
        if (one.goal_list, one.goal_nr) == (goal.goal_list, goal.goal_nr)
    )
    return Entry(f"{words['goal'].format(number=goal.goal_nr)}. {goal.goal_name}", tuple(expected), note)


def _has_two_lists(results: Results) -> bool:
    return any(goal.goal_list == "strategic" for goal in results.goals)


def achievements(results: Results, phrases: Phrases, by_goal: bool = True) -> Section:
    """The results table."""
    words = phrases["table"]
    layout = words["own_layout" if results.columns[0].is_own else "default_layout"]
    places = (activity.planned_result_place for activity in results.activities)
    return Section(
        words["title"],
        (
            _source(places, results, phrases),
            Paragraph(f"{layout} {words['no_cause']}"),
            results_table(results, phrases, by_goal),
        ),
        is_wide=True,
    )


def indicators(results: Results, phrases: Phrases) -> Section:
    """Where the indicators stand."""
    return Section(phrases["indicators"]["title"], (indicators_table(results, phrases),), is_wide=True)


def pictures(results: Results, phrases: Phrases) -> Section:
    """How the indicators move, each in a chart."""
    words = phrases["chart"]
    drawn = tuple(
        Picture(
            f"{chart.indicator.indicator_nr}. {indicator_name(chart.indicator, phrases)}",
            chart.svg,
            chart.words,
            standing(chart.indicator, phrases),
        )
        for chart in charts(results, phrases)
    )
    blocks: tuple[Block, ...] = (Paragraph(words["intro"]), Pictures(drawn)) if drawn else ()
    return Section(words["title"], (*blocks, *_without_data(results, phrases)), is_wide=True)


def _without_data(results: Results, phrases: Phrases) -> tuple[Block, ...]:
    """The indicator rows of which nothing is known since the baseline, in one list with the reason."""
    words = phrases["chart"]
    lacking = tuple(
        words["lacking"].format(
            indicator=f"{series.indicator.indicator_nr}. {indicator_name(series.indicator, phrases)}".rstrip("."),
            reason=words["only_before"] if series.figures else phrases["data"]["none"][series.indicator.baseline_kind],
        )
        for series in history(results)
        if series.indicator and series.indicator.latest_period is None
    )
    return (Heading(words["without_data"]), Points(lacking)) if lacking else ()


def values(results: Results, phrases: Phrases) -> Section:
    """The history of the indicators."""
    words = phrases["data"]
    return Section(
        words["title"], (*(Paragraph(point) for point in words["intro"]), values_table(results, phrases)), is_wide=True
    )


def tasks(results: Results, phrases: Phrases) -> Section:
    """The tasks by state."""
    words = phrases["tasks"]
    if not results.tasks:
        return Section(words["title"], (Paragraph(words["none"]),))
    return Section(words["title"], (tasks_table(results, phrases),), is_wide=True)


def method(results: Results, phrases: Phrases) -> Section:
    """How the report is made, what it takes from where, and the abbreviations written out."""
    words = phrases["method"]
    uses = uses_of_places(results, phrases)
    places = (
        f"{place.heading} ({', '.join(uses[place.place])})" if uses[place.place] else place.heading
        for place in results.places
    )
    return Section(
        words["title"],
        (
            Points(tuple(words["points"])),
            Heading(words["places"]),
            Points(tuple(places)),
            Heading(phrases["intro"]["abbreviations"]),
            Terms(tuple(abbreviations(results, phrases))),
        ),
    )


def _source(places: Iterable[str | None], results: Results, phrases: Phrases) -> Paragraph:
    used = set(places)
    headings = typography.joined(place.heading for place in results.places if place.place in used)
    return Paragraph(f"{phrases['page']['source']}: {headings}", is_note=True)
