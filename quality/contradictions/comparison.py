"""Holding two readings of one plan against each other: the record of a contradiction and the keys of comparison."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass

from ingest.plans.registry import RawPlan

_FOLDED_AWAY = re.compile(r"[\s\"'„“”«»‚‘’]+")
_BETWEEN_INSTITUTIONS = re.compile(r"[,;\n•]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one place of a plan says about a subject.

    Attributes:
        place: Table or section; empty for what the plan says about itself as a whole (its period).
        text: The words as printed; empty where the place lacks the subject.
    """

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two readings that cannot both hold.

    Attributes:
        kind: The rule that found it, a key of `kinds.yml`.
        subject: What both are about: a word of `kinds.yml`, the number and, for indicators, the breakdown; for
            a figure of the situation chapters its measure, breakdown, scope and period with `|` between them.
        a: The reading that stands first in the plan, or the one the other is measured by.
        b: The other reading.
    """

    kind: str
    subject: str
    a: Reading
    b: Reading


def fold(text: str) -> str:
    """The key by which names are the same: case, white space, quotation marks and trailing dots do not count."""
    return _FOLDED_AWAY.sub("", text).casefold().rstrip(".")


def fold_institutions(text: str) -> str:
    """The key by which lists of institutions are the same: their order does not count either."""
    return "|".join(sorted({fold(part) for part in _BETWEEN_INSTITUTIONS.split(text)} - {""}))


def differing(
    plan: RawPlan, kind: str, subject: str, readings: Iterable[Reading], key: Callable[[str], Hashable] = fold
) -> Iterator[Contradiction]:
    """Each further wording of a subject beside the first one.

    A table that has several rows about the subject agrees with the first table when one of them does.

    Args:
        plan: Gives the order of the places.
        kind: Rule.
        subject: What the readings are about.
        readings: What the tables say, in any order.
        key: Texts with the same key do not differ.

    Yields:
        The first reading and the first one of each table whose wording was not met before.
    """
    by_place: dict[str, list[Reading]] = {}
    for reading in in_plan_order(plan, readings):
        by_place.setdefault(reading.place, []).append(reading)
    tables = iter(by_place.values())
    first = next(tables, [])
    met = {key(reading.text) for reading in first}
    for table in tables:
        keys = {key(reading.text) for reading in table}
        if keys.isdisjoint(met):
            yield Contradiction(kind, subject, first[0], table[0])
        met |= keys


def in_plan_order(plan: RawPlan, readings: Iterable[Reading]) -> list[Reading]:
    """Readings in the order in which their places follow each other in the plan."""
    order = {place: position for position, place in enumerate(plan.header.places)}
    return sorted(readings, key=lambda reading: order.get(reading.place, len(order)))


def numbered(number: str, name: str) -> str:
    """A number and the name it stands before, as a table prints them."""
    return f"{number}. {name}"
