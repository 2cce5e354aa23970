"""What a target of an indicator asks for, in words."""

from __future__ import annotations

from ingest.typography import agreeing, percent
from publication import sentences
from publication.indicator_rows import Indicator, Target
from publication.phrases import Phrases


def target_reading(target: Target, indicator: Indicator, phrases: Phrases) -> str:
    """Say what a printed target asks for.

    Args:
        target: The structured target.
        indicator: Its indicator row: a change of a share is in percentage points, of a count in per cent.
        phrases: The words of the publication.

    Returns:
        For example `vismaz 45 %` or, with the figure that this makes where there may be one, `par 5 procentpunktiem
        vairāk nekā bāzes vērtība – vismaz 46 %`.
    """
    words = phrases["target"]
    if target.target_kind == "hold":
        return str(words["hold"])
    if target.target_kind == "direction":
        return str(words["direction"][target.comparator])
    if target.target_value is None:
        raise ValueError(f"target {target.indicator_nr}/{target.breakdown}/{target.target_year} has no value")
    if target.target_kind == "value":
        return str(words["value"][target.comparator]).format(
            value=sentences.quantity(target.target_value, indicator.unit)
        )
    size = abs(target.target_value)
    points = agreeing(size, words["point"], words["points"]) if indicator.unit == "pct" else percent(size)
    change = str(words["change"]["less" if target.target_value < 0 else "more"]).format(size=points)
    required = required_reading(target, indicator, phrases)
    return f"{change} – {required}" if required else change


def required_reading(target: Target, indicator: Indicator, phrases: Phrases) -> str | None:
    """Say what figure a change asks for, where it may be told: `vismaz 46 %`."""
    required = required_figure(target, indicator)
    if target.target_kind != "change" or required is None:
        return None
    return str(phrases["target"]["value"][target.comparator]).format(value=required)


def required_figure(target: Target, indicator: Indicator) -> str | None:
    """The figure that a target makes, where it may be told.

    A printed figure stays as it is; what a baseline was added to is no more exact than the baseline.
    """
    if target.required_value is None:
        return None
    if target.target_kind == "value" or indicator.baseline_kind == "value":
        return sentences.quantity(target.required_value, indicator.unit)
    return sentences.measured(target.required_value, indicator.unit, indicator.baseline_denominator)
