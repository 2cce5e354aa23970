"""Facts of the marts in words: what a baseline, a target and a period mean."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ingest.typography import agreeing, day, days, number, percent
from publication.indicator_rows import Figure, Indicator
from publication.narrative_rows import ImpactFact
from publication.phrases import Phrases
from publication.rows import Period

if TYPE_CHECKING:
    from publication.results import Results


def quantity(value: float, unit: str) -> str:
    """Write an indicator's value: with the per cent sign for a share, bare for a count."""
    return percent(value) if unit == "pct" else number(value)


def measured(value: float, unit: str, base: float | None = None) -> str:
    """Write a value that was worked out: a share as exact as it may be beside its base, with one decimal at most."""
    return quantity(_exact(value, unit, base), unit)


def _exact(value: float, unit: str, base: float | None) -> float:
    if unit != "pct":
        return value
    return round(value, 1) if base is None else rounded_share(value, base)


def status(results: Results, phrases: Phrases) -> str:
    """Say that a publication is a draft or who made it final, and first of all whether its figures are invented."""
    words, edition = phrases["page"], results.edition
    if edition is None:
        return str(words["demo" if results.is_demo else "draft"])
    approved = str(words["approved"]).format(
        day=day(edition.day), approved_by=edition.approved_by, decision=edition.decision
    )
    if edition.revision > 1:
        approved = str(words["corrected"]).format(approved=approved, revision=edition.revision)
    return str(words["demo_approved"]).format(approved=approved) if results.is_demo else approved


def period_name(period: str, phrases: Phrases) -> str:
    """Name a calendar year (`2024`) or a school year (`2023/2024`)."""
    words = phrases["period"]
    first, _, second = period.partition("/")
    return (words["school_year"] if second else words["calendar_year"]).format(first=first, second=second)


def baseline_reading(indicator: Indicator | ImpactFact, phrases: Phrases) -> str:
    """Say what the printed baseline means, or why there is none yet.

    Args:
        indicator: The indicator row.
        phrases: The words of the publication.

    Returns:
        For example `41 % (2023./2024. mācību gads)`.
    """
    words = phrases["baseline"]
    if not indicator.is_baseline_publishable:
        return str(words["not_published"])
    if indicator.baseline_value is None:
        return str(words[indicator.baseline_kind])
    # A printed figure stays as it is; one that was worked out since then is as exact as the newest value.
    if indicator.baseline_kind == "value":
        value = quantity(indicator.baseline_value, indicator.unit)
    else:
        value = measured(indicator.baseline_value, indicator.unit, indicator.baseline_denominator)
    named = f"{value} ({period_name(indicator.baseline_period, phrases)})" if indicator.baseline_period else value
    return str(words["provisional"]).format(value=named) if indicator.is_baseline_provisional else named


def latest_value(indicator: Indicator | ImpactFact, phrases: Phrases) -> str | None:
    """Write the newest measured value with its period, if there is one, or that it is not published."""
    if indicator.latest_period is None:
        return None
    period = period_name(indicator.latest_period, phrases)
    if indicator.latest_value is None:
        return f"{phrases['indicators']['not_published']} ({period})"
    value = (
        measured(indicator.latest_value, indicator.unit)
        if indicator.denominator is None
        else figure_value(indicator, indicator.latest_value, indicator.unit)
    )
    return f"{value} ({'; '.join(filter(None, (period, coverage(indicator, phrases))))})"


def evidence(indicator: Indicator, phrases: Phrases) -> str | None:
    """Say what the newest value was counted from and how far it is certain, where that is known.

    Args:
        indicator: The indicator row.
        phrases: The words of the publication.

    Returns:
        For example `149 no 198; 95 % ticamības intervāls: 68,8–80,7 %`.
    """
    certain, counted, base = interval(indicator, phrases), indicator.numerator, indicator.denominator
    if certain is None or counted is None or base is None:
        return None
    share = str(phrases["evidence"]["share"])
    return share.format(numerator=number(counted), denominator=number(base), interval=certain)


def interval(fact: Indicator | ImpactFact, phrases: Phrases) -> str | None:
    """Say between which limits the newest value is certain, as exact as the value itself, where they are known."""
    if fact.ci_low is None or fact.ci_high is None:
        return None
    low, high = (_exact(bound, fact.unit, fact.denominator) for bound in (fact.ci_low, fact.ci_high))
    return str(phrases["evidence"]["interval"]).format(low=number(low), high=quantity(high, fact.unit))


def coverage(counted: Indicator | ImpactFact | Figure, phrases: Phrases) -> str | None:
    """Say how many of the expected institutions a value rests on, where institutions reported it."""
    if counted.reporters_expected is None or counted.reporters_counted is None:
        return None
    words = phrases["coverage"]
    expected = agreeing(counted.reporters_expected, words["institution"], words["institutions"])
    return str(words["text"]).format(counted=number(counted.reporters_counted), expected=expected)


def dates_covered(periods: tuple[Period, ...], phrases: Phrases) -> list[tuple[str, str]]:
    """Say which facts count for the results year and which dates they cover.

    Args:
        periods: Periods of the results year.
        phrases: The words of the publication.

    Returns:
        Pairs of what is covered and the dates.
    """
    words = phrases["covered"]
    dates = {period.period_kind: days(period.start_date, period.end_date) for period in periods}
    return [(what, dates[kind]) for kind, what in words.items() if kind in dates]


def last_day(periods: tuple[Period, ...]) -> date:
    """The last day covered: what files are dated with that must not know the clock."""
    return max(period.end_date for period in periods)


def figure_reading(figure: Figure, unit: str, phrases: Phrases) -> str:
    """Say what a value of the history is, or why there is none.

    Args:
        figure: The value with its numerator and denominator.
        unit: Unit of its indicator.
        phrases: The words of the publication.

    Returns:
        For example `7,5 % (26 no 348); 8 no 10 iestādēm` or `7,69 %`. A share beside its denominator is
        rounded, to whole per cent where the denominator is below 100.
    """
    words = phrases["data"]
    if figure.missing_reason:
        reason = str(words["missing"][figure.missing_reason])
        if not figure.is_publishable:
            return f"{reason}; {words['count_not_published']}"
        return (
            reason if figure.numerator is None else f"{reason}; {words['count'].format(count=number(figure.numerator))}"
        )
    if figure.value is None:
        return str(words["not_published"])
    return "; ".join(filter(None, (_value(figure, figure.value, unit, words), coverage(figure, phrases))))


def rounded_share(share: float, base: float) -> float:
    """A share as exact as it may be beside its base: a decimal, to whole per cent where the base is below 100."""
    return round(share, 0 if base < 100 else 1)


def _value(figure: Figure, value: float, unit: str, words: Phrases) -> str:
    """The number; a share with what it was counted from."""
    written = figure_value(figure, value, unit)
    if unit != "pct" or figure.numerator is None or figure.denominator is None:
        return written
    return str(words["fraction"]).format(
        value=written, numerator=number(figure.numerator), denominator=number(figure.denominator)
    )


def figure_value(figure: Figure | Indicator | ImpactFact, value: float, unit: str) -> str:
    """The number of a value: a share that was worked out as exact as it may be beside what it was counted from."""
    if unit != "pct" or figure.numerator is None or figure.denominator is None:
        return quantity(value, unit)
    return percent(rounded_share(value, figure.denominator))
