"""What the printed words of a plan mean: baselines, targets, planned results and deadlines as structured readings.

A municipality types such words into a workbook, five plans print them. Word lists are in `lexicon.yml`, the rules for
planned results in `planned_results.py`. Texts are expected in NFC, the form in which plans are kept.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from ingest.plans.lexicon import MAX_LENGTH, Figure, blank, figures, loose_digits, words
from ingest.plans.planned_results import ORDINAL, PlannedTarget, read_planned_result, unread_figures

__all__ = [
    "Baseline",
    "PlannedTarget",
    "Reason",
    "Target",
    "UnreadableText",
    "read_baseline",
    "read_deadline",
    "read_planned_result",
    "read_target",
    "unread_figures",
]

Reason = Literal[
    "too_long",
    "no_figure",  # neither a figure nor words that stand for one
    "broken_figure",  # 2O25, 45%%
    "several_figures",  # 45% – 50%
    "bounded_figure",  # a baseline is a plain figure, not `līdz 5%`
    "several_periods",
    "broken_period",  # 2022/2025
    "no_date",
    "broken_date",  # 13.2024, 2O25
    "no_start",  # līdz 31.12.2025.
    "no_end",  # no 01.09.2024.
    "end_before_start",
]


class UnreadableText(ValueError):  # noqa: N818 - it says what the text is, not that the program failed
    """A printed text without a reading.

    Attributes:
        text: The text as given.
        reason: Why it cannot be read, a code for the message catalogue.
    """

    def __init__(self, text: str, reason: Reason) -> None:
        """Say of which text, and why."""
        super().__init__(f"{reason}: {text[:80]!r}")
        self.text = text
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Baseline:
    """Baseline of an indicator: `indicators.baseline_*` in `tables.yml`."""

    kind: str
    value: float | None
    period: str | None


@dataclass(frozen=True, slots=True)
class Target:
    """Target of an indicator for one milestone year: `indicator_targets` in `tables.yml`."""

    kind: str
    comparator: str
    value: float | None


def read_baseline(text: str) -> Baseline:
    """Read a baseline such as `41% (2023./2024.m.g.)`, `tiks noteikta 2024.gadā` or `2023. gada novembris`.

    Raises:
        UnreadableText: No plain figure, announcement or period, or more than one.
    """
    rest, periods = _take_periods(text)
    figure = _only_figure(text, rest)
    if len(set(periods)) > 1:
        raise UnreadableText(text, "several_periods")
    period = periods[0] if periods else None
    kind = words("announcements").first(rest)
    if figure and kind:
        raise UnreadableText(text, "several_figures")
    if figure and figure.bound not in (None, "about"):
        raise UnreadableText(text, "bounded_figure")
    if figure:
        return Baseline("value", figure.value, period)
    if not kind and not period:
        raise UnreadableText(text, "no_figure")
    return Baseline(kind or "period_only", None, period)


def read_target(text: str, better_direction: str) -> Target:
    """Read a target such as `Līdz 45%`, `+10%`, `<0,05%`, `Saglabāt bāzes vērtību` or `audzis`.

    Args:
        text: The target as printed.
        better_direction: `higher` or `lower`; says what an unmarked figure (`45%`, `Līdz 45%`) bounds.

    Raises:
        UnreadableText: Neither one figure nor one trend.
    """
    towards = {"higher": "gte", "lower": "lte"}[better_direction]
    rest, _ = _take_periods(text)
    figure = _only_figure(text, rest)
    trends = [mark.code for mark in words("trends").find(rest)]
    if figure:
        comparator = figure.bound if figure.bound in ("gte", "gt", "lte", "lt") else towards
        if not figure.sign and not figure.is_by:
            return Target("value", comparator, figure.value)
        falls = figure.sign in ("-", "−") or (not figure.sign and (trends or [towards])[0] in ("lt", "lte"))
        return Target("change", comparator, -figure.value if falls else figure.value)
    if "hold" in trends:
        return Target("hold", towards, None)
    if len(set(trends)) != 1:
        raise UnreadableText(text, "no_figure")
    return Target("direction", trends[0], None)


def read_deadline(text: str) -> tuple[date, date]:
    """Read a deadline such as `09.2024. - 05.2028` or `2024.gada janvāris – 2028. gada decembris`.

    Returns:
        First day of the first printed time and last day of the last.

    Raises:
        UnreadableText: No time, a broken or a half-open one.
    """
    times: list[tuple[date, date]] = []
    for match in _time_regex().finditer(_short(text)):
        try:
            times.append(_first_and_last_day(match, times[-1][0].year if times else 0))
        except ValueError:
            raise UnreadableText(text, "broken_date") from None
    if any(loose_digits(_time_regex().sub(" ", text))):
        raise UnreadableText(text, "broken_date")
    if not times:
        raise UnreadableText(text, "no_date")
    opening = re.match(r"\s*(?:(līdz)|no|sākot|kopš)\b", text, re.IGNORECASE)
    if opening and len(times) == 1:
        raise UnreadableText(text, "no_start" if opening[1] else "no_end")
    if times[-1][1] < times[0][0]:
        raise UnreadableText(text, "end_before_start")
    return times[0][0], times[-1][1]


_PERIOD = re.compile(
    r"(?<![\w,])(?P<first>20\d\d)(?:\.?\s?(?:/\s?(?P<second>20\d\d|\d\d)\b|(?P<joined>20\d\d)(?=\.?\s?m))"
    r"(?:\.?\s?m\w*\.?\s?g\w*)?|(?![\d,]|\s*%)(?:\.*\s*(?:gad\w*|g\b))?)\.*",
    re.IGNORECASE,
)
_OF_THE_YEAR = re.compile(r"\.?\s?gada\s+(?!līdz\b)[^\W\d]", re.IGNORECASE)


def _short(text: str) -> str:
    if len(text) > MAX_LENGTH:
        raise UnreadableText(text, "too_long")
    return text


def _take_periods(text: str) -> tuple[str, list[str]]:
    """Blank out calendar years (`2022.g.`) and school years (`2021./2022.m.g.`)."""
    periods = []
    for match in _PERIOD.finditer(_short(text)):
        first, second = match["first"], match["second"] or match["joined"]
        if second and int(second[-2:]) != (int(first) + 1) % 100:
            raise UnreadableText(text, "broken_period")
        periods.append(f"{first}/{int(first) + 1}" if second else first)
    return blank(text, [match.span() for match in _PERIOD.finditer(text)]), periods


def _only_figure(text: str, rest: str) -> Figure | None:
    rest = blank(rest, [match.span() for match in ORDINAL.finditer(rest)])
    found = figures(rest)
    if len(found) > 1 or any(figure.upper is not None for figure in found):
        raise UnreadableText(text, "several_figures")
    rest = blank(rest, [(figure.start, figure.end) for figure in found])
    if re.search(r"\d|¤\s*%", rest):
        raise UnreadableText(text, "broken_figure")
    return found[0] if found else None


@cache
def _time_regex() -> re.Pattern[str]:
    month = words("months").pattern
    return re.compile(
        r"(?<!\w)(?:(?P<iso>\d{4}-\d\d-\d\d)|(?:(?P<day>\d{1,2})\.\s?)?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})"
        r"|(?P<autumn>\d{4})\.?\s?/\s?(?P<spring>\d{4})"
        rf"|(?P<year_of>\d{{4}})(?:\.?\s?(?:gada)?\s?(?:(?P<day_of>\d{{1,2}})\.\s?)?(?P<month_of>{month}))?"
        rf"|(?:(?P<day_in>\d{{1,2}})\.\s?)?(?P<month_in>{month})(?:\s(?P<year_in>\d{{4}}))?)(?!\d)",
        re.IGNORECASE,
    )


def _first_and_last_day(match: re.Match[str], year_before: int) -> tuple[date, date]:
    """Days of one printed time; ValueError where there is no such time."""
    if match["iso"]:
        return date.fromisoformat(match["iso"]), date.fromisoformat(match["iso"])
    year = int(match["year"] or match["year_of"] or match["year_in"] or match["autumn"] or year_before)
    if not 2000 <= year <= 2100 or (match["spring"] and int(match["spring"]) != year + 1):
        raise ValueError(match[0])
    if match["spring"]:
        return date(year, 9, 1), date(year + 1, 8, 31)
    month = match["month"] or words("months").first(match["month_of"] or match["month_in"])
    day = match["day"] or match["day_of"] or match["day_in"]
    if not month and _OF_THE_YEAR.match(match.string, match.end()):
        raise ValueError(match[0])  # "2024. gada rudenī", "2024. gada septmbris"
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    first = date(year, int(month), int(day or 1))
    return first, first if day else first.replace(day=monthrange(year, int(month))[1])
