"""Rows of the marts about indicators; a field is named like the column it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Indicator:
    """An indicator row (one breakdown) with its baseline and where it stands.

    Numbers that are not to be published are not here: the flags say that there are some. What the latest value is made
    of, its uncertainty and who reported it stand beside it.
    """

    indicator_nr: str
    breakdown: str
    breakdown_text: str | None
    prevention_level: int
    indicator_name: str
    unit: str
    better_direction: str
    baseline_text: str
    baseline_kind: str
    baseline_period: str | None
    baseline_value: float | None
    is_baseline_provisional: bool
    is_baseline_publishable: bool
    latest_value: float | None
    latest_period: str | None
    is_latest_publishable: bool
    progress_status: str
    data_source: str | None
    next_target_year: int | None = None
    reporters_expected: int | None = None
    reporters_counted: int | None = None
    baseline_year: int | None = None
    baseline_denominator: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None


@dataclass(frozen=True)
class Target:
    """What an indicator row shall reach by a milestone year, and the figure that this makes."""

    indicator_nr: str
    breakdown: str
    target_year: int
    target_kind: str
    comparator: str
    target_value: float | None
    target_text: str
    required_value: float | None = None


@dataclass(frozen=True)
class Figure:
    """A value of an indicator row, or of a measure the plan has no indicator for, in one period.

    Numbers that are not to be published are not here: `is_publishable` says that there are some.
    """

    indicator_nr: str | None
    indicator_key: str
    measure_name: str
    measure_unit: str
    breakdown: str
    period: str
    numerator: float | None
    denominator: float | None
    value: float | None
    value_source: str
    source_place: str | None
    definition_differs: str | None
    is_publishable: bool
    missing_reason: str | None
    reporters_expected: int | None = None
    reporters_counted: int | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    period_year: int = 0
