"""Rows of the marts as a publication reads them; a field is named like the column it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Plan:
    """The plan version that judges the year."""

    plan_id: str
    plan_title: str
    period_start: date
    period_end: date
    supervisor: str | None
    approved_on: date | None
    decision_nr: str | None


@dataclass(frozen=True)
class Period:
    """A span of time whose facts belong to the results year."""

    period: str
    period_kind: str
    start_date: date
    end_date: date


@dataclass(frozen=True)
class Level:
    """A prevention level with its mark and heading as the plan prints them."""

    prevention_level: int
    mark: str
    heading: str


@dataclass(frozen=True)
class Place:
    """A table or section of the plan and its heading."""

    place: str
    heading: str


@dataclass(frozen=True)
class Column:
    """A column of the results table in the municipality's own layout."""

    column_key: str
    label: str
    is_own: bool


@dataclass(frozen=True)
class Goal:
    """A goal in one of the plan's lists."""

    goal_list: str
    goal_nr: str
    prevention_level: int
    goal_name: str
    place: str


@dataclass(frozen=True)
class ExpectedResult:
    """An expected result of a goal."""

    goal_list: str
    goal_nr: str
    expected_result: str
    place: str


@dataclass(frozen=True)
class GoalLink:
    """A pair of goals from the two lists of a plan."""

    goal_nr: str
    strategic_goal_nr: str
    is_inferred: bool


@dataclass(frozen=True)
class Activity:
    """A row of the results table, its texts as they may leave the house.

    Nobody reviewed `open_texts`; `outdated_texts` were reviewed when the facts were others; of `unwanted_texts`
    the working group said that none shall stand there.
    """

    prevention_level: int
    goal_nr: str
    goal_name: str
    activity_key: str
    activity_nr: str
    activity_name: str
    planned_result: str | None
    planned_result_place: str | None
    planned_funding_text: str | None
    achieved_result: str | None
    achieved_value: float | None
    achievement_status: str
    impact_assessment: str | None
    factor_analysis: str | None
    invested_funding_eur: Decimal | None
    log_entries: int
    texts_reviewed: bool
    is_planned_year: bool | None
    open_texts: tuple[str, ...] = ()
    outdated_texts: tuple[str, ...] = ()
    unwanted_texts: tuple[str, ...] = ()
    eur_municipality: Decimal | None = None
    eur_state: Decimal | None = None
    eur_projects: Decimal | None = None
    eur_other: Decimal | None = None
    participants: int | None = None
    cost_per_participant_eur: Decimal | None = None
    reporters_expected: int | None = None
    reporters_counted: int | None = None
    responsible: str | None = None
    responsible_place: str | None = None


@dataclass(frozen=True)
class Task:
    """A task with its deadline and how it stands in the year."""

    task_nr: str
    activity_nr: str | None
    task_name: str
    deadline_text: str
    start_date: date
    end_date: date
    planned_state: str
    executor: str | None
    supervisor: str | None
    task_status: str
    publishable_note: str | None
