"""Which whole numbers were seen to be possible, for every cell and reader."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

import numpy as np
from numpy.typing import NDArray

from publication.disclosure.program import Room
from publication.disclosure.readers import Reader
from publication.disclosure.search import Move, Space
from publication.disclosure.system import Mask, System

_Kept = tuple[Move, tuple[NDArray[np.intp], ...], NDArray[np.uint64]]
"""A move, for which readers and cells it counts, and the mark of each cell's number."""


class Evidence:
    """Numbers near the truth that were seen; a move that was found for one reader counts for all whom it fits.

    Args:
        system: The cells.
        readers: Who reads: a line each.
    """

    def __init__(self, system: System, readers: Sequence[Reader]) -> None:
        self.wanted = system.possible_values
        self._reach = int(self.wanted.max(initial=2)) - 1
        self.rise = np.stack([_own_rise(system, reader) for reader in readers])
        self.fall = np.stack([_own_fall(system, reader) for reader in readers])
        self._forget()

    def add(self, space: Space, move: Move) -> None:
        """Keep a move that was found, and those like it."""
        for like in space.multiples(move, self._reach):
            above = like.steps <= self.rise[:, like.cells]
            fits = (above & (like.steps >= -self.fall[:, like.cells])).all(axis=1)
            near = np.abs(like.steps) <= self._reach
            marks = np.left_shift(np.uint64(1), (like.steps[near] + self._reach).astype(np.uint64))
            self._keep((like, np.ix_(np.flatnonzero(fits), like.cells[near]), marks))

    def without(self, gone: Mask) -> Evidence:
        """What is left of it without the moves that change one of these cells."""
        other = self.blank()
        for kept in self._kept:
            if not gone[kept[0].cells].any():
                other._keep(kept)
        return other

    def blank(self) -> Evidence:
        """The same readers, nothing seen yet."""
        other = copy(self)
        other._forget()
        return other

    def is_enough(self, line: int) -> Mask:
        """Which cells have as many possible numbers as they need for a reader, or are the reader's own."""
        own = (self.rise[line] == 0) & (self.fall[line] == 0)
        return own | (np.bitwise_count(self._seen[line]) >= self.wanted)

    def seen(self, line: int, cell: int) -> set[int]:
        """By how much a cell may differ for a reader, as far as was seen."""
        bits = int(self._seen[line, cell])
        return {place - self._reach for place in range(bits.bit_length()) if bits >> place & 1}

    def _forget(self) -> None:
        self._seen = np.full(self.rise.shape, 1 << self._reach, dtype=np.uint64)
        self._kept: list[_Kept] = []

    def _keep(self, kept: _Kept) -> None:
        self._kept.append(kept)
        _, places, marks = kept
        self._seen[places] |= marks


def _own_rise(system: System, reader: Reader) -> Room:
    return np.where(system.mask(reader.knows), 0.0, np.inf)


def _own_fall(system: System, reader: Reader) -> Room:
    """Down to the own part; not at all where the whole cell is the reader's own."""
    room = np.where(system.mask(reader.knows), 0.0, np.inf)
    for key, own in reader.at_least:
        place = system.index[key]
        if own > system.values[place]:
            raise ValueError(f"the own part of {reader.name} is more than {key}")
        room[place] = min(room[place], system.values[place] - own)
    return room
