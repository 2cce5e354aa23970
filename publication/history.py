"""The history of the indicators: every known value up to the results year, in series."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from ingest.typography import joined, without_footnote_marks
from publication.indicator_rows import Figure, Indicator
from publication.phrases import Phrases
from publication.results import Results
from publication.rows import Place


@dataclass(frozen=True)
class Series:
    """The values of an indicator row in the order of time, or of a measure the plan has no indicator for.

    Attributes:
        indicator: The indicator row; none for a measure outside the plan's indicators.
        name: Name of the indicator as the plan prints it, but for footnote marks, or of the measure.
        breakdown: Part of the learners the values are about.
        unit: Unit of the values.
        figures: The values; none where nothing is known yet.
    """

    indicator: Indicator | None
    name: str
    breakdown: str
    unit: str
    figures: tuple[Figure, ...]


def history(results: Results) -> tuple[Series, ...]:
    """Put the values in series: the indicators in plan order, then the measures without an indicator."""
    return (*(_of_indicator(results, indicator) for indicator in results.indicators), *_other_measures(results))


def _of_indicator(results: Results, indicator: Indicator) -> Series:
    key = (indicator.indicator_nr, indicator.breakdown)
    figures = tuple(figure for figure in results.figures if (figure.indicator_nr, figure.breakdown) == key)
    name = without_footnote_marks(indicator.indicator_name)
    return Series(indicator, name, indicator.breakdown, indicator.unit, figures)


def _other_measures(results: Results) -> list[Series]:
    others = [figure for figure in results.figures if figure.indicator_nr is None]
    series = []
    for (name, breakdown, unit), figures in groupby(
        others, key=lambda figure: (figure.measure_name, figure.breakdown, figure.measure_unit)
    ):
        series.append(Series(None, name, breakdown, unit, tuple(figures)))
    return series


def figure_source(figure: Figure, indicator: Indicator | None, places: tuple[Place, ...], phrases: Phrases) -> str:
    """Say where a value comes from: the tables of the plan by their headings, or who gave it.

    Args:
        figure: The value.
        indicator: Its indicator row: the plan's own value of the baseline's period is the printed baseline.
        places: The places of the plan.
        phrases: The words of the publication.

    Returns:
        For example `plāns, bāzes vērtība: 3.2. tabula: Rezultatīvie rādītāji`.
    """
    is_baseline = (
        indicator is not None
        and figure.value_source == "observation"
        and (indicator.baseline_kind, indicator.baseline_period) == ("value", figure.period)
    )
    source = str(phrases["data"]["sources"]["baseline" if is_baseline else figure.value_source])
    printed = (figure.source_place or "").split("; ")
    return source.format(place=joined(place.heading for place in places if place.place in printed))
