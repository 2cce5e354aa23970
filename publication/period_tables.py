"""The tables of a report on the plan period: planned results, money and indicators, with a column a year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from ingest import typography
from publication import sentences, target_sentences
from publication.achieved import achieved_text
from publication.blocks import Cell, Part, Table
from publication.indicator_rows import Indicator
from publication.indicator_tables import indicator_name
from publication.phrases import Phrases
from publication.plan_years import PlanYears
from publication.results import Results
from publication.results_table import GoalRows, level_name, level_rows
from publication.rows import Activity

_Rows = tuple[tuple[Cell, ...], ...]


def reached_table(results: Results, years: PlanYears, phrases: Phrases) -> Table:
    """What was reached of each planned result in each year, under levels and goals."""
    words = phrases["period_report"]["reached"]
    return Table(
        caption=words["caption"].format(municipality=results.municipality_name, year=results.year),
        columns=(words["activity"], words["planned"], *_year_headings(years, phrases)),
        widths=(60, 60, *(40 for _ in years.years)),
        naming_column=0,
        parts=_by_goal(results, phrases, lambda goal: tuple(_reached_rows(goal, years, phrases))),
    )


def _reached_rows(goal: GoalRows, years: PlanYears, phrases: Phrases) -> Iterator[tuple[Cell, ...]]:
    for activity in goal.activities:
        name = Cell(_activity_name(activity))
        texts = years.planned.get(activity.activity_key)
        for text in texts or ():
            yield name, Cell(text), *(_reached_cell(activity, text, year, years, phrases) for year in years.years)
        if not texts:
            cells = (_words_cell(activity, year, years, phrases) for year in years.years)
            yield name, Cell(activity.planned_result or ""), *cells


def _reached_cell(activity: Activity, text: str, year: int, years: PlanYears, phrases: Phrases) -> Cell:
    reached = years.reached.get((activity.activity_key, text, year))
    if reached is None:
        return Cell("", phrases["period_report"]["reached"]["otherwise"])
    hidden = {one.target.target_nr for one in reached if one.is_hidden}
    told = achieved_text([one.target for one in reached], reached[0].status, phrases, hidden)
    judged = [phrases["achievement"].get(one.status) for one in reached if not one.is_hidden]
    return Cell(told, ", ".join(dict.fromkeys(filter(None, judged)))) if told else Cell("", phrases["page"]["empty"])


def _words_cell(activity: Activity, year: int, years: PlanYears, phrases: Phrases) -> Cell:
    """A year of an activity that is planned in words only."""
    told = years.activities.get((activity.activity_key, year))
    if told is None:
        return Cell("", phrases["period_report"]["reached"]["otherwise"])
    empty = phrases["page"]["empty"] if told.achievement_status == "no_data" else ""
    return Cell(told.achieved_result or "", empty)


def money_table(results: Results, years: PlanYears, phrases: Phrases) -> Table:
    """The money of each activity and year; the last rows add them up."""
    words = phrases["period_report"]["money"]
    present = {activity.activity_key for activity in results.activities}
    every = {key for key, _ in years.activities}
    sums = [(words["former"], every - present), (words["all"], every)]
    rows = tuple(_money_row(name, keys, years) for name, keys in sums if keys)
    by_goal = _by_goal(
        results,
        phrases,
        lambda goal: tuple(_money_row(_activity_name(one), {one.activity_key}, years) for one in goal.activities),
    )
    return Table(
        caption=words["caption"].format(municipality=results.municipality_name, year=results.year),
        columns=(words["activity"], *_year_headings(years, phrases), words["total"]),
        widths=(110, *(30 for _ in years.years), 30),
        naming_column=0,
        parts=(*by_goal, Part((words["sums"],), rows)),
    )


def _money_row(name: str, activity_keys: set[str], years: PlanYears) -> tuple[Cell, ...]:
    amounts = [years.money(year, activity_keys) for year in years.years]
    told = [amount for amount in amounts if amount is not None]
    total = sum(told, Decimal()) if told else None
    return (Cell(name), *(Cell("" if one is None else typography.euro(one)) for one in (*amounts, total)))


def values_by_year_table(results: Results, years: PlanYears, phrases: Phrases) -> Table:
    """Each indicator row from its baseline over the years to its milestones, under levels."""
    words = phrases["indicators"]
    parts = []
    for level in results.levels:
        rows = tuple(
            _values_row(results, one, years, phrases)
            for one in results.indicators
            if one.prevention_level == level.prevention_level
        )
        if rows:
            parts.append(Part((level_name(level),), rows))
    targets = (words["target"].format(year=year) for year in results.milestone_years)
    return Table(
        caption=phrases["period_report"]["indicators"]["caption"].format(municipality=results.municipality_name),
        columns=(
            words["indicator"], words["baseline"], *_year_headings(years, phrases), *targets,
            words["status"],
        ),
        widths=(70, 35, *(35 for _ in years.years), *(35 for _ in results.milestone_years), 30),
        naming_column=0,
        parts=tuple(parts),
    )  # fmt: skip


def _values_row(results: Results, indicator: Indicator, years: PlanYears, phrases: Phrases) -> tuple[Cell, ...]:
    targets = (results.target(indicator, year) for year in results.milestone_years)
    return (
        Cell(f"{indicator.indicator_nr}. {indicator_name(indicator, phrases)}"),
        Cell(sentences.baseline_reading(indicator, phrases)),
        *(_value_cell(results, indicator, year, phrases) for year in years.years),
        *(Cell(target_sentences.target_reading(target, indicator, phrases) if target else "") for target in targets),
        Cell(phrases["progress"][indicator.progress_status], _judged_by(indicator, phrases)),
    )


def _judged_by(indicator: Indicator, phrases: Phrases) -> str:
    return sentences.period_name(indicator.latest_period, phrases) if indicator.latest_period else ""


def _value_cell(results: Results, indicator: Indicator, year: int, phrases: Phrases) -> Cell:
    """The values of a results year: of the calendar year, or of the school year that ends in it."""
    key = (indicator.indicator_nr, indicator.breakdown)
    figures = [
        figure
        for figure in results.figures
        if (figure.indicator_nr, figure.breakdown) == key and figure.period.endswith(str(year))
    ]
    if not figures:
        return Cell("", phrases["page"]["empty"])
    differs = (figure.definition_differs for figure in figures if figure.definition_differs)
    return Cell(
        "; ".join(sentences.figure_reading(figure, indicator.unit, phrases) for figure in figures),
        typography.joined(phrases["data"]["differs"].format(text=text) for text in differs),
    )


def _by_goal(results: Results, phrases: Phrases, rows: Callable[[GoalRows], _Rows]) -> tuple[Part, ...]:
    return tuple(
        Part(
            (level_name(group.level), phrases["table"]["goal"].format(number=goal.goal_nr, name=goal.goal_name)),
            rows(goal),
        )
        for group in level_rows(results)
        for goal in group.goals
    )


def _year_headings(years: PlanYears, phrases: Phrases) -> tuple[str, ...]:
    return tuple(phrases["period"]["calendar_year"].format(first=year) for year in years.years)


def _activity_name(activity: Activity) -> str:
    return f"{activity.activity_nr}. {activity.activity_name}"
