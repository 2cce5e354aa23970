"""Shares as exact as they may be published beside the counts they were made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from publication.indicator_rows import Figure, Indicator
from publication.results import Results
from publication.sentences import rounded_share


def _figures(results: Results) -> Iterable[Figure]:
    for figure in results.figures:
        base = figure.denominator if figure.measure_unit == "pct" else None
        yield replace(
            figure,
            value=_rounded(figure.value, base),
            ci_low=_rounded(figure.ci_low, base),
            ci_high=_rounded(figure.ci_high, base),
        )


def _indicators(results: Results) -> Iterable[Indicator]:
    """The indicators; the counts behind their values stand among the figures."""
    bases = {(figure.indicator_nr, figure.breakdown, figure.period): figure.denominator for figure in results.figures}
    for row in results.indicators:
        baseline, latest = (
            bases.get((row.indicator_nr, row.breakdown, period or "")) if row.unit == "pct" else None
            for period in (row.baseline_period, row.latest_period)
        )
        yield replace(
            row,
            baseline_value=_rounded(row.baseline_value, baseline),
            latest_value=_rounded(row.latest_value, latest),
        )


def _rounded(share: float | None, base: float | None) -> float | None:
    return share if share is None or base is None else rounded_share(share, base)


ROUNDED: dict[str, Callable[[Results], Iterable[object]]] = {"figures": _figures, "indicators": _indicators}
"""What of the results is rounded before it is published."""
