from datetime import date
from decimal import Decimal

import pytest

from ingest import typography

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, None, "0"),
        (6.27, None, "6,27"),
        (45.0, None, "45"),
        (0.05, None, "0,05"),
        (33507, None, f"33{NBSP}507"),
        (1234567.5, None, f"1{NBSP}234{NBSP}567,5"),
        (-0.2, None, "\u22120,2"),
        (-0.001, 2, "0,00"),
        (Decimal("1234.50"), 2, f"1{NBSP}234,50"),
        (0.1 + 0.2, None, "0,3"),
        (100, None, "100"),
    ],
)
def test_numbers_have_a_decimal_comma_and_no_break_spaces(value, decimals, written):
    assert typography.number(value, decimals) == written


def test_units_are_joined_by_a_no_break_space():
    assert typography.percent(2.5) == f"2,5{NBSP}%"
    assert typography.euro(Decimal("12345.6")) == f"12{NBSP}345,60{NBSP}EUR"


def test_dates_and_spans_use_points_and_an_en_dash():
    assert typography.day(date(2024, 1, 9)) == "09.01.2024."
    assert typography.days(date(2023, 9, 1), date(2024, 8, 31)) == "01.09.2023.–31.08.2024."


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1, "1 punktu"),
        (21, "21 punktu"),
        (101, "101 punktu"),
        (0.1, "0,1 punktu"),
        (11, "11 punktiem"),
        (111, "111 punktiem"),
        (5, "5 punktiem"),
        (10, "10 punktiem"),
        (1.5, "1,5 punktiem"),
    ],
)
def test_a_noun_agrees_with_its_number(value, written):
    assert typography.agreeing(value, "punktu", "punktiem") == written.replace(" ", NBSP)


def test_english_has_a_decimal_point_and_names_of_months():
    with typography.writing_in("en"):
        assert typography.number(-12345.5) == "\u221212,345.5"
        assert typography.percent(2.5) == "2.5%"
        assert typography.euro(Decimal("12345.6")) == f"12,345.60{NBSP}EUR"
        assert typography.day(date(2024, 1, 9)) == "9 January 2024"
        assert typography.days(date(2023, 9, 1), date(2024, 8, 31)) == "1 September 2023 – 31 August 2024"
        nouns = [typography.agreeing(value, "point", "points") for value in (1, 21, 11, 0.1, 0)]
    assert nouns == [
        f"1{NBSP}point", f"21{NBSP}points", f"11{NBSP}points", f"0.1{NBSP}points", f"0{NBSP}points",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("interešu izglītības programmā (VKI010)6.", "interešu izglītības programmā (VKI010)."),
        ("īpatsvars (VAI018)**.", "īpatsvars (VAI018)."),
        ("skaits (gadā)* pilsētā", "skaits (gadā) pilsētā"),
        ("7.–12. klasē (2023) 6. jūnijā", "7.–12. klasē (2023) 6. jūnijā"),
        ("grupas (līdz 72)3personām", "grupas (līdz 72)3personām"),
        ("Covid19 un 5*2", "Covid19 un 5*2"),
    ],
)
def test_marks_of_footnotes_go_and_numbers_stay(printed, shown):
    assert typography.without_footnote_marks(printed) == shown


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([], ""),
        (["viens", "otrs"], "viens; otrs"),
        (["Viens.", "otrs", "", "Trešais."], "Viens. otrs; Trešais."),
    ],
)
def test_what_ends_with_a_full_stop_is_followed_by_no_semicolon(parts, text):
    assert typography.joined(parts) == text
