"""Taking in what reporters send: receive, recognise, check, land or refuse; the function behind `pmp collect`.

A run holds the lock, archives every file before anything reads it, checks the forms of a batch together, settles them
one by one in the order in which they came, and tells the run last (`ingest.submissions.landing.land_run`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from ingest.forms.workbook.read import read_form
from ingest.lock import workspace_lock
from ingest.problems import InputError, Problem
from ingest.submissions.exceptions import is_allowed, landed_exceptions
from ingest.submissions.inbox import Delivery, Found, find_files, receive
from ingest.submissions.landing import land_rows, landed_name, landed_receipts
from ingest.submissions.standing import State, is_known, judged_before
from ingest.workspace import Workspace
from orchestration.enrolment_intake import collect_enrolment
from orchestration.expectation import Expectation
from orchestration.intake_run import IntakeRun, Read, Settled
from orchestration.progress import report
from orchestration.registry import load_registry
from quality.findings import Finding
from quality.submissions.check import CheckedForm, check_forms

BATCH = 200
"""Workbooks that are checked together: one frame for all costs less than one each, and memory stays bounded."""

NOT_OURS, ENROLMENT = "form_unknown", "enrolment"


def collect_forms(
    workspace: Workspace,
    paths: Sequence[Path],
    received_at: dt.datetime,
    *,
    again: bool = False,
    snapshot_date: dt.date | None = None,
    expectation: Expectation | None = None,
) -> list[Settled]:
    """Take in files; those that lie where they lay, unchanged, are passed over.

    Args:
        workspace: Where they land.
        paths: Files or folders; none means the inbox.
        received_at: When they came, UTC.
        again: Whether they count although they were judged before, or replace a better one.
        snapshot_date: Day the learners of a state workbook were counted, where its name does not say it.
        expectation: What is expected, where a former call has made it: checking all plans takes seconds.

    Returns:
        One entry an arrival.

    Raises:
        InputError: A path does not exist, or the plans are not sound.
    """
    _refuse_missing(paths)
    with workspace_lock(workspace):
        expectation = expectation or Expectation(workspace, load_registry(workspace))
        run = IntakeRun(workspace, received_at, again, landed_receipts(workspace))
        found = list(find_files(workspace, paths))
        for start in range(0, len(found), BATCH):
            _take_in(run, expectation, found[start : start + BATCH], snapshot_date)
            if len(found) > 1:
                report("collect", min(start + BATCH, len(found)), len(found))
        if run.settled:
            run.tell()
    return run.settled


def check_only(workspace: Workspace, paths: Sequence[Path]) -> list[Settled]:
    """The reporter's self-check: the same reading and checks; nothing is archived, landed or told.

    Raises:
        InputError: A path does not exist, or the plans are not sound.
    """
    _refuse_missing(paths)
    expectation = Expectation(workspace, load_registry(workspace))
    run = IntakeRun(workspace, dt.datetime.min.replace(tzinfo=dt.UTC), False, landed_receipts(workspace))
    for found in find_files(workspace, paths):
        delivery = Delivery(found, found.path.read_bytes(), "")
        try:
            read = _read(expectation, delivery)
        except InputError as error:
            run.refuse(delivery, error.problems, "rejected")
            continue
        (checked,) = check_forms([(read.submitted, expectation.context(read.order, run.receipts))])
        run.settle(read, checked.verdict, checked.findings, checked)
    return run.settled


def _refuse_missing(paths: Sequence[Path]) -> None:
    missing = [Problem("file_missing", file=str(path)) for path in paths if not path.exists()]
    if missing:
        raise InputError(missing)


def _take_in(run: IntakeRun, expectation: Expectation, batch: Sequence[Found], snapshot_date: dt.date | None) -> None:
    reads = []
    for delivery in filter(None, (_receive(run, found) for found in batch)):
        try:
            reads.append(_read(expectation, delivery))
        except InputError as error:
            _settle_unread(run, delivery, error.problems, snapshot_date)
    # June is compared with January, September with June: a collection is settled before the next one is checked.
    for _, group in groupby(sorted(reads, key=_place), key=_place):
        open_ones = [read for read in group if not _settle_without_check(run, read)]
        checked = check_forms([(read.submitted, expectation.context(read.order, run.receipts)) for read in open_ones])
        for read, outcome in zip(open_ones, checked, strict=True):
            _settle(run, read, outcome)


def _place(read: Read) -> tuple[int, int]:
    return read.order.collection.place


def _receive(run: IntakeRun, found: Found) -> Delivery | None:
    """Archive a file; None where it is too large to be ours, or lay there before."""
    delivery = receive(run.workspace, found)
    if delivery is None:
        run.refuse(Delivery(found, b"", ""), [Problem("workbook_too_large", found.file_name)], "rejected")
        return None
    is_old = is_known(run.receipts, found.channel, found.file_name, delivery.submission_id)
    return None if is_old and not run.again else delivery


def _read(expectation: Expectation, delivery: Delivery) -> Read:
    """What a file holds and which workbook it answers.

    Raises:
        InputError: It cannot be read, or nobody expects it.
    """
    submitted = read_form(delivery.content, delivery.found.file_name)
    return Read(delivery, submitted, expectation.order(submitted.header, delivery.found.file_name))


def _settle_unread(
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
        arrival = collect_enrolment(run.workspace, delivery.found.path, snapshot_date, again=run.again)
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


def _settle_without_check(run: IntakeRun, read: Read) -> bool:
    """Whether a form was settled by when it came: before, too early or too late."""
    name, order = read.delivery.found.file_name, read.order
    before = judged_before(run.receipts, read.delivery.submission_id)
    if before and not run.again:
        details = (("former", before.file_name), ("at", before.received_at.date()))
        problem = Problem("form_duplicate", name, value=read.delivery.submission_id, details=details)
        run.settle(read, "duplicate", [Finding("info", problem)])
        return True
    day, days = run.received_at.date(), order.deadlines
    if day < days.opens_on:
        refusal = ("collection_not_open", days.opens_on)
    elif day > days.closes_on and not is_allowed(
        landed_exceptions(run.workspace), order.municipality, order.reporter_id, str(order.collection), day
    ):
        refusal = ("collection_closed", days.closes_on)
    else:
        return False
    rule_id, limit = refusal
    problem = Problem(rule_id, name, value=str(order.collection), details=(("day", limit),))
    run.settle(read, "refused", [Finding("reject_delivery", problem)])
    return True


def _settle(run: IntakeRun, read: Read, checked: CheckedForm) -> None:
    receipt = run.settle(read, checked.verdict, checked.findings, checked)
    if receipt.state in ("accepted", "accepted_partly"):
        form, owner = read.submitted.form, {"submission_id": receipt.submission_id, **read.owner}
        if form.shape == "fields":
            land_rows(run.workspace, landed_name(form), owner, checked.rows[""])
        for table in form.tables:
            land_rows(run.workspace, landed_name(form, table), owner, checked.rows.get(table.table, []))
