"""What others answer in single values: the education board of its schools, everybody of the tasks of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from examples.chance import dice, read_data, within
from examples.school_answers import Values, final_grade, school_values, teachers_of
from examples.schools import School
from ingest.forms.workbook.order import FormOrder
from ingest.periods import Collection

_STATES = {
    "S1": ("not_started", "running", "running", "done"),
    "S2": ("running", "running", "done", "done", "postponed"),
}


def board_values(seed: int, schools: Sequence[School], order: FormOrder) -> Values:
    """What the state's systems and the board itself hold: the sums of all schools, of silent ones too."""
    collection = order.collection
    figures, chance = read_data("figures"), dice(seed, order.municipality, "board", collection)
    reports = [school_values(school, collection) for school in schools]
    trained = [teachers_of(school, collection.start_year) for school in schools]
    learners = sum(strand.start for school in schools for strand in school.strands(collection.start_year))
    values: Values = {
        ("viis_learners", "total"): learners,
        ("viis_interest_education", "total"): _sum(reports, "interest_education_learners"),
        ("viis_support_posts", "total"): _sum(reports, "support_posts"),
        ("teachers", "total"): sum(teachers for teachers, _ in trained),
        ("teachers_trained", "total"): sum(count for _, count in trained),
        ("coordination_meetings", "total"): round(within(chance, figures["coordination_meetings"])),
        ("group_members", "total"): round(within(dice(seed, order.municipality, "group"), figures["group_members"])),
    }
    for group in ("youth_in_municipality", "children_in_municipality"):
        values[group, "total"] = round(learners * figures[group])
    return values | _leavers(schools, collection) | _graduates(schools, collection)


def task_values(seed: int, order: FormOrder) -> Values:
    """How each task of a reporter stands, with its day and, in January, a proposal here and there."""
    phrases, values = read_data("phrases"), Values()
    for task, _ in order.tasks:
        chance = dice(seed, order.reporter_id, task, order.collection)
        state = chance.choice(_STATES[order.collection.kind])
        values["task_state", task] = state
        values["note", task] = chance.choice(phrases["task_notes"])
        if state in ("done", "postponed"):
            values["state_date", task] = _day_before(order, chance.randint(20, 60))
        if order.collection.kind == "S1" and chance.random() < 0.3:
            values |= {
                ("proposal", task): "change",
                ("proposal_text", task): chance.choice(phrases["proposals"]),
                ("next_year_eur", task): chance.randrange(200, 3000, 50),
                ("next_year_source", task): "municipality",
            }
    youth = within(dice(seed, order.reporter_id, "youth", order.collection), read_data("figures")["youth_supported"])
    return values | {("youth_supported", "total"): round(youth)}


def _day_before(order: FormOrder, days: int) -> dt.date:
    return order.deadlines.opens_on - dt.timedelta(days=days)


def _sum(reports: Iterable[Values], field: str) -> float:
    return sum(
        value
        for report in reports
        for (name, _), value in report.items()
        if name == field and isinstance(value, int | float)
    )


def _leavers(schools: Sequence[School], collection: Collection) -> Values:
    values: Values = {}
    for strand in (strand for school in schools for strand in school.strands(collection.start_year)):
        leavers = strand.leavers + (strand.summer_leavers if collection.kind == "R" else 0)
        for field, count in (
            ("viis_early_leavers", leavers),
            ("viis_learners_of_stage", strand.start + strand.arrived),
        ):
            former = values.get((field, strand.stage_form), 0)
            values[field, strand.stage_form] = count + (former if isinstance(former, int) else 0)
    return values


def _graduates(schools: Sequence[School], collection: Collection) -> Values:
    """Grade 9 of all schools, as it stands in September."""
    reports = [final_grade(school, "grade_9", collection.start_year) for school in schools]
    certificates, transcripts, later = (
        _sum(reports, f"grade_9_{name}") for name in ("certificate", "transcript", "certificate_later")
    )
    silent = sum(
        value for report in reports if isinstance(value := report["grade_9_destination", "not_continuing"], int)
    )
    return {
        ("viis_grade_9_graduates", "total"): certificates + later,
        ("viis_not_continuing", "total"): silent,
        ("viis_finished_basic", "total"): certificates + transcripts,
        ("viis_finished_with_transcript", "total"): transcripts - later,
    }
