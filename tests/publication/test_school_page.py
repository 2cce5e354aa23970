"""The page *Jūsu skola* as a head teacher gets it: what it says, on one sheet, and what it does not say."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from publication.school_page import page_content, page_name, render_pages
from publication.school_rows import School, SchoolActivity, SchoolFigure

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext (poppler-utils)")

JUNE = (
    "learners_start", "learners_end", "at_risk", "early_leavers", "unexcused_over_20", "learners_supported",
    "individual_plans", "repeaters", "interest_education_learners", "career_counselling", "grade_9_transcript",
    "support_posts",
)  # fmt: skip
AT_RISK = SchoolFigure("at_risk", "learners_start", 31, 9.1176, 28, 7.9545, 9, 8.25, is_demo=False)
LECTURES = SchoolActivity("1.3", "Lekcijas vecākiem", 3, 125, Decimal("1120.50"), "Lekcija; Vakars", is_demo=False)
SCHOOL = School(
    "kraslava", "4213900573", "2024/2025-S2", "Krāslavas novads", "Dagdas vidusskola", date(2025, 6, 12), "accepted",
    (AT_RISK,), (LECTURES,),
)  # fmt: skip


def text_of(school: School) -> str:
    """The text of its page, spaces as single ones; the page is one."""
    (pdf,) = render_pages([page_content(school)])
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    pages = done.stdout.decode().split("\f")
    assert len(pages) == 2, "more than one page"
    assert pages[1] == ""
    return " ".join(pages[0].split())


def test_the_page_says_what_the_school_reported() -> None:
    assert page_name(SCHOOL) == "2024-2025-S2/kraslava/4213900573-jusu-skola.pdf"
    text = text_of(SCHOOL)
    assert "Jūsu skola Dagdas vidusskola Krāslavas novads · 2024./2025. mācību gads, 2. pusgads un viss" in text
    assert "PMP riskam pakļautie izglītojamie 31 (9,1 %) 28 (8,0 %) 8,2 % (9 skolas)" in text
    assert "Katrs skaitīts vienu reizi. Procentu bāze: izglītojamie 1. septembrī." in text
    assert "1.3. Lekcijas vecākiem 3 125 1 120,50 Lekcija; Vakars" in text
    assert "PARAUGDATI" not in text


def test_the_median_stands_only_where_the_mart_tells_one() -> None:
    hidden = replace(AT_RISK, schools=4, median=None)
    text = text_of(replace(SCHOOL, figures=(hidden,)))
    assert "31 (9,1 %) 28 (8,0 %) – " in text
    assert "4 skolas" not in text
    one = replace(AT_RISK, schools=21, median=8)
    assert "8,0 % (21 skola)" in text_of(replace(SCHOOL, figures=(one,)))


def test_unknown_is_not_zero() -> None:
    figure = replace(AT_RISK, value=None, share_pct=None, former_value=0, former_share_pct=0)
    activity = replace(LECTURES, participants=None, invested_funding_eur=None)
    text = text_of(replace(SCHOOL, figures=(figure,), activities=(activity,)))
    assert "PMP riskam pakļautie izglītojamie – 0 (0,0 %) 8,2 %" in text
    assert "1.3. Lekcijas vecākiem 3 – – " in text


@pytest.mark.parametrize("part", ["figure", "activity"])
def test_demonstration_data_mark_the_page(part: str) -> None:
    school = replace(SCHOOL, figures=(replace(AT_RISK, is_demo=part == "figure"),))
    school = replace(school, activities=(replace(LECTURES, is_demo=part == "activity"),))
    assert text_of(school).startswith("PARAUGDATI – izdomāti skaitļi")


@pytest.mark.parametrize(
    ("log_state", "words"),
    [
        ("accepted", "nav neviena notikuša pasākuma"),
        ("accepted_partly", "nav neviena notikuša pasākuma"),
        ("none", "žurnāls par šo periodu nav uzņemts"),
        ("rejected", "žurnāls par šo periodu nav uzņemts"),
    ],
)
def test_a_school_without_events_is_told_why(log_state: str, words: str) -> None:
    assert words in text_of(replace(SCHOOL, log_state=log_state, activities=()))


def test_september_asks_for_no_log_and_tells_of_none() -> None:
    school = replace(SCHOOL, collection="2024/2025-R", log_state=None, activities=())
    text = text_of(school)
    assert "rudens precizējums" in text
    assert "pasākumi" not in text


def test_what_people_typed_is_printed_as_typed() -> None:
    typed = "#let x = 1; = heading; <script>alert(1)</script>; *b* _i_ $x^2$ [y] @z \\ // c; Саша 😀\u202e\u0007"
    school = replace(SCHOOL, reporter_name="#panic() *Skola*", activities=(replace(LECTURES, event_names=typed),))
    text = text_of(school)
    assert "Jūsu skola #panic() *Skola* Krāslavas novads" in text
    assert "#let x = 1; = heading; <script>alert(1)</script>; *b* _i_ $x^2$ [y] @z \\ // c; Саша \ufffd" in text


def test_the_fullest_page_is_one_sheet() -> None:
    """Every figure of June with its base, and more activities than there is room for, with names that are too long."""
    base = "grade_9_certificate,grade_9_transcript"
    figures = tuple(replace(AT_RISK, field=field, base_fields=base, is_demo=True) for field in JUNE)
    name = "Atbalsta pasākumi vecākiem, pedagogiem un speciālistiem " * 5
    activities = tuple(
        replace(LECTURES, activity_nr=f"{nr}.1", activity_name=name, event_names=name) for nr in range(1, 12)
    )
    text = text_of(replace(SCHOOL, figures=figures, activities=activities))
    assert "8.1. Atbalsta" in text
    assert "9.1. Atbalsta" not in text
    assert "Žurnālā vēl: 3 aktivitātes." in text


def test_the_same_content_gives_the_same_bytes_and_pages_do_not_touch_each_other() -> None:
    other = page_content(replace(SCHOOL, reporter_name="Cita skola"))
    first, second, again = render_pages([page_content(SCHOOL), other, page_content(SCHOOL)])
    assert first == again != second
    assert b"pdfaid:part" in first
    assert b"pdfuaid:part" in first
