"""Which figures of planned results count people."""

from __future__ import annotations

_PEOPLE = frozenset({"participants", "graduates", "families"})


def counts_people(measure: str, calculation: str, denominator: float | None) -> bool:
    """Whether the figure reached of a target is a number of people or families, and no mean of them."""
    return measure in _PEOPLE and calculation == "sum" and denominator is None
