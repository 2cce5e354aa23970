"""From which number on a count may be shown."""

from __future__ import annotations

import pytest

from publication.disclosure.relations import total
from publication.disclosure.suppression import suppress
from publication.disclosure.system import Cell, Standing, System
from publication.disclosure.thresholds import Threshold, load_thresholds, read_thresholds

HEADER = "municipality,kind,hidden_from,hidden_to,possible_values,why"
EVERYWHERE = ["*,count,1,4,3,x", "*,sensitive,0,9,3,x"]


def small(*cells: Cell, municipality: str = "riga", lines: tuple[str, ...] = ()) -> frozenset[str]:
    system = System.of(cells, [], read_thresholds([HEADER, *EVERYWHERE, *lines], municipality))
    return system.keys(system.is_small)


def test_the_file_hides_one_to_four_and_of_sensitive_counts_nobody_to_nine() -> None:
    assert load_thresholds("ludza") == {"count": Threshold(1, 4, 3), "sensitive": Threshold(0, 9, 3)}


@pytest.mark.parametrize(("count", "is_hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_edges_of_a_count(count: int, is_hidden: bool) -> None:
    assert small(Cell("a", count)) == ({"a"} if is_hidden else set())


@pytest.mark.parametrize(("count", "is_hidden"), [(0, True), (1, True), (9, True), (10, False)])
def test_edges_of_a_sensitive_count(count: int, is_hidden: bool) -> None:
    assert small(Cell("a", count, is_sensitive=True)) == ({"a"} if is_hidden else set())


def test_a_municipality_may_be_stricter() -> None:
    assert small(Cell("a", 7), lines=("riga,count,1,9,5,x",)) == {"a"}
    assert small(Cell("a", 7), lines=("riga,count,1,9,5,x",), municipality="ludza") == set()


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([EVERYWHERE[0]], "no threshold for sensitive"),
        ([*EVERYWHERE, "riga,secret,1,4,3,x"], "unknown kind of counts: secret"),
        ([*EVERYWHERE, "riga,count,1,4,3,x", "riga,count,1,6,3,x"], "two thresholds of count for riga"),
        ([EVERYWHERE[0], "*,sensitive,2,9,3,x"], "protects nobody"),
        ([EVERYWHERE[0], "*,sensitive,1,0,3,x"], "protects nobody"),
        ([EVERYWHERE[0], "*,sensitive,0,9,1,x"], "protects nobody"),
        ([EVERYWHERE[0], "*,sensitive,0,,3,x"], "invalid literal"),
    ],
)
def test_a_file_that_leaves_something_open_is_refused(lines: list[str], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_thresholds([HEADER, *lines], "riga")


def test_none_of_few_is_hidden_and_none_of_many_is_shown() -> None:
    assert small(Cell("of few", 0, base="few"), Cell("few", 4)) >= {"of few", "few"}
    assert small(Cell("of many", 0, base="many"), Cell("many", 5)) == set()
    assert small(Cell("of nobody", 0, base="nobody"), Cell("nobody", 0)) == set()
    hidden = small(Cell("of nobody", 0, True, base="nobody"), Cell("nobody", 0, True))
    assert hidden >= {"of nobody", "nobody"}, "a zero that is shown would tell of the base that is not"


def test_all_of_them_is_none_of_the_rest() -> None:
    """All nine have it: nobody has not. That tells of each where it is sensitive; without a mark it would be shown."""
    thresholds = load_thresholds("riga")
    system = System.of([Cell("have it", 12, is_sensitive=True, base="all"), Cell("all", 12)], [], thresholds)
    assert system.keys(system.is_small) == {"have it | rest of all"}
    assert suppress(system).hidden == {"have it"} or suppress(system).hidden == {"all"}
    plain = System.of([Cell("passed", 12, base="all"), Cell("all", 12)], [], thresholds)
    assert suppress(plain).hidden == set()


def test_few_in_the_rest_are_guarded_like_a_count() -> None:
    system = System.of([Cell("passed", 98, base="all"), Cell("all", 100)], [], load_thresholds("riga"))
    assert suppress(system).hidden == {"passed"}


def test_what_is_known_already_cannot_be_hidden() -> None:
    cells = [Cell("a", 3, standing=Standing.PUBLIC), Cell("b", 3), Cell("a and b", 6)]
    pattern = suppress(System.of(cells, [total("a and b", "ab")], load_thresholds("riga")))
    assert pattern.hidden == {"b", "a and b"}
