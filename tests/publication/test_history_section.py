"""The section «Dati»: the history of the indicators up to the results year."""

from dataclasses import replace

import pytest
from test_index_page import Outline

from publication import sentences
from publication.history import figure_source, history
from publication.indicator_rows import Figure
from publication.page import render_page
from publication.phrases import load_phrases
from publication.results import read_results
from publication.rows import Place

WORDS = load_phrases()
NBSP = "\u00a0"

FIGURE = Figure(
    indicator_nr="8",
    indicator_key="early_leaver_share",
    measure_name="Īpatsvars",
    measure_unit="pct",
    breakdown="total",
    period="2022/2023",
    numerator=26,
    denominator=348,
    value=7.471264,
    value_source="observation",
    source_place="3.2",
    definition_differs=None,
    is_publishable=True,
    missing_reason=None,
)


@pytest.fixture
def rows(marts) -> list[str]:
    page = Outline(render_page(read_results(marts, "ezerzeme", 2024)))
    everything = page.texts("tr")
    first = everything.index("Laiks Vērtība Avots Definīcija") + 1
    last = next(index for index, text in enumerate(everything) if text.startswith("Nr. Darba uzdevums"))
    return everything[first:last]


def test_the_history_shows_each_indicator_with_its_periods_sources_and_definitions(rows):
    assert rows == [
        "1. Vecāku apmierinātība",
        "vērtību vēl nav: bāzes vērtība vēl jānosaka",
        "2. Mācības pārtraukušo īpatsvars – pamatskolas posms",
        "2019./2020. mācību gads nav aprēķināta: par šo laiku nav kopskaita, no kura rēķina īpatsvaru; "
        "zināmais skaitlis netiek publicēts plāns: 3.1.tab. Stratēģiskie mērķi atšķiras: visas formas",
        "2020./2021. mācību gads nav aprēķināta: par šo laiku nav kopskaita, no kura rēķina īpatsvaru; "
        "zināms tikai skaits: 22 plāns: 3.1.tab. Stratēģiskie mērķi atšķiras: visas formas",
        "2021./2022. mācību gads netiek publicēts "
        "plāns: 3.1.tab. Stratēģiskie mērķi; 3.6.tab. Rezultātu uzskaite atšķiras: visas <b>mācību</b> formas",
        "2022./2023. mācību gads 1,4 % plāns, bāzes vērtība: 3.1.tab. Stratēģiskie mērķi kā plānā",
        "2023./2024. mācību gads 7,5 % (26 no 348); 2 no 3 iestādēm iestāžu iesniegtie dati kā plānā",
        "Slodzes Plānā šāda rādītāja nav; nosaukums no pašvaldību kopīgā rādītāju saraksta.",
        "2022./2023. mācību gads 11,633 plāns: 3.1.tab. Stratēģiskie mērķi kā plānā",
    ]


def test_a_definition_is_named_only_beside_a_value(marts):
    results = read_results(marts, "ezerzeme", 2024)
    bare = replace(results.figures[0], definition_differs=None)
    assert bare.value is None
    page = render_page(replace(results, figures=(bare,)))
    assert '<td role="cell" data-label="Definīcija"></td>' in page
    assert ">kā plānā<" not in page
    assert ">kā plānā<" in render_page(results)


def test_numbers_that_are_not_publishable_are_nowhere_in_the_results_or_on_the_page(marts):
    results = read_results(marts, "ezerzeme", 2024)
    hidden = [figure for figure in results.figures if not figure.is_publishable]
    assert [(one.period, one.numerator, one.denominator, one.value) for one in hidden] == [
        ("2019/2020", None, None, None),
        ("2021/2022", None, None, None),
    ]
    page = render_page(results)
    numbers = ("6661", f"6{NBSP}661", "7771", f"7{NBSP}771", "8882", f"8{NBSP}882", "87,5", "87.49")
    assert [number for number in numbers if number in page] == []


def test_hidden_values_of_an_indicators_own_definition_are_no_baseline_and_no_latest_value(marts):
    marts.execute(
        "update marts.indicator_progress set baseline_value = 87.49, is_baseline_publishable = false, "
        "latest_value = 7771, is_latest_publishable = false where indicator_nr = '2'"
    )
    results = read_results(marts, "ezerzeme", 2024)
    shown, hidden = results.indicators
    assert (shown.baseline_value, hidden.baseline_value, hidden.latest_value) == (61.5, None, None)
    page = render_page(results)
    assert [number for number in ("7771", f"7{NBSP}771", "87,5", "87,49", "87.49") if number in page] == []
    [row] = [text for text in Outline(page).texts("tr") if "netiek publicēta" in text]
    assert "netiek publicēta plānā: „" in row
    assert row.endswith("sasniegts jaunākā vērtība: netiek publicēta (2023./2024. mācību gads)")


