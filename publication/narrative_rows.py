"""What the texts of the results table are made from, and how many of them have been reviewed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Texts:
    """How many texts of one kind the working group has reviewed, has yet to, and has on former facts."""

    reviewed: int
    open: int
    outdated: int


@dataclass(frozen=True)
class ImpactFact:
    """An indicator row of the goal of an activity: where it started, where it is and which way it moved.

    Numbers that are not to be published are not here: the flags say that there are some.
    """

    indicator_nr: str
    breakdown: str
    indicator_name: str
    unit: str
    baseline_kind: str
    baseline_period: str | None
    baseline_value: float | None
    is_baseline_provisional: bool
    is_baseline_publishable: bool
    latest_value: float | None
    latest_period: str | None
    is_latest_publishable: bool
    numerator: float | None
    denominator: float | None
    ci_low: float | None
    ci_high: float | None
    reporters_expected: int | None
    reporters_counted: int | None
    movement: str
    progress_status: str
    baseline_denominator: float | None = None
    is_change_uncertain: bool = False


@dataclass(frozen=True)
class Statement:
    """What institutions wrote of an activity in the same words."""

    kind: str
    statement: str
    events: int
    institutions: int
