"""What the working group looks at: the texts of a results year beside the facts they speak of, read from the marts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

from ingest.forms.code_lists import code_labels
from ingest.typography import day, days
from publication.phrases import Phrases
from publication.results import Results


@dataclass(frozen=True)
class ReviewText:
    """A text that can be accepted or rewritten; the columns of `marts.text_review`."""

    subject_kind: str
    subject_key: str
    field: str
    drafted_text: str | None
    facts: str
    reviewed_on: date | None
    is_reviewed: bool
    is_outdated: bool
    is_open: bool
    text: str | None

    @property
    def waits(self) -> bool:
        """Whether the working group has to look at it: nobody reviewed it, or not on the facts of today."""
        return self.is_open or self.is_outdated


Cell = str | int | float | Decimal | ReviewText | None


@dataclass(frozen=True)
class ReviewSheet:
    """A sheet of the workbook: its columns with their widths, and its rows; a text takes three columns.

    Attributes:
        name: Which of the sheets; the key of its words.
    """

    name: str
    widths: Mapping[str, int]
    rows: Sequence[Mapping[str, Cell]]


_TEXTS = """
    select subject_kind, subject_key, field, drafted_text, facts, reviewed_on, is_reviewed, is_outdated, is_open, text
    from marts.text_review
    where municipality = $municipality and results_year = $year
"""

# What other tables of the plan print as planned result.
_READINGS = """
    select readings.activity_nr, string_agg(places.heading || ': ' || readings.text, '\n' order by readings.place)
    from marts.dim_activity_reading as readings
    inner join marts.dim_activity as activities using (municipality, plan_id, activity_nr)
    inner join marts.dim_place as places using (municipality, plan_id, place)
    where municipality = $municipality and plan_id = $plan_id and readings.field = 'planned_result'
        and readings.text <> activities.planned_result
    group by readings.activity_nr
"""

_NOTES = """
    select task_nr, reporters_counted, reporters_expected
    from marts.task_status
    where municipality = $municipality and results_year = $year
"""

_PROPOSALS = """
    select proposals.proposal_key, proposals.activity_nr, proposals.task_nr, reporters.reporter_name,
        proposals.kind, proposals.next_year_eur, proposals.funding_source
    from marts.plan_change_proposal as proposals
    inner join marts.dim_reporter as reporters using (municipality, reporter_id)
    where municipality = $municipality and results_year = $year and proposals.text is not null
    order by proposals.proposal_nr
"""

_NARRATIVES = ("achieved_result", "impact_assessment", "factor_analysis")


def review_sheets(
    connection: duckdb.DuckDBPyConnection, results: Results, phrases: Phrases
) -> tuple[list[ReviewSheet], list[ReviewText]]:
    """The sheets of the workbook, and all texts on them.

    Args:
        connection: A connection to the warehouse.
        results: The results of the municipality and year.
        phrases: Words of the language.
    """
    key = {"municipality": results.municipality, "year": results.year}
    texts = [ReviewText(*row) for row in connection.execute(_TEXTS, key).fetchall()]
    of_subject = {(text.subject_kind, text.subject_key, text.field): text for text in texts}
    sheets = [
        _activities(connection, results, of_subject, phrases),
        _tasks(connection, results, of_subject, phrases),
        _proposals(connection, results, of_subject),
    ]
    return sheets, texts


_Texts = Mapping[tuple[str, str, str], ReviewText]


def _activities(
    connection: duckdb.DuckDBPyConnection, results: Results, texts: _Texts, phrases: Phrases
) -> ReviewSheet:
    of_plan = {"municipality": results.municipality, "plan_id": results.plan.plan_id}
    readings = dict(connection.execute(_READINGS, of_plan).fetchall())
    rows: list[dict[str, Cell]] = [
        {
            "activity_nr": activity.activity_nr,
            "activity": activity.activity_name,
            "goal": f"{activity.goal_nr}. {activity.goal_name}",
            "planned_result": activity.planned_result,
            "other_readings": readings.get(activity.activity_nr),
            "achieved_value": activity.achieved_value,
            "achievement": phrases["achievement"].get(activity.achievement_status),
            "participants": activity.participants,
            "eur": activity.invested_funding_eur,
            **{field: texts.get(("activity", activity.activity_key, field)) for field in _NARRATIVES},
        }
        for activity in results.activities
    ]
    widths = {
        "activity_nr": 6, "activity": 24, "goal": 18, "planned_result": 22, "other_readings": 18, "achieved_value": 10,
        "achievement": 12, "participants": 9, "eur": 11, "achieved_result": 34,
        "impact_assessment": 66, "factor_analysis": 52,
    }  # fmt: skip
    return ReviewSheet("activities", widths, rows)


def _tasks(connection: duckdb.DuckDBPyConnection, results: Results, texts: _Texts, phrases: Phrases) -> ReviewSheet:
    key = {"municipality": results.municipality, "year": results.year}
    reporters = {row[0]: row[1:] for row in connection.execute(_NOTES, key).fetchall()}
    rows: list[dict[str, Cell]] = [
        {
            "task_nr": task.task_nr,
            "task": task.task_name,
            "dates": days(task.start_date, task.end_date),
            "executor": task.executor,
            "planned": phrases["planned_state"][task.planned_state],
            "status": phrases["task_status"].get(task.task_status),
            "reporters": "{} / {}".format(*reporters[task.task_nr]),
            "note": texts.get(("task", task.task_nr, "note")),
        }
        for task in results.tasks
    ]
    widths = {
        "task_nr": 8, "task": 36, "dates": 24, "executor": 26, "planned": 14, "status": 12, "reporters": 10, "note": 50,
    }  # fmt: skip
    return ReviewSheet("tasks", widths, rows)


def _proposals(connection: duckdb.DuckDBPyConnection, results: Results, texts: _Texts) -> ReviewSheet:
    key = {"municipality": results.municipality, "year": results.year}
    names: dict[str, Any] = {one.activity_nr: one.activity_name for one in results.activities}
    rows: list[dict[str, Cell]] = [
        {
            "task_nr": task_nr or activity_nr,
            "activity": names.get(activity_nr),
            "reporter": reporter,
            "kind": code_labels("proposal").get(kind),
            "eur": eur,
            "source": code_labels("funding_source").get(source),
            "text": texts.get(("proposal", proposal_key, "text")),
        }
        for proposal_key, activity_nr, task_nr, reporter, kind, eur, source in connection.execute(
            _PROPOSALS, key
        ).fetchall()
    ]
    widths = {"task_nr": 8, "activity": 34, "reporter": 32, "kind": 12, "eur": 12, "source": 22, "text": 56}
    return ReviewSheet("proposals", widths, rows)


def state(text: ReviewText, words: Phrases) -> str:
    """Whether a text still waits for the working group; empty where there are no words to look at."""
    if text.is_outdated:
        return str(words["outdated"])
    if text.is_reviewed and text.reviewed_on:
        return str(words["reviewed"]).format(day=day(text.reviewed_on))
    return str(words["open"]) if text.is_open else ""
