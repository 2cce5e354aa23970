"""What the gate is red for, and that it says so without the number."""

from __future__ import annotations

from decimal import Decimal
from math import inf

import pytest

from publication.disclosure.evidence import Evidence
from publication.disclosure.program import Program
from publication.disclosure.proof import Exposure, prove
from publication.disclosure.readers import OUTSIDER, Pattern, Reader
from publication.disclosure.relations import Relation, printed_share, total
from publication.disclosure.search import further
from publication.disclosure.system import Cell, Standing, System
from publication.disclosure.thresholds import load_thresholds

THRESHOLDS = load_thresholds("ludza")


def system(*cells: Cell, parts: str = "", relations: tuple = ()) -> System:
    sums = [total("all", parts)] if parts else []
    return System.of(cells, [*sums, *relations], THRESHOLDS)


def reasons(of: System, hidden: str | set[str], withheld: str = "") -> set[tuple[str, str]]:
    return {(exposure.key, exposure.reason) for exposure in prove(of, Pattern(frozenset(hidden), frozenset(withheld)))}


def test_a_small_count_that_is_shown() -> None:
    assert reasons(system(Cell("a", 4)), "") == {("a", "printed")}
    assert reasons(system(Cell("a", 4)), "a") == set()
    assert reasons(system(Cell("a", 4, standing=Standing.PUBLIC)), "") == set()


def test_what_is_found_never_says_the_number() -> None:
    of = system(Cell("a", 3), Cell("b", 4441), Cell("all", 4444), parts="ab")
    found = prove(of, Pattern(frozenset("a")))
    assert found == (Exposure("a", "outsider", "narrow"),)
    assert not any(number in repr(found) for number in ("3", "4441", "4444"))


@pytest.mark.parametrize(("rest", "is_given_away"), [(1, True), (2, False)])
def test_two_possible_numbers_are_too_few_and_three_are_enough(rest: int, is_given_away: bool) -> None:
    """A mark is at least 1: of three in all one is 1 or 2, of four 1, 2 or 3."""
    of = system(Cell("a", 2), Cell("b", rest), Cell("all", 2 + rest, standing=Standing.PUBLIC), parts="ab")
    other = system(Cell("a", 2), Cell("b", rest), Cell("all", 2 + rest), parts="ab")
    assert reasons(of, "ab") == ({("a", "narrow"), ("b", "narrow")} if is_given_away else set())
    assert reasons(other, {"a", "b", "all"}) == set()


def test_a_sensitive_mark_may_be_zero() -> None:
    cells = (Cell("a", 1, is_sensitive=True), Cell("b", 1, is_sensitive=True))
    of = system(*cells, Cell("all", 2, standing=Standing.PUBLIC), parts="ab")
    assert reasons(of, "ab") == set()


def test_a_mark_may_be_zero_where_its_base_has_a_mark_too() -> None:
    """The reader cannot tell whether the base is small, and with it the zero hidden."""
    cells = (Cell("a", 2, base="base"), Cell("base", 9), Cell("b", 1), Cell("all", 3, standing=Standing.PUBLIC))
    assert reasons(system(*cells, parts="ab"), {"a", "b", "base"}) == set()
    assert ("a", "narrow") in reasons(system(*cells, parts="ab"), "ab")


def test_figures_that_contradict_each_other_prove_nothing() -> None:
    of = system(Cell("a", 3), Cell("b", 9), Cell("all", 13), parts="ab")
    assert reasons(of, {"a", "b", "all"}) == {("a + all + b", "contradiction")}
    bound = system(Cell("late", 7), Cell("absent", 5), relations=(Relation((("absent", 1), ("late", -1)), 0, inf),))
    assert reasons(bound, "") == {("absent + late", "contradiction")}


def test_a_mark_in_the_place_of_a_zero_is_told() -> None:
    assert reasons(system(Cell("a", 0)), "a") == {("a", "contradiction")}
    assert reasons(system(Cell("a", 0, is_sensitive=True)), "a") == set()


