"""The key figures of a results year: how many goals, activities, indicators and tasks, money, and who has reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest import typography
from publication.phrases import Phrases
from publication.results import Results
from publication.rows import Activity


@dataclass(frozen=True)
class KeyFigure:
    """A figure, what it counts, and what more is to be said of it."""

    name: str
    value: str
    detail: str = ""


def key_figures(results: Results, phrases: Phrases) -> tuple[KeyFigure, ...]:
    """Everything that is counted for the head of a report."""
    words, activities = phrases["counts"], results.activities
    indicators = {one.indicator_nr for one in results.indicators}
    with_values = {one.indicator_nr for one in results.indicators if one.latest_period is not None}
    achieved = sum(activity.achievement_status != "no_data" for activity in activities)
    return (
        KeyFigure(words["goals"], typography.number(sum(g.goal_list == "activity_plan" for g in results.goals))),
        KeyFigure(
            words["activities"], typography.number(len(activities)), words["of_activities"].format(count=achieved)
        ),
        KeyFigure(
            words["indicators"],
            typography.number(len(indicators)),
            words["of_indicators"].format(count=len(with_values)),
        ),
        KeyFigure(words["tasks"], typography.number(len(results.tasks)), _done(results, phrases)),
        _money(results, phrases),
        *_coverage(results, phrases),
    )


def _done(results: Results, phrases: Phrases) -> str:
    words = phrases["summary"]
    done = sum(task.task_status == "done" for task in results.tasks)
    return str(words["of_tasks"] if results.tasks else words["no_tasks"]).format(count=done)


def _money(results: Results, phrases: Phrases) -> KeyFigure:
    words, invested = phrases["summary"], money_invested(results.activities)
    if invested is None:
        return KeyFigure(words["money"], phrases["page"]["empty"])
    amount, told = invested
    detail = words["of_money"].format(count=told, all=len(results.activities))
    return KeyFigure(words["money"], typography.euro(amount), detail)


def money_invested(activities: Sequence[Activity]) -> tuple[Decimal, int] | None:
    """The money of activities together and of how many it was told; nothing where nobody told any."""
    amounts = [one.invested_funding_eur for one in activities if one.invested_funding_eur is not None]
    return (sum(amounts, Decimal()), len(amounts)) if amounts else None


def _coverage(results: Results, phrases: Phrases) -> list[KeyFigure]:
    words, sent = phrases["summary"], sent_all_logs(results)
    if sent is None:
        return []
    counted, expected = map(typography.number, sent)
    value = phrases["coverage"]["text"].format(counted=counted, expected=expected)
    return [KeyFigure(words["coverage"], value, words["of_coverage"])]


def sent_all_logs(results: Results) -> tuple[int, int] | None:
    """How many have sent all logs that the results table is made from, and how many owe them."""
    for activity in results.activities:
        if activity.reporters_expected is not None and activity.reporters_counted is not None:
            return activity.reporters_counted, activity.reporters_expected
    return None


def by_status(statuses: list[str], names: dict[str, str], empty: str) -> tuple[tuple[str, int], ...]:
    """How many rows have which status, in the order of the names; those without data last."""
    counts = Counter(statuses)
    named = [(name, counts.pop(status, 0)) for status, name in names.items()]
    return tuple((name, count) for name, count in [*named, (empty, counts.total())] if count)
