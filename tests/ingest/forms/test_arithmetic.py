"""Which sums of answers are compared, for which school and when."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ingest.forms.arithmetic import ArithmeticRule, Comparison, arithmetic_rules, comparisons
from ingest.forms.breakdowns import Addressee, cells_of
from ingest.forms.definition import load_form
from ingest.periods import CollectionKind

SECONDARY = Addressee("school", ("basic.full_time", "upper_secondary.full_time", "upper_secondary.extramural"))


def compared(kind: CollectionKind, addressee: Addressee = SECONDARY) -> list[Comparison]:
    return comparisons("school_report", cells_of(load_form("school_report"), kind, addressee))


def test_rules_name_fields_of_their_form() -> None:
    assert len(arithmetic_rules()) == 21
    for rule in arithmetic_rules().values():
        assert rule.fields <= {field.field for field in load_form(rule.form).fields}


def test_a_rule_per_stage_adds_up_the_study_forms_of_that_stage_only() -> None:
    movement = [found for found in compared("S1") if found.rule_id == "learners_end_within_movement"]
    assert [found.stage for found in movement] == ["basic", "upper_secondary"]
    assert movement[1].right == (
        (("learners_start", "upper_secondary.full_time"), 1),
        (("learners_start", "upper_secondary.extramural"), 1),
        (("arrived", "upper_secondary.full_time"), 1),
        (("arrived", "upper_secondary.extramural"), 1),
    )
    assert len(movement[0].left) == 4


def test_a_rule_for_the_whole_school_adds_up_all_stages() -> None:
    (interest,) = (found for found in compared("S2") if found.rule_id == "interest_education_within_learners")
    assert interest.stage == "total"
    assert interest.left == ((("interest_education_learners", "total"), 1),)
    assert len(interest.right) == 6


def test_reasons_are_held_against_the_leavers_of_their_stage() -> None:
    basic, secondary = (found for found in compared("S2") if found.rule_id == "reasons_sum_to_leavers")
    assert (len(basic.left), len(basic.right)) == (11, 1)
    assert (len(secondary.left), len(secondary.right)) == (11, 2)
    assert basic.rule.relation == "equals"


def test_what_is_not_asked_this_time_is_not_compared() -> None:
    assert {found.rule_id for found in compared("S1")} == {
        "learners_end_within_movement",
        "leavers_within_learners",
        "at_risk_within_learners",
        "supported_within_learners",
        "absentees_within_learners",
        "plans_within_supported",
    }
    assert compared("R") == []
    basic_only = compared("S2", Addressee("school", ("basic.full_time",)))
    assert "grade_12_finished_within_grade" not in {found.rule_id for found in basic_only}
    assert "grade_9_finished_within_grade" in {found.rule_id for found in basic_only}


def test_an_unknown_relation_is_refused() -> None:
    with pytest.raises(ValidationError, match="relation"):
        ArithmeticRule.model_validate(
            {"form": "school_report", "left": {"a": 1}, "relation": "more", "right": {"b": 1}, "severity": "warning"}
        )
