"""The observations of the plans, held against the situation chapters as printed."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from printed import FILES, PLANS
from section import fold
from situation import CHAPTERS, Situation, figure
from transcript import Transcript

COVERED = {"riga": 232, "kraslava": 27, "smiltene": 36, "aizkraukle": 116, "ludza": 309}
"""Plans whose situation chapters are transcribed, with the number of figures; the others have no observation yet."""

SENSITIVE = {"special_needs_learners", "speech_therapist_learners", "refugee_learners", "specialist_opinions"}
CHILDREN = {
    "learners", "early_leavers", "school_changers", "absentees", "repeaters", "finished_with_transcript",
    "insufficient_marks", "low_exam_results", "supported_learners", "consulted_learners", "guardianship_children",
    "interest_education_learners", "families_in_therapy",
}  # fmt: skip

with_printed_plans = pytest.mark.skipif(
    not PLANS.is_dir(), reason="the printed plans (../shared/plans) are not at hand"
)


class Held:
    """The situation chapters of a plan whose observations have taken their figures."""

    def __init__(self, slug: str) -> None:
        transcript = Transcript(slug)
        self.observations = transcript.tables["observations"]
        self.situation = Situation(slug, transcript.header["places"])
        self.unprinted, self.without_figure = self.situation.take(self.observations)


@pytest.fixture(scope="module")
def held() -> dict[str, Held]:
    return {slug: Held(slug) for slug in COVERED}


def explained(slug: str) -> list[tuple[str, str]]:
    with (Path(__file__).parent / "unobserved_numbers.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert all(row["reason"] for row in rows)
    return sorted((row["token"], row["context"]) for row in rows if row["slug"] == slug)


def test_every_plan_has_its_chapters() -> None:
    assert set(CHAPTERS) == set(FILES)


@pytest.mark.parametrize("slug", FILES)
def test_numbers_of_observations(slug: str) -> None:
    assert len(Transcript(slug).tables["observations"]) == COVERED.get(slug, 0)


@with_printed_plans
@pytest.mark.parametrize("slug", COVERED)
def test_every_quote_is_printed_in_its_place(held: dict[str, Held], slug: str) -> None:
    assert held[slug].unprinted == []


@with_printed_plans
@pytest.mark.parametrize("slug", COVERED)
def test_every_figure_stands_in_its_quote(held: dict[str, Held], slug: str) -> None:
    assert held[slug].without_figure == []


@with_printed_plans
@pytest.mark.parametrize("slug", COVERED)
def test_every_number_of_the_chapters_is_observed_or_explained(held: dict[str, Held], slug: str) -> None:
    assert sorted(held[slug].situation.left_over()) == explained(slug)


@pytest.mark.parametrize("slug", FILES)
def test_few_children_and_special_needs_are_never_publishable(slug: str) -> None:
    publishable = [row for row in Transcript(slug).tables["observations"] if row["is_publishable"] == "true"]
    assert [row["observation_nr"] for row in publishable if row["measure"] in SENSITIVE] == []
    few = [row["observation_nr"] for row in publishable if row["measure"] in CHILDREN and float(row["value"]) < 10]
    assert few == []


@pytest.mark.parametrize("slug", FILES)
def test_a_reason_for_leaving_is_publishable_from_ten_on(slug: str) -> None:
    for row in Transcript(slug).tables["observations"]:
        if row["measure"] == "early_leavers":
            assert (row["is_publishable"] == "true") == (float(row["value"]) >= 10), row["observation_nr"]


@pytest.mark.parametrize(
    ("value", "printed", "found"),
    [
        (2361, "Sociālais dienests 2 361 1 924", "2 361"),
        (361, "Sociālais dienests 2361", None),
        (513, "649 513", "513"),
        (-3037, "18 782 -3 037", "-3 037"),
        (1.034, "1, 034 slodzes", "1, 034"),
        (247748.4, "247 748.40 EUR", "247 748.40"),
        (3.5, "3,5 %", "3,5"),
        (3, "3,5 %", None),
        (5, "3,5 %", None),
        (1, "1.-4. klase", "1"),
        (0, "0,00", "0,00"),
    ],
)
def test_how_a_figure_may_be_printed(value: float, printed: str, found: str | None) -> None:
    match = figure(value).search(printed)
    assert (match.group() if match else None) == found


def test_riga_shows_eleven_institutions_in_two_school_years() -> None:
    cases = [row for row in Transcript("riga").tables["observations"] if row["measure"] == "interinstitutional_cases"]
    assert Counter(row["period"] for row in cases) == {"2021/2022": 11, "2022/2023": 11}
    assert len({row["scope"] for row in cases}) == 11
    assert {row["breakdown"] for row in cases} == {"total"}


@with_printed_plans
@pytest.mark.parametrize("slug", COVERED)
def test_every_name_counted_in_a_total_is_printed_in_its_place(held: dict[str, Held], slug: str) -> None:
    situation = held[slug].situation
    observations = {row["observation_nr"]: row for row in held[slug].observations}
    totals: dict[str, str] = {}
    for row in Transcript(slug).tables["compositions"]:
        if row["role"] == "total":
            totals[row["composition_nr"]] = observations[row["observation_nr"]]["place"]
        elif row["role"] == "name":
            start, end = situation.places[totals[row["composition_nr"]]]
            assert fold(row["name"]) in situation.folded[start:end], row["name"]
