"""Files that are no form of ours, or cannot be read: refused, rejected, or the state's data on learners."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ingest.problems import InputError, Problem
from ingest.submissions.inbox import Delivery
from ingest.submissions.standing import State, taken_before
from orchestration.enrolment_intake import collect_enrolment
from orchestration.expectation import Expectation
from orchestration.intake_run import IntakeRun

NOT_OURS, ENROLMENT = "form_unknown", "enrolment"


def settle_unread(
    run: IntakeRun, delivery: Delivery, problems: Sequence[Problem], snapshot_date: dt.date | None
) -> None:
    """A file that is no form may be the state's data on learners; what nobody expects is refused."""
    rules = {problem.rule_id for problem in problems}
    if rules == {NOT_OURS}:
        _settle_state_workbook(run, delivery, problems, snapshot_date)
    else:
        run.refuse(delivery, problems, "refused" if rules & Expectation.REFUSALS else "rejected")


def _settle_state_workbook(
    run: IntakeRun, delivery: Delivery, not_ours: Sequence[Problem], snapshot_date: dt.date | None
) -> None:
    try:
        is_told = taken_before(run.of_file(delivery.submission_id), delivery.submission_id) is not None
        arrival = collect_enrolment(run.workspace, delivery, snapshot_date, is_told=is_told, again=run.again)
    except InputError as error:
        if any(problem.rule_id == "enrolment_not_recognised" for problem in error.problems):
            run.refuse(delivery, not_ours, "refused")
        else:
            run.refuse(delivery, error.problems, "rejected", ENROLMENT)
        return
    # Which workbook stands for a day, the landed enrolment says itself: no slot of a reporter is taken.
    rejected = arrival.rows_in - arrival.rows_landed
    state: State = "duplicate" if not arrival.is_new else "accepted_partly" if rejected else "accepted"
    rows = {"rows_in": arrival.rows_in, "rows_accepted": arrival.rows_landed, "rows_rejected": rejected}
    run.note(delivery, state, arrival.findings, arrival, form=ENROLMENT, **rows)
