"""Rules over the cells of a line: each holds, is broken, at its edge, and with a cell that is blank."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from form_workbook import checked, column_of, filled, found, order_for

from ingest.forms.breakdowns import Addressee
from ingest.typography import NO_BREAK_SPACE
from quality.messages import cause_and_remedy, in_words
from quality.submissions.context import LoggedEvent

LOG, CASES, SURVEY, PEOPLE = (
    "activity_log events",
    "referral_counts cases",
    "survey_results answers",
    "activity_log people",
)
START, END = "start_date", "end_date"
NOBODY = {"participants_parents": None, "participants_learners": None, "participants_at_risk": None}
SOCIAL = {"addressee": Addressee("social_service")}
YOUTH = {"addressee": Addressee("youth_centre")}
FORMER = {"former_events": (LoggedEvent("1.1", "Vecāku vakars", dt.date(2024, 9, 30), dt.date(2024, 10, 3)),)}
SPRING = {"participations": {("1.1", "parents"): 5.0}}
NONE_BEFORE: dict[str, Any] = {"participations": {}}

Row = tuple[str, str, dict[str, Any], dict[str, Any], list[str]]
ROWS: list[Row] = [
    # form and table, rule, cells of the line, what is known, fields it points at
    (LOG, "known_activity", {}, {}, []),
    (LOG, "known_activity", {"activity_nr": "1.2"}, {}, ["activity_nr"]),
    (LOG, "known_activity", {"activity_nr": "1.10. Buklets"}, {}, []),
    (LOG, "known_activity", {"activity_nr": None}, {}, []),
    (PEOPLE, "known_activity", {"activity_nr": "9.9"}, {}, ["activity_nr"]),
    (CASES, "own_institution", {}, SOCIAL, []),
    (CASES, "own_institution", {"institution": "bāriņtiesa"}, SOCIAL, ["institution"]),
    (CASES, "own_institution", {"institution": "bāriņtiesa"}, {}, []),
    (CASES, "own_institution", {"institution": "bāriņtiesa"}, YOUTH, []),
    (CASES, "own_institution", {"institution": None}, SOCIAL, []),
    (LOG, "event_inside_window", {START: dt.date(2024, 7, 1)}, {}, []),
    (LOG, "event_inside_window", {START: dt.date(2024, 6, 30)}, {}, [START]),
    (LOG, "event_inside_window", {START: dt.date(2024, 12, 31)}, {}, []),
    (LOG, "event_inside_window", {START: dt.date(2025, 1, 1)}, {}, [START]),
    (LOG, "event_inside_window", {START: dt.date(2024, 12, 31), END: dt.date(2025, 1, 4)}, {}, []),
    (LOG, "event_inside_window", {START: None}, {}, []),
    (SURVEY, "event_inside_window", {END: dt.date(2024, 6, 30)}, {}, [END]),
    (LOG, "event_ends_after_start", {END: dt.date(2024, 10, 4)}, {}, []),
    (LOG, "event_ends_after_start", {END: dt.date(2024, 10, 2)}, {}, [END]),
    (LOG, "event_ends_after_start", {END: dt.date(2024, 10, 3)}, {}, []),
    (LOG, "event_ends_after_start", {END: None}, {}, []),
    (LOG, "event_in_former_collection", {START: dt.date(2024, 10, 4)}, FORMER, []),
    (LOG, "event_in_former_collection", {START: dt.date(2024, 10, 3)}, FORMER, ["event"]),
    (LOG, "event_in_former_collection", {"event": "VECĀKU  VAKARS."}, FORMER, ["event"]),
    (LOG, "event_in_former_collection", {"event": "Cits vakars"}, FORMER, []),
    (LOG, "event_in_former_collection", {"activity_nr": "2.1"}, FORMER, []),
    (LOG, "event_in_former_collection", {START: None}, FORMER, []),
    (LOG, "cost_without_participants", {}, {}, []),
    (LOG, "cost_without_participants", NOBODY, {}, ["eur_municipality"]),
    (LOG, "cost_without_participants", {**NOBODY, "participants_families": 1}, {}, []),
    (LOG, "cost_without_participants", {**NOBODY, "eur_municipality": 0}, {}, []),
    (LOG, "cost_without_participants", {**NOBODY, "eur_municipality": None}, {}, []),
    (LOG, "cost_without_participants", {**NOBODY, "state": "atcelts"}, {}, []),
    (LOG, "cost_per_person_high", {"eur_municipality": 35_000}, {}, []),
    (LOG, "cost_per_person_high", {"eur_municipality": 35_001}, {}, ["eur_municipality"]),
    (LOG, "cost_per_person_high", {"eur_state": 40_000}, {}, ["eur_state"]),
    (LOG, "cost_per_person_high", {**NOBODY, "eur_municipality": 40_000}, {}, []),
    (LOG, "cost_per_person_high", {"eur_municipality": None}, {}, []),
    (LOG, "at_risk_within_learners_present", {"participants_at_risk": 10}, {}, []),
    (LOG, "at_risk_within_learners_present", {"participants_at_risk": 11}, {}, ["participants_at_risk"]),
    (LOG, "at_risk_within_learners_present", {"participants_learners": None}, {}, ["participants_at_risk"]),
    (LOG, "at_risk_within_learners_present", {"participants_at_risk": None}, {}, []),
    (LOG, "at_risk_within_learners_present", {"participants_learners": "daudz"}, {}, []),
    (LOG, "quantity_needs_unit", {}, {}, []),
    (LOG, "quantity_needs_unit", {"quantity_unit": None}, {}, ["quantity_unit"]),
    (LOG, "quantity_needs_unit", {"quantity": None}, {}, ["quantity"]),
    (LOG, "quantity_needs_unit", {"quantity": None, "quantity_unit": None}, {}, []),
    (LOG, "quantity_needs_unit", {"quantity": "~3"}, {}, []),
    (PEOPLE, "unique_within_participations", {"unique_parents": 5}, SPRING, []),
    (PEOPLE, "unique_within_participations", {"unique_parents": 6}, SPRING, ["unique_parents"]),
    (PEOPLE, "unique_within_participations", {"unique_parents": None}, NONE_BEFORE, []),
    (PEOPLE, "unique_within_participations", {"unique_teachers": 1}, SPRING, ["unique_parents", "unique_teachers"]),
    (PEOPLE, "unique_within_participations", {"unique_parents": 600}, {}, []),
    (SURVEY, "answers_in_order", {}, {}, []),
    (SURVEY, "answers_in_order", {"positive": 80, "answered": 80, "invited": 80}, {}, []),
    (SURVEY, "answers_in_order", {"positive": 81}, {}, ["positive"]),
    (SURVEY, "answers_in_order", {"invited": 79}, {}, ["answered"]),
    (SURVEY, "answers_in_order", {"positive": None}, {}, []),
    (SURVEY, "positive_within_scale", {"positive_from": 4}, {}, []),
    (SURVEY, "positive_within_scale", {"positive_from": 5}, {}, []),
    (SURVEY, "positive_within_scale", {"positive_from": 6}, {}, ["positive_from"]),
    (SURVEY, "positive_within_scale", {"scale": None}, {}, []),
]  # fmt: skip


@pytest.mark.parametrize(("where", "rule_id", "cells", "known", "fields"), ROWS)
def test_rule(where: str, rule_id: str, cells: dict[str, Any], known: dict[str, Any], fields: list[str]) -> None:
    form, table = where.split()
    known = dict(known)
    order = order_for(form, **({"addressee": known.pop("addressee")} if "addressee" in known else {}))
    others = {other.table: [] for other in order.form.tables if other.table != table}
    result = checked(filled(order, lines={table: [cells], **others}), order, **known)
    places = [f"{column_of(order, table, field)}7" for field in fields]
    assert [cell for rule, _, cell in found(result) if rule == rule_id] == places


def test_participations_of_the_same_workbook_count() -> None:
    order = order_for("activity_log")
    result = checked(filled(order), order, participations={})
    assert found(result) == []


def test_the_same_line_twice_rejects_both_and_only_in_one_workbook() -> None:
    order = order_for("activity_log")
    content = filled(order, lines={"events": [{}, {"participants_parents": 3}, {"event": "Cits"}], "people": []})
    result = checked(content, order)
    assert found(result) == [("form_line_repeated", "reject_row", "A7"), ("form_line_repeated", "reject_row", "A8")]
    assert [row["row"] for row in result.rows["events"]] == [9]
    cause, _ = cause_and_remedy(result.findings[0].problem)
    assert cause == "rindās 7, 8 ir viens un tas pats («Aktivitāte», «Pasākums», «Sākums»); neviena no tām nav uzņemta"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"evidence": None}, "šūnā «Informācijas avots» nekas nav ierakstīts → izvēlieties no saraksta"),
        ({"start_date": None}, "šūnā «Sākums» nekas nav ierakstīts → ierakstiet datumu, piemēram, 31.12.2025."),
        ({"event": None}, "šūnā «Pasākums» nekas nav ierakstīts → ierakstiet vārdus"),
        ({**NOBODY, "eur_municipality": 1150.5}, f"pasākums izmaksāja 1{NO_BREAK_SPACE}150,50 EUR, bet dalībnieku nav"),
        ({"participants_parents": 1.5}, "«Vecāki» ir 1,5, bet skaitam jābūt veselam skaitlim"),
    ],
)
def test_words_for_a_line(cells: dict[str, Any], words: str) -> None:
    order = order_for("activity_log")
    result = checked(filled(order, lines={"events": [cells], "people": []}), order)
    assert words in in_words(result.findings[0].problem)


SHAPED: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({"evidence": None}, [("form_value_missing", "Q7")]),
    ({"participants_parents": 20_001}, [("form_number_outside", "F7")]),
    ({"participants_parents": 20_000, "eur_municipality": 1}, []),
    ({"participants_parents": 1.5}, [("form_not_whole", "F7")]),
    ({"evidence": "čeki"}, [("form_code_unknown", "Q7")]),
    ({"quantity_unit": "posts"}, [("form_code_unknown", "M7")]),
    ({"evidence": "neattiecas"}, [("form_value_missing", "Q7")]),
    ({"event": "neattiecas"}, [("form_text_says_nothing", "B7")]),
    ({"event": "0"}, [("form_text_says_nothing", "B7")]),
    ({"event": "1. nodarbība"}, []),
    ({"event": "Saruna ar ●●●"}, [("form_text_masked", "B7")]),
    ({"place": "●●●"}, [("form_text_masked", "E7")]),
    ({"place": "-"}, []),
]
"""Cells of a line of the activity log, and what its shape is told."""


@pytest.mark.parametrize(("cells", "expected"), SHAPED)
def test_shape_of_a_line(cells: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    order = order_for("activity_log")
    result = checked(filled(order, lines={"events": [cells], "people": []}), order)
    assert [(rule, cell) for rule, _, cell in found(result)] == expected
