"""What to hide so that nothing can be worked out: the small counts, and of the others as little as is lost least."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from publication.disclosure.evidence import Evidence
from publication.disclosure.proof import narrowed, possible_numbers
from publication.disclosure.readers import OUTSIDER, Pattern, Reader, Sight
from publication.disclosure.search import Move, Space, further
from publication.disclosure.system import Mask, Standing, System

_HIDDEN_ANYWAY = 1e-3
"""Cost of a cell that is hidden already: next to nothing, but the shorter way wins."""


def suppress(system: System, readers: Sequence[Reader] = (OUTSIDER,)) -> Pattern:
    """Choose what a publication hides and, where marks cannot protect, what it must not print at all.

    Small counts are hidden; then, one after the other, each that a reader could work out gets the cheapest company.
    What is still given away by public figures alone stays so: no pattern can change it.

    Args:
        system: All counts of the publication, and those of former ones that relations bind to them.
        readers: Against whom, one by one.

    Returns:
        The pattern; the same for the same system, whatever order its cells came in.
    """
    return _Suppression(system, readers).run()


class _Suppression:
    """A pattern as it grows; what was seen to be possible stays possible, because hiding more takes nothing away."""

    def __init__(self, system: System, readers: Sequence[Reader]) -> None:
        self.system = system
        self.readers = readers
        self.evidence = Evidence(system, readers)
        self.open = system.standing(Standing.OPEN)
        self.hidden = self.open & system.is_small
        self.withheld = np.zeros(len(system.cells), dtype=bool)
        self.settled: dict[tuple[int, int], int] = {}
        self.company: dict[int, tuple[int, int]] = {}
        self._look()

    @property
    def pattern(self) -> Pattern:
        return Pattern(self.system.keys(self.hidden & ~self.withheld), self.system.keys(self.withheld))

    def run(self) -> Pattern:
        """Protect until a round over all readers finds nothing left to do."""
        while any(self._protect_from(line) for line in range(len(self.readers))):
            pass
        needless = self.hidden & ~self.withheld & ~self.system.is_small
        for cell in sorted(np.flatnonzero(needless).tolist(), key=lambda cell: (-self.system.losses[cell], cell)):
            self._show_again(cell)
        return self.pattern

    def _look(self) -> None:
        """See the pattern as a reader does, and what might be hidden besides; zeros that are shown stay."""
        self.sight = Sight(self.system, self.pattern)
        may_be_hidden = self.sight.shown & ((self.system.values > 0) | self.system.is_zero_hidden)
        self.costs = np.where(self.sight.shown, self.system.losses, _HIDDEN_ANYWAY)
        self.space = Space(
            self.system, self.sight.unseen | may_be_hidden, self.sight.least(self.sight.marked | may_be_hidden)
        )

    def _protect_from(self, line: int) -> bool:
        """Protect what the reader of a line could work out; whether there was any."""
        needy = np.flatnonzero(self.sight.guarded & ~self.evidence.is_enough(line)).tolist()
        left = [cell for cell in needy if (line, cell) not in self.settled]
        for cell in sorted(left, key=lambda cell: (-self.system.values[cell], cell)):
            if not self.evidence.is_enough(line)[cell]:
                self._protect(line, cell)
        return bool(left)

    def _protect(self, line: int, cell: int) -> None:
        """Hide, and where that is not enough withhold, until the cell may be as many numbers as it needs."""
        seen = self.evidence.seen(line, cell)
        while len(seen) < self.evidence.wanted[cell]:
            if move := self._cheapest(line, cell, seen):
                self._hide(move, (line, cell))
                seen |= self.evidence.seen(line, cell) | set(move.steps[move.cells == cell].tolist())
            elif (wider := self._wider(cell)).any():
                self.withheld |= wider
                self._look()
            else:
                break
        self.settled[line, cell] = len(seen)

    def _cheapest(self, line: int, cell: int, seen: set[int]) -> Move | None:
        """The move to a number not seen yet by which least is lost."""
        room = self.evidence.rise[line], self.evidence.fall[line]
        moves = [self.space.cheapest(cell, way, self.costs, *room) for way in further(seen)]
        return min((move for move in moves if move), key=lambda move: self.costs[move.cells].sum(), default=None)

    def _hide(self, move: Move, because_of: tuple[int, int]) -> None:
        """Hide what a move changes, and keep the move."""
        more = self.sight.shown & np.isin(np.arange(len(self.system.cells)), move.cells)
        self.evidence.add(self.space, move)
        if more.any():
            self.hidden |= more
            self.company |= dict.fromkeys(np.flatnonzero(more).tolist(), because_of)
            self._look()

    def _show_again(self, cell: int) -> None:
        """Show a cell again if nothing more is given away by it, as far as that is seen nearby."""
        self.hidden[cell] = False
        sight = Sight(self.system, self.pattern)
        space = Space(self.system, sight.unseen, sight.least(sight.marked), is_wide=False)
        if self._is_needless(cell, sight, space):
            bound_to_it = (self.system.bases == cell) | (np.arange(len(self.hidden)) == cell)
            evidence = self.evidence.without(bound_to_it)
            found = narrowed(space, evidence, sight.guarded)
            if all(numbers >= self._enough(line, other) for line, other, numbers in found):
                self.evidence = evidence
                return
        self.hidden[cell] = True

    def _is_needless(self, cell: int, sight: Sight, space: Space) -> bool:
        """Whether the cell for whose sake it was hidden does without it: soon asked, and mostly it does not."""
        line, other = self.company[cell]
        if not sight.guarded[other]:
            return True
        numbers = possible_numbers(space, self.evidence.blank(), line, other, self.costs)
        return numbers >= self._enough(line, other)

    def _enough(self, line: int, cell: int) -> int:
        """How many numbers a cell needs; fewer where there never were more."""
        wanted = int(self.evidence.wanted[cell])
        return min(wanted, self.settled.get((line, cell), wanted))

    def _wider(self, cell: int) -> Mask:
        """What to withhold next around a cell: the open cells of the smallest relation nearest to it that shows one."""
        lines = self.system.matrix != 0
        sizes = np.diff(self.system.matrix.indptr)
        reached = np.zeros(len(self.system.cells), dtype=bool)
        reached[cell] = True
        while True:
            touched = np.flatnonzero(lines @ reached)
            for line in sorted(touched, key=lambda line: (sizes[line], line)):
                more = self.open & ~self.withheld & lines[[line]].toarray()[0]
                if more.any():
                    return more
            ring = reached | (lines[touched].sum(axis=0) > 0)
            if (ring == reached).all():
                return np.zeros_like(reached)
            reached = ring
