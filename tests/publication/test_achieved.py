"""What was achieved, in words: every way a figure is made, its noun, its rounding, and what nobody told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publication.achieved import AchievedTarget, achieved_reading, achieved_text
from publication.phrases import load_phrases

EVENTS = AchievedTarget(1, "events", None, "year", None, "sum", 2025, 2025, 6, None, 6)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "6\u00a0pasākumi"),
        ({"achieved_value": 1}, "1\u00a0pasākums"),
        ({"achieved_value": 21}, "21\u00a0pasākums"),
        ({"achieved_value": 11}, "11\u00a0pasākumi"),
        ({"achieved_value": 0}, "0\u00a0pasākumi"),
        ({"achieved_value": None}, None),
        ({"measure": "graduates", "first_year": 2024}, "6\u00a0absolventi (2024.–2025. gadā kopā)"),
        ({"measure": "participants"}, "6\u00a0dalībnieki"),
        ({"measure": "participants", "audience": "youth", "achieved_value": 21}, "21\u00a0jaunietis"),
        ({"measure": "families", "achieved_value": 5}, "5\u00a0ģimenes"),
        ({"measure": "families", "achieved_value": 0}, "0\u00a0ģimenes"),
        ({"measure": "hours", "achieved_value": 12.54}, "12,5\u00a0stundas"),
        ({"per": "month", "achieved_value": 41.666667}, "vidēji 41,7\u00a0pasākumi mēnesī"),
        (
            {"measure": "consultations", "each": "teacher", "calculation": "mean", "achieved_value": 3.25},
            "vidēji 3,2\u00a0konsultācijas katram pedagogam",
        ),
        (
            {"measure": "camps", "each": "learner", "calculation": "mean", "achieved_value": 0.006452,
             "numerator": 10, "denominator": 1550, "first_year": 2024},
            "10\u00a0nometnes uz 1\u00a0550\u00a0izglītojamajiem (2024.–2025. gadā kopā)",
        ),
        (
            {"measure": "camps", "each": "learner", "calculation": "mean", "achieved_value": 0.0476,
             "numerator": 1, "denominator": 21},
            "1\u00a0nometne uz 21\u00a0izglītojamo",
        ),
        (
            {"measure": "camps", "each": "learner", "calculation": "mean", "achieved_value": 0.1},
            "vidēji 0,1\u00a0nometne katram izglītojamajam",
        ),
        ({"per": "week", "achieved_value": 2.98}, "vidēji 2,98\u00a0pasākumi nedēļā"),
        ({"per": "week", "achieved_value": 3}, "vidēji 3\u00a0pasākumi nedēļā"),
        ({"per": "week", "achieved_value": 0.086}, "vidēji mazāk nekā 0,1\u00a0pasākums nedēļā"),
        ({"calculation": "reporters", "measure": "institutions", "achieved_value": 4}, "4\u00a0iestādes"),
        (
            {"calculation": "institutions", "each": "institution", "achieved_value": 3, "denominator": 18},
            "izpildīts 3 no 18\u00a0iestādēm",
        ),
        (
            {"calculation": "institutions", "each": "institution", "achieved_value": 1, "denominator": 1},
            "izpildīts 1 no 1\u00a0iestādes",
        ),
        (
            {"measure": "share", "audience": "parents", "calculation": "share", "numerator": 967, "denominator": 2865,
             "achieved_value": 33.752182},
            "33,8\u00a0% vecāku (967 no 2\u00a0865)",
        ),
        (
            {"measure": "share", "audience": "teachers", "calculation": "share", "numerator": 33, "denominator": 99,
             "achieved_value": 33.333333},
            "33\u00a0% pedagogu (33 no 99)",
        ),
        (
            {"measure": "share", "audience": "parents", "calculation": "share", "numerator": 596, "denominator": 2100,
             "achieved_value": 28.380952, "first_year": 2024, "results_year": 2026, "best_year": 2025},
            "28,4\u00a0% vecāku (596 no 2\u00a0100; labākajā gadā – 2025.)",
        ),
        ({"measure": "reduction", "calculation": "reduction", "achieved_value": 12.04}, "samazinājums par 12\u00a0%"),
        ({"measure": "reduction", "calculation": "reduction", "achieved_value": -5}, "pieaugums par 5\u00a0%"),
    ],
)  # fmt: skip
def test_reading_of_one_target(changes: dict[str, object], said: str | None) -> None:
    assert achieved_reading(replace(EVENTS, **changes), load_phrases()) == said


def test_targets_of_an_activity_stand_in_one_text_that_says_what_nobody_told() -> None:
    people = replace(EVENTS, measure="participants", audience="parents", achieved_value=72)
    silent = replace(people, achieved_value=None)
    phrases = load_phrases()
    assert achieved_text([EVENTS, people], "met", phrases) == "6\u00a0pasākumi; 72\u00a0vecāki"
    assert (
        achieved_text([EVENTS, silent], "partly", phrases)
        == "6\u00a0pasākumi; par pārējo, kas plānots skaitļos, ziņu nav"
    )
    assert achieved_text([silent], "no_data", phrases) is None
    assert achieved_text([], "no_data", phrases) is None


def test_a_hidden_figure_has_the_same_words_whatever_it_is() -> None:
    people, share = (replace(EVENTS, target_nr=nr, measure=measure) for nr, measure in ((2, "graduates"), (3, "share")))
    silent = replace(EVENTS, target_nr=4, achieved_value=None)
    phrases, words = load_phrases(), "cilvēku skaits netiek publicēts, lai nevienu nevarētu atpazīt"
    assert achieved_text([people], "met", phrases, {2}) == words
    assert achieved_text([EVENTS, people, share], "met", phrases, {2, 3}) == f"6\u00a0pasākumi; {words}"
    assert (
        achieved_text([EVENTS, people, silent], "partly", phrases, {2})
        == f"6\u00a0pasākumi; {words}; par pārējo, kas plānots skaitļos, ziņu nav"
    )


def test_what_is_planned_in_words_and_was_reported_on_waits_for_its_description() -> None:
    assert achieved_text([], "described", load_phrases()) == "par paveikto ir ziņots; aprakstu sagatavo darba grupa"


def test_every_code_of_the_lists_has_its_word() -> None:
    from ingest.forms.target_inputs import target_inputs
    from ingest.plans.tables import code_list

    words = load_phrases()["achieved"]
    counted = {measure for measure, source in target_inputs().numerators.items() if not source.words_only}
    assert counted - {"share", "reduction", "participants"} == set(words["measures"])
    assert set(code_list("audience")) <= set(words["people"]) | {"institutions", "self_governments"}
    assert set(target_inputs().denominators) <= set(words["of_audience"])
    assert set(code_list("each")) == {*words["each"], "institution"}
    assert set(words["of_all"]) == set(words["each"])
