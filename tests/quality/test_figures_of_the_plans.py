"""The totals and shares of the five real plans: which do not hold, and that none is passed over."""

from __future__ import annotations

from functools import cache

import pytest

from ingest.plans.registry import RawPlan, read_plan
from ingest.workspace import PRODUCT
from quality.contradictions.comparison import Contradiction
from quality.contradictions.figures import share_not_from_counts, total_differs_from_parts
from quality.contradictions.kinds import subject_in_words

COMPARED = {
    "aizkraukle": (17, 0, 4, 1),
    "kraslava": (4, 1, 5, 0),
    "ludza": (30, 2, 14, 4),
    "riga": (39, 2, 20, 0),
    "smiltene": (5, 0, 3, 0),
}
"""Totals compared, those that do not hold, shares compared, those that do not hold."""

NO_COUNTS = {
    **dict.fromkeys((("riga", str(nr)) for nr in range(181, 186)), "no number of consultations is printed"),
    **dict.fromkeys((("smiltene", str(nr)) for nr in range(15, 20)), "no number of members of groups is printed"),
    ("smiltene", "9"): "lower end of a range",
    ("smiltene", "10"): "upper end of a range",
}
"""Printed shares without counts beside them."""

NO_PARTS = {("smiltene", "5"): "of the kinds of support plans only a range of one is counted"}
"""Printed totals of which only some parts are printed."""


NO_WHOLE = {
    "aizkraukle": {"4 total", "5 total"},
    "kraslava": {"6 total"},
    "ludza": {"4 total", "5 total"},
    "riga": {"1 total", "2 total", "4 total", "5 total"},
    "smiltene": {"7 general_schools", "7 vocational_school", "10 total", "11 total"},
}
"""Baselines in per cent of parents, residents, institutions and teachers, and all of Smiltene: no whole is printed."""


@cache
def plan(slug: str) -> RawPlan:
    return read_plan(PRODUCT / "plans" / slug / f"{slug}-2024")


def found(slug: str) -> dict[str, Contradiction]:
    contradictions = [*total_differs_from_parts(plan(slug)), *share_not_from_counts(plan(slug))]
    by_subject = {one.subject.split(" ")[1] if one.subject[0] == "o" else one.subject: one for one in contradictions}
    assert len(by_subject) == len(contradictions)
    return by_subject


@pytest.mark.parametrize("slug", COMPARED)
def test_how_many_are_compared_and_do_not_hold(slug: str) -> None:
    roles = [row["role"] for row in plan(slug).tables["compositions"].rows]
    totals, shares = list(total_differs_from_parts(plan(slug))), list(share_not_from_counts(plan(slug)))
    assert (roles.count("total"), len(totals), roles.count("share"), len(shares)) == COMPARED[slug]


@pytest.mark.parametrize("slug", COMPARED)
def test_every_printed_share_is_compared_or_has_no_counts(slug: str) -> None:
    shares = {row["observation_nr"] for row in plan(slug).tables["observations"].rows if row["unit"] == "pct"}
    compared = declared(slug, "share")
    assert shares - compared == {number for of, number in NO_COUNTS if of == slug}
    assert compared - {""} <= shares


@pytest.mark.parametrize("slug", COMPARED)
def test_every_baseline_that_is_a_share_of_learners_is_compared(slug: str) -> None:
    tables = plan(slug).tables
    shares = {
        f"{row['indicator_nr']} {row['breakdown']}"
        for row in tables["indicators"].rows
        if row["unit"] == "pct" and row["baseline_value"]
    }
    compared = {
        f"{row['indicator_nr']} {row['breakdown']}" for row in tables["compositions"].rows if row["indicator_nr"]
    }
    assert shares - compared == NO_WHOLE[slug]
    assert compared <= shares


@pytest.mark.parametrize("slug", COMPARED)
def test_every_total_with_parts_beside_it_is_compared(slug: str) -> None:
    rows = plan(slug).tables["observations"].rows
    by_breakdown = {_but(row, "breakdown") for row in rows if row["breakdown"] != "total"}
    by_institution = {_but(row, "scope") for row in rows if row["scope"] not in ("municipality", "country")}
    totals = {
        row["observation_nr"] for row in rows if row["breakdown"] == "total" and _but(row, "breakdown") in by_breakdown
    }
    totals |= {
        row["observation_nr"]
        for row in rows
        if row["scope"] == "municipality" and row["unit"] in ("count", "posts") and _but(row, "scope") in by_institution
    }
    assert totals
    assert totals - declared(slug, "total") == {number for of, number in NO_PARTS if of == slug}


def declared(slug: str, role: str) -> set[str]:
    return {row["observation_nr"] for row in plan(slug).tables["compositions"].rows if row["role"] == role}


def _but(row: dict[str, str], left_out: str) -> tuple[str, ...]:
    return tuple(row[name] for name in ("measure", "scope", "breakdown", "period", "unit") if name != left_out)


