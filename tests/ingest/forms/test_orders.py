"""Which workbooks a municipality hands out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ingest.forms.code_lists import dimension
from ingest.forms.orders import deadlines_of, orders_of, plan_reported_on
from ingest.forms.workbook.order import FormOrder
from ingest.periods import Collection, Deadlines
from ingest.plans.registry import RawRegistry, RawTable, read_registry
from ingest.plans.tables import code_list
from ingest.workspace import PRODUCT

MUNICIPALITIES = ("aizkraukle", "kraslava", "ludza", "riga", "smiltene")


@pytest.fixture(scope="module")
def registry() -> RawRegistry:
    return read_registry([PRODUCT / "plans"])


def orders(registry: RawRegistry, municipality: str, collection: str) -> list[FormOrder]:
    asked = Collection.parse(collection)
    plan = plan_reported_on(registry, municipality, asked)
    assert plan is not None
    return list(orders_of(registry, plan, asked))


@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_every_municipality_says_when_it_takes_reports(registry: RawRegistry, municipality: str) -> None:
    spring = deadlines_of(registry, municipality, Collection.parse("2024/2025-S1"))
    autumn = deadlines_of(registry, municipality, Collection.parse("2024/2025-R"))
    assert spring == Deadlines(dt.date(2025, 1, 2), dt.date(2025, 1, 31), dt.date(2025, 2, 28))
    assert autumn.due_on == dt.date(2025, 9, 20)
    assert all("mūsu pieņēmums" in row["note"] for row in registry.collections[municipality].rows)


def test_a_municipality_may_set_its_own_days() -> None:
    row = {"collection_kind": "S2", "opens_on": "05-20", "due_on": "06-13", "closes_on": "06-30", "note": ""}
    registry = RawRegistry([], collections={"ezers": RawTable("ezers/collections.csv", [], [row], [2])})
    assert deadlines_of(registry, "ezers", Collection.parse("2024/2025-S2")).due_on == dt.date(2025, 6, 13)
    assert deadlines_of(registry, "ezers", Collection.parse("2024/2025-S1")).due_on == dt.date(2025, 1, 31)


@pytest.mark.parametrize(
    ("collection", "found"),
    [("2022/2023-R", False), ("2023/2024-S1", True), ("2028/2029-S1", True), ("2028/2029-S2", False)],
)
def test_a_plan_is_reported_on_in_its_period(registry: RawRegistry, collection: str, found: bool) -> None:
    assert (plan_reported_on(registry, "kraslava", Collection.parse(collection)) is not None) == found


@pytest.mark.parametrize(
    ("collection", "plan_id"),
    [("2024/2025-S2", "old"), ("2024/2025-R", "old"), ("2025/2026-S1", "old"), ("2025/2026-S2", "new")],
)
def test_what_was_done_under_a_plan_is_reported_on_it(registry: RawRegistry, collection: str, plan_id: str) -> None:
    """An amendment in force from January: what is due at the end of January was done under the plan before."""
    plan = next(plan for plan in registry.plans if plan.header.municipality == "kraslava")
    versions = [
        replace(plan, header=plan.header.model_copy(update={"plan_id": name, "valid_from": day}))
        for name, day in (("old", plan.header.valid_from), ("new", dt.date(2026, 1, 1)))
    ]
    found = plan_reported_on(RawRegistry(versions), "kraslava", Collection.parse(collection))
    assert found is not None
    assert found.header.plan_id == plan_id


@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_every_expected_reporter_gets_its_forms(registry: RawRegistry, municipality: str) -> None:
    found = orders(registry, municipality, "2024/2025-S1")
    expected = {
        row["reporter_id"]
        for row in registry.reporters[municipality].rows
        if row["is_expected"] == "true" and (row["valid_to"] or "9999-12-31") >= "2025-01-31"
    }
    assert {order.reporter_id for order in found} == expected
    assert len({(order.reporter_id, order.form.form) for order in found}) == len(found)


def test_a_school_sees_its_stages_and_the_plans_activities(registry: RawRegistry) -> None:
    by_form = {
        order.form.form: order
        for order in orders(registry, "kraslava", "2024/2025-S1")
        if order.reporter_name == "Robežnieku pamatskola"
    }
    assert by_form["school_report"].addressee.stage_forms == ("basic.full_time",)
    assert by_form["activity_log"].activities[0] == (
        "1.1", "Informatīvā virtuālā bukletu sagatavošana par atbalsta saņemšanas iespējām PMP jomā",
    )  # fmt: skip


def test_a_school_sees_the_study_forms_it_has_and_the_board_those_of_all_schools(registry: RawRegistry) -> None:
    forms = {
        order.reporter_name: order.addressee.stage_forms
        for order in orders(registry, "ludza", "2024/2025-S2")
        if order.form.form in ("school_report", "board_values")
    }
    assert forms["Ludzas 2. vidusskola"] == (
        "basic.full_time",
        "upper_secondary.full_time",
        "upper_secondary.extramural",
    )
    assert forms["Ciblas vidusskola"] == ("basic.full_time", "upper_secondary.full_time")
    assert set(forms["Ludzas novada Izglītības pārvalde"]) == set(forms["Ludzas 2. vidusskola"])


def test_the_plans_name_the_study_forms_that_the_forms_ask_for() -> None:
    assert list(code_list("study_form")) == list(dimension("stage_form"))


def test_a_plan_without_tasks_has_its_activities_reported(registry: RawRegistry) -> None:
    reports = [order for order in orders(registry, "riga", "2024/2025-S1") if order.form.form == "task_report"]
    names = dict(reports[0].activities)
    assert all(names[number] == name for order in reports for number, name in order.tasks)


def test_autumn_asks_schools_and_the_board_only(registry: RawRegistry) -> None:
    found = orders(registry, "ludza", "2024/2025-R")
    assert {order.form.form for order in found} == {"school_report", "board_values"}
