"""A collection as a whole, from what arrives to the findings: Ludza, January 2024 and January 2025."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from ingest.workspace import Workspace
from orchestration import job, plausibility, warehouse
from quality.plausibility.completeness import COMPLETENESS
from quality.plausibility.concern import Concern
from quality.plausibility.examine import CONCERNS
from tests.product import rows
from tests.warehouse.deliveries import Deliveries

pytestmark = pytest.mark.slow

JUMPED, EXPLAINED, STEADY, UNLIKE_ITS_PEERS = "4213900473", "4213900475", "4213900476", "4213902516"
OTHERS = ("4212900452", "4212900453", "4213903466")
SILENT = "4212900459"
JANUARY = "2024/2025-S1"


def report(at_risk: int = 10, learners: int = 100, comment: str | None = None) -> dict[str, Any]:
    figures = {"learners_start": {"basic.full_time": learners}, "at_risk": {"basic.full_time": at_risk}}
    return {**figures, "comment": comment}


def deliver(workspace: Workspace) -> None:
    inbox = Deliveries(workspace, dt.datetime(2025, 1, 10, 9, tzinfo=dt.UTC))
    reports = {school: report() for school in (*OTHERS, STEADY)}
    former = reports | {JUMPED: report(), EXPLAINED: report(), UNLIKE_ITS_PEERS: report(at_risk=40), SILENT: report()}
    now = reports | {
        STEADY: report(at_risk=15, learners=115),
        JUMPED: report(learners=116),
        EXPLAINED: report(learners=160, comment="Pievienota likvidētā skola."),
        UNLIKE_ITS_PEERS: report(at_risk=40),
    }
    for collection, sent in (("2023/2024-S1", former), (JANUARY, now)):
        for school, answers in sent.items():
            inbox.take("school_report", ("ludza", school), collection, answers)
    lecture: dict[str, Any] = {"activity_nr": "1.3", "state": "done", "start_date": dt.date(2024, 10, 3)}
    for school, event in ((JUMPED, "Lekcija vecākiem"), (STEADY, "lekcija Vecākiem"), (EXPLAINED, "Cita lekcija")):
        inbox.take("activity_log", ("ludza", school), JANUARY, [{**lecture, "event": event}])
    cases(inbox, JUMPED, municipal_police=5, social_service=2)
    cases(inbox, "ludza-municipal-police", municipal_police=3)
    cases(inbox, "ludza-social-service", social_service=10)


def cases(inbox: Deliveries, reporter: str, **by_institution: int) -> None:
    lines = [{"institution": code, "reason": "absence", "cases": count} for code, count in by_institution.items()]
    inbox.take("referral_counts", ("ludza", reporter), JANUARY, lines)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace(tmp_path_factory.mktemp("collected"))
    deliver(workspace)
    job.build_warehouse(workspace)
    return workspace


def test_exactly_what_is_doubtful_is_found(collected: Workspace) -> None:
    """A change at the bound and an institution with more cases than schools brought are not."""
    found = rows(
        collected,
        "select rule_id, severity, municipality, form, collection, reporter_id, value from marts.findings "
        "where rule_id != 'collection_incomplete' order by all",
    )
    ludza, report = ("ludza",), ("ludza", "school_report")
    assert found == [
        ("cases_fewer_than_schools_brought", "warning", *ludza, "referral_counts", JANUARY, None, "3"),
        ("event_logged_by_several", "warning", *ludza, "activity_log", JANUARY, None, "Lekcija vecākiem"),
        ("figure_far_from_former", "warning", *report, JANUARY, JUMPED, "116"),
        ("figure_far_from_peers", "info", *report, "2023/2024-S1", UNLIKE_ITS_PEERS, "40"),
        ("figure_far_from_peers", "info", *report, JANUARY, UNLIKE_ITS_PEERS, "40"),
    ]


def test_only_a_jump_without_a_comment_is_asked_about(collected: Workspace) -> None:
    """From 100 to 160 learners with a school that was closed is explained; from 100 to 116 without a word is not."""
    found = rows(collected, "select reporter_id from marts.findings where rule_id = 'figure_far_from_former'")
    assert found == [(JUMPED,)]
    explained = "select reporter_id from marts.submitted_value where value_text = 'Pievienota likvidētā skola.'"
    assert rows(collected, explained) == [(EXPLAINED,)]


def test_a_missing_school_makes_the_collection_incomplete(collected: Workspace) -> None:
    """All eight schools of a year before are there now but one."""
    found = rows(
        collected,
        "select collection, severity, reporter_id, value, split_part(message, ' → ', 1) from marts.findings "
        "where rule_id = 'collection_incomplete' and form = 'school_report' and municipality = 'ludza'",
    )
    form = "veidlapa «Skolas pārskats par priekšlaicīgas mācību pārtraukšanas novēršanu»"
    words = f"{form}, periods {JANUARY}: iesniegušo iestāžu skaits ir 7 no 8 (87,5 %)"
    assert found == [(JANUARY, "warning", None, "87,5", words)]


def test_a_silent_municipality_is_incomplete(collected: Workspace) -> None:
    found = rows(
        collected,
        "select municipality, value from marts.findings where rule_id = 'collection_incomplete' "
        "and form = 'school_report' and municipality <> 'ludza' and collection = '2024/2025-S1' order by all",
    )
    assert found == [(municipality, "0") for municipality in ("aizkraukle", "kraslava", "riga", "smiltene")]


def test_findings_about_what_counts_are_about_no_arrival(collected: Workspace) -> None:
    assert rows(
        collected, "select distinct receipt_id, finding_nr, submission_id, sheet, cell from marts.findings"
    ) == [(None, None, None, None, None)]


def test_the_ledger_tells_how_much_was_looked_at(collected: Workspace) -> None:
    found = rows(
        collected,
        "select check_id, status, (counts->>'rows')::int, (counts->>'findings')::int from meta.check_result "
        "where class = 'plausibility' and check_id != 'collection_incomplete' order by all",
    )
    assert found == [
        ("cases_fewer_than_schools_brought", "fail", 2, 1),
        ("event_logged_by_several", "fail", 2, 1),
        ("figure_far_from_former", "fail", 12, 1),
        ("figure_far_from_peers", "fail", 15, 2),
    ]


def test_the_ledger_is_found_before_and_after_the_swap(collected: Workspace, tmp_path: Path) -> None:
    building = Workspace(tmp_path)
    shutil.copytree(warehouse.real_path(collected).parent, building.build)
    after, before = plausibility.recorded_results(collected), plausibility.recorded_results(building)
    assert after == before
    assert {result.status for result in after.values()} == {"fail"}


def test_looking_reaches_for_nothing(collected: Workspace, attempts: list[str]) -> None:
    assert "great_expectations" in sys.modules
    assert attempts == []


def test_nothing_is_asked_where_nothing_counts(built: Workspace) -> None:
    assert rows(built, "select count(*) from marts.findings") == [(0,)]
    looked = rows(built, "select status, counts from meta.check_result where class = 'plausibility'")
    assert looked == [("pass", '{"rows": 0, "findings": 0}')] * sum(len(concern.rules) for concern in CONCERNS)


def test_a_suite_that_raises_is_a_failed_check_and_stops_nothing(
    collected: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks() -> Any:
        raise ValueError("the library has changed")

    building = Workspace(tmp_path)
    shutil.copytree(warehouse.real_path(collected).parent, building.build)
    with warehouse.connect_build(building) as connection:
        connection.execute("delete from meta.check_result where class = 'plausibility'")
    broken = Concern("int_logged_events", ("event_logged_by_several",), breaks)
    gone = Concern("int_model_that_is_gone", ("cases_fewer_than_schools_brought",), breaks)
    monkeypatch.setattr(plausibility, "CONCERNS", (COMPLETENESS, broken, gone))
    plausibility.examine_build(building)
    assert {name: result.status for name, result in plausibility.recorded_results(building).items()} == {
        "collection_incomplete": "fail",
        "event_logged_by_several": "error",
        "cases_fewer_than_schools_brought": "error",
    }
    warehouse.refuse_unless_sound(building)
    told = parquet.read_table(building.plausibility_findings).to_pylist()
    not_run = {row["value"]: row["message"] for row in told if row["rule_id"] == "plausibility_check_not_run"}
    assert set(not_run) == {"event_logged_by_several", "cases_fewer_than_schools_brought"}
    assert "ValueError: the library has changed" in not_run["event_logged_by_several"]
