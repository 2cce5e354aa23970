"""Random publications: after suppression an attack that knows nothing of the gate works nothing out."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from publication.disclosure.proof import prove
from publication.disclosure.readers import OUTSIDER, Pattern, Reader
from publication.disclosure.relations import total
from publication.disclosure.suppression import suppress
from publication.disclosure.system import Cell, Standing, System
from publication.disclosure.thresholds import load_thresholds
from tests.publication.disclosure.published import Attack, Figures

THRESHOLDS = load_thresholds("kraslava")
SEXES, YEARS = ("girls", "boys"), ("2024", "2025")

bounded = settings(max_examples=15, deadline=None, derandomize=True, database=None)
numbers = st.one_of(st.integers(0, 6), st.integers(0, 60))


def split_by_sex(counts: list[int], schools: int, is_sensitive: bool) -> Figures:
    """Girls and boys of each school and year, with totals over sexes and schools and by kind of school (linked)."""
    names = [f"{school} {sex} {year}" for school in range(schools) for sex in SEXES for year in YEARS]
    figures = Figures(dict(zip(names, counts, strict=False)), {}, {}, is_sensitive)

    def add(key: str, *words: set[str]) -> None:
        figures.sums[key] = tuple(name for name in names if all(set(name.split()) & some for some in words))

    everywhere = {str(school) for school in range(schools)}
    places = {str(school): {str(school)} for school in range(schools)}
    places |= {"town": {"0", "1"}, "country": everywhere - {"0", "1"}, "everywhere": everywhere}
    for year in YEARS:
        for place, inside in places.items():
            add(f"{place} all {year}", inside, {year})
            for sex in SEXES:
                add(f"{place} {sex} {year}", inside, {year}, {sex})
                figures.bases[f"{place} {sex} {year}"] = f"{place} all {year}"
    return figures


@st.composite
def tables(draw: st.DrawFn, most: int = 4) -> Figures:
    schools = draw(st.integers(3, most))
    counts = draw(st.lists(numbers, min_size=4 * schools, max_size=4 * schools))
    return split_by_sex(counts, schools, draw(st.booleans()))


def system_of(figures: Figures, standing: dict[str, Standing] | None = None) -> System:
    cells = [
        Cell(
            key,
            figures.value(key),
            figures.is_sensitive,
            figures.bases.get(key),
            standing=(standing or {}).get(key, Standing.OPEN),
        )
        for key in figures.sums
    ]
    relations = [total(key, parts) for key, parts in figures.sums.items() if parts != (key,)]
    return System.of(cells, relations, THRESHOLDS)


def institutions(figures: Figures) -> Iterator[tuple[Reader, set[str]]]:
    """Each school as a reader, with what it counted."""
    for school in sorted({name.split()[0] for name in figures.counted}):
        own = {name for name in figures.counted if name.split()[0] == school}
        yield Reader(school, frozenset(key for key, parts in figures.sums.items() if set(parts) <= own)), own


def shares(figures: Figures, pattern: Pattern) -> dict[tuple[str, str], tuple[float, float]]:
    """Whole per cent of girls where the rule lets them be shown."""
    shown = [(key, base) for key, base in figures.bases.items() if pattern.shows(key, base) and figures.value(base)]
    return {pair: (round(100 * figures.value(pair[0]) / figures.value(pair[1])), 0.5) for pair in shown}


@given(tables())
@bounded
def test_nothing_is_worked_out_of_linked_tables(figures: Figures) -> None:
    system = system_of(figures)
    pattern = suppress(system)
    assert prove(system, pattern) == ()
    attack = Attack(figures, pattern.hidden, pattern.withheld, shares(figures, pattern))
    assert attack.given_away() == set()


@given(tables(most=3))
@bounded
def test_nor_by_an_institution_that_knows_its_own_figures(figures: Figures) -> None:
    system = system_of(figures)
    known = list(institutions(figures))
    readers = (OUTSIDER, *(reader for reader, _ in known))
    pattern = suppress(system, readers)
    assert prove(system, pattern, readers) == ()
    for _, own in known:
        attack = Attack(figures, pattern.hidden, pattern.withheld, shares(figures, pattern), own)
        assert attack.given_away() == set()


@given(tables())
@bounded
def test_nor_beside_the_former_publication(figures: Figures) -> None:
    former = Figures(figures.counted, {k: v for k, v in figures.sums.items() if "2024" in k}, figures.bases)
    former.is_sensitive = figures.is_sensitive
    before = suppress(system_of(former))
    for place in {key.split()[0] for key in figures.sums}:
        for who in ("all", *SEXES):
            parts = figures.sums[f"{place} {who} 2024"] + figures.sums[f"{place} {who} 2025"]
            figures.sums[f"{place} {who} both"] = parts
    standing = {key: Standing.PUBLIC if before.shows(key) else Standing.MARKED for key in former.sums}
    standing |= dict.fromkeys(before.withheld, Standing.UNPRINTED)
    system = system_of(figures, standing)
    pattern = suppress(system)
    assert prove(system, pattern) == ()
    attack = Attack(figures, pattern.hidden | before.hidden, pattern.withheld | before.withheld)
    assert attack.given_away() == set()


@given(st.lists(st.integers(0, 5), min_size=6, max_size=6))
@bounded
def test_whole_numbers_are_possible_not_only_fractions(counts: list[int]) -> None:
    names = ["a g", "a b", "b g", "b b", "c g", "c b"]
    figures = Figures(dict(zip(names, counts, strict=True)), {name: (name,) for name in names})
    for word in "abcgb":
        figures.sums[f"all {word}"] = tuple(name for name in names if word in name.split())
    figures.sums["all"] = tuple(names)
    pattern = suppress(system_of(figures))
    attack = Attack(figures, pattern.hidden, pattern.withheld)
    for key in pattern.hidden:
        assert len(attack.enumerated(key)) >= 3
    assert not pattern.withheld


@given(tables(most=3))
@bounded
def test_the_gate_finds_what_the_attack_finds(figures: Figures) -> None:
    """Hiding small numbers only: whatever the attack works out is named by the gate, and nothing else is."""
    system = system_of(figures)
    small = Pattern(system.keys(system.is_small & system.standing(Standing.OPEN)))
    attack = Attack(figures, small.hidden)
    printed = {exposure.key for exposure in prove(system, small)}
    assume(attack.given_away())
    assert printed & small.hidden == attack.given_away()
