"""What the school's report says to hold between counts of different measures: they are made of the same answers.

Somebody who knows the form knows, for example, that of those who finish grade 9 the ones with a transcript and the ones
with a certificate are all, so that the bases of two shares tell the number above the line of one of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import permutations

from ingest.forms.definition import load_form
from publication.disclosure.relations import Relation, same, total
from publication.disclosure.system import Cell, Standing

_Answers = Mapping[tuple[str, str], int]
"""How many times each answer is added, by field and code."""


def bound_by_answers(figures: Iterable[Cell]) -> tuple[list[Cell], list[Relation]]:
    """Find what the answers bind among the figures of one plan version, breakdown and time, where it is true of them.

    Args:
        figures: Numbers above and below the line, with keys as `counted` and `base` make them.

    Returns:
        Differences that count people and are printed nowhere, and the relations between all of them.
    """
    groups: defaultdict[tuple[str, ...], dict[tuple[str, str], Cell]] = defaultdict(dict)
    for cell in figures:
        plan_id, measure, breakdown, time, *is_base = cell.key.split(" ")
        if (measure, "".join(is_base)) in _answers():
            groups[plan_id, breakdown, time][measure, "".join(is_base)] = cell
    differences: list[Cell] = []
    relations: list[Relation] = []
    for group in groups.values():
        made_of = {count: _answers()[count] for count in group}
        for (whole, cell), (part, of_it) in permutations(group.items(), 2):
            rest, number = _without(made_of[whole], made_of[part]), cell.value - of_it.value
            told = [group[count] for count in group if made_of[count] == rest]
            if not rest and not number and whole < part:
                relations.append(same(cell.key, of_it.key))
            elif told:
                relations += [total(cell.key, (of_it.key, one.key)) for one in told if one.value == number]
            elif rest and min(rest.values()) > 0 and number >= 0:
                unprinted = Cell(f"{cell.key} without {of_it.key}", number, standing=Standing.UNPRINTED)
                differences.append(unprinted)
                relations.append(total(cell.key, (of_it.key, unprinted.key)))
    return differences, relations


def _without(whole: _Answers, part: _Answers) -> _Answers:
    left = {answer: whole.get(answer, 0) - part.get(answer, 0) for answer in {*whole, *part}}
    return {answer: times for answer, times in left.items() if times}


@cache
def _answers() -> Mapping[tuple[str, str], _Answers]:
    """The answers of a school that a measure is made of, above the line and below it (`base`)."""
    found: defaultdict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for field in load_form("school_report").fields:
        for feed in field.feeds:
            answer = field.field, feed.only or ""
            if feed.numerator:
                found[feed.indicator, ""][answer] += feed.numerator
            if isinstance(feed.denominator, int) and feed.denominator:
                found[feed.indicator, "base"][answer] += feed.denominator
    return {count: dict(made_of) for count, made_of in found.items()}
