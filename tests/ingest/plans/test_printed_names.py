"""Names of institutions in one printed cell."""

from __future__ import annotations

import pytest

from ingest.plans.printed_names import KnownNames, folded

KNOWN = [
    "Izglītības pārvalde",
    "Izglītības iestādes",
    "BJC",
    "NVO",
    'Biedrība "Kopā"',
    "Vietējie BJC/JIC",
    "SD un policija",
]


@pytest.mark.parametrize(
    ("printed", "names", "unmatched"),
    [
        ("Izglītības pārvalde.", ["Izglītības pārvalde"], []),
        ("izglītības\u00a0 iestādes", ["Izglītības iestādes"], []),
        ("Biedrība “Kopā”, NVO", ['Biedrība "Kopā"', "NVO"], []),
        ("Vietējie BJC/JIC", ["Vietējie BJC/JIC"], []),
        ("Izglītības pārvalde sadarbībā ar BJC.", ["Izglītības pārvalde", "BJC"], []),
        ("Izglītības pārvalde NVO", ["Izglītības pārvalde", "NVO"], []),
        ("NVO; NVO", ["NVO"], []),
        ("SD un policija", ["SD un policija"], []),
        ("RPBJC", [], ["RPBJC"]),
        ("Izglītības pārvaldes metodiķi", [], ["Izglītības pārvaldes metodiķi"]),
        ("Pašvaldības izglītības iestādes", ["Izglītības iestādes"], ["Pašvaldības"]),
        ("NVO, Bērnu un ģimenes centrs, SD", ["NVO"], ["Bērnu un ģimenes centrs", "SD"]),
        ("BJC un vecāki (Eksperti)/ eksperti - NVO", ["BJC", "NVO"], ["vecāki", "Eksperti", "eksperti"]),
        ("piesaistot BJC", ["BJC"], []),
        (" –, ", [], []),
        ("", [], []),
    ],
)
def test_known_names_are_taken_out_and_the_rest_is_left(printed: str, names: list[str], unmatched: list[str]) -> None:
    found, left = KnownNames(map(folded, KNOWN)).read(printed)
    assert found == [folded(name) for name in names]
    assert left == unmatched


def test_the_longer_name_wins_over_one_it_holds() -> None:
    names = KnownNames(["pii", "pii saulīte"])
    assert names.read("PII “Saulīte”, PII") == (["pii saulīte", "pii"], [])


def test_nothing_is_known_where_there_is_no_list() -> None:
    assert KnownNames([]).read("NVO, BJC") == ([], ["NVO", "BJC"])
