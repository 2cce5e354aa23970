"""Invented publications as plain numbers, and what a reader can work out of them: nothing of the gate is used here.

The numbers that were counted (a school's girls in a year) are the only unknowns; whatever is printed is a sum of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog

SMALL = {False: range(1, 5), True: range(0, 10)}


@dataclass
class Figures:
    """What was counted, and which sums of it are printed under which key."""

    counted: dict[str, int]
    sums: dict[str, tuple[str, ...]]
    bases: dict[str, str] = field(default_factory=dict)
    is_sensitive: bool = False

    def value(self, key: str) -> int:
        return sum(self.counted[part] for part in self.sums[key])


class Attack:
    """Somebody with the publication on the table, pencil and paper.

    Args:
        figures: What is behind the publication.
        marked: Keys with a mark.
        withheld: Keys that are not printed.
        shares: Printed per cent by numerator and denominator, with half a unit of the last digit.
        own: What the reader counted.
    """

    def __init__(
        self,
        figures: Figures,
        marked: Iterable[str],
        withheld: Iterable[str] = (),
        shares: Mapping[tuple[str, str], tuple[float, float]] | None = None,
        own: Iterable[str] = (),
    ) -> None:
        self.figures, self.names = figures, sorted(figures.counted)
        self.marked, self.own = set(marked), set(own)
        self.unseen = self.marked | set(withheld)
        self.equal: list[tuple[np.ndarray, float]] = [
            (self.sum_of((name,)), figures.counted[name]) for name in sorted(own)
        ]
        self.below: list[tuple[np.ndarray, float]] = []
        for key, parts in figures.sums.items():
            if key not in self.unseen:
                self.equal.append((self.sum_of(parts), figures.value(key)))
            elif key not in withheld and not figures.is_sensitive and figures.bases.get(key) not in self.unseen:
                self.below.append((-self.sum_of(parts), -1))
        for (part, base), (percent, half) in (shares or {}).items():
            numerator, denominator = (self.sum_of(figures.sums[key]) for key in (part, base))
            self.below.append((100 * numerator - (percent + half) * denominator, 0))
            self.below.append(((percent - half) * denominator - 100 * numerator, 0))

    def sum_of(self, parts: Iterable[str]) -> np.ndarray:
        return np.array([1.0 if name in set(parts) else 0.0 for name in self.names])

    def bounds(self, parts: Iterable[str]) -> tuple[float, float]:
        """The least and the most that a sum can be, by linear programming over all of it at once."""
        found = []
        for sign in (1, -1):
            done = linprog(
                sign * self.sum_of(parts),
                A_ub=np.array([line for line, _ in self.below]) if self.below else None,
                b_ub=[most for _, most in self.below] or None,
                A_eq=np.array([line for line, _ in self.equal]) if self.equal else None,
                b_eq=[sum_ for _, sum_ in self.equal] or None,
                bounds=(0, None),
            )
            assert done.status in (0, 3), done.message
            found.append(sign * done.fun if done.status == 0 else -sign * np.inf)
        return found[0], found[1]

    def numbers(self, key: str) -> float:
        """How many whole numbers a printed key may be."""
        low, high = self.bounds(self.figures.sums[key])
        return np.floor(high + 1e-7) - np.ceil(low - 1e-7) + 1

    def given_away(self) -> set[str]:
        """Marked keys, and small ones that are not printed, with fewer than three possible numbers.

        What is made of nothing but own figures is no news to the reader.
        """
        small = SMALL[self.figures.is_sensitive]
        kept = {key for key in self.unseen if not set(self.figures.sums[key]) <= self.own}
        return {
            key for key in kept if (key in self.marked or self.figures.value(key) in small) and self.numbers(key) < 3
        }

    def enumerated(self, key: str, reach: int = 2) -> set[int]:
        """The numbers a key takes in all worlds in which nothing counted is further than so much from the truth."""
        truth = np.array([self.figures.counted[name] for name in self.names])
        spans = [range(max(0, value - reach), value + reach + 1) for value in truth]
        worlds = np.array(list(itertools.product(*spans)))
        fits = np.ones(len(worlds), dtype=bool)
        for line, sum_ in self.equal:
            fits &= np.abs(worlds @ line - sum_) < 1e-9
        for line, most in self.below:
            fits &= worlds @ line <= most + 1e-9
        return set((worlds[fits] @ self.sum_of(self.figures.sums[key])).astype(int))
