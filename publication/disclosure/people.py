"""Which figures of planned results count people."""

from __future__ import annotations

PEOPLE = frozenset({"participants", "graduates", "families"})


def counts_people(measure: str, calculation: str) -> bool:
    """Whether the number above the line of what was reached of a target counts people or families.

    A mean of few people tells how few they are: what it is divided by can be looked up.
    """
    return measure in PEOPLE and calculation in ("sum", "mean")
