"""One linear program: by how much some cells may differ from what they are, at the least cost (HiGHS)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

Costs = NDArray[np.float64]
Room = NDArray[np.float64]
Places = NDArray[np.intp]
Steps = NDArray[np.int64]

_NODES = 200
"""Branches after which a search for whole numbers gives up; what was not found is not proven."""

_NEARLY = 1e-6
"""How near to a whole number the solver's answer must be to be tried as one; whether it is one is then reckoned."""


class Program:
    """The relations between some columns of a matrix, all others staying as they are.

    Args:
        matrix: Coefficients, a line a relation.
        room: How far the sum of each line may fall and rise.
        columns: Which cells may differ.
    """

    def __init__(self, matrix: sparse.csc_array, room: tuple[Room, Room], columns: Places) -> None:
        self.columns = columns
        self._length = matrix.shape[1]
        part = matrix[:, columns]
        lines = np.unique(part.indices)
        part = part[lines]
        both = sparse.hstack([part, -part], format="csc")
        self._rows = LinearConstraint(both, room[0][lines], room[1][lines])

    def solve(self, column: int, wanted: tuple[float, float], costs: Costs, rise: Room, fall: Room) -> Steps | None:
        """Change one column by a wanted number at the least cost.

        Args:
            column: Which.
            wanted: The least and the most it is to change by, both positive or both negative.
            costs: Of changing each column of the matrix by one.
            rise: How far each may rise.
            fall: How far each may fall.

        Returns:
            By how much each column of the matrix changes, in whole numbers; None where that was not found.
        """
        bounds = self._bounds(column, wanted, rise, fall)
        weights = np.tile(costs[self.columns], 2)
        for is_whole in (False, True):
            exact = self._run(weights, bounds, is_whole)
            if exact is None:
                return None
            if np.abs(exact - np.rint(exact)).max() < _NEARLY:
                steps = np.zeros(self._length, dtype=np.int64)
                steps[self.columns] = np.rint(exact)
                return steps
        return None

    def is_open(self, column: int, wanted: tuple[float, float], rise: Room, fall: Room) -> bool:
        """Whether a column can change by a wanted number at all, fractions of a person included."""
        bounds = self._bounds(column, wanted, rise, fall)
        return self._run(np.zeros(2 * len(self.columns)), bounds, is_whole=False) is not None

    def _bounds(self, column: int, wanted: tuple[float, float], rise: Room, fall: Room) -> Bounds:
        """First how far each column rises, then how far each falls."""
        size = len(self.columns)
        most = np.concatenate([rise[self.columns], fall[self.columns]])
        fewest = np.zeros(2 * size)
        up = int(np.searchsorted(self.columns, column))
        there, back, near, far = (up, up + size, *wanted) if wanted[0] > 0 else (up + size, up, -wanted[1], -wanted[0])
        fewest[there], most[there], most[back] = near, max(near, min(far, most[there])), 0
        return Bounds(fewest, most)

    def _run(self, weights: Costs, bounds: Bounds, is_whole: bool) -> NDArray[np.float64] | None:
        size = len(self.columns)
        found = milp(
            weights,
            integrality=np.full(2 * size, int(is_whole)),
            bounds=bounds,
            constraints=self._rows,
            options={"node_limit": _NODES},
        )
        return None if found.x is None else found.x[:size] - found.x[size:]
