"""What was achieved of a planned result, in words made from the facts of the marts; no figure is typed here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ingest.typography import agreeing, number, percent
from publication.phrases import Phrases
from publication.sentences import rounded_share

_SMALLEST_SHOWN = 0.1
"""Figures are shown with one decimal."""


@dataclass(frozen=True)
class AchievedTarget:
    """The figure reached of a structured target: columns of `activity_target_result` and `dim_activity_target`."""

    target_nr: int
    measure: str
    audience: str | None
    per: str
    each: str | None
    calculation: str
    first_year: int
    results_year: int
    numerator: float | None
    denominator: float | None
    achieved_value: float | None
    best_year: int | None = None


def achieved_text(
    targets: Sequence[AchievedTarget], status: str, phrases: Phrases, hidden: Collection[int] = ()
) -> str | None:
    """Say what was reached of the targets of an activity, and if nobody told of some; nothing where nobody told any.

    Args:
        targets: Those with a figure to reach, in the order of the plan.
        status: Achievement status of the activity; what is planned in words only is described by the working group.
        phrases: The words of the publication.
        hidden: Numbers of the targets whose figures are not published.
    """
    words = phrases["achieved"]
    if status == "described":
        return str(words["in_words"])
    readings = [achieved_reading(one, phrases) for one in targets if one.target_nr not in hidden]
    told = list(filter(None, readings))
    if len(readings) < len(targets):
        told.append(words["withheld"])
    if told and None in readings:
        told.append(words["not_told"])
    return "; ".join(told) or None


def achieved_reading(target: AchievedTarget, phrases: Phrases) -> str | None:
    """Say what was reached of one target.

    Args:
        target: The figure and how it is made.
        phrases: The words of the publication.

    Returns:
        For example `6 pasākumi`, `vidēji 2,5 konsultācijas katram pedagogam` or `54,3 % vecāku (27 no 50)`; nothing
        where nobody reported the figure.
    """
    words = phrases["achieved"]
    if target.achieved_value is None:
        return None
    if target.calculation == "share":
        return _share(target.achieved_value, target, words)
    if target.calculation == "reduction":
        change = "fall" if target.achieved_value >= 0 else "rise"
        return str(words[change]).format(value=percent(round(abs(target.achieved_value), 1)))
    if target.calculation == "institutions":
        expected = agreeing(target.denominator or 0, words["of_institution"], words["of_institutions"])
        return str(words["reached_by"]).format(counted=number(target.achieved_value), expected=expected)
    counted = _counted(target.achieved_value, target, words)
    each, per = words["each"].get(target.each), words["per"].get(target.per)
    if each and not per and 0 < target.achieved_value < _SMALLEST_SHOWN:
        return _since(_for_all(target, words), target, words)
    if each or per:
        return str(words["mean"]).format(figure=" ".join(filter(None, (counted, each, per))))
    return _since(counted, target, words)


def _for_all(target: AchievedTarget, words: Phrases) -> str:
    """Both numbers of a mean that would be shown as nothing."""
    counted = agreeing(target.numerator or 0, *_noun(target, words))
    return str(words["for_all"]).format(
        figure=counted, all=agreeing(target.denominator or 0, *words["of_all"][target.each])
    )


def _since(figure: str, target: AchievedTarget, words: Phrases) -> str:
    """A figure and, where it was added over years, which they are."""
    if target.first_year == target.results_year:
        return figure
    return str(words["since"]).format(figure=figure, first=target.first_year, last=target.results_year)


def _share(value: float, target: AchievedTarget, words: Phrases) -> str:
    """The share, what it was counted from and, where there were several years, which of them it is of."""
    denominator = target.denominator or 0
    counted = str(words["fraction"]).format(numerator=number(target.numerator or 0), denominator=number(denominator))
    if target.first_year < target.results_year:
        counted = f"{counted}; {words['best_year'].format(year=target.best_year)}"
    return str(words["share"]).format(
        value=percent(rounded_share(value, denominator)),
        audience=words["of_audience"][target.audience],
        counted=counted,
    )


def _counted(value: float, target: AchievedTarget, words: Phrases) -> str:
    """Number and noun; what would round to nothing is told to be less than the smallest figure shown."""
    if 0 < value < _SMALLEST_SHOWN:
        return str(words["less"]).format(figure=agreeing(_SMALLEST_SHOWN, *_noun(target, words)))
    shown = round(value, 1)
    # 2,98 of 3 is not yet 3.
    return agreeing(round(value, 2) if shown == int(shown) else shown, *_noun(target, words))


def _noun(target: AchievedTarget, words: Phrases) -> tuple[str, str]:
    if target.measure == "participants":
        singular, plural = words["people"][target.audience or "nobody_named"]
    else:
        singular, plural = words["measures"][target.measure]
    return singular, plural
