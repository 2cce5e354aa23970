"""Counts and what a reader knows to hold between them: one system over all tables and sentences of a publication."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from publication.disclosure.relations import Relation, total
from publication.disclosure.thresholds import Threshold, Thresholds

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]


class Standing(StrEnum):
    """Where a count stands before anything is decided."""

    OPEN = "open"
    """In this publication: shown or hidden, as is decided here."""
    PUBLIC = "public"
    """Known to everybody: shown in a former publication, or public by law."""
    MARKED = "marked"
    """Hidden in a former publication whose readers saw the mark; it stays hidden."""
    UNPRINTED = "unprinted"
    """Printed nowhere, but bound by relations, so that a reader may work it out."""


@dataclass(frozen=True)
class Cell:
    """A count of people, however many times it is printed.

    Attributes:
        key: Names it; the same number in two tables is the same cell.
        value: What was counted.
        is_sensitive: Whether the thresholds of sensitive counts hold for it.
        base: Key of the count it is a part of, where "none of them" and "all of them" would tell of each.
        cost: What is lost when it is hidden; its value where nothing is said, since larger numbers tell more.
        standing: Where it stands.
    """

    key: str
    value: int
    is_sensitive: bool = False
    base: str | None = None
    cost: int | None = None
    standing: Standing = Standing.OPEN

    @property
    def rest_key(self) -> str:
        """Key of the rest of its base."""
        return f"{self.key} | rest of {self.base}"


@dataclass(frozen=True)
class System:
    """The cells by key, the relations between them, and the thresholds; made by `of`."""

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]
    thresholds: Thresholds

    @classmethod
    def of(cls, cells: Iterable[Cell], relations: Iterable[Relation], thresholds: Thresholds) -> System:
        """Put cells and relations in order, whatever order they came in, and add the rest of each base.

        Raises:
            ValueError: Two cells of one key differ, a count is negative or more than its base, or a key names no cell.
        """
        parts = set(cells)
        with_base = [cell for cell in parts if cell.base is not None]
        by_key = {cell.key: cell for cell in parts}
        if len(by_key) < len(parts) or any(cell.value < 0 for cell in parts):
            raise ValueError("a count is negative, or one key stands for two counts")
        bound = set(relations)
        named = {key for relation in bound for key, _ in relation.terms} | {str(cell.base) for cell in with_base}
        if unknown := named - set(by_key):
            raise ValueError(f"no cell is called {', '.join(sorted(unknown))}")
        for cell in with_base:
            rest = by_key[str(cell.base)].value - cell.value
            if rest < 0:
                raise ValueError(f"{cell.key} is more than its base")
            by_key[cell.rest_key] = Cell(cell.rest_key, rest, cell.is_sensitive, cell.base, 0, Standing.UNPRINTED)
            bound.add(total(str(cell.base), (cell.key, cell.rest_key)))
        return cls(tuple(by_key[key] for key in sorted(by_key)), tuple(sorted(bound)), thresholds)

    @cached_property
    def index(self) -> dict[str, int]:
        """Place of each cell by its key."""
        return {cell.key: place for place, cell in enumerate(self.cells)}

    @cached_property
    def values(self) -> Numbers:
        """What was counted."""
        return np.array([cell.value for cell in self.cells], dtype=np.int64)

    @cached_property
    def losses(self) -> Numbers:
        """What is lost when a cell is hidden; at least 1, so that nothing is hidden for nothing."""
        return np.array([max(1, cell.value if cell.cost is None else cell.cost) for cell in self.cells], dtype=np.int64)

    @cached_property
    def possible_values(self) -> Numbers:
        """How many whole numbers must stay possible for each cell when it is hidden."""
        return np.array([self.threshold(cell).possible_values for cell in self.cells], dtype=np.int64)

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """Coefficients: a line a relation, a column a cell."""
        terms = [
            (line, self.index[key], number)
            for line, relation in enumerate(self.relations)
            for key, number in relation.terms
        ]
        lines, columns, numbers = zip(*terms, strict=True) if terms else ((), (), ())
        shape = (len(self.relations), len(self.cells))
        return sparse.csr_array((np.array(numbers, dtype=np.int64), (lines, columns)), shape=shape)

    @cached_property
    def room(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How far the sum of each relation may fall and rise from what it is."""
        sums = self.matrix @ self.values
        low = np.array([relation.low for relation in self.relations], dtype=np.float64)
        high = np.array([relation.high for relation in self.relations], dtype=np.float64)
        return low - sums, high - sums

    @cached_property
    def bases(self) -> Numbers:
        """Place of each cell's base; -1 where it has none."""
        return np.array([-1 if cell.base is None else self.index[cell.base] for cell in self.cells], dtype=np.int64)

    @cached_property
    def is_zero_hidden(self) -> Mask:
        """Which cells are hidden when they are zero: the sensitive ones, and parts of a base too small to be shown."""
        sensitive = np.array([self.threshold(cell).hidden_from == 0 for cell in self.cells], dtype=bool)
        return sensitive | ((self.bases >= 0) & self._is_below_threshold[self.bases] & (self.values[self.bases] > 0))

    @cached_property
    def is_small(self) -> Mask:
        """Which cells the thresholds hide; where a base of zero is shown, a zero tells of nobody."""
        small = self._is_below_threshold | (self.is_zero_hidden & (self.values == 0))
        nobody = (self.bases >= 0) & (self.values[self.bases] == 0) & ~self.is_zero_hidden[self.bases]
        return small & ~nobody

    @cached_property
    def _is_below_threshold(self) -> Mask:
        return np.array([self.threshold(cell).hides(cell.value) for cell in self.cells], dtype=bool)

    def standing(self, *standings: Standing) -> Mask:
        """Which cells stand in one of these ways."""
        return np.array([cell.standing in standings for cell in self.cells], dtype=bool)

    def mask(self, keys: Iterable[str]) -> Mask:
        """Which cells have these keys."""
        chosen = np.zeros(len(self.cells), dtype=bool)
        chosen[[self.index[key] for key in keys]] = True
        return chosen

    def keys(self, chosen: Mask) -> frozenset[str]:
        """Keys of the chosen cells."""
        return frozenset(self.cells[place].key for place in np.flatnonzero(chosen))

    def threshold(self, cell: Cell) -> Threshold:
        """The threshold of its kind."""
        return self.thresholds["sensitive" if cell.is_sensitive else "count"]
