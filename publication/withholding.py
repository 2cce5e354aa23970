"""What a publication does not tell of small groups: results, and facts that texts are drafted from, without it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from publication.disclosure.keys import achieved, achieved_base, activity_of, base, cases, counted, participants
from publication.disclosure.readers import Pattern
from publication.indicator_rows import Figure, Indicator, Target
from publication.narrative_rows import ImpactFact
from publication.reported import Referral
from publication.rows import Activity

if TYPE_CHECKING:
    from publication.results import Results

NOT_PUBLISHED = "not_published"
"""How something stands of which a figure is hidden: against what was planned it would tell bounds of the figure."""

Row = TypeVar("Row", Indicator, ImpactFact)


def impact_told(fact: ImpactFact, plan: tuple[str, str], hidden: Collection[tuple[str, ...]]) -> ImpactFact:
    """A fact of an indicator without the numbers that are hidden; what lacks a number is told no movement of."""
    row = (*plan, fact.indicator_nr, fact.breakdown)
    if fact.baseline_kind != "value" and (*row, fact.baseline_period) in hidden:
        fact = _without_baseline(fact)
    return _without_latest(fact) if (*row, fact.latest_period) in hidden else fact


def without_hidden(results: Results, pattern: Pattern) -> Results:
    """The results without the numbers that the pattern hides."""
    figures = tuple(
        _figure(one, _key(one, results), pattern)
        for one in results.figures
        if counted(*_key(one, results)) not in pattern.withheld
    )
    hidden = frozenset(
        (one.indicator_nr, one.breakdown, one.period)
        for one in results.figures
        if one.indicator_nr and not pattern.shows(counted(*_key(one, results)), base(*_key(one, results)))
    )
    indicators = tuple(_indicator(one, hidden) for one in results.indicators)
    not_told = pattern.hidden | pattern.withheld
    few = {found for key in not_told if (found := activity_of(key))}
    return replace(
        results,
        figures=figures,
        indicators=indicators,
        targets=tuple(_targets(results.targets, indicators)),
        activities=tuple(
            _activity(one, results.year, (one.activity_key, results.year) in few, pattern) for one in results.activities
        ),
        reported=replace(results.reported, referrals=tuple(_referrals(results.reported.referrals, pattern))),
        hidden=tuple(sorted(not_told & set(_keys(results, not_told)))),
    )


def _keys(results: Results, not_told: Iterable[str]) -> Iterator[str]:
    """Keys of the counts that a publication of the year would tell."""
    activities = {(one.activity_key, results.year) for one in results.activities}
    yield from (key for key in not_told if activity_of(key) in activities)
    for figure in results.figures:
        yield from (counted(*_key(figure, results)), base(*_key(figure, results)))
    for activity in results.activities:
        yield participants(activity.activity_key, results.year)
    yield from (cases(one.institution_key, one.school_year) for one in results.reported.referrals)


def _key(figure: Figure, results: Results) -> tuple[str, str, str, str]:
    return results.plan.plan_id, figure.indicator_key, figure.breakdown, figure.period


def _figure(figure: Figure, key: tuple[str, str, str, str], pattern: Pattern) -> Figure:
    if pattern.shows(counted(*key), base(*key)):
        return figure
    return replace(
        figure,
        numerator=figure.numerator if pattern.shows(counted(*key)) else None,
        ci_low=None,
        ci_high=None,
        denominator=figure.denominator if pattern.shows(base(*key)) else None,
        value=None,
        is_publishable=False,
    )


def _indicator(indicator: Indicator, hidden: Collection[tuple[str, ...]]) -> Indicator:
    row = (indicator.indicator_nr, indicator.breakdown)
    if indicator.baseline_kind != "value" and (*row, indicator.baseline_period) in hidden:
        indicator = replace(_without_baseline(indicator), progress_status=NOT_PUBLISHED)
    if (*row, indicator.latest_period) in hidden:
        indicator = replace(_without_latest(indicator), progress_status=NOT_PUBLISHED)
    return indicator


def _without_baseline(row: Row) -> Row:
    return replace(row, baseline_value=None, baseline_denominator=None, is_baseline_publishable=False)


def _without_latest(row: Row) -> Row:
    row = replace(row, latest_value=None, is_latest_publishable=False)
    return replace(row, numerator=None, denominator=None, ci_low=None, ci_high=None)


def _targets(targets: Iterable[Target], indicators: Iterable[Indicator]) -> Iterable[Target]:
    """Without the figures that would tell a hidden baseline."""
    told = {(one.indicator_nr, one.breakdown) for one in indicators if one.is_baseline_publishable}
    for target in targets:
        if target.target_kind == "value" or (target.indicator_nr, target.breakdown) in told:
            yield target
        else:
            yield replace(target, required_value=None)


def _activity(activity: Activity, year: int, is_hidden: bool, pattern: Pattern) -> Activity:
    """Its value is that of the first target, its standing that of all of them."""
    if is_hidden:
        activity = replace(activity, achievement_status=NOT_PUBLISHED)
    if not pattern.shows(achieved(activity.activity_key, 1, year), achieved_base(activity.activity_key, 1, year)):
        activity = replace(activity, achieved_value=None)
    if not pattern.shows(participants(activity.activity_key, year)):
        activity = replace(activity, participants=None, cost_per_participant_eur=None)
    return activity


def _referrals(referrals: Iterable[Referral], pattern: Pattern) -> Iterable[Referral]:
    """The cases that may be told; a change from a year or to a year that is hidden would tell it."""
    is_former_shown: dict[str, bool] = {}
    for one in referrals:
        key = cases(one.institution_key, one.school_year)
        is_shown = pattern.shows(key)
        if key not in pattern.withheld:
            change = one.change_from_previous if is_shown and is_former_shown.get(one.institution_key, True) else None
            shown = one.cases if is_shown else None
            yield replace(one, cases=shown, change_from_previous=change, is_publishable=is_shown)
        is_former_shown[one.institution_key] = is_shown
