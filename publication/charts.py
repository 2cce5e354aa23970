"""Charts of how the indicators move, as SVG: the baseline, values with their uncertainty, the path to the targets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ingest.typography import NO_BREAK_SPACE, Language, percent_sign, written_language
from ingest.yaml_file import read_yaml_file
from publication import sentences, target_sentences
from publication.history import Series, history
from publication.indicator_rows import Figure, Indicator
from publication.phrases import Phrases
from publication.results import Results
from publication.typeset import FONTS

_SPECIFICATION = Path(__file__).with_name("indicator_chart.yml")
_LOCALES: dict[Language, dict[str, Any]] = {
    "lv": {"decimal": ",", "thousands": NO_BREAK_SPACE, "grouping": [3], "currency": ["", f"{NO_BREAK_SPACE}EUR"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", f"{NO_BREAK_SPACE}EUR"]},
}


@dataclass(frozen=True)
class Chart:
    """A picture of an indicator row, and the same in words."""

    indicator: Indicator
    svg: str
    words: str


@dataclass(frozen=True)
class _Point:
    """What is drawn: a baseline, a value or a target; what is written above or below it."""

    kind: str
    year: int
    value: float
    low: float | None = None
    high: float | None = None
    label: str | None = None
    is_label_above: bool = True


def charts(results: Results, phrases: Phrases) -> tuple[Chart, ...]:
    """Draw every indicator row of which at least two are known: baseline, values, targets.

    Args:
        results: What the marts hold.
        phrases: The words of the publication.

    Returns:
        The charts in plan order; the same results give the same bytes.
    """
    drawn = []
    for series in history(results):
        points = tuple(_points(results, series))
        if series.indicator and len({point.kind for point in points}) > 1:
            words = phrases["chart"]
            sign = percent_sign() if series.unit == "pct" else ""
            svg = _svg(points, tuple(words["kinds"].items()), sign, written_language())
            drawn.append(Chart(series.indicator, svg, _in_words(results, series, series.indicator, phrases)))
    return tuple(drawn)


def _points(results: Results, series: Series) -> Iterator[_Point]:
    """The points of an indicator row; of the values of one year the higher one is named above, the other below."""
    indicator, unit = series.indicator, series.unit
    if indicator is None:
        return
    asked = {
        target.target_year: (target.required_value, target_sentences.required_figure(target, indicator))
        for target in results.targets_of(indicator)
        if target.required_value is not None
    }
    latest: tuple[int, float] | None = None
    for figure in series.figures:
        if figure.value is not None and _is_drawn(figure):
            year, value, label = figure.period_year, figure.value, None
            if figure.period == indicator.latest_period:
                latest, label = (year, value), sentences.figure_value(figure, value, unit)
            is_above = year not in asked or value >= asked[year][0]
            yield _Point("value", year, value, figure.ci_low, figure.ci_high, label, is_above)
    for year, (value, label) in asked.items():
        is_below = latest is not None and latest[0] == year and latest[1] >= value
        yield _Point("target", year, value, label=label, is_label_above=not is_below)
    if indicator.baseline_value is not None and indicator.baseline_year is not None:
        yield _Point("baseline", indicator.baseline_year, indicator.baseline_value)


def _is_drawn(figure: Figure) -> bool:
    """A value that is otherwise defined is no point of the series; one that is not to be published is not here."""
    return figure.value is not None and figure.definition_differs is None


def _in_words(results: Results, series: Series, indicator: Indicator, phrases: Phrases) -> str:
    words = phrases["chart"]
    facts = [words["baseline"].format(value=sentences.baseline_reading(indicator, phrases))]
    facts += (
        words["value"].format(
            period=sentences.period_name(figure.period, phrases),
            value=sentences.figure_reading(figure, series.unit, phrases),
        )
        for figure in series.figures
        if _is_drawn(figure)
    )
    facts += (
        words["target"].format(
            year=target.target_year, value=target_sentences.target_reading(target, indicator, phrases)
        )
        for target in results.targets_of(indicator)
    )
    return str(words["words"]).format(facts="; ".join(facts))


# Most results years of a plan show the same points until new ones come.
@lru_cache(maxsize=512)
def _svg(points: tuple[_Point, ...], kinds: tuple[tuple[str, str], ...], sign: str, language: Language) -> str:
    """Draw the points; what is drawn with is compiled once, only facts and words are new in each chart."""
    chart, draw = _compiled()
    facts = {"facts": [asdict(point) for point in points]}
    words = {"words": dict(kinds), "sign": sign}
    return str(
        draw(
            {
                **chart,
                "data": [
                    {**one, "values": facts[one["name"]]} if one["name"] in facts else one for one in chart["data"]
                ],
                "signals": [{"name": name, "value": value} for name, value in words.items()],
            },
            format_locale=_LOCALES[language],
        )
    )


@cache
def _compiled() -> tuple[dict[str, Any], Any]:
    import vl_convert

    # Without a font that it knows it leaves the text out and says nothing.
    vl_convert.register_font_directory(str(FONTS))
    return vl_convert.vegalite_to_vega(read_yaml_file(_SPECIFICATION)), vl_convert.vega_to_svg
