"""Impact and factors in words: where indicators went, what is sure of it, and what institutions wrote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publication.narrative_rows import ImpactFact, Statement, Texts
from publication.narratives import Draft, factor_draft, impact_draft
from publication.phrases import load_phrases
from publication.table_notes import review_of_texts

FACT = ImpactFact(
    indicator_nr="1",
    breakdown="total",
    indicator_name="Mācības pārtraukušie.",
    unit="pct",
    baseline_kind="value",
    baseline_period="2022/2023",
    baseline_value=41.0,
    is_baseline_provisional=False,
    is_baseline_publishable=True,
    latest_value=38.04,
    latest_period="2024/2025",
    is_latest_publishable=True,
    numerator=None,
    denominator=None,
    ci_low=None,
    ci_high=None,
    reporters_expected=10,
    reporters_counted=8,
    movement="better",
    progress_status="on_track",
)
BASELINE = "bāzes vērtība – 41 % (2022./2023. mācību gads)"
LATEST = "tagad – 38 % (2024./2025. mācību gads; 8 no 10 iestādēm)"


def plain(text: str | None) -> str | None:
    return text.replace("\u00a0", " ") if text else text


@pytest.mark.parametrize(
    ("changes", "figures"),
    [
        ({}, f"{BASELINE}; {LATEST}; virziens labvēlīgs"),
        (
            {"is_change_uncertain": True},
            f"{BASELINE}; {LATEST}; virziens labvēlīgs; izmaiņa var būt nejauša",
        ),
        ({"is_change_uncertain": True, "movement": "same"}, f"{BASELINE}; {LATEST}; bez pārmaiņām"),
        ({"is_change_uncertain": True, "movement": "unknown"}, f"{BASELINE}; {LATEST}"),
        ({"movement": "worse"}, f"{BASELINE}; {LATEST}; virziens nelabvēlīgs"),
        ({"movement": "same"}, f"{BASELINE}; {LATEST}; bez pārmaiņām"),
        (
            {"reporters_expected": 21, "reporters_counted": 1},
            f"{BASELINE}; tagad – 38 % (2024./2025. mācību gads; 1 no 21 iestādes); virziens labvēlīgs",
        ),
        (
            {"reporters_expected": None, "reporters_counted": None, "ci_low": 33.123, "ci_high": 42.987},
            f"{BASELINE}; tagad – 38 % (2024./2025. mācību gads), 95 % ticamības intervāls: 33,1–43 %; "
            "virziens labvēlīgs",
        ),
        (
            {"numerator": 38, "denominator": 99, "ci_low": 29.54, "ci_high": 48.26},
            f"{BASELINE}; {LATEST}, 95 % ticamības intervāls: 30–48 %; virziens labvēlīgs",
        ),
        (
            {"baseline_kind": "to_be_determined", "baseline_value": 67.4157, "baseline_denominator": 89},
            f"bāzes vērtība – 67 % (2022./2023. mācību gads); {LATEST}; virziens labvēlīgs",
        ),
        (
            {"baseline_kind": "to_be_determined", "baseline_value": None, "movement": "unknown"},
            f"bāzes vērtība – vēl jānosaka; {LATEST}",
        ),
        (
            {"is_baseline_publishable": False, "baseline_value": None},
            f"bāzes vērtība – netiek publicēta; {LATEST}",
        ),
    ],
)
def test_an_indicator_is_told_with_where_it_went_and_how_sure_that_is(changes: dict[str, object], figures: str) -> None:
    draft = impact_draft([replace(FACT, **changes)], [], load_phrases())
    assert plain(draft.text) == f"Rādītājs „Mācības pārtraukušie”: {figures}."
    assert draft.open_text == draft.text


def test_a_part_of_the_learners_is_named() -> None:
    draft = impact_draft([replace(FACT, breakdown="basic")], [], load_phrases())
    assert str(draft.text).startswith("Rādītājs „Mācības pārtraukušie – pamatskolas posms”: ")


@pytest.mark.parametrize(
    ("told", "silent", "more"),
    [
        (3, 0, ""),
        (4, 0, " Rādītāju tabulā – vēl 1 mērķa rādītājs."),
        (1, 2, " Rādītāju tabulā – vēl 2 mērķa rādītāji."),
        (24, 0, " Rādītāju tabulā – vēl 21 mērķa rādītājs."),
    ],
)
def test_only_the_first_indicators_with_a_value_are_told_and_the_rest_is_counted(
    told: int, silent: int, more: str
) -> None:
    """A value that is not published or not there comes without a number and is never told."""
    facts = [replace(FACT, latest_value=None)] * silent + [FACT] * told
    text = plain(impact_draft(facts, [], load_phrases()).text)
    assert text is not None
    assert text.count("Rādītājs „") == min(told, 3)
    assert text.endswith(f"{LATEST}; virziens labvēlīgs.{more}")


def test_without_values_and_words_nothing_is_said() -> None:
    unknown = replace(FACT, latest_value=None)
    assert impact_draft([unknown], [], load_phrases()) == Draft(None, None)
    assert impact_draft([], [], load_phrases()) == Draft(None, None)
    assert factor_draft([], load_phrases()) == Draft(None, None)


def test_what_institutions_wrote_stands_behind_the_figures_and_not_in_the_open_text() -> None:
    seen = [Statement("impact", "Bērni nāk biežāk", 30, 21), Statement("impact", "Mazāk kavē", 1, 1)]
    draft = impact_draft([FACT], seen, load_phrases())
    words = " Iestādes raksta: „Bērni nāk biežāk” (21 iestāde), „Mazāk kavē” (1 iestāde)."
    assert plain(draft.text) == f"{plain(draft.open_text)}{words}"
    assert impact_draft([], seen, load_phrases()).open_text is None


def test_what_helped_and_what_hindered_keep_their_order_and_the_rest_is_counted() -> None:
    helped = [Statement("helped", f"Laiks {nr}", 9, 9 - nr) for nr in range(7)]
    draft = factor_draft([*helped, Statement("hindered", "Transports", 2, 2)], load_phrases())
    assert plain(draft.text) == (
        "Veicināja: „Laiks 0” (9 iestādes), „Laiks 1” (8 iestādes), „Laiks 2” (7 iestādes), „Laiks 3” (6 iestādes), "
        "„Laiks 4” (5 iestādes) un vēl 2. Kavēja: „Transports” (2 iestādes)."
    )
    assert draft.open_text is None


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (Texts(reviewed=0, open=0, outdated=0), None),
        (Texts(reviewed=5, open=0, outdated=0), "visi teksti ir pārskatīti"),
        (Texts(reviewed=5, open=1, outdated=0), "1 teksts vēl nav pārskatīts"),
        (Texts(reviewed=0, open=2, outdated=0), "2 teksti vēl nav pārskatīti"),
        (
            Texts(reviewed=5, open=21, outdated=11),
            "21 teksts vēl nav pārskatīts; 11 teksti pārskatīti pēc agrākiem datiem",
        ),
        (Texts(reviewed=5, open=0, outdated=1), "visi teksti ir pārskatīti; 1 teksts pārskatīts pēc agrākiem datiem"),
    ],
)
def test_how_far_the_texts_were_reviewed(texts: Texts, said: str | None) -> None:
    assert plain(review_of_texts(texts, load_phrases())) == said
