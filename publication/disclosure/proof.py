"""Whether what is shown leaves every hidden count uncertain for every reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from publication.disclosure.evidence import Evidence
from publication.disclosure.program import Costs
from publication.disclosure.readers import OUTSIDER, Pattern, Reader, Sight
from publication.disclosure.search import Space, further
from publication.disclosure.system import Mask, Numbers, Standing, System

Reason = Literal["printed", "narrow", "contradiction", "unmarked"]


@dataclass(frozen=True, order=True)
class Exposure:
    """What a publication gives away; it never says the number.

    Attributes:
        key: Of the cell; of the cells of a relation where figures contradict each other.
        reader: To whom.
        reason: `printed`: a small count is shown. `narrow`: fewer whole numbers are possible than must stay.
            `contradiction`: what is printed cannot all be true, so nothing is proven. `unmarked`: shown where a former
            publication had a mark.
    """

    key: str
    reader: str
    reason: Reason


def prove(system: System, pattern: Pattern, readers: Sequence[Reader] = (OUTSIDER,)) -> tuple[Exposure, ...]:
    """Prove that every hidden count keeps as many possible whole numbers as its threshold asks for.

    What is public already and gives a count away without this publication is not charged to it.

    Args:
        system: The cells as they stand in the finished files, with the true number of each that has a mark.
        pattern: Which of them have a mark or are not printed.
        readers: Who reads; each is looked at alone.

    Returns:
        All that is given away, ordered; empty where everything is proven.
    """
    sight = Sight(system, pattern)
    floor = sight.least(sight.marked)
    if wrong := _contradictions(system, floor):
        return wrong
    shown = [Exposure(key, OUTSIDER.name, "printed") for key in system.keys(sight.shown & system.is_small)]
    evidence = Evidence(system, readers)
    narrow = [
        Exposure(system.cells[cell].key, readers[line].name, "narrow")
        for line, cell, numbers in narrowed(Space(system, sight.unseen, floor), evidence, sight.guarded)
        if numbers < _beforehand(system, evidence, line, cell)
    ]
    return tuple(sorted([*shown, *narrow]))


def narrowed(space: Space, evidence: Evidence, guarded: Mask) -> Iterator[tuple[int, int, int]]:
    """Find, one after the other, the guarded cells that a reader can narrow down too far, and to how many numbers."""
    same = np.ones(len(guarded))
    for line in range(len(evidence.rise)):
        for cell in np.flatnonzero(guarded & ~evidence.is_enough(line)).tolist():
            numbers = possible_numbers(space, evidence, line, cell, same)
            if numbers < evidence.wanted[cell]:
                yield line, cell, numbers


def possible_numbers(space: Space, evidence: Evidence, line: int, cell: int, costs: Costs) -> int:
    """Count the numbers a cell may be for the reader of a line, up to as many as it needs.

    Looks beside those seen so far until every way is closed.
    """
    seen = evidence.seen(line, cell)
    room = evidence.rise[line], evidence.fall[line]
    while len(seen) < evidence.wanted[cell]:
        for wanted in further(seen):
            if move := space.cheapest(cell, wanted, costs, *room):
                evidence.add(space, move)
                seen |= evidence.seen(line, cell) | set(move.steps[move.cells == cell].tolist())
                break
        else:
            break
    return len(seen)


def _beforehand(system: System, evidence: Evidence, line: int, cell: int) -> int:
    """Count the numbers near the truth that a cell might be for a reader if this publication showed nothing.

    By the bounds of the linear program alone, so rather one too many than one too few.
    """
    public = replace(system, relations=tuple(relation for relation in system.relations if not relation.is_printed))
    sight = Sight(public, Pattern(frozenset(), public.keys(public.standing(Standing.OPEN))))
    space = Space(public, sight.unseen, sight.least(sight.marked))
    room = evidence.rise[line], evidence.fall[line]
    reach = int(evidence.wanted[cell]) - 1
    steps = [step for step in range(-reach, reach + 1) if step]
    return 1 + sum(space.is_open(cell, (step, step), *room) for step in steps)


def _contradictions(system: System, floor: Numbers) -> tuple[Exposure, ...]:
    """Relations that what is printed does not fulfil, and marks where a zero would have been shown."""
    low, high = system.room
    wrong = [system.relations[line] for line in np.flatnonzero((low > 0) | (high < 0))]
    keys = [" + ".join(key for key, _ in relation.terms) for relation in wrong]
    keys += system.keys(system.values < floor)
    return tuple(sorted(Exposure(key, OUTSIDER.name, "contradiction") for key in keys))
