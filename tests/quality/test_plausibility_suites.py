"""What the suites say of rows made for them: pass, fail, the edge, nothing; and of suites that cannot look."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from typing import Any

import pandas as pd
import pytest

from quality.ledger import CheckResult
from quality.messages import catalogue
from quality.plausibility.cases import CASES
from quality.plausibility.completeness import COMPLETENESS
from quality.plausibility.concern import Concern
from quality.plausibility.events import EVENTS
from quality.plausibility.examine import CONCERNS, Examination, examine, failed
from quality.plausibility.figures import FIGURES
from quality.plausibility.findings import FINDINGS
from quality.submissions.field_rules import FIELD_RULES
from quality.submissions.line_rules import LINE_RULES

BOUNDS = {"reported_min_pct": 100.0, "institutions_max": 1.0, "peers_min": 5.0}
PLACE = {"municipality": "ludza", "collection": "2024/2025-S1"}


def figure(reporter: str, **values: Any) -> dict[str, Any]:
    row = {"form": "school_report", "reporter_id": reporter, "reporter_name": f"Skola {reporter}"}
    row |= {"measure": "at_risk", "education_stage": "basic", "compared_with": "former", "schools": None}
    row |= {"value": 20.0, "expected_value": 10.5, "difference": 9.5, "allowed_difference": 9.5, "has_comment": False}
    return {**PLACE, **row, **values}


def event(name: str, institutions: int) -> dict[str, Any]:
    row = {"form": "activity_log", "activity_nr": "1.3", "start_date": dt.date(2024, 10, 3), "event": name}
    return {**PLACE, **row, "institutions": institutions, "reporter_names": "Centrs; Skola"}


def sides(institution: str, own: int | None, of_schools: int | None) -> dict[str, Any]:
    counts = {"cases_of_institution": own, "cases_of_schools": of_schools}
    return {**PLACE, "form": "referral_counts", "institution": institution, **counts}


def coverage(form: str, expected: int, reported: int) -> dict[str, Any]:
    share = 100.0 * reported / expected
    return {**PLACE, "form": form, "expected": expected, "reported": reported, "reported_pct": share}


def looked(concern: Concern, *rows: dict[str, Any]) -> Examination:
    return examine(concern, pd.DataFrame(rows), BOUNDS)


def ledger(examination: Examination) -> dict[str, tuple[str, dict[str, int]]]:
    return {result.check_id: (result.status, dict(result.counts)) for result in examination.results}


def test_who_has_not_reported_is_missed() -> None:
    found = looked(COMPLETENESS, coverage("school_report", 9, 8), coverage("task_report", 3, 3))
    assert ledger(found) == {"collection_incomplete": ("fail", {"rows": 2, "findings": 1})}
    [row] = found.findings
    assert (row["severity"], row["form"], row["value"], row.get("reporter_id")) == (
        "warning",
        "school_report",
        "88,9",
        None,
    )
    assert row["message"].startswith(
        "veidlapa «Skolas pārskats par priekšlaicīgas mācību pārtraukšanas novēršanu», "
        "periods 2024/2025-S1: iesniegušo iestāžu skaits ir 8 no 9 (88,9 %) → "
    )


def test_a_large_change_asks_for_a_comment() -> None:
    """At the bound nothing is asked; beyond it a comment answers; what peers do is another question."""
    found = looked(
        FIGURES,
        figure("edge"),
        figure("far", difference=9.6),
        figure("explained", difference=90.0, has_comment=True),
        figure("other", compared_with="peers", schools=5),
    )
    assert ledger(found) == {
        "figure_far_from_former": ("fail", {"rows": 2, "findings": 1}),
        "figure_far_from_peers": ("pass", {"rows": 1, "findings": 0}),
    }
    [row] = found.findings
    assert (row["rule_id"], row["severity"], row["reporter_id"], row["value"]) == (
        "figure_far_from_former",
        "warning",
        "far",
        "20",
    )
    assert row["message"].startswith(
        "Skola far: «PMP riskam pakļautie izglītojamie», pamatskolā (1.–9. klase) ir 20, pirms gada bija 10,5; "
        "starpība 9,6 ir lielāka par 9,5, un piezīmes nav → palūdziet skolai"
    )


def test_a_figure_far_from_all_others_asks_for_a_look() -> None:
    """A comment on the change from last year does not speak of the peers."""
    peers = {"compared_with": "peers", "schools": 5, "has_comment": True}
    found = looked(FIGURES, figure("edge", **peers), figure("far", difference=12.0, **peers))
    assert ledger(found) == {
        "figure_far_from_former": ("pass", {"rows": 0, "findings": 0}),
        "figure_far_from_peers": ("fail", {"rows": 2, "findings": 1}),
    }
    [row] = found.findings
    assert (row["rule_id"], row["severity"], row["reporter_id"]) == ("figure_far_from_peers", "info", "far")
    assert "pēc pašvaldības skolu mediānas (skolu skaits: 5) būtu ap 10,5, starpība 12 ir" in row["message"]


def test_a_figure_without_stages_names_none() -> None:
    total = figure("1", measure="support_posts", education_stage="total", value=2.5, difference=10.0)
    [row] = looked(FIGURES, total).findings
    assert "«Atbalsta personāla slodzes» ir 2,5, pirms" in row["message"]


def test_one_event_in_two_logs_is_asked_about() -> None:
    found = looked(EVENTS, event("Lekcija", 1), event("Nometne", 2))
    assert ledger(found) == {"event_logged_by_several": ("fail", {"rows": 2, "findings": 1})}
    [row] = found.findings
    assert (row["form"], row["value"]) == ("activity_log", "Nometne")
    assert row["message"].startswith(
        "aktivitātes 1.3 pasākums «Nometne» (03.10.2024.) ir vairāku iestāžu žurnālos (2): Centrs; Skola → "
    )


def test_a_person_in_the_name_of_an_event_is_masked() -> None:
    [row] = looked(EVENTS, event("Saruna ar 010110-12345", 2)).findings
    assert "010110" not in f"{row['value']} {row['message']}"
    assert "Saruna ar" in row["value"]


def test_a_school_named_after_somebody_keeps_its_name() -> None:
    [row] = looked(FIGURES, figure("1", reporter_name="Andreja Bērziņa Jaunskola", difference=10.0)).findings
    assert row["message"].startswith("Andreja Bērziņa Jaunskola: ")
    [row] = looked(EVENTS, {**event("Lekcija", 2), "reporter_names": "Andreja Bērziņa Jaunskola; Centrs"}).findings
    assert "(2): Andreja Bērziņa Jaunskola; Centrs → " in row["message"]


def test_schools_cannot_bring_more_cases_than_an_institution_has() -> None:
    """As many is possible; a side that has not reported is compared with nothing."""
    found = looked(
        CASES, sides("a", 4, 5), sides("b", 5, 5), sides("c", None, 5), sides("d", 5, None), sides("e", 0, 1)
    )
    assert ledger(found) == {"cases_fewer_than_schools_brought": ("fail", {"rows": 5, "findings": 2})}
    assert [row["value"] for row in found.findings] == ["4", "0"]
    assert found.findings[0]["message"].startswith(
        "«a»: iestādes pašas uzrādīto gadījumu skaits (4) ir mazāks par to gadījumu skaitu, "
        "ar kuriem pie tās vērsušās skolas (5) → "
    )


def test_the_same_question_has_the_same_name_and_another_has_another() -> None:
    first, again, other = (
        looked(EVENTS, event(name, 2)).findings[0]["finding_id"] for name in ("Nometne", "Nometne", "Lekcija")
    )
    assert first == again != other


@pytest.mark.parametrize("concern", CONCERNS, ids=lambda concern: concern.model)
def test_a_model_without_rows_was_looked_at(concern: Concern) -> None:
    found = examine(concern, pd.DataFrame(), BOUNDS)
    assert found.findings == []
    assert ledger(found) == {rule_id: ("pass", {"rows": 0, "findings": 0}) for rule_id in concern.rules}


def test_nothing_to_look_at_costs_no_import() -> None:
    code = (
        "import sys, pandas; from quality.plausibility.examine import CONCERNS, examine;"
        "[examine(concern, pandas.DataFrame(), {}) for concern in CONCERNS];"
        "print('great_expectations' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_an_expectation_that_raises_is_a_failed_check() -> None:
    """The other expectation of the suite is looked at all the same."""
    row = figure("far", compared_with="peers", schools=5, difference=12.0)
    del row["has_comment"]
    found = looked(FIGURES, row)
    assert {name: status for name, (status, _) in ledger(found).items()} == {
        "figure_far_from_former": "error",
        "figure_far_from_peers": "fail",
    }
    assert [row["rule_id"] for row in found.findings] == ["plausibility_check_not_run", "figure_far_from_peers"]
    assert found.findings[0]["value"] == "figure_far_from_former"


def test_a_rule_without_expectation_has_not_run() -> None:
    found = looked(Concern("m", ("event_logged_by_several", "forgotten"), EVENTS.expectations), event("Lekcija", 1))
    assert {name: status for name, (status, _) in ledger(found).items()} == {
        "event_logged_by_several": "pass",
        "forgotten": "missing",
    }
    assert [(row["rule_id"], row["value"]) for row in found.findings] == [("plausibility_check_not_run", "forgotten")]


def test_a_suite_that_raises_fails_each_of_its_checks() -> None:
    found = failed(FIGURES, "KeyError: 'x'")
    assert found.results == [CheckResult(rule_id, "error", message="KeyError: 'x'") for rule_id in FIGURES.rules]
    assert "KeyError: 'x'" in found.findings[0]["message"]


@pytest.mark.parametrize("concern", CONCERNS, ids=lambda concern: concern.model)
def test_expectations_are_the_rules_with_a_reason(concern: Concern) -> None:
    expectations = concern.expectations()
    assert tuple(expectation.meta["rule_id"] for expectation in expectations) == concern.rules
    assert all(expectation.notes and expectation.severity.value in {"info", "warning"} for expectation in expectations)


def test_rules_stand_once_and_have_messages() -> None:
    rules = [rule_id for concern in CONCERNS for rule_id in concern.rules]
    assert len(rules) == len(set(rules))
    assert set(rules) <= set(catalogue())
    assert not set(rules) & {*FIELD_RULES, *LINE_RULES}


def test_findings_have_the_columns_that_dbt_reads() -> None:
    [row] = looked(FIGURES, figure("far", difference=99.0)).findings
    assert set(row) == set(FINDINGS)
