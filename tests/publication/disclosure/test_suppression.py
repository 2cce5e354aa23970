"""What is hidden beside the small counts: as little as is lost least, and the same every time."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from math import inf
from random import Random

from publication.disclosure.proof import Exposure, prove
from publication.disclosure.readers import OUTSIDER, Pattern, Reader
from publication.disclosure.relations import Relation, same, total
from publication.disclosure.suppression import suppress
from publication.disclosure.system import Cell, Standing, System
from publication.disclosure.thresholds import load_thresholds

THRESHOLDS = load_thresholds("smiltene")


def system(counts: dict[str, int], *relations: Relation, public: str = "") -> System:
    cells = [
        Cell(key, count, standing=Standing.PUBLIC if key == public else Standing.OPEN) for key, count in counts.items()
    ]
    return System.of(cells, relations, THRESHOLDS)


def grid(counts: list[list[int]]) -> System:
    """A table with totals of lines, of columns and of all."""
    cells = {f"{line}{column}": count for line, row in enumerate(counts) for column, count in enumerate(row)}
    lines, columns = range(len(counts)), range(len(counts[0]))
    parts = {f"{line}+": [f"{line}{column}" for column in columns] for line in lines}
    parts |= {f"+{column}": [f"{line}{column}" for line in lines] for column in columns}
    parts["++"] = list(cells)
    sums = {key: sum(cells[part] for part in inside) for key, inside in parts.items()}
    return system(cells | sums, *(total(key, inside) for key, inside in parts.items()))


def lost(of: System, pattern: Pattern) -> int:
    return sum(of.cells[of.index[key]].value for key in pattern.hidden)


def test_where_nothing_is_small_nothing_is_hidden() -> None:
    assert suppress(grid([[5, 6], [7, 0]])) == Pattern(frozenset())


def test_one_small_count_takes_the_cheapest_company() -> None:
    of = grid([[3, 20, 30], [40, 12, 11], [50, 60, 70]])
    assert suppress(of).hidden == {"00", "01", "10", "11"} or lost(of, suppress(of)) <= 3 + 20 + 40 + 12
    assert prove(of, Pattern(frozenset({"00", "01", "10"}))) != ()


def test_a_cost_that_was_said_is_counted_instead_of_the_number() -> None:
    parts = [Cell("a", 2), Cell("b", 6), Cell("c", 50, cost=1), Cell("all", 58)]
    assert suppress(System.of(parts, [total("all", "abc")], THRESHOLDS)).hidden == {"a", "c"}


def tables(count: int) -> Iterator[System]:
    """Small tables of three lines and two columns with many small numbers."""
    for seed in range(count):
        chance = Random(seed)  # noqa: S311
        yield grid([[chance.choice([2, 3, 6, 8, 15]) for _ in range(2)] for _ in range(3)])


def test_no_count_is_hidden_needlessly() -> None:
    for of in tables(8):
        chosen = suppress(of).hidden
        for key in chosen - of.keys(of.is_small):
            assert prove(of, Pattern(chosen - {key})), key


def test_hardly_more_is_lost_than_must_be() -> None:
    """Held against every pattern there is, of tables small enough to try them all."""
    chosen = best = 0
    for of in tables(2):
        small, others = of.keys(of.is_small), sorted(of.index)
        patterns = {Pattern(small | set(more)) for size in range(5) for more in itertools.combinations(others, size)}
        by_loss = sorted(patterns, key=lambda pattern: (lost(of, pattern), sorted(pattern.hidden)))
        best += lost(of, next(pattern for pattern in by_loss if not prove(of, pattern)))
        chosen += lost(of, suppress(of))
    assert best <= chosen <= 1.1 * best


def test_the_order_in_which_cells_come_changes_nothing() -> None:
    of = grid([[3, 9, 9, 1], [9, 2, 9, 9], [9, 9, 9, 4]])
    chosen = suppress(of)
    for seed in range(3):
        chance = Random(seed)  # noqa: S311
        cells, relations = list(of.cells), list(of.relations)
        chance.shuffle(cells)
        chance.shuffle(relations)
        assert suppress(System.of(cells, relations, THRESHOLDS)) == chosen


def test_numbers_of_two_tables_that_are_the_same_are_hidden_together() -> None:
    of = system({"a": 3, "b": 9, "all": 12, "a elsewhere": 3, "c": 8, "sum": 11},
                total("all", "ab"), same("a", "a elsewhere"), total("sum", ["a elsewhere", "c"]))  # fmt: skip
    assert suppress(of).hidden == {"a", "a elsewhere", "b", "c"}


def test_a_bound_is_a_relation_too() -> None:
    of = system({"late": 3, "absent": 3}, Relation((("absent", 1), ("late", -1)), 0, inf))
    assert prove(of, Pattern(frozenset({"late", "absent"}))) == ()
    assert (
        prove(system({"late": 3, "absent": 4}, Relation((("absent", -1), ("late", 1)), 0, inf)), Pattern(frozenset()))
        != ()
    )


def test_where_no_mark_protects_the_line_is_withheld_with_its_zeros() -> None:
    """Three in all is public by law; the shown zero of b would say that they are all of a."""
    of = system({"a": 3, "b": 0, "all": 3}, total("all", "ab"), public="all")
    assert [exposure.key for exposure in prove(of, Pattern(frozenset("a")))] == ["a"]
    pattern = suppress(of)
    assert pattern == Pattern(frozenset(), frozenset("ab"))
    assert prove(of, pattern) == ()
    assert not pattern.shows("a")
    assert not pattern.shows("b")
    assert pattern.shows("all")


def test_only_the_nearest_line_is_withheld() -> None:
    of = system({"a": 3, "b": 0, "left": 3, "c": 7, "d": 9, "right": 16, "all": 19},
                total("left", "ab"), total("right", "cd"), total("all", ["left", "right"]), public="left")  # fmt: skip
    assert suppress(of) == Pattern(frozenset(), frozenset("ab"))


def test_what_public_figures_give_away_alone_is_not_charged_and_ends() -> None:
    of = system({"a": 1, "b": 0, "all": 1}, total("all", "ab"), public="all")
    pattern = suppress(of)
    assert pattern.withheld == {"a", "b"}
    assert prove(of, pattern) == ()
    assert prove(of, Pattern(frozenset("a"))) == (Exposure("a", "outsider", "narrow"),)


def test_an_institution_that_knows_the_greater_part() -> None:
    """Of seven cases another school has one: the school with six knows that, unless the seven are hidden."""
    of = System.of([Cell("one", 1), Cell("six", 6), Cell("all", 7)], [total("all", ["one", "six"])], THRESHOLDS)
    six = Reader("school", frozenset({"six"}))
    assert suppress(of).hidden == {"one", "six"}
    assert suppress(of, (OUTSIDER, six)).hidden == {"one", "all"}


def test_an_institution_of_which_only_a_part_is_known() -> None:
    """Its own 3 of 4 in one cell leave 4, 5, … open upwards; a total that is shown leaves 3 and 4 only."""
    counts = {"a": 4, "b": 4, "all": 8}
    of = system(counts, total("all", "ab"))
    part = Reader("school", at_least=(("a", 3), ("b", 4)))
    hidden = Pattern(frozenset("ab"))
    assert prove(of, hidden) == ()
    assert [(e.key, e.reader) for e in prove(of, hidden, (OUTSIDER, part))] == [("a", "school"), ("b", "school")]
    assert suppress(of, (OUTSIDER, part)).hidden == {"a", "b", "all"}
