"""Verdicts stand: what a file was told once is repeated, whatever has changed since; and nothing stops later runs."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from form_workbook import filled
from inbox import OPENED, collect, order_of, put, rows_of, told

import orchestration.reading
from ingest.archive import archived
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.recognise import Header
from ingest.plans.registry import RawRegistry
from ingest.problems import InputError, Problem
from ingest.submissions.audit import log_file
from ingest.submissions.exceptions import LateException, land_exception
from ingest.submissions.landing import landed_findings, landed_receipts
from ingest.workspace import Workspace
from orchestration.expectation import Expectation
from orchestration.intake import collect_forms

pytestmark = pytest.mark.usefixtures("read_once")
HOUR = dt.timedelta(hours=1)


class Narrower(Expectation):
    """The plan had only its first activity."""

    def order(self, header: Header, file_name: str) -> FormOrder:
        order = super().order(header, file_name)
        return replace(order, activities=order.activities[:1])


class Closed(Expectation):
    """Nobody is expected any more."""

    def order(self, header: Header, file_name: str) -> FormOrder:
        raise InputError([Problem("form_reporter_unknown", file_name, value=header.reporter_id)])


def test_again_repeats_the_former_verdict_though_the_rules_have_changed(
    workspace: Workspace, registry: RawRegistry, expectation: Expectation
) -> None:
    log = order_of(expectation, "activity_log")
    first, second = (nr for nr, _ in log.activities[:2])
    events = [{"activity_nr": first}, {"activity_nr": second, "event": "Cits"}]
    put(workspace, "žurnāls.xlsx", filled(log, lines={"events": events, "people": []}))
    (before,) = collect_forms(workspace, [], OPENED, expected=lambda: Narrower(workspace, registry))
    (after,) = collect(workspace, OPENED + HOUR, again=True)
    assert told([before]) == told([after]) == [("žurnāls.xlsx", "accepted_partly", ["known_activity"])]
    receipt = after.receipt
    assert (receipt.rows_in, receipt.rows_accepted, receipt.rows_rejected) == (2, 1, 1)
    assert (len(rows_of(workspace, receipt)), receipt.counts, receipt.replaces) == (1, True, before.receipt.receipt_id)
    found = landed_findings(workspace)
    one, other = ({**found[r.receipt_id][0], "receipt_id": ""} for r in (before.receipt, receipt))
    assert one == other


def test_again_judges_anew_what_was_not_taken(
    workspace: Workspace, registry: RawRegistry, expectation: Expectation
) -> None:
    log = order_of(expectation, "activity_log")
    events = [{"activity_nr": log.activities[1][0]}]
    put(workspace, "žurnāls.xlsx", filled(log, lines={"events": events, "people": []}))
    (before,) = collect_forms(workspace, [], OPENED, expected=lambda: Narrower(workspace, registry))
    assert told([before]) == [("žurnāls.xlsx", "rejected", ["known_activity"])]
    assert told(collect(workspace, OPENED + HOUR, again=True)) == [("žurnāls.xlsx", "accepted", [])]


def test_real_reports_are_not_held_against_demonstration_data(workspace: Workspace, expectation: Expectation) -> None:
    june = replace(order_of(expectation, "school_report", "2024/2025-S2"), is_demo=True)
    put(workspace, "1.xlsx", filled(june, {"grade_9_certificate": 15, "grade_9_transcript": 5}))
    collect(workspace, dt.datetime(2025, 6, 5, 9, tzinfo=dt.UTC))
    autumn = order_of(expectation, "school_report", "2024/2025-R")
    september = dt.datetime(2025, 9, 10, 9, tzinfo=dt.UTC)
    put(workspace, "2.xlsx", filled(autumn))
    put(workspace, "3.xlsx", filled(replace(autumn, is_demo=True)))
    real, demo = collect(workspace, september)
    assert (real.receipt.state, [f.problem.rule_id for f in real.findings]) == ("accepted", ["june_report_missing"])
    assert demo.receipt.state == "rejected"


def test_people_are_held_against_the_participations_of_the_former_log(
    workspace: Workspace, expectation: Expectation
) -> None:
    june = order_of(expectation, "activity_log", "2023/2024-S2")
    activity = june.activities[0][0]
    spring = {"activity_nr": activity, "start_date": dt.date(2024, 3, 1), "participants_parents": 30}
    put(workspace, "1.xlsx", filled(june, lines={"events": [spring]}))
    (former,) = collect(workspace, dt.datetime(2024, 6, 10, 9, tzinfo=dt.UTC))
    assert former.receipt.state == "accepted"
    winter = order_of(expectation, "activity_log")
    events = [{"activity_nr": activity, "participants_parents": 25}]
    for people, rules in ((55, []), (56, ["unique_within_participations"])):
        lines = {"events": events, "people": [{"activity_nr": activity, "unique_parents": people}]}
        put(workspace, f"{people}.xlsx", filled(winter, lines=lines))
        (settled,) = collect(workspace)
        assert [f.problem.rule_id for f in settled.findings if "unique" in f.problem.rule_id] == rules


def test_last_years_template_is_refused_as_closed(workspace: Workspace, expectation: Expectation) -> None:
    put(workspace, "pērn.xlsx", filled(order_of(expectation, "school_report", "2023/2024-S2")))
    (settled,) = collect(workspace)
    assert told([settled]) == [("pērn.xlsx", "refused", ["collection_closed"])]
    receipt = settled.receipt
    assert receipt.rows_in == receipt.rows_rejected > 15


def test_rows_of_a_form_whose_check_stopped_are_counted(
    workspace: Workspace, expectation: Expectation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise ValueError("secret")

    for name in ("check_forms", "check_form"):
        monkeypatch.setattr(orchestration.reading, name, stop)
    log = order_of(expectation, "activity_log")
    put(workspace, "žurnāls.xlsx", filled(log, lines={"events": [{}, {"event": "Cits"}], "people": []}))
    (settled,) = collect(workspace)
    assert told([settled]) == [("žurnāls.xlsx", "rejected", ["file_stops_reading"])]
    assert (settled.receipt.rows_in, settled.receipt.rows_rejected) == (2, 2)


def test_a_check_that_runs_out_of_memory_is_no_verdict(
    workspace: Workspace, expectation: Expectation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise ValueError("secret")

    def run_out(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(orchestration.reading, "check_forms", stop)
    monkeypatch.setattr(orchestration.reading, "check_form", run_out)
    put(workspace, "pārskats.xlsx", filled(order_of(expectation, "school_report")))
    with pytest.raises(MemoryError):
        collect(workspace)
    assert landed_receipts(workspace) == []


@pytest.mark.parametrize("is_lost", [False, True], ids=["expected no more", "lost from the archive"])
def test_a_form_that_cannot_be_shown_is_answered_without_a_workbook(
    workspace: Workspace, registry: RawRegistry, expectation: Expectation, is_lost: bool
) -> None:
    put(workspace, "pārskats.xlsx", filled(order_of(expectation, "school_report"), {"at_risk": 500}))
    (settled,) = collect(workspace)
    (answer,) = workspace.quarantine.iterdir()
    for path in answer.iterdir():
        path.unlink()
    answer.rmdir()
    if is_lost:
        archived(workspace, settled.receipt.submission_id).unlink()
        (workspace.inbox / "pārskats.xlsx").unlink()
    later = expectation if is_lost else Closed(workspace, registry)
    for hours in (1, 2):
        assert collect_forms(workspace, [], OPENED + hours * HOUR, expected=lambda: later) == []
    (answer,) = workspace.quarantine.iterdir()
    assert answer.name[:16] == settled.receipt.submission_id
    assert [path.name for path in answer.iterdir()] == ["errors.json"]
    (error,) = json.loads((answer / "errors.json").read_text(encoding="utf-8"))["findings"]
    assert error["rule_id"] == "at_risk_within_learners"


def test_a_file_that_is_too_large_is_kept_and_told_once(workspace: Workspace) -> None:
    content = b"PK\x03\x04" + bytes(6_000_000)
    put(workspace, "liels.xlsx", content)
    assert told(collect(workspace)) == [("liels.xlsx", "rejected", ["workbook_too_large"])]
    (receipt,) = landed_receipts(workspace)
    assert archived(workspace, receipt.submission_id).read_bytes() == content
    assert [path.name for path in workspace.archive.rglob("*.part")] == []
    assert collect(workspace, OPENED + HOUR) == []


def test_an_exception_that_nobody_lived_to_log_is_logged_by_the_next_run(workspace: Workspace) -> None:
    exception = LateException(
        "ludza", "4212900452", "2024/2025-S1", dt.date(2025, 3, 31), "vadītāja", "slimība", OPENED
    )
    land_exception(workspace, exception)
    workspace.inbox.mkdir(parents=True)
    for _ in range(2):
        collect(workspace)
    (line,) = log_file(workspace).read_text(encoding="utf-8").splitlines()
    event = json.loads(line.split(" ", 1)[1])
    assert (event["event"], event["allowed_by"], len(event["sha256"])) == ("allow_late", "vadītāja", 64)
