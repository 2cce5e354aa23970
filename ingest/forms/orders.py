"""Which workbooks a municipality hands out in a collection: every expected reporter with every form it owes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ingest.forms.breakdowns import Addressee, asked_fields
from ingest.forms.definition import load_form
from ingest.forms.workbook.order import FormOrder
from ingest.periods import Collection, CollectionKind, Deadlines
from ingest.plans.chosen_texts import activity_texts
from ingest.plans.named_reporters import Naming, executors_of, namings
from ingest.plans.registry import RawPlan, RawRegistry

Row = dict[str, str]
_USUAL_DAYS: dict[CollectionKind, tuple[str, str, str]] = {
    "S1": ("01-02", "01-31", "02-28"),
    "S2": ("06-01", "06-20", "07-15"),
    "R": ("09-01", "09-20", "09-30"),
}
"""Opening, due and closing day where a municipality has not set its own."""
_USUAL_FORM = "full_time"
"""The study form of a stage for which none is named."""


def deadlines_of(registry: RawRegistry, municipality: str, collection: Collection) -> Deadlines:
    """When a collection opens, is due and closes in a municipality."""
    raw = registry.collections.get(municipality)
    days = [row for row in (raw.rows if raw else []) if row["collection_kind"] == collection.kind]
    return dated(collection, days[0]) if days else usual_deadlines(collection)


def usual_deadlines(collection: Collection) -> Deadlines:
    """The days of a collection where a municipality has not set its own."""
    return dated(collection, dict(zip(("opens_on", "due_on", "closes_on"), _USUAL_DAYS[collection.kind], strict=True)))


def dated(collection: Collection, days: Row) -> Deadlines:
    """The days of a collection, from those that come back every year."""
    return Deadlines(
        *(date.fromisoformat(f"{collection.answers_in}-{days[name]}") for name in ("opens_on", "due_on", "closes_on"))
    )


def plan_reported_on(registry: RawRegistry, municipality: str, collection: Collection) -> RawPlan | None:
    """The version of a municipality's plan in force on the last day a collection tells of.

    Where there was none yet, the one in force when it is due. dbt finds it by the same rule (`int_collections`).
    """
    due_on = deadlines_of(registry, municipality, collection).due_on
    return plan_in_force(registry, municipality, collection.last_day) or plan_in_force(registry, municipality, due_on)


def plan_in_force(registry: RawRegistry, municipality: str, day: date) -> RawPlan | None:
    """The version of a municipality's plan in force on a day; a later version ends the one before."""
    begun = [
        plan
        for plan in registry.plans
        if plan.header.municipality == municipality and plan.header.valid_from <= day <= plan.header.period_end
    ]
    latest = max(begun, key=lambda plan: plan.header.valid_from, default=None)
    has_ended = latest is not None and latest.header.valid_to is not None and latest.header.valid_to < day
    return None if has_ended else latest


def orders_of(registry: RawRegistry, plan: RawPlan, collection: Collection) -> Iterator[FormOrder]:
    """Every workbook of one collection under one plan, reporter by reporter; a form that asks nothing is left out."""
    header = plan.header
    deadlines = deadlines_of(registry, header.municipality, collection)
    reporters = registry.reporters[header.municipality].rows
    activities = tuple(_numbered_activities(plan).items())
    tasks = _tasks_by_reporter(registry, plan)
    for row in reporters:
        if not _reports_on(row, deadlines.due_on):
            continue
        own_tasks = tuple(tasks.get(row["reporter_id"], {}).items())
        numbers = tuple(task for task, _ in own_tasks)
        addressee = Addressee(row["reporter_kind"], _stage_forms(row, reporters), numbers)
        for form in filter(None, row["forms"].split(",")):
            order = FormOrder(
                form=load_form(form),
                collection=collection,
                municipality=header.municipality,
                municipality_name=header.municipality_name,
                reporter_id=row["reporter_id"],
                reporter_name=row["reporter_name"],
                registration_number=row["registration_number"],
                deadlines=deadlines,
                addressee=addressee,
                activities=activities,
                tasks=own_tasks,
            )
            if _asks_anything(order):
                yield order


def _reports_on(row: Row, day: date) -> bool:
    first, last = row["valid_from"] or "0001-01-01", row["valid_to"] or "9999-12-31"
    return row["is_expected"] == "true" and first <= day.isoformat() <= last


def _asks_anything(order: FormOrder) -> bool:
    kind, addressee = order.collection.kind, order.addressee
    return any(True for part in order.form.parts for _ in asked_fields(part, kind, addressee))


def _stage_forms(row: Row, reporters: list[Row]) -> tuple[str, ...]:
    """The board reports on all stages and study forms that its schools have."""
    rows = reporters if row["reporter_kind"] == "education_board" else [row]
    return tuple(dict.fromkeys(code for one in rows for code in _own_stage_forms(one)))


def _own_stage_forms(row: Row) -> Iterator[str]:
    named = [code for code in row["study_forms"].split(",") if code]
    for stage in filter(None, row["education_stages"].split(",")):
        yield from [code for code in named if code.split(".")[0] == stage] or [f"{stage}.{_USUAL_FORM}"]


def _numbered_activities(plan: RawPlan) -> dict[str, str]:
    names = activity_texts(plan, "activity_name")
    numbers = [row["activity_nr"] for row in plan.tables["activities"].rows]
    return {nr: names.get(nr, "") for nr in dict.fromkeys(numbers)}


def _tasks_by_reporter(registry: RawRegistry, plan: RawPlan) -> dict[str, dict[str, str]]:
    """Numbers and names of the tasks that each reporter carries out; of the activities where a plan has no tasks."""
    executors = executors_of(registry, plan)
    task_rows = plan.tables["tasks"].rows
    names = {row["task_nr"]: row["task_name"] for row in task_rows} or _numbered_activities(plan)
    named: dict[str, dict[str, list[str]]] = {}
    for naming in namings(plan):
        if (naming.subject == "task") == bool(task_rows):
            named.setdefault(naming.subject_nr, {}).setdefault(_role(naming), []).extend(executors.read(naming.text)[0])
    tasks: dict[str, dict[str, str]] = {}
    for number, name in names.items():
        roles = named.get(number, {})
        for reporter in roles.get("carries out") or roles.get("answers", []):
            tasks.setdefault(reporter, {})[number] = name
    return tasks


def _role(naming: Naming) -> str:
    """Who supervises a task or is involved in an activity only answers for it where nobody else is named."""
    return "carries out" if naming.field in ("executor", "responsible") else "answers"
