"""Rules over several single values: each holds, is broken, at its edge, and with a value that is not there."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from form_workbook import SCHOOL, checked, filled, found, order_for, place_of

from ingest.forms.arithmetic import arithmetic_rules, comparisons
from ingest.forms.breakdowns import Addressee, cells_of
from ingest.forms.definition import load_form

FULL = "basic.full_time"
START = f"learners_start|{FULL}"
JUNE = {
    ("grade_9_certificate", "total"): 10, ("grade_9_transcript", "total"): 2,
    ("grade_12_certificate", "total"): 0, ("grade_12_transcript", "total"): 0,
}  # fmt: skip
END = {("learners_end", FULL): 100}
NINE = {"grade_9_destination|general": 10}
NA = "neattiecas"
MEAN, OVER = "unexcused_lessons_mean|basic", "unexcused_over_20|basic"
RANKS = [f"risk_group_rank|{group}" for group in ("learning", "social_health", "economic", "family")]
STATE, DATE = "task_state|1.1.1", "state_date|1.1.1"
PROPOSAL, WORDING = "proposal|1.1.1", "proposal_text|1.1.1"

Row = tuple[str, str, dict[str, Any], dict[str, Any], list[str]]
ROWS: list[Row] = [
    # form and collection, rule, answers, what is known, cells it points at
    ("school_report S1", "far_from_state_data", {}, {"state_learners": {"basic": 100}}, []),
    ("school_report S1", "far_from_state_data", {}, {"state_learners": {"basic": 120}}, [START]),
    ("school_report S1", "far_from_state_data", {START: 115}, {"state_learners": {"basic": 100}}, []),
    ("school_report S1", "far_from_state_data", {START: 116}, {"state_learners": {"basic": 100}}, [START]),
    ("school_report S1", "far_from_state_data", {START: 10}, {"state_learners": {"basic": 20}}, []),
    ("school_report S1", "far_from_state_data", {START: NA}, {"state_learners": {"basic": 20}}, []),
    ("school_report S1", "far_from_state_data", {}, {}, []),
    ("school_report S1", "start_far_from_former_end", {}, {"former": END}, []),
    ("school_report S1", "start_far_from_former_end", {START: 84}, {"former": END}, [START]),
    ("school_report S1", "start_far_from_former_end", {START: 85}, {"former": END}, []),
    ("school_report S1", "start_far_from_former_end", {START: 50, "comment": "Slēgta filiāle"}, {"former": END}, []),
    ("school_report S1", "start_far_from_former_end", {START: NA}, {"former": END}, []),
    ("school_report S2", "start_far_from_former_end", {START: 50}, {"former": END}, []),
    ("school_report S2", "ranks_differ", {}, {}, []),
    ("school_report S2", "ranks_differ", {RANKS[0]: 2}, {}, RANKS[:2]),
    ("school_report S2", "ranks_differ", {RANKS[0]: NA}, {}, []),
    ("school_report S2", "ranks_differ", dict.fromkeys(RANKS, NA), {}, []),
    ("school_report S1", "absence_needs_absentees", {MEAN: 20, OVER: 0}, {}, []),
    ("school_report S1", "absence_needs_absentees", {MEAN: "20,5", OVER: 0}, {}, [OVER]),
    ("school_report S1", "absence_needs_absentees", {MEAN: 0, OVER: 1}, {}, [OVER]),
    ("school_report S1", "absence_needs_absentees", {MEAN: "0,3", OVER: 1}, {}, []),
    ("school_report S1", "absence_needs_absentees", {MEAN: NA, OVER: 1}, {}, []),
    ("school_report S2", "absence_needs_absentees", {MEAN: 40, OVER: 0}, {}, []),
    ("school_report S2", "absence_needs_absentees", {MEAN: 41, OVER: 0}, {}, [OVER]),
    ("school_report R", "later_certificates_within_transcripts",
     {"grade_9_certificate_later": 1, "grade_9_destination|general": 11}, {"former": JUNE}, []),
    ("school_report R", "later_certificates_within_transcripts",
     {"grade_9_certificate_later": 2, "grade_9_destination|general": 12}, {"former": JUNE}, []),
    ("school_report R", "later_certificates_within_transcripts",
     {"grade_9_certificate_later": 3, "grade_9_destination|general": 13}, {"former": JUNE},
     ["grade_9_certificate_later|total"]),
    ("school_report R", "later_certificates_within_transcripts",
     {"grade_9_certificate_later": NA}, {"former": JUNE}, []),
    ("school_report R", "later_certificates_within_transcripts",
     {"grade_9_certificate_later": 3}, {"former": {("grade_9_certificate", "total"): 10}}, []),
    ("school_report R", "destinations_sum_to_certificates", NINE, {"former": JUNE}, []),
    ("school_report R", "destinations_sum_to_certificates", {"grade_9_destination|abroad": 9}, {"former": JUNE},
     ["grade_9_destination|general"]),
    ("school_report R", "destinations_sum_to_certificates", {"grade_9_destination|abroad": 11}, {"former": JUNE},
     ["grade_9_destination|general"]),
    ("school_report R", "destinations_sum_to_certificates", {"grade_9_destination|abroad": NA}, {"former": JUNE}, []),
    ("school_report R", "destinations_sum_to_certificates", {}, {"former": {("x", "total"): 1}}, []),
    ("school_report R", "june_report_missing", NINE, {"former": JUNE}, []),
    ("school_report R", "june_report_missing", {}, {}, ["comment|total"]),
    ("school_report S1", "june_report_missing", {}, {}, []),
    ("school_report R", "june_report_missing", {"comment": "Nav ziņu"}, {}, ["comment|total"]),
    ("task_report S1", "state_needs_date", {STATE: "izpildīts", DATE: dt.date(2025, 1, 3)}, {}, []),
    ("task_report S1", "state_needs_date", {STATE: "izpildīts"}, {}, [DATE]),
    ("task_report S1", "state_needs_date", {STATE: "atlikts", DATE: NA}, {}, [DATE]),
    ("task_report S1", "state_needs_date", {STATE: "notiek"}, {}, []),
    ("task_report S1", "state_needs_date", {STATE: NA}, {}, []),
    ("task_report S1", "proposal_explained", {PROPOSAL: "mainīt", WORDING: "Biežāk"}, {}, []),
    ("task_report S1", "proposal_explained", {PROPOSAL: "mainīt"}, {}, [WORDING]),
    ("task_report S1", "proposal_explained", {PROPOSAL: "turpināt"}, {}, []),
    ("task_report S1", "proposal_explained", {PROPOSAL: NA}, {}, []),
]  # fmt: skip


@pytest.mark.parametrize(("where", "rule_id", "values", "known", "cells"), ROWS)
def test_rule(where: str, rule_id: str, values: dict[str, Any], known: dict[str, Any], cells: list[str]) -> None:
    form, kind = where.split()
    known = dict(known)
    former = {"former": known.pop("former")} if "former" in known else {}
    order = order_for(form, f"2024/2025-{kind}", **former)
    result = checked(filled(order, values), order, **known)
    assert [cell for rule, _, cell in found(result) if rule == rule_id] == [place_of(order, code) for code in cells]


ANSWERED = [
    (rule_id, kind) for rule_id, rule in arithmetic_rules().items()
    for kind in ("S2", "R")
    if rule.fields <= {f.field for f, _ in cells_of(load_form(rule.form), kind, SCHOOL)}
]  # fmt: skip


@pytest.mark.parametrize(("rule_id", "kind"), ANSWERED)
@pytest.mark.parametrize(("left", "is_broken"), [(6, False), (7, False), (8, True), (NA, False)])
def test_sum(rule_id: str, kind: str, left: Any, is_broken: bool) -> None:
    """The first field of the left side against 7 on the right, the other cells of the rule 0."""
    rule = arithmetic_rules()[rule_id]
    addressee = SCHOOL if rule.form == "school_report" else Addressee("education_board", SCHOOL.stage_forms)
    order = order_for(rule.form, f"2024/2025-{kind}", addressee)
    cells = cells_of(order.form, order.collection.kind, addressee)
    compared = next(c for c in comparisons(rule.form, cells) if c.rule_id == rule_id)
    same = [c for c in comparisons(rule.form, cells) if c.rule_id == rule_id]
    values: dict[str, Any] = {"|".join(cell): 0 for c in same for cell in c.answers}
    values |= {"|".join(compared.place): left, "|".join(compared.right[0][0]): 7}
    result = checked(filled(order, values), order)
    expected = is_broken or (rule.relation == "equals" and left == 6)
    hits = [(severity, cell) for rule, severity, cell in found(result) if rule == rule_id]
    assert hits == ([(rule.severity, place_of(order, "|".join(compared.place)))] if expected else [])


def test_every_sum_is_tried() -> None:
    assert {rule_id for rule_id, _ in ANSWERED} == set(arithmetic_rules())


def test_a_cell_with_a_finding_is_not_compared() -> None:
    order = order_for("school_report")
    result = checked(filled(order, {f"early_leavers|{FULL}": "daudz"}), order)
    assert [entry[0] for entry in found(result)] == ["form_not_number"]
