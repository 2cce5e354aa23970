from dataclasses import replace
from datetime import date

import pytest

from publication import sentences, target_sentences
from publication.indicator_rows import Indicator, Target
from publication.phrases import load_phrases
from publication.rows import Period

WORDS = load_phrases()
NBSP = "\u00a0"

SHARE = Indicator(
    indicator_nr="7",
    breakdown="total",
    breakdown_text=None,
    prevention_level=2,
    indicator_name="Īpatsvars",
    unit="pct",
    better_direction="higher",
    baseline_text="41% (2023./2024.m.g.)",
    baseline_kind="value",
    baseline_period="2023/2024",
    baseline_value=41.0,
    is_baseline_provisional=False,
    is_baseline_publishable=True,
    latest_value=None,
    latest_period=None,
    is_latest_publishable=True,
    progress_status="no_data",
    data_source=None,
)


def target(kind: str, comparator: str, value: float | None) -> Target:
    return Target("7", "total", 2025, kind, comparator, value, "kā drukāts")


@pytest.mark.parametrize(
    ("kind", "comparator", "value", "unit", "meaning"),
    [
        ("value", "gte", 45, "pct", "vismaz 45 %"),
        ("value", "lte", 2, "pct", "ne vairāk kā 2 %"),
        ("value", "lt", 0.05, "pct", "mazāk nekā 0,05 %"),
        ("value", "gt", 12, "count", "vairāk nekā 12"),
        ("change", "gte", 5, "pct", "par 5_procentpunktiem vairāk nekā bāzes vērtība"),
        ("change", "gte", 1, "pct", "par 1_procentpunktu vairāk nekā bāzes vērtība"),
        ("change", "lte", -2.5, "pct", "par 2,5_procentpunktiem mazāk nekā bāzes vērtība"),
        ("change", "gte", 10, "count", "par 10 % vairāk nekā bāzes vērtība"),
        ("hold", "lte", None, "pct", "nepasliktināt bāzes vērtību"),
        ("direction", "gt", None, "posts", "vairāk nekā bāzes vērtība"),
        ("direction", "lt", None, "pct", "mazāk nekā bāzes vērtība"),
    ],
)
def test_a_target_says_what_it_asks_for(kind, comparator, value, unit, meaning):
    expected = meaning.replace(" %", f"{NBSP}%").replace("_", NBSP)
    assert (
        target_sentences.target_reading(target(kind, comparator, value), replace(SHARE, unit=unit), WORDS) == expected
    )


@pytest.mark.parametrize(
    ("value", "required", "changes", "figure"),
    [
        (5, 78.021583, {"baseline_kind": "to_be_determined", "baseline_denominator": 278}, "vismaz 78 %"),
        (5, 78.5, {"baseline_kind": "to_be_determined", "baseline_denominator": 99}, "vismaz 78 %"),
        (5, 78.5, {"baseline_kind": "to_be_determined", "baseline_denominator": 100}, "vismaz 78,5 %"),
        (-2.5, 38.75, {}, "ne vairāk kā 38,75 %"),
        (5, 225.75, {"unit": "count", "baseline_kind": "to_be_determined"}, "vismaz 225,75"),
    ],
)
def test_a_change_names_the_figure_it_makes_as_exactly_as_its_baseline(value, required, changes, figure):
    change = replace(target("change", "gte" if value > 0 else "lte", value), required_value=required)
    reading = target_sentences.target_reading(change, replace(SHARE, **changes), WORDS)
    assert reading.endswith(f"nekā bāzes vērtība – {figure}".replace(" %", f"{NBSP}%"))


def test_a_target_of_a_figure_without_the_figure_is_an_error_of_the_marts():
    with pytest.raises(ValueError, match="7/total/2025"):
        target_sentences.target_reading(target("value", "gte", None), SHARE, WORDS)


def test_a_baseline_names_its_value_and_school_year():
    assert sentences.baseline_reading(SHARE, WORDS) == f"41{NBSP}% (2023./2024.{NBSP}mācību{NBSP}gads)"


@pytest.mark.parametrize(
    ("kind", "meaning"), [("to_be_determined", "vēl jānosaka"), ("period_only", "skaitlis nav norādīts")]
)
def test_a_missing_baseline_says_why(kind, meaning):
    assert sentences.baseline_reading(replace(SHARE, baseline_value=None, baseline_kind=kind), WORDS) == meaning


def test_a_baseline_of_zero_is_a_value():
    zero = replace(SHARE, baseline_value=0.0, baseline_period="2022")
    assert sentences.baseline_reading(zero, WORDS) == f"0{NBSP}% (2022.{NBSP}gads)"


def test_a_provisional_baseline_is_marked():
    provisional = replace(SHARE, is_baseline_provisional=True, baseline_period=None)
    assert sentences.baseline_reading(provisional, WORDS) == f"41{NBSP}%, pagaidu vērtība"


def test_a_share_that_was_worked_out_has_one_decimal_and_a_printed_one_keeps_its_own():
    assert sentences.baseline_reading(replace(SHARE, baseline_value=6.27), WORDS).startswith(f"6,27{NBSP}%")
    determined = replace(SHARE, baseline_value=73.021583, baseline_kind="to_be_determined", latest_value=75.252525)
    assert sentences.baseline_reading(determined, WORDS).startswith(f"73{NBSP}%")
    few = replace(determined, baseline_value=67.415730, baseline_denominator=89)
    assert sentences.baseline_reading(few, WORDS).startswith(f"67{NBSP}%")
    many = replace(few, baseline_denominator=100)
    assert sentences.baseline_reading(many, WORDS).startswith(f"67,4{NBSP}%")
    assert sentences.latest_value(replace(determined, latest_period="2024"), WORDS) == f"75,3{NBSP}% (2024.{NBSP}gads)"
    posts = replace(SHARE, unit="posts", latest_value=11.633, latest_period="2024")
    assert sentences.latest_value(posts, WORDS) == f"11,633 (2024.{NBSP}gads)"


def test_the_latest_value_comes_with_its_period():
    assert sentences.latest_value(SHARE, WORDS) is None
    counted = replace(SHARE, unit="count", latest_value=1200.0, latest_period="2024")
    assert sentences.latest_value(counted, WORDS) == f"1{NBSP}200 (2024.{NBSP}gads)"
    hidden = replace(counted, latest_value=None, is_latest_publishable=False)
    assert sentences.latest_value(hidden, WORDS) == f"netiek publicēta (2024.{NBSP}gads)"


def test_dates_covered_name_the_calendar_year_first_and_leave_semesters_out():
    periods = (
        Period("2023/2024", "school_year", date(2023, 9, 1), date(2024, 8, 31)),
        Period("2023/2024-1", "semester", date(2023, 9, 1), date(2023, 12, 31)),
        Period("2024", "calendar_year", date(2024, 1, 1), date(2024, 12, 31)),
    )
    assert sentences.dates_covered(periods, WORDS) == [
        ("pasākumi un gada dati", "01.01.2024.–31.12.2024."),
        ("izglītojamo rādītāji", "01.09.2023.–31.08.2024."),
    ]
