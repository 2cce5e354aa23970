"""What disclosure control costs; printed by `make bench`.

Processor seconds and peak memory of a process that hides and then proves, against an outsider and every school:
figures of invented schools in three stages and two years with all totals, also of ten districts, linked with each
other. Nearly a third of the numbers is small, more than in real publications. A municipality is a system of its own.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import product
from random import Random
from resource import RUSAGE_SELF, getrusage

from ingest.workspace import PRODUCT
from publication.disclosure.proof import prove
from publication.disclosure.readers import OUTSIDER, Reader
from publication.disclosure.relations import total
from publication.disclosure.suppression import suppress
from publication.disclosure.system import Cell, System
from publication.disclosure.thresholds import load_thresholds

STAGES, YEARS, DISTRICTS = ("1", "2", "3"), ("2024", "2025"), 10
MUNICIPALITIES, SCHOOLS = (1, 2, 3, 4, 5, 6), 100


def counts(schools: int, seed: int) -> Iterator[tuple[tuple[str, str, str], int]]:
    """Invented counts by school, stage and year: each of twenty learners with a chance of a fifth."""
    chance = Random(seed)  # noqa: S311
    for school, stage, year in product(range(schools), STAGES, YEARS):
        yield (f"school {school}", stage, year), sum(chance.random() < 0.2 for _ in range(20))


def linked_totals(schools: int, seed: int) -> tuple[System, tuple[Reader, ...]]:
    """One municipality: its system and its readers."""
    counted = dict(counts(schools, seed))
    places = {f"school {school}": [f"school {school}"] for school in range(schools)}
    for district in range(DISTRICTS):
        places[f"district {district}"] = [f"school {school}" for school in range(district, schools, DISTRICTS)]
    places["all schools"] = [f"school {school}" for school in range(schools)]
    cells, relations = [], []
    for place, stage, year in product(places, (*STAGES, "all stages"), (*YEARS, "both years")):
        of_stages, of_years = STAGES if stage == "all stages" else (stage,), YEARS if year == "both years" else (year,)
        whole = f"{place}, {stage}, {year}"
        cells.append(Cell(whole, sum(counted[key] for key in product(places[place], of_stages, of_years))))
        if place == "all schools":
            relations.append(total(whole, (f"district {one}, {stage}, {year}" for one in range(DISTRICTS))))
        elif len(places[place]) > 1:
            relations.append(total(whole, (f"{one}, {stage}, {year}" for one in places[place])))
        if len(of_stages) > 1:
            relations.append(total(whole, (f"{place}, {one}, {year}" for one in of_stages)))
        if len(of_years) > 1:
            relations.append(total(whole, (f"{place}, {stage}, {one}" for one in of_years)))
    schools_own = {place: {cell.key for cell in cells if cell.key.startswith(f"{place},")} for place in places}
    readers = (Reader(place, frozenset(own)) for place, own in schools_own.items() if place.startswith("school"))
    return System.of(cells, relations, load_thresholds("riga")), (OUTSIDER, *readers)


def measure_one(municipalities: int) -> None:
    """Hide and prove one municipality after the other, and print what it took."""
    hiding = proving = 0.0
    numbers = hidden = small = 0
    for seed in range(municipalities):
        system, readers = linked_totals(SCHOOLS, seed)
        start = time.process_time()
        pattern = suppress(system, readers)
        between = time.process_time()
        exposed = prove(system, pattern, readers)
        hiding, proving = hiding + between - start, proving + time.process_time() - between
        if exposed or pattern.withheld:
            raise RuntimeError(f"{len(exposed)} exposed, {len(pattern.withheld)} withheld")
        numbers, hidden = numbers + len(system.cells), hidden + len(pattern.hidden)
        small += int(system.is_small.sum())
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    print(f"disclosure, {municipalities * SCHOOLS:4} schools          {hiding:6.1f} s hiding, {proving:4.1f} s proving"
          f"   {peak:5.0f} MB   {numbers} numbers, {small} small, {hidden} hidden", flush=True)  # fmt: skip


def measure_disclosure() -> None:
    """Measure each number of municipalities in a process of its own."""
    for municipalities in MUNICIPALITIES:
        subprocess.run([sys.executable, "-m", "benchmarks.disclosure", str(municipalities)], cwd=PRODUCT, check=True)


if __name__ == "__main__":
    measure_one(int(sys.argv[1]))
