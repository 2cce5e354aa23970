"""What a reader knows to hold between counts: sums, bounds and printed shares, in whole numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import inf


@dataclass(frozen=True, order=True)
class Relation:
    """A sum of cells, each times its whole number, between two bounds.

    Attributes:
        terms: Key of a cell and what it is multiplied by, ordered by key.
        low: The least the sum may be.
        high: The most.
        is_printed: Whether only this publication tells it; a sum holds whether anybody prints it or not.
    """

    terms: tuple[tuple[str, int], ...]
    low: float = 0
    high: float = 0
    is_printed: bool = False


def total(whole: str, parts: Iterable[str]) -> Relation:
    """The parts make the whole: a line or column of a table, a sum in a sentence."""
    return Relation(tuple(sorted([(whole, -1), *((part, 1) for part in parts)])))


def same(first: str, second: str) -> Relation:
    """Two printed counts that a reader knows to be the same."""
    return total(first, [second])


def printed_share(part: str, base: str, percent: Decimal) -> tuple[Relation, ...]:
    """A share that stands in a finished file, whether its counts do or not.

    A whole per cent is half to even, as `rounded_share` writes it; of more exact ones both ends are taken as possible.

    Args:
        part: Key of the numerator.
        base: Key of the denominator.
        percent: The share as printed; its decimals say how exact it is.

    Returns:
        The least and the most that the numerator may be of its base.
    """
    decimals = max(0, -int(percent.as_tuple().exponent))
    unit = 10**decimals
    printed = int(percent * unit)
    inside = 0 if decimals or printed % 2 == 0 else 1
    least = ((part, 200 * unit), (base, 1 - 2 * printed))
    most = ((part, -200 * unit), (base, 1 + 2 * printed))
    return tuple(Relation(tuple(sorted(terms)), inside, inf, is_printed=True) for terms in (least, most))
