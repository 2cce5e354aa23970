"""Which whole numbers were seen to be possible, for every cell and reader."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from publication.disclosure.program import Room
from publication.disclosure.readers import Reader
from publication.disclosure.search import Move, Space
from publication.disclosure.system import Mask, System


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
        self._seen = np.full(self.rise.shape, 1 << self._reach, dtype=np.uint64)

    def add(self, space: Space, move: Move) -> None:
        """Keep a move that was found, and those like it."""
        for like in space.multiples(move, self._reach):
            above = like.steps <= self.rise[:, like.cells]
            fits = (above & (like.steps >= -self.fall[:, like.cells])).all(axis=1)
            near = np.abs(like.steps) <= self._reach
            marks = np.left_shift(np.uint64(1), (like.steps[near] + self._reach).astype(np.uint64))
            self._seen[np.ix_(fits, like.cells[near])] |= marks

    def is_enough(self, line: int) -> Mask:
        """Which cells have as many possible numbers as they need for a reader, or are the reader's own."""
        own = (self.rise[line] == 0) & (self.fall[line] == 0)
        return own | (np.bitwise_count(self._seen[line]) >= self.wanted)

    def seen(self, line: int, cell: int) -> set[int]:
        """By how much a cell may differ for a reader, as far as was seen."""
        bits = int(self._seen[line, cell])
        return {place - self._reach for place in range(bits.bit_length()) if bits >> place & 1}


def _own_rise(system: System, reader: Reader) -> Room:
    return np.where(system.mask(reader.knows), 0.0, np.inf)


def _own_fall(system: System, reader: Reader) -> Room:
    """Down to the own part; not at all where the whole cell is the reader's own."""
    room = np.where(system.mask(reader.knows), 0.0, np.inf)
    for key, own in reader.at_least:
        place = system.index[key]
        room[place] = min(room[place], system.values[place] - own)
    return room
