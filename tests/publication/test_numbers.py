"""Every number on the page is in the marts or made from them in a way that is listed here."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

from ingest.typography import day, euro, number
from publication.page import render_page
from publication.phrases import load_phrases
from publication.results import Results, read_results

_NUMBER = re.compile(r"\d+(?:[\u00a0,.]\d+)*")


def numbers_in(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def shown(html: str) -> str:
    """What a reader sees or hears: the text and what stands for the pictures."""
    body = re.sub(r"<style>.*?</style>", " ", html, flags=re.DOTALL)
    return unescape(" ".join([re.sub(r"<[^>]+>", " ", body), *re.findall(r'alt="([^"]*)"', body)]))


def facts(value: Any) -> set[str]:
    """The numbers of the marts as they may be written: as they are, with a decimal, as a whole, as money, as a day."""
    if isinstance(value, tuple):
        return set().union(*map(facts, value))
    if isinstance(value, dict):
        return facts(tuple(value.values()))
    if isinstance(value, str):
        return numbers_in(value)
    if isinstance(value, date):
        return numbers_in(day(value))
    if isinstance(value, int | float | Decimal):
        written = (number(value), number(round(value, 1)), number(round(value)), str(value), euro(value))
        return set().union(*map(numbers_in, written))
    return set().union(*(facts(getattr(value, field.name)) for field in fields(value))) if value else set()


def counts(results: Results) -> set[str]:
    """What the page counts: rows of each kind, by level and status, those with a value or money, and their money."""
    activities, indicators = results.activities, results.indicators
    found = [
        len(activities),
        len(indicators),
        len(results.tasks),
        len({one.indicator_nr for one in indicators}),
        sum(goal.goal_list == "activity_plan" for goal in results.goals),
        sum(one.achieved_result is not None for one in activities),
        sum(one.invested_funding_eur is not None for one in activities),
        sum(one.latest_period is not None for one in indicators),
        *Counter(one.prevention_level for one in activities).values(),
        *Counter(one.achievement_status for one in activities).values(),
        *Counter(one.progress_status for one in indicators).values(),
        *Counter(one.task_status for one in results.tasks).values(),
    ]
    money = sum((one.invested_funding_eur or Decimal() for one in activities), Decimal())
    return set(map(number, found)) | numbers_in(euro(money))


def in_phrases(value: Any) -> set[str]:
    """Numbers in the words around the figures: the confidence level, the names of standards and files."""
    if isinstance(value, dict):
        return set().union(*map(in_phrases, value.values()))
    if isinstance(value, list):
        return set().union(*map(in_phrases, value))
    return numbers_in(value) if isinstance(value, str) else set()


def test_no_number_on_the_page_comes_from_nowhere(marts) -> None:
    results = read_results(marts, "ezerzeme", 2024)
    page = numbers_in(shown(render_page(results)))
    words = {name: words for name, words in load_phrases().items() if name != "plain"}
    assert page - facts(results) - counts(results) - in_phrases(words) == set()
    # It does show the figures that were looked for.
    assert {"12\u00a0345,60", "1,4", "7,5", "61", "348"} <= page


def test_a_number_from_nowhere_is_found(marts) -> None:
    results = read_results(marts, "ezerzeme", 2024)
    page = numbers_in(shown(render_page(replace(results, municipality_name="777 novads"))))
    assert page - facts(results) - counts(results) - in_phrases(load_phrases()) == {"777"}
