"""The tables of a report about the indicators: where they stand and every known value, in the words of the page."""

from __future__ import annotations

from ingest import typography
from publication import sentences, target_sentences
from publication.blocks import Cell, Part, Table
from publication.history import Series, figure_source, history
from publication.indicator_rows import Figure, Indicator
from publication.narrative_rows import ImpactFact
from publication.phrases import Phrases
from publication.results import Results
from publication.results_table import level_name


def indicators_table(results: Results, phrases: Phrases) -> Table:
    """Baseline, targets and standing of every indicator row, under levels."""
    words = phrases["indicators"]
    years = results.milestone_years
    parts = []
    for level in results.levels:
        of_level = [one for one in results.indicators if one.prevention_level == level.prevention_level]
        if of_level:
            rows = tuple(_indicator_row(results, indicator, phrases) for indicator in of_level)
            parts.append(Part((level_name(level),), rows))
    return Table(
        caption=words["caption"].format(municipality=results.municipality_name, year=results.year),
        columns=(
            words["number"],
            words["indicator"],
            words["baseline"],
            *(words["target"].format(year=year) for year in years),
            words["status"],
        ),
        widths=(10, 70, 45, *(40 for _ in years), 45),
        naming_column=1,
        parts=tuple(parts),
    )


def _indicator_row(results: Results, indicator: Indicator, phrases: Phrases) -> tuple[Cell, ...]:
    words = phrases["indicators"]
    about = [phrases["direction"][indicator.better_direction]]
    if indicator.data_source:
        about.append(words["source"].format(text=indicator.data_source))
    return (
        Cell(f"{indicator.indicator_nr}."),
        Cell(indicator_name(indicator, phrases), "; ".join(about)),
        Cell(sentences.baseline_reading(indicator, phrases), words["printed"].format(text=indicator.baseline_text)),
        *(_target_cell(results, indicator, year, phrases) for year in results.milestone_years),
        Cell(phrases["progress"][indicator.progress_status], latest(indicator, phrases)),
    )


def standing(indicator: Indicator, phrases: Phrases) -> str:
    """How an indicator row stands, and what tells it."""
    status = phrases["progress"][indicator.progress_status]
    return "; ".join(filter(None, (status, latest(indicator, phrases))))


def latest(indicator: Indicator, phrases: Phrases) -> str:
    """The newest value and how far it can be trusted; nothing where there is none."""
    value = sentences.latest_value(indicator, phrases)
    if value is None:
        return ""
    told = phrases["indicators"]["latest"].format(value=value)
    return "; ".join(filter(None, (told, sentences.evidence(indicator, phrases))))


def _target_cell(results: Results, indicator: Indicator, year: int, phrases: Phrases) -> Cell:
    target = results.target(indicator, year)
    if target is None:
        return Cell("", phrases["indicators"]["no_target"])
    return Cell(
        target_sentences.target_reading(target, indicator, phrases),
        phrases["indicators"]["printed"].format(text=target.target_text),
    )


def values_table(results: Results, phrases: Phrases) -> Table:
    """Every known value of the indicators and where it comes from, under levels and indicators."""
    words = phrases["data"]
    levels = {level.prevention_level: level_name(level) for level in results.levels}
    parts = []
    for series in history(results):
        indicator = series.indicator
        group = levels[indicator.prevention_level] if indicator else words["no_indicator"]
        parts.append(Part((group, _series_name(series, phrases)), _series_rows(results, series, phrases)))
    return Table(
        caption=words["caption"].format(municipality=results.municipality_name, year=results.year),
        columns=(words["period"], words["value"], words["source"], words["definition"]),
        widths=(45, 55, 85, 70),
        naming_column=0,
        parts=tuple(parts),
    )


def _series_rows(results: Results, series: Series, phrases: Phrases) -> tuple[tuple[Cell, ...], ...]:
    if not series.figures and series.indicator:
        return ((Cell(""), Cell("", phrases["data"]["none"][series.indicator.baseline_kind]), Cell(""), Cell("")),)
    return tuple(
        (
            Cell(sentences.period_name(figure.period, phrases)),
            Cell(sentences.figure_reading(figure, series.unit, phrases)),
            Cell(figure_source(figure, series.indicator, results.places, phrases)),
            Cell(_definition(figure, phrases)),
        )
        for figure in series.figures
    )


def _definition(figure: Figure, phrases: Phrases) -> str:
    if figure.definition_differs:
        return str(phrases["data"]["differs"]).format(text=figure.definition_differs)
    return "" if figure.value is None else str(phrases["data"]["same"])


def _series_name(series: Series, phrases: Phrases) -> str:
    name = of_breakdown(series.name, series.breakdown, phrases)
    return f"{series.indicator.indicator_nr}. {name}" if series.indicator else name


def indicator_name(indicator: Indicator | ImpactFact, phrases: Phrases) -> str:
    """An indicator row: the name as printed but for footnote marks, and which part of the learners it is about."""
    return of_breakdown(typography.without_footnote_marks(indicator.indicator_name), indicator.breakdown, phrases)


def of_breakdown(name: str, breakdown: str, phrases: Phrases) -> str:
    """A name and, where it is not all of them, which part of the learners it is about."""
    return name if breakdown == "total" else f"{name.removesuffix('.')} – {phrases['breakdown'][breakdown]}"
