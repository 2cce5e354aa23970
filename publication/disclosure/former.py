"""What readers know before they see a publication: everything that was published and is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from publication.disclosure.proof import Exposure
from publication.disclosure.published import Counts
from publication.disclosure.readers import OUTSIDER
from publication.disclosure.relations import Relation
from publication.disclosure.shown import Shown, has_open_data, shown_by
from publication.disclosure.system import Cell, Standing, System
from publication.disclosure.words import Words
from publication.finals import Files


def as_readers_know(counts: Counts, former: Sequence[Files], words: Words, shown: Shown | None = None) -> System:
    """The counts of a municipality as they stand for somebody who has all its former publications.

    Args:
        counts: With their true numbers.
        former: The final publications; one without open data shows nothing that counts.
        words: What they call things.
        shown: What a new publication shows; nothing where that is still to be decided.

    Returns:
        Their system: a number that was published is public, a mark stays a mark.
    """
    new, held = shown or Shown(), _held(former, counts, words)
    cells = tuple(_as_read(cell, new, held) for cell in counts.cells)
    values = {cell.key: cell.value for cell in cells}
    # A relation of a former publication that no longer holds was corrected since: it binds nothing now.
    relations = {*counts.relations, *new.relations, *(one for one in held.relations if _holds(one, values))}
    return System.of(cells, relations, counts.thresholds)


def marks_taken_off(counts: Counts, former: Sequence[Files], words: Words, shown: Shown) -> Iterator[Exposure]:
    """Counts that a publication shows though they had a mark before, and no other publication showed them as they are.

    Beside it, what was hidden then could be worked out: the proof for what is true now does not see numbers of then.
    """
    held = _held(former, counts, words)
    is_open = {cell.key for cell in counts.cells if cell.standing is Standing.OPEN}
    for key in sorted(is_open & held.marked & shown.numbers.keys() - held.numbers.keys()):
        yield Exposure(key, OUTSIDER.name, "unmarked")


def _held(former: Sequence[Files], counts: Counts, words: Words) -> Shown:
    """What readers know from all that they have already, numbers as far as they are true still.

    A count that is small now, or whose rest is, was never shown: what a former text says so many of is something else.
    """
    system = counts.system()
    small = system.keys(system.is_small)
    true = {(cell.key, cell.value) for cell in counts.cells if not {cell.key, cell.rest_key} & small}
    held = Shown()
    for one in former:
        if not has_open_data(one):
            continue
        earlier = shown_by(one, counts, words)
        held.numbers.update(true & earlier.numbers.items())
        held.marked |= earlier.marked
        held.relations |= earlier.relations
    return held


def _as_read(cell: Cell, shown: Shown, held: Shown) -> Cell:
    """A count as readers of former publications see it."""
    if cell.key in shown.numbers or cell.standing is not Standing.OPEN:
        return cell
    if cell.key in held.numbers:
        return replace(cell, standing=Standing.PUBLIC)
    return replace(cell, standing=Standing.MARKED) if cell.key in held.marked else cell


def _holds(relation: Relation, values: Mapping[str, int]) -> bool:
    total = sum(number * values[key] for key, number in relation.terms)
    return relation.low <= total <= relation.high
