"""The results of a year in at most ten plain sentences, for readers who know neither the plan nor its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ingest.typography import agreeing, euro
from publication.blocks import Points, Section
from publication.key_figures import money_invested, sent_all_logs
from publication.phrases import Phrases
from publication.results import Results
from publication.support import contact_sentence


def plain_language(results: Results, phrases: Phrases) -> Section:
    """What the plan is, what was done and measured, what it cost, who has reported, what is unknown, where to ask."""
    return Section(phrases["plain"]["title"], (Points(tuple(_told(results, phrases))),))


def _told(results: Results, phrases: Phrases) -> Iterator[str]:
    words = phrases["plain"]
    if results.is_demo:
        yield words["demo"]
    yield words["plan"].format(municipality=results.municipality_name)
    done = Counter(activity.achievement_status for activity in results.activities)
    yield _counted("activities", done, len(results.activities), results, phrases)
    progress = Counter(indicator.progress_status for indicator in results.indicators)
    yield _counted("indicators", progress, len(results.indicators), results, phrases)
    yield words["uncertain"]
    if results.tasks:
        states = Counter(task.task_status for task in results.tasks)
        yield _counted("tasks", states, len(results.tasks), results, phrases)
    yield _money(results, phrases)
    if (sent := sent_all_logs(results)) is not None:
        counted, expected = sent
        yield words["reported"].format(
            year=results.year,
            counted=counted,
            expected=agreeing(expected, *words["institutions"]),
        )
    yield words["unknown"]
    yield contact_sentence(results, phrases)


def _counted(of: str, statuses: Counter[str], count: int, results: Results, phrases: Phrases) -> str:
    """How many there are, and how many of them stand how: statuses that mean the same to a reader are one."""
    words = phrases["plain"][of]
    found = []
    for kind in words["kinds"]:
        number = sum(statuses[status] for status in kind["statuses"])
        if number:
            found.append(kind["text"].format(counted=agreeing(number, *kind["nouns"])))
    has_groups = any(indicator.breakdown != "total" for indicator in results.indicators)
    return str(words["text"]).format(
        year=results.year,
        count=agreeing(count, *words["nouns"]),
        groups=phrases["plain"]["groups"] if has_groups else "",
        found="; ".join(found),
    )


def _money(results: Results, phrases: Phrases) -> str:
    words, invested = phrases["plain"], money_invested(results.activities)
    if invested is None:
        return str(words["no_money"])
    amount, told = invested
    return str(words["money"]).format(
        year=results.year,
        amount=euro(amount),
        told=told,
        all=agreeing(len(results.activities), *words["of_activities"]),
    )
