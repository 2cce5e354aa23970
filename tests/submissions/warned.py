"""Workbooks that land and whose sender is told something all the same."""

from __future__ import annotations

import datetime as dt

from cases import LOG, REPORT, START, Case, at, broken, event, line, report
from form_workbook import filled, order_for

from quality.submissions.context import LoggedEvent


def extra_sheet(state: str):
    def add(book):
        book.create_sheet("Mani aprēķini")["B2"] = 42
        book["Mani aprēķini"].sheet_state = state

    return add


def added_line(book):
    book["Pārskats"]["B200"], book["Pārskats"]["C200"] = "Vēl viens skaitlis", 77
    book["Pārskats"]["B201"] = "Piezīme bez skaitļa"


def extra_column(book):
    book["Žurnāls"]["AA6"] = "Mana aile"
    book["Žurnāls"]["AA7"] = "ļoti labi"


def beside_the_columns(book):
    book["Žurnāls"]["AA7"] = "ļoti labi"


FORMER_END = order_for("school_report", former={("learners_end", "basic.full_time"): 120})
TURN = (LoggedEvent("1.1", "Ziemas nometne", dt.date(2024, 12, 28), dt.date(2025, 1, 4)),)
SPRING = order_for("activity_log", "2024/2025-S2")

CASES_WARNED = [
    broken("extra_sheet", extra_sheet("visible"), ("form_sheet_unread", "Mani aprēķini")),
    broken("hidden_sheet", extra_sheet("hidden"), ("form_sheet_hidden", "Mani aprēķini")),
    broken("line_added", added_line, ("form_value_without_code", "Pārskats!C200")),
    broken("extra_column", extra_column, ("form_column_unknown", "Žurnāls!AA7"), order=LOG),
    broken("beside_the_columns", beside_the_columns, ("form_column_without_heading", "Žurnāls!AA7"), order=LOG),
    Case("no_lines", lambda: filled(LOG, lines={"events": [], "people": []}), LOG,
         rules=(("form_no_lines", "Žurnāls"),)),
    report("not_applicable", "neattiecas", "form_not_applicable", "arrived|basic.full_time"),
    event("mojibake", "Vecāku vakars".encode().decode("latin-1"), "form_text_garbled"),
    event("like_a_code", "Kods 010190-10002", "personal_code_like"),
    event("name_of_a_child", "Saruna ar Jāni Bērziņu", "personal_name"),
    event("health", "Bērns ar diagnozi", "sensitive_health"),
    event("ethnicity", "Romu tautības bērni", "sensitive_ethnicity"),
    event("religion", "Ticīgo vecāku vakars", "sensitive_religion"),
    event("criminal_record", "Jaunietis ir sodāms", "sensitive_crime"),
    event("family", "Vecāki ir šķirti", "sensitive_family"),
    line("cents", {"eur_municipality": 120_050}, "cost_per_person_high", "eur_municipality"),
    Case("start_far_from_end", lambda: filled(FORMER_END), FORMER_END,
         rules=(("start_far_from_former_end", at(REPORT, START)),)),
    line("same_event_in_two_collections",
         {"event": "Ziemas  Nometne", "start_date": dt.date(2025, 1, 1)}, "event_in_former_collection", "event",
         SPRING, known={"former_events": TURN}),
    line("money_without_participants",
         {"participants_parents": None, "participants_learners": None, "participants_at_risk": None},
         "cost_without_participants", "eur_municipality"),
]  # fmt: skip
