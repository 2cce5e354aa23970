"""What is shown, and what somebody who reads it knows beforehand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from publication.disclosure.system import Mask, Numbers, Standing, System


@dataclass(frozen=True)
class Pattern:
    """What a publication does not show of its open cells.

    Attributes:
        hidden: Keys of cells with a mark in the place of the number.
        withheld: Keys of cells whose line or group is not printed at all, its zeros and totals neither.
    """

    hidden: frozenset[str]
    withheld: frozenset[str] = frozenset()

    def shows(self, *keys: str) -> bool:
        """Whether all these counts are shown; a share is shown only with its numerator and its base."""
        return not (self.hidden | self.withheld) & set(keys)


@dataclass(frozen=True)
class Reader:
    """Somebody who knows the rules, all that is printed, and own figures.

    Attributes:
        name: An institution's key, or `outsider`.
        knows: Keys of cells it reported itself.
        at_least: Key of a cell and its own part in it, where its part is no cell.
    """

    name: str
    knows: frozenset[str] = frozenset()
    at_least: tuple[tuple[str, int], ...] = ()


OUTSIDER = Reader("outsider")


class Sight:
    """What somebody without own figures sees of a system.

    Args:
        system: The cells.
        pattern: What is not shown of the open ones.

    Attributes:
        shown: Open cells whose number is there.
        unseen: Cells whose number is nowhere.
        guarded: Cells that must stay uncertain: whatever has a mark, and what is small and printed nowhere.
    """

    def __init__(self, system: System, pattern: Pattern) -> None:
        self._system = system
        is_open = system.standing(Standing.OPEN)
        withheld = is_open & system.mask(pattern.withheld)
        marked = is_open & system.mask(pattern.hidden) & ~withheld
        self.marked = marked | system.standing(Standing.MARKED)
        self.shown = is_open & ~marked & ~withheld
        self.unseen = ~self.shown & ~system.standing(Standing.PUBLIC)
        self.guarded = self.marked | (self.unseen & system.is_small)

    def least(self, marked: Mask) -> Numbers:
        """The least that each cell can be for a reader who knows the rules.

        A mark says "not zero" where zeros are shown: where the count is not sensitive and its base is shown and large.

        Args:
            marked: Which cells have a mark or might get one.
        """
        base_unseen = (self._system.bases >= 0) & self.unseen[self._system.bases]
        return (marked & ~base_unseen & ~self._system.is_zero_hidden).astype(np.int64)
