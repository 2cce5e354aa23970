"""The golden case: regions in two counties and two groups, all totals printed, threshold 4."""

from __future__ import annotations

from decimal import Decimal

import pytest

from publication.disclosure.proof import Exposure, prove
from publication.disclosure.readers import OUTSIDER, Pattern, Reader
from publication.disclosure.relations import Relation, printed_share, total
from publication.disclosure.suppression import suppress
from publication.disclosure.system import Cell, Standing, System
from publication.disclosure.thresholds import load_thresholds

REGIONS = {"A": 2, "B": 2, "I": 8, "J": 8, "K": 3, "L": 3, "M": 3, "N": 7}
TOTALS = {"county 1": "ABIJ", "county 2": "KLMN", "small": "ABIJKN", "big": "LM", "all": "ABIJKLMN"}
SMALL = frozenset("ABKLM")


def golden(*more: Cell, relations: tuple[Relation, ...] = ()) -> System:
    cells = [Cell(region, count) for region, count in REGIONS.items()]
    cells += [Cell(name, sum(REGIONS[region] for region in parts)) for name, parts in TOTALS.items()]
    sums = [total(name, parts) for name, parts in TOTALS.items()]
    return System.of([*cells, *more], [*sums, *relations], load_thresholds("aizkraukle"))


def test_hiding_the_small_ones_still_gives_one_away() -> None:
    assert prove(golden(), Pattern(SMALL)) == (Exposure("K", "outsider", "narrow"),)


def test_one_more_is_enough_and_it_is_the_cheapest() -> None:
    pattern = suppress(golden())
    assert pattern == Pattern(SMALL | {"N"})
    assert prove(golden(), pattern) == ()


def test_each_institution_is_kept_from_the_others() -> None:
    readers = (OUTSIDER, *(Reader(region, frozenset(region)) for region in REGIONS))
    for_outsiders = suppress(golden())
    assert {exposure.reader for exposure in prove(golden(), for_outsiders, readers)} >= {"A", "B"}
    pattern = suppress(golden(), readers)
    assert prove(golden(), pattern, readers) == ()
    assert pattern.hidden - SMALL - {"N"}


@pytest.mark.parametrize(("shown", "gives_away"), [("N", {"K"}), ("B", {"A", "B"}), ("K", {"K", "N"})])
def test_showing_one_hidden_count_turns_it_red(shown: str, gives_away: set[str]) -> None:
    exposed = prove(golden(), Pattern((SMALL | {"N"}) - {shown}))
    assert {exposure.key for exposure in exposed} >= gives_away


def test_one_more_total_turns_it_red() -> None:
    pattern = suppress(golden())
    sentence = (Cell("A, K and N", 12), total("A, K and N", "AKN"))
    exposed = prove(golden(sentence[0], relations=(sentence[1],)), pattern)
    assert {exposure.key for exposure in exposed} == {"A", "B"}


@pytest.mark.parametrize(("percent", "gives_away"), [("2", set()), ("1.8", {"K", "N"})])
def test_one_decimal_of_a_share_turns_it_red(percent: str, gives_away: set[str]) -> None:
    """N is 7 of 400: 2 % leave 6 to 9, of which K and N together leave four each; 1,8 % leave nothing but 7."""
    learners = Cell("learners in N", 400, standing=Standing.PUBLIC)
    system = golden(learners, relations=printed_share("N", "learners in N", Decimal(percent)))
    assert {exposure.key for exposure in prove(system, Pattern(SMALL | {"N"}))} == gives_away