def test_periods_after_the_results_year_and_other_plan_versions_stay_away(marts):
    periods = [figure.period for figure in read_results(marts, "ezerzeme", 2024).figures]
    assert periods == ["2019/2020", "2020/2021", "2021/2022", "2022/2023", "2023/2024", "2022/2023"]
    [amended] = read_results(marts, "ezerzeme", 2025).figures
    assert amended.value == 88.8
    assert read_results(marts, "kalnava", 2024).figures == ()


def test_marks_of_footnotes_are_not_on_the_page(marts):
    results = read_results(marts, "ezerzeme", 2024)
    first = replace(results.indicators[0], indicator_name="Īpatsvars programmā (VKI010)6.")
    page = render_page(replace(results, indicators=(first, *results.indicators[1:])))
    assert page.count("Īpatsvars programmā (VKI010).") == 3  # in two tables and over a chart
    assert "(VKI010)6" not in page


def test_values_of_a_row_are_its_own_breakdowns(marts):
    results = read_results(marts, "ezerzeme", 2024)
    other = replace(results.figures[0], breakdown="upper_secondary")
    series = history(replace(results, figures=(other, *results.figures)))
    assert [len(one.figures) for one in series] == [0, 5, 1]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "7,5 % (26 no 348)"),
        ({"numerator": 1, "denominator": 3, "value": 33.3333}, "33 % (1 no 3)"),
        ({"numerator": 44, "denominator": 99, "value": 44.4444}, "44 % (44 no 99)"),
        ({"numerator": 44, "denominator": 100, "value": 44}, "44 % (44 no 100)"),
        ({"numerator": None, "denominator": None, "value": 7.69}, "7,69 %"),
        ({"numerator": None, "denominator": 200, "value": 41}, "41 %"),
        ({"numerator": None, "denominator": None, "value": 0}, "0 %"),
        ({"numerator": None, "denominator": None, "value": None, "is_publishable": False}, "netiek publicēts"),
        (
            {"numerator": None, "denominator": None, "value": None, "missing_reason": "not_stated"},
            "avotā nav norādīta",
        ),
        (
            {"denominator": 0, "value": None, "numerator": None, "missing_reason": "denominator_zero"},
            "nav aprēķināma: kopskaits, no kura rēķina īpatsvaru, ir nulle",
        ),
    ],
)
def test_a_share_is_rounded_beside_its_base_and_a_missing_one_has_its_reason(changes, said):
    figure = replace(FIGURE, **changes)
    assert sentences.figure_reading(figure, "pct", WORDS).replace(NBSP, " ") == said


def test_a_count_is_shown_as_it_is():
    assert sentences.figure_reading(replace(FIGURE, value=11.633, denominator=None), "posts", WORDS) == "11,633"


@pytest.mark.parametrize(
    ("source", "place", "baseline", "said"),
    [
        ("observation", "3.2", ("value", "2022/2023"), "plāns, bāzes vērtība: 3.2. tabula"),
        ("observation", "3.2", ("value", "2021/2022"), "plāns: 3.2. tabula"),
        ("observation", "3.2", ("value", None), "plāns: 3.2. tabula"),
        ("observation", "3.2", ("period_only", "2022/2023"), "plāns: 3.2. tabula"),
        ("observation", "1.1; 3.2", None, "plāns: 1.1. tabula; 3.2. tabula"),
        ("board", None, ("value", "2022/2023"), "Izglītības pārvaldes dati"),
        ("survey", None, None, "aptaujas rezultāti"),
    ],
)
def test_a_source_is_a_place_of_the_plan_or_who_gave_the_value(marts, source, place, baseline, said):
    indicator = None
    if baseline:
        some = read_results(marts, "ezerzeme", 2024).indicators[0]
        indicator = replace(some, baseline_kind=baseline[0], baseline_period=baseline[1])
    places = (Place("1.1", "1.1. tabula"), Place("3.2", "3.2. tabula"))
    figure = replace(FIGURE, value_source=source, source_place=place)
    assert figure_source(figure, indicator, places, WORDS) == said
