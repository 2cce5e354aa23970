"""Charts of the indicators: which rows have one, what is drawn, and that the same stands there in words."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from publication.charts import Chart, charts
from publication.phrases import load_phrases
from publication.results import Results, read_results

WORDS = load_phrases()


@pytest.fixture
def results(marts) -> Results:
    return read_results(marts, "ezerzeme", 2024)


def texts_of(chart: Chart) -> list[str]:
    return [unescape(text).replace("\u00a0", " ") for text in re.findall(r"<text[^>]*>([^<]+)</text>", chart.svg)]


def with_first(results: Results, **changes: object) -> Results:
    return replace(results, indicators=(replace(results.indicators[0], **changes), *results.indicators[1:]))


def test_a_chart_says_in_words_what_it_draws(results: Results) -> None:
    asked, measured = charts(results, WORDS)
    assert asked.words.replace("\u00a0", " ") == (
        "Diagramma. Bāzes vērtība: 61,5 % (2024. gads), pagaidu vērtība; "
        "2025. gadā jāsasniedz: par 5 procentpunktiem vairāk nekā bāzes vērtība – vismaz 66,5 %; "
        "2027. gadā jāsasniedz: vismaz 45 %."
    )
    # 66.5 is the baseline of 61.5 and five points.
    assert texts_of(asked)[-5:] == ["66,5 %", "45 %", "bāzes vērtība", "vērtība", "jāsasniedz"]
    assert measured.words.replace("\u00a0", " ") == (
        "Diagramma. Bāzes vērtība: 1,4 % (2022./2023. mācību gads); 2022./2023. mācību gads: 1,4 %; "
        "2023./2024. mācību gads: 7,5 % (26 no 348); 2 no 3 iestādēm; "
        "2025. gadā jāsasniedz: nepasliktināt bāzes vērtību."
    )
    assert texts_of(measured)[-5:-3] == ["7,5 %", "1,4 %"]
    assert {"2023", "2024", "2025", "5 %", "10 %"} <= set(texts_of(measured))


def test_the_bar_of_uncertainty_spans_the_interval(results: Results) -> None:
    measured = charts(results, WORDS)[1]
    [bar] = re.findall(r'mark-rule role-mark layer_\d+_layer_\d+_marks"[^>]*>(.*?)</g>', measured.svg)
    assert bar.count("<line") == 1


def test_what_is_not_published_or_otherwise_defined_is_not_drawn(results: Results) -> None:
    measured = charts(results, WORDS)[1]
    # 2021/2022 is not to be published, 2024/2025 lies after the results year.
    assert not {"2022", "2021"} & set(texts_of(measured))
    for hidden in ("7771", "8882", "87,49", "99,9", "88,8"):
        assert hidden not in measured.words + measured.svg
    figures = tuple(replace(figure, definition_differs="visas formas") for figure in results.figures)
    other = charts(replace(results, figures=figures), WORDS)[1]
    assert "7,5" not in other.words + "".join(texts_of(other))


def test_a_row_with_one_kind_of_fact_has_no_chart(results: Results) -> None:
    without_baseline = with_first(results, baseline_value=None)
    assert [chart.indicator.indicator_nr for chart in charts(without_baseline, WORDS)] == ["2"]
    assert charts(replace(results, targets=(), figures=()), WORDS) == ()


def test_a_hidden_baseline_is_not_told_by_its_targets(marts) -> None:
    marts.execute("update marts.indicator_progress set is_baseline_publishable = false")
    required = {
        (target.indicator_nr, target.target_year): target.required_value
        for target in read_results(marts, "ezerzeme", 2024).targets
    }
    assert required == {("1", 2025): None, ("1", 2027): 45, ("2", 2025): None}


def test_the_same_facts_give_the_same_bytes(results: Results) -> None:
    first, again = charts(results, WORDS), charts(with_first(results, indicator_name="cits"), WORDS)
    assert [chart.svg for chart in first] == [chart.svg for chart in again]
    assert all("aria-label" not in chart.svg and "<script" not in chart.svg for chart in first)


def test_a_target_added_to_a_baseline_is_named_as_exactly_as_the_baseline(results: Results) -> None:
    """66.5 is 61.5 and 5 points; a figure that the plan prints stays as it is."""
    few = charts(with_first(results, baseline_denominator=89), WORDS)[0]
    many = charts(with_first(results, baseline_denominator=100), WORDS)[0]
    assert {"45 %", "66 %"} <= set(texts_of(few))
    assert {"45 %", "66,5 %"} <= set(texts_of(many))


def test_a_target_keeps_the_digits_that_the_plan_prints(results: Results) -> None:
    """So does one that was worked out from a printed baseline."""
    small = replace(results.targets[1], target_value=0.05, required_value=0.05)
    held = replace(results.targets[2], required_value=1.43)
    asked, measured = charts(replace(results, targets=(results.targets[0], small, held)), WORDS)
    assert "0,05 %" in texts_of(asked)
    assert "1,43 %" in texts_of(measured)
