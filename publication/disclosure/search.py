"""Other whole numbers that hidden counts may just as well be, with every relation kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import inf

import numpy as np

from publication.disclosure.program import Costs, Places, Program, Room, Steps
from publication.disclosure.system import Mask, Numbers, System

_NEARBY = 250
"""Cells among which a move is looked for before all are tried: most are found there, and much sooner."""


@dataclass(frozen=True)
class Move:
    """A way in which the truth might be different: which cells differ by how much, all others being as they are."""

    cells: Places
    steps: Steps


class Space:
    """All ways in which free cells may differ from what they are.

    Args:
        system: The cells and relations.
        free: Which cells may differ.
        floor: The least each may be.
        is_wide: Whether moves are looked for among all cells when there are none among the nearest.
    """

    def __init__(self, system: System, free: Mask, floor: Numbers, is_wide: bool = True) -> None:
        self._is_wide = is_wide
        self._cells = np.flatnonzero(free)
        self._column = np.full(len(system.cells), -1)
        self._column[self._cells] = np.arange(len(self._cells))
        self._fall = (system.values - floor)[self._cells]
        matrix = system.matrix[:, self._cells]
        lines = np.flatnonzero(np.diff(matrix.indptr))
        self._matrix = matrix[lines]
        self._by_column = self._matrix.tocsc()
        self._low, self._high = (room[lines] for room in system.room)
        self._nearby: dict[int, Program] = {}

    def cheapest(self, cell: int, wanted: tuple[float, float], costs: Costs, rise: Room, fall: Room) -> Move | None:
        """Find the move of least cost that changes a cell by a wanted number: among the nearest cells, then all.

        Args:
            cell: Its place in the system.
            wanted: The least and the most it is to change by; both positive or both negative.
            costs: Of changing each cell by one.
            rise: How far each may rise for the reader.
            fall: How far each may fall.

        Returns:
            A move in whole numbers; None where there is none, or none was found.
        """
        column = int(self._column[cell])
        up, down, prices = rise[self._cells], np.minimum(fall[self._cells], self._fall), costs[self._cells]
        if not _has_room(up[column], down[column], wanted):
            return None
        for program in self._programs(column):
            steps = program.solve(column, wanted, prices, up, down)
            if steps is not None and self._holds(steps):
                changed = np.flatnonzero(steps)
                return Move(self._cells[changed], steps[changed])
        return None

    def is_open(self, cell: int, wanted: tuple[float, float], rise: Room, fall: Room) -> bool:
        """Whether a cell can change by a wanted number if fractions of a person were possible too."""
        column = int(self._column[cell])
        up, down = rise[self._cells], np.minimum(fall[self._cells], self._fall)
        everything = self._program(column, len(self._cells))
        return _has_room(up[column], down[column], wanted) and everything.is_open(column, wanted, up, down)

    def multiples(self, move: Move, reach: int) -> Iterator[Move]:
        """A move, smaller and larger ones like it, and their reverse, as far as cells and relations give way."""
        single = move.steps // np.gcd.reduce(move.steps)
        steps = np.zeros(len(self._cells), dtype=np.int64)
        steps[self._column[move.cells]] = single
        for number in range(-reach, reach + 1):
            if number and self._holds(steps * number):
                yield Move(move.cells, single * number)

    def _programs(self, column: int) -> Iterator[Program]:
        """The programs to try for a column, the small one first."""
        if column not in self._nearby:
            self._nearby[column] = self._program(column, _NEARBY)
        yield self._nearby[column]
        if self._is_wide and len(self._nearby[column].columns) >= _NEARBY:
            yield self._program(column, len(self._cells))

    def _program(self, column: int, enough: int) -> Program:
        """Gather what relations bind to a column, ring by ring, smallest relations first, until it is enough."""
        reached = np.zeros(len(self._cells), dtype=bool)
        entered = np.zeros(self._matrix.shape[0], dtype=bool)
        reached[column] = True
        sizes, starts = np.diff(self._matrix.indptr), self._matrix.indptr
        while (touched := np.flatnonzero((self._by_column[:, reached].count_nonzero(axis=1) > 0) & ~entered)).size:
            for line in touched[np.argsort(sizes[touched], kind="stable")]:
                entered[line] = True
                reached[self._matrix.indices[starts[line] : starts[line + 1]]] = True
                if np.count_nonzero(reached) >= enough:
                    break
            else:
                continue
            break
        return Program(self._by_column, (self._low, self._high), np.flatnonzero(reached))

    def _holds(self, steps: Steps) -> bool:
        """Whether every relation and floor holds, in whole numbers."""
        sums = self._matrix @ steps
        return bool((sums >= self._low).all() and (sums <= self._high).all() and (steps >= -self._fall).all())


def further(seen: set[int]) -> list[tuple[float, float]]:
    """Where more numbers may lie beside those seen: above, below, and in the gaps between them."""
    steps = sorted(seen)
    gaps = [(low + 1, high - 1) for low, high in pairwise(steps) if high - low > 1]
    return [(steps[-1] + 1, inf), (-inf, steps[0] - 1), *gaps]


def _has_room(rise: float, fall: float, wanted: tuple[float, float]) -> bool:
    """Whether a cell of its own can change as wanted, before any relation is looked at."""
    return bool(rise >= wanted[0] if wanted[0] > 0 else fall >= -wanted[1])
