"""What lands of a sound workbook of each form, as the contract says it lands."""

from __future__ import annotations

import datetime as dt

import pytest
from form_workbook import NAME, TASKS, asked_count, checked, filled, found, order_for, place_of

from ingest.forms.breakdowns import Addressee
from ingest.forms.workbook.read import read_form
from ingest.periods import Collection

BOARD = Addressee("education_board", ("basic.full_time",))


@pytest.mark.parametrize(
    ("form", "collection", "addressee"),
    [
        ("school_report", "2024/2025-S1", None),
        ("school_report", "2024/2025-S2", None),
        ("task_report", "2024/2025-S1", None),
        ("board_values", "2024/2025-S2", BOARD),
    ],
)
def test_every_answer_of_a_form_of_single_values_lands(form: str, collection: str, addressee: Addressee | None) -> None:
    order = order_for(form, collection, **({"addressee": addressee} if addressee else {}))
    result = checked(filled(order), order)
    assert [entry for entry in found(result) if entry[0] != "state_needs_date"] == []
    assert result.verdict == "accepted"
    assert len(result.rows[""]) == result.rows_in == asked_count(order) > 5


def test_landed_answer_keeps_its_cell() -> None:
    order = order_for("school_report")
    rows = checked(filled(order, {"learners_start|basic.full_time": 88, "learners_end": 22}), order).rows[""]
    assert rows[0] == {
        "field_id": "learners_start",
        "breakdown": "basic.full_time",
        "value_number": 88.0,
        "value_text": None,
        "blank_kind": None,
        "sheet": "Pārskats",
        "cell": place_of(order, "learners_start|basic.full_time"),
    }
    assert rows[-1]["field_id"] == "comment"
    assert (rows[-1]["value_number"], rows[-1]["value_text"], rows[-1]["blank_kind"]) == (None, None, "blank")


def test_codes_and_dates_land_as_codes_and_iso_dates() -> None:
    order = order_for("task_report")
    values = {f"task_state|{TASKS[0][0]}": "Izpildīts", f"state_date|{TASKS[0][0]}": dt.date(2024, 12, 1)}
    landed = {
        (row["field_id"], row["breakdown"]): row["value_text"] for row in checked(filled(order, values), order).rows[""]
    }
    assert landed["task_state", "1.1.1"] == "done"
    assert landed["state_date", "1.1.1"] == "2024-12-01"
    assert landed["task_state", "2.1.1"] == "not_started"


def test_line_lands_with_its_row_and_a_column_a_field() -> None:
    order = order_for("activity_log")
    result = checked(filled(order), order)
    assert (result.verdict, found(result), result.rows_in) == ("accepted", [], 2)
    (event,) = result.rows["events"]
    assert event.pop("letters").startswith("activity_nr=A,event=B,start_date=C,")
    assert {name: value for name, value in event.items() if value is not None} == {
        "sheet": "Žurnāls",
        "row": 7,
        "activity_nr": "1.1",
        "event": "Vecāku vakars",
        "start_date": dt.date(2024, 10, 3),
        "participants_parents": 25,
        "participants_learners": 10,
        "participants_at_risk": 3,
        "quantity": 1.0,
        "quantity_unit": "events",
        "evidence": "survey",
        "eur_municipality": 120.5,
        "state": "done",
    }
    assert isinstance(event["participants_parents"], int)
    assert result.rows["people"][0]["unique_parents"] == 20


@pytest.mark.parametrize("form", ["referral_counts", "survey_results"])
def test_other_forms_of_lines(form: str) -> None:
    order = order_for(form)
    result = checked(filled(order), order)
    assert (result.verdict, found(result), result.rows_accepted) == ("accepted", [], 1)


def test_header_says_whose_workbook_it_is() -> None:
    order = order_for("school_report", is_demo=True)
    header = read_form(filled(order), NAME).header
    assert (header.form, header.version, header.municipality, header.reporter_id, header.is_demo) == (
        "school_report", 1, "parauga", "4312900001", True,
    )  # fmt: skip
    assert header.collection == Collection(2024, "S1")


def test_the_log_asks_for_people_in_january_only() -> None:
    order = order_for("activity_log", "2024/2025-S2")
    result = checked(filled(order, lines={"events": [{"start_date": dt.date(2025, 3, 1)}]}), order)
    assert (result.verdict, result.rows["people"], len(result.rows["events"])) == ("accepted", [], 1)


def test_log_without_lines_is_taken_with_a_warning() -> None:
    order = order_for("activity_log")
    result = checked(filled(order, lines={"events": [], "people": []}), order)
    assert (result.verdict, result.rows_in) == ("accepted", 0)
    assert found(result) == [("form_no_lines", "warning", "")]


def test_good_lines_are_kept_and_bad_ones_rejected() -> None:
    order = order_for("activity_log")
    lines = {"events": [{}, {"event": "Nodarbība", "participants_parents": "daudz"}], "people": []}
    result = checked(filled(order, lines=lines), order)
    assert result.verdict == "accepted_partly"
    assert [row["row"] for row in result.rows["events"]] == [7]
    assert found(result) == [("form_not_number", "reject_row", "F8")]


def test_log_of_bad_lines_only_is_rejected() -> None:
    order = order_for("activity_log")
    result = checked(filled(order, lines={"events": [{"state": None}], "people": []}), order)
    assert (result.verdict, result.rows_rejected) == ("rejected", 1)


def test_one_bad_value_rejects_a_school_report_as_a_whole() -> None:
    order = order_for("school_report")
    result = checked(filled(order, {"arrived|basic.full_time": "daži"}), order)
    assert (result.verdict, result.rows[""], result.rows_rejected) == ("rejected", [], asked_count(order))