def test_ludza_prints_two_totals_that_their_parts_do_not_make() -> None:
    groups, therapists = found("ludza")["14"], found("ludza")["269"]
    assert (groups.a.place, groups.b.place) == (therapists.a.place, therapists.b.place) == ("1.1", "1.1")
    assert "kultūrizglītībā - 69 kolektīvi (no tiem mūzikas – 23, deju -23, folkloras – 3," in groups.a.text
    assert groups.b.text == (
        "23 (kultūrizglītība: mūzika) + 23 (kultūrizglītība: dejas) + 3 (kultūrizglītība: folklora)"
        " + 4 (kultūrizglītība: teātris) + 13 (kultūrizglītība: vizuālā un vizuāli plastiskā māksla) = 66"
    )
    assert therapists.a.text.startswith("3,25 – ")
    assert "logopēds – 3,25 slodzes" in therapists.a.text
    assert subject_in_words(therapists.subject) == "slodzes, likmes: logopēds, visa pašvaldība, 2022./2023. m.\u00a0g."
    assert therapists.b.text == (
        "1 (Ludzas pilsētas vidusskola) + 0,5 (Ludzas 2.vidusskola) + 0,5 (Kārsavas vidusskola)"
        " + 0,3 (Zilupes vidusskola) + 0,2 (Ciblas vidusskola) + 0,2 (Pildas pamatskola)"
        " + 0,3 (Mērdzenes pamatskola) + 0,2 (Ludzas Mūzikas pamatskola) = 3,2"
    )


def test_schools_are_counted_by_their_names() -> None:
    kraslava = found("kraslava")["3"]
    assert kraslava.a.text.endswith("sešās pamatskolās")
    assert kraslava.b.text == (
        "Andrupenes pamatskolā, Ezernieku pamatskolā, Aleksandrovas pamatskolā, Indras pamatskolā,"
        " Robežnieku pamatskolā, grāfu Plāteru v.n. Poļu pamatskolā, Priežmalas pamatskolā: 7"
    )
    assert (kraslava.a.place, kraslava.b.place) == ("2.1", "2.1")


def test_smiltenes_nine_schools_are_nine() -> None:
    """Two of the names end alike, and the state's register has a school under each of them."""
    names = [row["name"] for row in plan("smiltene").tables["compositions"].rows if row["role"] == "name"]
    assert {"Ojāra Vācieša Gaujienas pamatskolā", "Gaujienas pamatskolā"} <= set(names)
    assert "1" not in found("smiltene")


def test_fractions_printed_as_per_cent_are_shares_that_cannot_be() -> None:
    ludza, aizkraukle = found("ludza"), found("aizkraukle")
    marks = ludza["51"]
    assert marks.a.text.endswith("2021./2022.m.g. 27 skolēniem, kas kopā novadā ir 0,01% ;")
    assert marks.b.text.startswith("27 no 1878 = 1,438 %; 491 (Ludzas pilsētas vidusskola, 2022/2023) + 519 (")
    assert ludza["53"].a.text.endswith("2022./2023.m.g. 3 skolēniem, kas kopā novadā 0,0011%")
    assert ludza["53"].b.text.startswith("3 no 1878 = 0,15974 %; 491 (Ludzas pilsētas vidusskola) + 519 (")
    leavers, not_continuing = ludza["indicator 8 upper_secondary"], ludza["indicator 9"]
    assert (leavers.a.place, leavers.a.text, leavers.b.place) == ("3.2", "vidusskolā (2022.) 0,02%", "1.1")
    assert leavers.b.text.startswith("1 no 348 = 0,287 %; 32 (Ludzas pilsētas vidusskola, 10. klase, 2022/2023) + 24 (")
    assert (not_continuing.a.text, not_continuing.b.text[:19]) == ("2022.g.. 0,02%", "1 no 194 = 0,515 %;")
    (one,) = aizkraukle.values()
    assert (one.subject, one.a.place, one.a.text) == ("indicator 8", "4.1", "2022.g.. 0,02%")
    assert (one.b.place, one.b.text) == ("2.1", "1 no 2879 = 0,035 %; 2879 (skolas, 2023/2024)")


def test_riga_forecast_is_one_learner_short_of_its_grades() -> None:
    forecast, change = found("riga").values()
    assert forecast.a.text.endswith("Kopā 237 323 68 558 244 227 70 134 6 904 1 576")
    assert (forecast.a.text[:8], change.a.text[:7]) == ("70134 – ", "1576 – ")
    assert forecast.b.text.startswith("5798 (1. klase) + 5999 (2. klase) + ")
    assert forecast.b.text.endswith(" + 4120 (12. klase) = 70135")
    assert change.b.text.startswith("−938 (1. klase) − 388 (2. klase) + 327 (3. klase) + ")
    assert change.b.text.endswith(" + 650 (12. klase) = 1577")