def test_the_rest_of_a_base_is_guarded_though_it_is_printed_nowhere() -> None:
    of = system(Cell("passed", 98, base="all"), Cell("all", 100))
    assert reasons(of, "") == {("passed | rest of all", "narrow")}
    assert reasons(of, {"passed"}) == set()


def test_what_is_withheld_must_stay_uncertain_only_where_it_is_small() -> None:
    of = system(Cell("a", 3), Cell("b", 90), Cell("all", 93, standing=Standing.PUBLIC), Cell("c", 90), parts="ab",
                relations=(total("c", "b"),))  # fmt: skip
    assert reasons(of, "", "ab") == {("a", "narrow")}
    assert reasons(of, {"c"}, "ab") == set()


@pytest.mark.parametrize(
    ("numerator", "base", "percent", "given_away"),
    [(3, 400, "1", False), (3, 400, "0.8", True), (3, 100, "3", True), (25, 200, "12", False), (26, 200, "13", True)],
)
def test_a_printed_share_tells_of_its_numerator(numerator: int, base: int, percent: str, given_away: bool) -> None:
    """Also by the way it is rounded, half to even: of 200 only 26 are 13 per cent, 25 and 27 are 12 and 14."""
    share = printed_share("a", "all", Decimal(percent))
    of = system(Cell("a", numerator), Cell("all", base, standing=Standing.PUBLIC), relations=share)
    assert reasons(of, "a") == ({("a", "narrow")} if given_away else set())


def test_a_share_that_is_wrong_is_a_contradiction() -> None:
    of = system(Cell("a", 26), Cell("all", 200), relations=printed_share("a", "all", Decimal(12)))
    assert reasons(of, "") == {("a + all", "contradiction")}


def test_a_share_of_a_hidden_base_binds_the_two() -> None:
    of = system(Cell("a", 60), Cell("all", 120), relations=printed_share("a", "all", Decimal(50)))
    assert reasons(of, {"a", "all"}) == set()
    assert reasons(of, {"a"}) == {("a", "narrow")}


def test_a_search_that_gives_up_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    of = system(Cell("a", 3), Cell("b", 9), Cell("all", 12), parts="ab")
    assert reasons(of, "ab") == set()
    monkeypatch.setattr(Program, "solve", lambda *_: None)
    assert reasons(of, "ab") == {("a", "narrow"), ("b", "narrow")}


def test_more_numbers_are_looked_for_above_below_and_in_between() -> None:
    assert further({0}) == [(1, inf), (-inf, -1)]
    assert further({0, 2, -3}) == [(3, inf), (-inf, -4), (-2, -1), (1, 1)]


def test_every_reader_is_looked_at_alone() -> None:
    of = system(Cell("a", 3), Cell("b", 3), Cell("c", 3), Cell("all", 9), parts="abc")
    readers = (OUTSIDER, Reader("school a", frozenset("a")))
    assert prove(of, Pattern(frozenset("abc")), readers) == ()
    both = Reader("schools a and b", frozenset("ab"))
    assert prove(of, Pattern(frozenset("abc")), (both,)) == (Exposure("c", "schools a and b", "narrow"),)


def test_own_figures_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="own part of school a is more than all"):
        Evidence(system(Cell("all", 3)), [Reader("school a", at_least=(("all", 4),))])


@pytest.mark.parametrize(
    ("cells", "relations", "says"),
    [
        ([Cell("a", 1), Cell("a", 2)], [], "one key stands for two counts"),
        ([Cell("a", -1)], [], "a count is negative"),
        ([Cell("a", 1)], [total("all", "a")], "no cell is called all"),
        ([Cell("a", 1, base="all")], [], "no cell is called all"),
        ([Cell("a", 4441, base="b"), Cell("b", 1)], [], "^a is more than its base$"),
    ],
)
def test_a_system_that_makes_no_sense_is_refused(cells: list[Cell], relations: list, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        System.of(cells, relations, THRESHOLDS)


def test_the_same_number_in_two_tables_is_one_cell() -> None:
    assert len(System.of([Cell("a", 1), Cell("a", 1)], [], THRESHOLDS).cells) == 1
