"""What two schools, a college, a board and others of each municipality say, so that figures can be worked out by hand.

The same answers in every municipality: what differs is how its plan asks. All of 2024/2025; calendar year 2024.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from ingest.workspace import Workspace
from tests.warehouse.deliveries import Deliveries

SCHOOLS = {
    "aizkraukle": ("4513900971", "4511900989"),
    "kraslava": ("4213900573", "4212900551"),
    "ludza": ("4213900475", "4212900452"),
    "riga": ("3713900735", "3411900787"),
    "smiltene": ("4413903133", "4411901211"),
}
"""A school with basic and upper-secondary education and one with basic only, by municipality; the first of Ludza and
of Rīga teaches extramural or distance learners too."""
BOARDS = {
    "aizkraukle": "aizkraukle-education-board",
    "kraslava": "kraslava-education-board",
    "ludza": "ludza-education-board",
    "riga": "riga-education-department",
    "smiltene": "smiltene-education-board",
}
COLLEGE = ("smiltene", "smiltene-technical-school")

LARGE_JUNE = {
    "learners_start": {"basic.full_time": 200, "upper_secondary.full_time": 100, "upper_secondary.distance": 40},
    "arrived": {"basic.full_time": 10, "upper_secondary.full_time": 5, "upper_secondary.distance": 10},
    "at_risk": {"basic.full_time": 20, "upper_secondary.full_time": 5, "upper_secondary.distance": 6},
    "early_leavers": {"basic.full_time": 2, "upper_secondary.full_time": 3, "upper_secondary.distance": 8},
    "learners_supported": {"basic.full_time": 40, "upper_secondary.full_time": 10, "upper_secondary.distance": 4},
    "unexcused_over_20": {"basic": 11, "upper_secondary": 13},
    "repeaters": {"basic": 2, "upper_secondary": 0},
    "grade_9_certificate": 27,
    "grade_9_transcript": 3,
    "learners_grades_7_12": 180,
    "career_counselling": 90,
    "interest_education_learners": 170,
    "support_posts": {"psychologist": 1.0, "social_pedagogue": 0.5},
    "teachers": 40,
    "teachers_trained": 10,
    "has_pmp_system": "yes",
}
LARGE_SEPTEMBER = {
    "summer_leavers": {"basic.full_time": 1, "upper_secondary.full_time": 2, "upper_secondary.distance": 2},
    "grade_9_certificate_later": 1,
    "grade_9_destination": {"general": 20, "vocational": 6, "not_continuing": 1, "unknown": 1},
}
SMALL_JUNE = {
    "learners_start": {"basic.full_time": 100},
    "arrived": {"basic.full_time": 0},
    "at_risk": {"basic.full_time": 7},
    "early_leavers": {"basic.full_time": 1},
    "learners_supported": {"basic.full_time": 5},
    "unexcused_over_20": {"basic": 0},
    "repeaters": {"basic": 1},
    "grade_9_certificate": 9,
    "grade_9_transcript": 1,
    "learners_grades_7_12": 40,
    "career_counselling": 30,
    "interest_education_learners": 50,
    "support_posts": {"psychologist": 0.5},
    "teachers": 20,
    "teachers_trained": 11,
    "has_pmp_system": "no",
}
SMALL_SEPTEMBER = {
    "summer_leavers": {"basic.full_time": 0},
    "grade_9_certificate_later": 0,
    "grade_9_destination": {"general": 8, "not_continuing": 1},
}
COLLEGE_JUNE = {
    "learners_start": {"vocational.full_time": 50},
    "arrived": {"vocational.full_time": 2},
    "at_risk": {"vocational.full_time": 9},
    "early_leavers": {"vocational.full_time": 4},
    "learners_supported": {"vocational.full_time": 13},
    "learners_grades_7_12": 0,
    "career_counselling": 0,
    "interest_education_learners": 5,
    "support_posts": {"psychologist": 0.5},
    "teachers": 10,
    "teachers_trained": 5,
    "has_pmp_system": "yes",
}
COLLEGE_SEPTEMBER = {"summer_leavers": {"vocational.full_time": 1}}
SURVEYS = (
    "parent_support_group_satisfaction",
    "resident_rating_of_support",
    "leisure_participation_share",
    "parent_competence",
    "belonging_share",
    "emotionally_safe_share",
)


def deliver_reports(workspace: Workspace) -> Deliveries:
    """Everything that all municipalities send, a superseded and a rejected file among it."""
    inbox = Deliveries(workspace, dt.datetime(2025, 6, 10, 9, tzinfo=dt.UTC))
    for municipality, (large, small) in SCHOOLS.items():
        _school(inbox, (municipality, large), LARGE_JUNE, LARGE_SEPTEMBER)
        inbox.take("school_report", (municipality, small), "2024/2025-S2", {**SMALL_JUNE, "teachers": 999})
        _school(inbox, (municipality, small), SMALL_JUNE, SMALL_SEPTEMBER)
        _surveys(inbox, (municipality, large), positive=30, answered=40)
        _surveys(inbox, (municipality, BOARDS[municipality]), positive=6, answered=10)
    _school(inbox, COLLEGE, COLLEGE_JUNE, COLLEGE_SEPTEMBER)
    _board(inbox)
    _young_people(inbox)
    _cases(inbox)
    _events(inbox)
    _tasks(inbox)
    finding = {
        "rule_id": "leavers_within_learners",
        "severity": "reject_delivery",
        "sheet": "Pārskats",
        "cell": "C9",
        "value": "700",
        "cause": "mācības pārtraukušo ir vairāk nekā izglītojamo",
        "remedy": "pārbaudiet abus skaitļus",
    }
    inbox.take(
        "school_report",
        ("ludza", "4212900452"),
        "2024/2025-S2",
        {**SMALL_JUNE, "early_leavers": {"basic.full_time": 700}},
        state="rejected",
        findings=[finding],
    )
    return inbox


def _school(inbox: Deliveries, reporter: tuple[str, str], june: dict[str, Any], september: dict[str, Any]) -> None:
    """January's half year, which must not be added to June's whole one, then June and September."""
    january = {field: value for field, value in june.items() if field in ("learners_start", "arrived", "early_leavers")}
    inbox.take("school_report", reporter, "2024/2025-S1", january)
    inbox.take("school_report", reporter, "2024/2025-S2", june)
    inbox.take("school_report", reporter, "2024/2025-R", september)


def _surveys(inbox: Deliveries, reporter: tuple[str, str], positive: int, answered: int) -> None:
    lines = [
        {"question": question, "answered": answered, "positive": positive, "end_date": dt.date(2024, 11, 20)}
        for question in SURVEYS
    ]
    inbox.take("survey_results", reporter, "2024/2025-S1", lines)


def _board(inbox: Deliveries) -> None:
    """Rīga and Ludza have official values; Smiltene what only its board counts."""
    for municipality in ("ludza", "riga"):
        board = (municipality, BOARDS[municipality])
        june = {"viis_interest_education": 330, "viis_learners": 600, "teachers_trained": 33, "teachers": 110}
        inbox.take("board_values", board, "2024/2025-S2", june)
        inbox.take("board_values", board, "2024/2025-R", {"viis_grade_9_graduates": 50, "viis_not_continuing": None})
    board = ("smiltene", BOARDS["smiltene"])
    inbox.take("board_values", board, "2024/2025-S1", {"viis_support_posts": 25.5, "coordination_meetings": 6})
    leavers = {"viis_early_leavers": {"basic.full_time": 3}, "viis_learners_of_stage": {"basic.full_time": 400}}
    inbox.take("board_values", board, "2024/2025-S2", leavers)
    inbox.take("board_values", board, "2024/2025-R", {"viis_early_leavers": {"basic.full_time": 5}})


def _young_people(inbox: Deliveries) -> None:
    for reporter, people in (("kraslava-dagda-youth-centre", 12), ("kraslava-andrupene-youth-centre", 8)):
        inbox.take("task_report", ("kraslava", reporter), "2024/2025-S1", {"youth_supported": people})


def _cases(inbox: Deliveries) -> None:
    """Rīga: the municipal police of itself in both windows, a school of the police in the first."""
    police, school = ("riga", "riga-municipal-police"), ("riga", SCHOOLS["riga"][0])
    for collection, cases in (("2024/2025-S1", 300), ("2024/2025-S2", 400)):
        lines = [
            {"institution": "municipal_police", "reason": "absence", "cases": cases},
            {"institution": "municipal_police", "reason": "violence", "cases": 7},
        ]
        inbox.take("referral_counts", police, collection, lines)
    asked = [{"institution": "municipal_police", "reason": "absence", "cases": 2}]
    inbox.take("referral_counts", school, "2024/2025-S1", asked)


def _events(inbox: Deliveries) -> None:
    """Ludza, activity 1.3: lectures for parents in both calendar years, by a school and by the board."""
    lecture: dict[str, Any] = {"activity_nr": "1.3", "event": "Lekcija", "state": "done"}
    autumn = [
        {
            **lecture,
            "start_date": dt.date(2024, 10, 3),
            "participants_parents": 20,
            "eur_municipality": Decimal("100.50"),
            "impact": "Vecāki biežāk nāk uz sarunām.",
            "helped": "Lektore",
        },
        {
            **lecture,
            "start_date": dt.date(2024, 12, 30),
            "participants_parents": 5,
            "eur_state": Decimal(20),
            "impact": "vecāki biežāk  nāk uz sarunām",
            "hindered": "Svētki",
        },
        {**lecture, "start_date": dt.date(2024, 11, 1), "participants_parents": 90, "state": "planned"},
    ]
    inbox.take("activity_log", ("ludza", SCHOOLS["ludza"][0]), "2024/2025-S1", autumn)
    spring = [{**lecture, "start_date": dt.date(2025, 2, 10), "participants_parents": 8, "participants_learners": 2}]
    inbox.take("activity_log", ("ludza", BOARDS["ludza"]), "2024/2025-S2", spring)


def _tasks(inbox: Deliveries) -> None:
    """Ludza's task 1.3 by two schools, one of which is not done; Rīga, which has no tasks, about an activity."""
    large, small = SCHOOLS["ludza"]
    done = {"task_state": {"1.3": "done"}, "note": {"1.3": "Nolasītas visas lekcijas."}}
    inbox.take("task_report", ("ludza", large), "2024/2025-S2", done)
    running = {
        "task_state": {"1.3": "running"},
        "proposal": {"1.3": "change"},
        "proposal_text": {"1.3": "Lekcijas arī attālināti."},
        "next_year_eur": {"1.3": 1500},
        "next_year_source": {"1.3": "municipality"},
    }
    inbox.take("task_report", ("ludza", small), "2024/2025-S2", running)
    more = {"task_state": {"1.1": "running"}, "next_year_eur": {"1.1": 200}}
    inbox.take("task_report", ("riga", BOARDS["riga"]), "2024/2025-S2", more)
